import { applicantRow } from '../data/applicants.js';
import { customFieldRow, findCustomField } from '../data/custom-fields.js';
import { recordsIn } from '../data/installation.js';
import { equalsIgnoringCase, isJsonRecord, textOrNull, type Json } from '../data/json.js';
import { invalidBody } from '../server/answers.js';
import { applicantOf, type RouteHandler, type SandboxCall } from '../server/call.js';
import type { TurnTable } from './knobs.js';
import { withoutRoute, type RouteTurns } from './read-turns.js';
import { formatDate } from './forms.js';
import { refused } from './refusals.js';

const TOKEN = 'POST Token';
const CREATE = 'PUT Applicant';
const REPLACE = 'POST Applicant/{applicantId}';
const SET_FIELD = 'POST Applicant/{applicantId}/CustomField';
const SKILLS = 'Applicant/Knowledges/{applicantId}';
const FILES = ['Document/{applicantId}', 'Cv/{applicantId}', 'Photo/{applicantId}'].map((path) => `Applicant/${path}`);

/** What writes do. */
export const WRITE_TURNS: TurnTable<RouteTurns> = {
  newToken: { 'ends-older': { [TOKEN]: endOlderTokens } },
  tokenExpiry: { utc: expiresAs('utc'), local: expiresAs('local'), ms: expiresAs('ms') },
  duplicateEmail: {
    '400': { [CREATE]: ifKnown(() => refuseDuplicate(400)) },
    '409': { [CREATE]: ifKnown(() => refuseDuplicate(409)) },
    existing: { [CREATE]: ifKnown(answerExisting) },
  },
  requiredFields: {
    'first-name': { [CREATE]: requiring('FirstName'), [REPLACE]: requiring('FirstName') },
    email: { [CREATE]: requiring('FirstName', 'Email'), [REPLACE]: requiring('FirstName', 'Email') },
  },
  fullCv: {
    'post-only': {
      'PUT Applicant/Cv/{applicantId}': ifEmpty('cv'),
      'PUT Applicant/Photo/{applicantId}': ifEmpty('photo'),
    },
  },
  fileTypes: {
    few: Object.fromEntries(FILES.flatMap((path) => [`PUT ${path}`, `POST ${path}`]).map((key) => [key, ofFewTypes])),
  },
  skillsRoute: {
    '404': { [`PUT ${SKILLS}`]: withoutRoute, [`POST ${SKILLS}`]: withoutRoute, [`DELETE ${SKILLS}`]: withoutRoute },
  },
  emptyFieldValue: {
    ignored: { [SET_FIELD]: withoutValue(answerField) },
    '400': { [SET_FIELD]: withoutValue(refuseField) },
  },
  fieldDates: {
    iso: { [SET_FIELD]: withDateLike(/^\d{4}-\d\d-\d\d(?:T[\d:.]+)?$/) },
    invariant: { [SET_FIELD]: withDateLike(/^\d\d\/\d\d\/\d{4}(?: \d\d:\d\d:\d\d)?$/) },
    german: { [SET_FIELD]: withDateLike(/^\d\d?\.\d\d?\.\d{4}$/) },
  },
};

function endOlderTokens(run: RouteHandler): RouteHandler {
  return (call) => {
    const { tokens } = call.server;
    const older = [...tokens.keys()];
    const answer = run(call);
    for (const token of older) tokens.set(token, -Infinity);
    return answer;
  };
}

function expiresAs(form: string): RouteTurns {
  return {
    [TOKEN]: (run) => (call) => {
      const answer = run(call);
      if (!isJsonRecord(answer)) return answer;
      return { ...answer, Expires: formatDate(String(answer['Expires']), form, call.server.clock) };
    },
  };
}

function ifKnown(answer: (call: SandboxCall, applicantId: number) => Json) {
  return (run: RouteHandler): RouteHandler =>
    (call) => {
      const email = textOrNull(call.record()['Email']);
      const { store } = call.server;
      const known = [...store.applicantIds()].find(
        (id) => email !== null && email !== '' && equalsIgnoringCase(store.read(id)?.core['Email'], email),
      );
      return known === undefined ? run(call) : answer(call, known);
    };
}

function refuseDuplicate(status: number): never {
  throw refused(status, 'The email address is already in use.');
}

function answerExisting(call: SandboxCall, applicantId: number): Json {
  call.outcome.isChange = false;
  return applicantRow(applicantOf(call, applicantId));
}

function requiring(...names: readonly string[]) {
  return (run: RouteHandler): RouteHandler =>
    (call) => {
      const missing = names.filter((name) => (textOrNull(call.record()[name]) ?? '') === '');
      if (missing.length > 0) throw invalidBody(missing.map((name) => [`applicant.${name}`, 'required']));
      return run(call);
    };
}

function ifEmpty(slot: 'cv' | 'photo') {
  return (run: RouteHandler): RouteHandler =>
    (call) => {
      if (applicantOf(call)[slot] !== undefined) throw refused(400, 'The applicant has this file already.');
      return run(call);
    };
}

function ofFewTypes(run: RouteHandler): RouteHandler {
  return (call) => {
    const extension = textOrNull(call.record()['FileExtension']) ?? '';
    if (!/^\.?(?:pdf|docx?|jpe?g|png)$/i.test(extension)) throw refused(400, 'The file type is not allowed.');
    return run(call);
  };
}

function fieldIn(call: SandboxCall) {
  return findCustomField(
    recordsIn(call.server.installation, 'CustomFields'),
    textOrNull(call.record()['CustomField']) ?? '',
  );
}

function withoutValue(answer: (call: SandboxCall) => Json) {
  return (run: RouteHandler): RouteHandler =>
    (call) => {
      const { Value = null, Values = null } = call.record();
      const isEmpty = (Value === null || Value === '') && (!Array.isArray(Values) || Values.length === 0);
      return isEmpty && fieldIn(call) !== undefined ? answer(call) : run(call);
    };
}

function answerField(call: SandboxCall): Json {
  const { customFields } = applicantOf(call);
  const definition = fieldIn(call) ?? {};
  call.outcome.isChange = false;
  return customFieldRow(definition, customFields.get(String(definition['Name'])) ?? null);
}

function refuseField(): never {
  throw refused(400, 'The value is missing.');
}

function withDateLike(form: RegExp) {
  return (run: RouteHandler): RouteHandler =>
    (call) => {
      const value = textOrNull(call.record()['Value']) ?? '';
      if (fieldIn(call)?.['Type'] === 4 && value !== '' && !form.test(value)) {
        throw refused(400, 'The value is not a date.');
      }
      return run(call);
    };
}
