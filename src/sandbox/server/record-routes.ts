import { applicantRow, type SandboxApplicant } from '../data/applicants.js';
import type { BodyType } from '../data/body-types.js';
import { POLICIES, PORTAL_URL } from '../data/catalogue.js';
import { customFieldRow, customFieldRows, findCustomField, readCustomFieldValue } from '../data/custom-fields.js';
import { equalsIgnoringCase, textOrNull, type Json, type JsonObject } from '../data/json.js';
import { RequestRefusal, noRecord } from './answers.js';
import {
  applicantOf,
  applicantToChange,
  type RouteHandler,
  type RouteTable,
  type SandboxCall,
  type SandboxRoute,
} from './call.js';

const ACTIVITIES = ownedRecords('Activity', subRecords('Activities'));
const EXPERIENCES = ownedRecords('Experience', subRecords('Experiences'));
const EDUCATIONS = ownedRecords('Education', subRecords('Educations'));
const CERTIFICATES = ownedRecords('Certificate', subRecords('Certificates'));
const LANGUAGES = ownedRecords('Language', subRecords('Languages'));
const PUBLICATIONS = ownedRecords('Publication', subRecords('Publications'));
const DOCUMENTS = ownedRecords('Document', ({ documents }) => documents);
const CV = fileSlot('Cv', 'cv');
const PHOTO = fileSlot('Photo', 'photo');

/** Routes for everything that belongs to an applicant: sub-records, files, skills, custom fields, policies. */
export const RECORD_ROUTES: RouteTable = {
  'GET Applicant/Activities/{applicantId}': ACTIVITIES.list,
  'GET Applicant/Activity/{recordId}': ACTIVITIES.read,
  'PUT Applicant/Activity/{applicantId}': ACTIVITIES.create,
  'POST Applicant/Activity/{recordId}': ACTIVITIES.replace,
  'DELETE Applicant/Activity/{recordId}': ACTIVITIES.remove,
  'GET Applicant/Experiences/{applicantId}': EXPERIENCES.list,
  'GET Applicant/Experience/{recordId}': EXPERIENCES.read,
  'PUT Applicant/Experience/{applicantId}': EXPERIENCES.create,
  'POST Applicant/Experience/{recordId}': EXPERIENCES.replace,
  'DELETE Applicant/Experience/{recordId}': EXPERIENCES.remove,
  'GET Applicant/Educations/{applicantId}': EDUCATIONS.list,
  'GET Applicant/Education/{recordId}': EDUCATIONS.read,
  'PUT Applicant/Education/{applicantId}': EDUCATIONS.create,
  'POST Applicant/Education/{recordId}': EDUCATIONS.replace,
  'DELETE Applicant/Education/{recordId}': EDUCATIONS.remove,
  'GET Applicant/Certificates/{applicantId}': CERTIFICATES.list,
  'GET Applicant/Certificate/{recordId}': CERTIFICATES.read,
  'PUT Applicant/Certificate/{applicantId}': CERTIFICATES.create,
  'POST Applicant/Certificate/{recordId}': CERTIFICATES.replace,
  'DELETE Applicant/Certificate/{recordId}': CERTIFICATES.remove,
  'GET Applicant/Languages/{applicantId}': LANGUAGES.list,
  'GET Applicant/Language/{recordId}': LANGUAGES.read,
  'PUT Applicant/Language/{applicantId}': LANGUAGES.create,
  'POST Applicant/Language/{recordId}': LANGUAGES.replace,
  'DELETE Applicant/Language/{recordId}': LANGUAGES.remove,
  'GET Applicant/Publications/{applicantId}': PUBLICATIONS.list,
  'GET Applicant/Publication/{recordId}': PUBLICATIONS.read,
  'PUT Applicant/Publication/{applicantId}': PUBLICATIONS.create,
  'POST Applicant/Publication/{recordId}': PUBLICATIONS.replace,
  'DELETE Applicant/Publication/{recordId}': PUBLICATIONS.remove,

  'GET Applicant/Documents/{applicantId}': DOCUMENTS.list,
  'GET Applicant/Document/{recordId}': DOCUMENTS.read,
  'PUT Applicant/Document/{applicantId}': DOCUMENTS.create,
  'POST Applicant/Document/{recordId}': DOCUMENTS.replace,
  'DELETE Applicant/Document/{recordId}': DOCUMENTS.remove,
  'GET Applicant/Cv/{applicantId}': CV.read,
  'PUT Applicant/Cv/{applicantId}': CV.write,
  'POST Applicant/Cv/{applicantId}': CV.write,
  'DELETE Applicant/Cv/{applicantId}': CV.remove,
  'GET Applicant/Photo/{applicantId}': PHOTO.read,
  'PUT Applicant/Photo/{applicantId}': PHOTO.write,
  'POST Applicant/Photo/{applicantId}': PHOTO.write,
  'DELETE Applicant/Photo/{applicantId}': PHOTO.remove,

  'GET Applicant/Knowledges/{applicantId}': (call) => applicantOf(call).knowledges,
  'PUT Applicant/Knowledges/{applicantId}': { body: 'Knowledge[]', run: setKnowledges },
  'POST Applicant/Knowledges/{applicantId}': { body: 'Knowledge[]', run: setKnowledges },
  'DELETE Applicant/Knowledges/{applicantId}': { body: 'Knowledge[]', run: removeKnowledges },
  'GET Applicant/Knowledge/{applicantId}/{knowledge}': readKnowledge,
  'PUT Applicant/Knowledge/{applicantId}': { body: 'Knowledge', run: (call) => setKnowledge(call, call.record()) },
  'POST Applicant/Knowledge/{applicantId}': { body: 'Knowledge', run: (call) => setKnowledge(call, call.record()) },
  'DELETE Applicant/Knowledge/{applicantId}': { body: 'text', run: removeKnowledge },

  'GET Applicant/CustomFields/{applicantId}': (call) => customFieldRows(applicantOf(call).customFields),
  'GET Applicant/{applicantId}/CustomField/{customFieldName}': readCustomField,
  'POST Applicant/{applicantId}/CustomField': { body: 'CustomFieldValue', run: setCustomField },
  'DELETE Applicant/{applicantId}/CustomField/{customFieldName}': removeCustomField,

  'GET Applicant/{applicantId}/Policies': listApplicantPolicies,
  'PUT Applicant/{applicantId}/Policies/{policyId}': { body: 'Policy', run: setApplicantPolicy },
  'PUT Applicant/CoverLetter/{applicantId}': { body: 'CoverLetter', run: addCoverLetter },
  'PUT Applicant/History/{applicantId}': { body: 'History', run: addHistory },
};

