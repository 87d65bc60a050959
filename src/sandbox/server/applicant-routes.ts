import { applicantRow, createSandboxApplicant, type SandboxApplicant } from '../data/applicants.js';
import { recordOf } from '../data/body-types.js';
import { customFieldRows } from '../data/custom-fields.js';
import { recordsIn } from '../data/installation.js';
import { equalsIgnoringCase, exactDigits, isJsonRecord, type Json, type JsonObject } from '../data/json.js';
import type { SandboxSettings } from '../options.js';
import { invalidBody, noRecord, notAnInteger } from './answers.js';
import { applicantOf, applicantToChange, type SandboxRoutes, type SandboxCall } from './call.js';

/** Routes for the core record of applicants, and to find applicants. */
export const APPLICANT_ROUTES: SandboxRoutes = {
  // No route of the sandbox returns a log-on token, so none is valid.
  'GET Applicant/{applicantId}?token': () => {
    throw noRecord();
  },
  'GET Applicant/{applicantId}': (call) => applicantRow(applicantOf(call)),
  'PUT Applicant': { body: 'Applicant', run: putApplicant },
  'POST Applicant/{applicantId}': { body: 'Applicant', run: postApplicant },
  'DELETE Applicant/{applicantId}': deleteApplicant,
  'GET Applicants/ByEmail/{email}': findByEmail,
  'GET Applicants/ByExternalId/{externalId}': findByExternalId,
  'GET Applicants/ByGlobalId/{globalId}': findByGlobalId,
  'GET Applicants/ByCustomField/{customField}?value': findByCustomField,
};

function putApplicant({ server, record, query, outcome }: SandboxCall): Json {
  const { settings, clock } = server;
  const applicant = server.store.create(coreOf(record()));
  outcome.ids['applicantId'] = applicant.id;
  applicant.updatedByUser = clock.databaseDate(settings.now());
  applicant.updatedByApplicant = clock.serverDate(settings.now());
  delaySearch(settings, applicant);
  if (isTrue(query('sendRegistrationEmail'))) {
    server.emails.push({ kind: 'registration', applicantId: applicant.id, url: query('url') ?? '' });
  }
  return applicantRow(applicant);
}

function postApplicant(call: SandboxCall): Json {
  applicantOf(call);
  const core = coreOf(call.record());
  const applicant = applicantToChange(call);
  if (applicant.core['Email'] !== core['Email']) delaySearch(call.server.settings, applicant);
  applicant.core = core;
  return applicantRow(applicant);
}

function coreOf(record: JsonObject): JsonObject {
  const { LastName, Tags, JobProfiles, Regions } = record;
  if (LastName === null || LastName === '') throw invalidBody([['applicant.LastName', 'required']]);
  return { ...record, Tags: Tags ?? [], JobProfiles: JobProfiles ?? [], Regions: Regions ?? [] };
}

function delaySearch({ now, emailSearch }: SandboxSettings, applicant: SandboxApplicant): void {
  applicant.searchableAt = now() + emailSearch.lagMs;
}

function deleteApplicant(call: SandboxCall): Json {
  const applicant = applicantToChange(call);
  if (isTrue(call.query('deleteCompletely'))) {
    call.server.store.remove(applicant.id);
    return applicantRow(applicant);
  }
  const { DateOfCreation = null, Referrer = null } = applicant.core;
  const lists = { Tags: [], JobProfiles: [], Regions: [] };
  applicant.core = recordOf('Applicant', { DateOfCreation, LastName: 'Anonymisiert', Referrer, ...lists });
  // Applications and consents stay: they say what has happened, not who it was.
  const { id, applications, policies, updatedByUser, updatedByApplicant } = applicant;
  const kept = { applications, policies, updatedByUser, updatedByApplicant };
  Object.assign(applicant, { ...createSandboxApplicant(id, applicant.core), ...kept });
  return applicantRow(applicant);
}

function findByEmail(call: SandboxCall): Json {
  return call.server.store.byEmail(call.param('email')).map((id) => applicantRow(applicantOf(call, id)));
}

function findByExternalId(call: SandboxCall): Json {
  const wanted = call.id('externalId');
  return findApplicants(call, ({ core }) => core['ExternalId'] === wanted);
}

/** A 64-bit number, which is compared by its digits. */
function findByGlobalId(call: SandboxCall): Json {
  const given = call.param('globalId').trim();
  const wanted = /^[+-]?\d{1,19}$/.test(given) ? BigInt(given.replace('+', '')) : undefined;
  if (wanted === undefined || BigInt.asIntN(64, wanted) !== wanted) throw notAnInteger('globalId', 64);
  return findApplicants(call, ({ core }) => numberDigits(core['GlobalId']) === String(wanted));
}

function numberDigits(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : exactDigits(value ?? null);
}

function findByCustomField(call: SandboxCall): Json {
  const [name, value] = [call.param('customField'), call.query('value') ?? ''];
  const fields = recordsIn(call.server.installation, 'CustomFields');
  return findApplicants(call, ({ customFields }) =>
    customFieldRows(fields, customFields).some(
      ({ CustomField, Value }) =>
        isJsonRecord(CustomField) && equalsIgnoringCase(CustomField['Name'], name) && equalsIgnoringCase(Value, value),
    ),
  );
}

function findApplicants(call: SandboxCall, isWanted: (applicant: SandboxApplicant) => boolean): Json {
  const rows: Json[] = [];
  for (const id of call.server.store.applicantIds()) {
    const applicant = applicantOf(call, id);
    if (isWanted(applicant)) rows.push(applicantRow(applicant));
  }
  return rows;
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