function subRecords(list: string): (applicant: SandboxApplicant) => JsonObject[] {
  return ({ records }) => (records[list] ??= []);
}

/** Handlers for records with an id of their own: created by the applicant's id, otherwise found by their own. */
function ownedRecords(
  body: BodyType,
  rowsOf: (applicant: SandboxApplicant) => JsonObject[],
): { list: RouteHandler; read: RouteHandler; create: SandboxRoute; replace: SandboxRoute; remove: RouteHandler } {
  function locate(call: SandboxCall): { applicantId: number; index: number; row: JsonObject } {
    const id = call.id('recordId');
    const owner = call.server.store.read(call.server.store.ownerOf(id) ?? 0);
    const rows = owner === undefined ? [] : rowsOf(owner);
    const index = rows.findIndex((row) => row['Id'] === id);
    const row = rows[index];
    if (owner === undefined || row === undefined) throw noRecord();
    return { applicantId: owner.id, index, row };
  }

  return {
    list: (call) => rowsOf(applicantOf(call)).map((row) => withContent(row, call, false)),
    read: (call) => withContent(locate(call).row, call, true),
    create: {
      body,
      run(call) {
        const applicant = applicantToChange(call);
        const row = { Id: call.server.store.createRecordId(applicant.id), ...call.record() };
        rowsOf(applicant).push(row);
        return row;
      },
    },
    replace: {
      body,
      run(call) {
        const { applicantId, index } = locate(call);
        const row = { Id: call.id('recordId'), ...call.record() };
        rowsOf(applicantToChange(call, applicantId))[index] = row;
        return row;
      },
    },
    remove(call) {
      const { applicantId, index, row } = locate(call);
      rowsOf(applicantToChange(call, applicantId)).splice(index, 1);
      return row;
    },
  };
}

/** Handlers for an applicant's only file of a kind. */
function fileSlot(
  body: BodyType,
  slot: 'cv' | 'photo',
): { read: RouteHandler; write: SandboxRoute; remove: RouteHandler } {
  function fileOf(call: SandboxCall): JsonObject {
    const found = applicantOf(call)[slot];
    if (found === undefined) throw noRecord();
    return found;
  }

  return {
    read: (call) => withContent(fileOf(call), call, true),
    write: {
      body,
      run(call) {
        const file = call.record();
        applicantToChange(call)[slot] = file;
        return file;
      },
    },
    remove(call) {
      const found = fileOf(call);
      applicantToChange(call)[slot] = undefined;
      return found;
    },
  };
}

/** Returns a file with its bytes if the request asks for them, or does not say and gets them `byDefault`. */
function withContent(row: JsonObject, call: SandboxCall, byDefault: boolean): JsonObject {
  const asked = call.query('includeContent')?.toLowerCase();
  const isIncluded = asked === undefined ? byDefault : asked === 'true';
  return isIncluded || !('Content' in row) ? row : { ...row, Content: null };
}

function readKnowledge(call: SandboxCall): Json {
  const found = applicantOf(call).knowledges.find((row) =>
    equalsIgnoringCase(row['Knowledge'], call.param('knowledge')),
  );
  if (found === undefined) throw noRecord();
  return found;
}

function setKnowledges(call: SandboxCall): Json {
  return call.records().map((row) => setKnowledge(call, row));
}

function setKnowledge(call: SandboxCall, row: JsonObject): Json {
  takeKnowledge(call, row['Knowledge']);
  // Without a name there is nothing to store.
  if (row['Knowledge'] !== null) applicantToChange(call).knowledges.push(row);
  return row;
}

function removeKnowledges(call: SandboxCall): Json {
  return call.records().flatMap((row) => takeKnowledge(call, row['Knowledge']) ?? []);
}

function removeKnowledge(call: SandboxCall): Json {
  const found = takeKnowledge(call, call.body);
  if (found === undefined) throw noRecord();
  return found;
}

function takeKnowledge(call: SandboxCall, name: Json | undefined): JsonObject | undefined {
  const { knowledges } = applicantToChange(call);
  const index = knowledges.findIndex((row) => equalsIgnoringCase(row['Knowledge'], name));
  return index < 0 ? undefined : knowledges.splice(index, 1)[0];
}

function definitionOf(name: string): JsonObject {
  const found = findCustomField(name);
  // Custom fields of jobs and companies do not exist on applicants.
  if (found === undefined || [1, 2, 4].includes(Number(found['Target']))) {
    throw new RequestRefusal(400, { Message: `The custom field '${name}' does not exist.` });
  }
  return found;
}

function readCustomField(call: SandboxCall): Json {
  const definition = definitionOf(call.param('customFieldName'));
  const value = applicantOf(call).customFields.get(String(definition['Name']));
  if (value === undefined) throw noRecord();
  return customFieldRow(definition, value);
}

function setCustomField(call: SandboxCall): Json {
  applicantOf(call);
  const body = call.record();
  const definition = definitionOf(textOrNull(body['CustomField']) ?? '');
  const value = readCustomFieldValue(definition, body['Value'] ?? null, body['Values'] ?? null);
  if (value instanceof Error) throw new RequestRefusal(400, { Message: value.message });
  const { customFields } = applicantToChange(call);
  if (value === undefined) customFields.delete(String(definition['Name']));
  else customFields.set(String(definition['Name']), value);
  return customFieldRow(definition, value ?? null);
}

function removeCustomField(call: SandboxCall): Json {
  const found = readCustomField(call);
  applicantToChange(call).customFields.delete(String(definitionOf(call.param('customFieldName'))['Name']));
  return found;
}

function listApplicantPolicies(call: SandboxCall): Json {
  const applicant = applicantOf(call);
  return POLICIES.filter(({ Id, Language }) => Language === 'de-AT' || applicant.policies.has(Id)).map((policy) =>
    applicantPolicyRow(applicant, policy),
  );
}

function setApplicantPolicy(call: SandboxCall): Json {
  const id = call.id('policyId');
  const policy = POLICIES.find((item) => item.Id === id);
  if (policy === undefined) throw noRecord();
  const applicant = applicantToChange(call);
  applicant.policies.set(policy.Id, call.record());
  return applicantPolicyRow(applicant, policy);
}

function applicantPolicyRow(applicant: SandboxApplicant, policy: (typeof POLICIES)[number]): JsonObject {
  const { AcceptedOn = null, RevokedOn = null } = applicant.policies.get(policy.Id) ?? {};
  return {
    ApplicantId: applicant.id,
    PolicyId: policy.Id,
    Type: policy.Type,
    Language: policy.Language,
    Url: PORTAL_URL,
    Text: policy.Text,
    AcceptedOn,
    RevokedOn,
    IsOutdated: false,
  };
}

function addCoverLetter(call: SandboxCall): Json {
  const applicant = applicantToChange(call);
  applicant.coverLetters.push(call.record());
  return applicantRow(applicant);
}

function addHistory(call: SandboxCall): Json {
  const entry = call.record();
  applicantToChange(call).history.push(entry);
  return entry;
}
