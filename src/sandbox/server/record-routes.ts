import { applicantRow, recordsOf, type OwnedKind, type SandboxApplicant } from '../data/applicants.js';
import type { BodyType } from '../data/body-types.js';
import { isOutdatedPolicy, PORTAL_URL, type CataloguePolicy } from '../data/catalogue.js';
import { customFieldRow, customFieldRows, findCustomField, acceptCustomFieldValue } from '../data/custom-fields.js';
import { recordsIn } from '../data/installation.js';
import { equalsIgnoringCase, textOrNull, type Json, type JsonObject } from '../data/json.js';
import { RequestRefusal, noRecord } from './answers.js';
import {
  applicantOf,
  applicantToChange,
  type RouteHandler,
  type SandboxRoutes,
  type SandboxCall,
  type SandboxRoute,
} from './call.js';

const ACTIVITY = ownedRecords('Activity');
const EXPERIENCE = ownedRecords('Experience');
const EDUCATION = ownedRecords('Education');
const CERTIFICATE = ownedRecords('Certificate');
const LANGUAGE = ownedRecords('Language');
const PUBLICATION = ownedRecords('Publication');
const DOCUMENT = ownedRecords('Document');
const CV_FILE = fileSlot('Cv', 'cv');
const PHOTO_FILE = fileSlot('Photo', 'photo');

/** Routes for the data of an applicant: sub-records, files, skills, custom fields, policies. */
export const RECORD_ROUTES: SandboxRoutes = {
  'GET Applicant/Activities/{applicantId}': ACTIVITY.list,
  'GET Applicant/Activity/{recordId}': ACTIVITY.read,
  'PUT Applicant/Activity/{applicantId}': ACTIVITY.create,
  'POST Applicant/Activity/{recordId}': ACTIVITY.replace,
  'DELETE Applicant/Activity/{recordId}': ACTIVITY.remove,
  'GET Applicant/Experiences/{applicantId}': EXPERIENCE.list,
  'GET Applicant/Experience/{recordId}': EXPERIENCE.read,
  'PUT Applicant/Experience/{applicantId}': EXPERIENCE.create,
  'POST Applicant/Experience/{recordId}': EXPERIENCE.replace,
  'DELETE Applicant/Experience/{recordId}': EXPERIENCE.remove,
  'GET Applicant/Educations/{applicantId}': EDUCATION.list,
  'GET Applicant/Education/{recordId}': EDUCATION.read,
  'PUT Applicant/Education/{applicantId}': EDUCATION.create,
  'POST Applicant/Education/{recordId}': EDUCATION.replace,
  'DELETE Applicant/Education/{recordId}': EDUCATION.remove,
  'GET Applicant/Certificates/{applicantId}': CERTIFICATE.list,
  'GET Applicant/Certificate/{recordId}': CERTIFICATE.read,
  'PUT Applicant/Certificate/{applicantId}': CERTIFICATE.create,
  'POST Applicant/Certificate/{recordId}': CERTIFICATE.replace,
  'DELETE Applicant/Certificate/{recordId}': CERTIFICATE.remove,
  'GET Applicant/Languages/{applicantId}': LANGUAGE.list,
  'GET Applicant/Language/{recordId}': LANGUAGE.read,
  'PUT Applicant/Language/{applicantId}': LANGUAGE.create,
  'POST Applicant/Language/{recordId}': LANGUAGE.replace,
  'DELETE Applicant/Language/{recordId}': LANGUAGE.remove,
  'GET Applicant/Publications/{applicantId}': PUBLICATION.list,
  'GET Applicant/Publication/{recordId}': PUBLICATION.read,
  'PUT Applicant/Publication/{applicantId}': PUBLICATION.create,
  'POST Applicant/Publication/{recordId}': PUBLICATION.replace,
  'DELETE Applicant/Publication/{recordId}': PUBLICATION.remove,

  'GET Applicant/Documents/{applicantId}': DOCUMENT.list,
  'GET Applicant/Document/{recordId}': DOCUMENT.read,
  'PUT Applicant/Document/{applicantId}': DOCUMENT.create,
  'POST Applicant/Document/{recordId}': DOCUMENT.replace,
  'DELETE Applicant/Document/{recordId}': DOCUMENT.remove,
  'GET Applicant/Cv/{applicantId}': CV_FILE.read,
  'PUT Applicant/Cv/{applicantId}': CV_FILE.write,
  'POST Applicant/Cv/{applicantId}': CV_FILE.write,
  'DELETE Applicant/Cv/{applicantId}': CV_FILE.remove,
  'GET Applicant/Photo/{applicantId}': PHOTO_FILE.read,
  'PUT Applicant/Photo/{applicantId}': PHOTO_FILE.write,
  'POST Applicant/Photo/{applicantId}': PHOTO_FILE.write,
  'DELETE Applicant/Photo/{applicantId}': PHOTO_FILE.remove,

  'GET Applicant/Knowledges/{applicantId}': (call) => applicantOf(call).knowledges,
  'PUT Applicant/Knowledges/{applicantId}': { body: 'Knowledge[]', run: storeKnowledges },
  'POST Applicant/Knowledges/{applicantId}': { body: 'Knowledge[]', run: storeKnowledges },
  'DELETE Applicant/Knowledges/{applicantId}': { body: 'Knowledge[]', run: removeKnowledges },
  'GET Applicant/Knowledge/{applicantId}/{knowledge}': readKnowledge,
  'PUT Applicant/Knowledge/{applicantId}': { body: 'Knowledge', run: (call) => storeKnowledge(call, call.record()) },
  'POST Applicant/Knowledge/{applicantId}': { body: 'Knowledge', run: (call) => storeKnowledge(call, call.record()) },
  'DELETE Applicant/Knowledge/{applicantId}': { body: 'text', run: removeKnowledge },

  'GET Applicant/CustomFields/{applicantId}': (call) => customFieldRows(fieldsOf(call), applicantOf(call).customFields),
  'GET Applicant/{applicantId}/CustomField/{customFieldName}': readCustomField,
  'POST Applicant/{applicantId}/CustomField': { body: 'CustomFieldValue', run: postCustomField },
  'DELETE Applicant/{applicantId}/CustomField/{customFieldName}': removeCustomField,

  'GET Applicant/{applicantId}/Policies': listApplicantPolicies,
  'PUT Applicant/{applicantId}/Policies/{policyId}': { body: 'Policy', run: putApplicantPolicy },
  'PUT Applicant/CoverLetter/{applicantId}': { body: 'CoverLetter', run: addCoverLetter },
  'PUT Applicant/History/{applicantId}': { body: 'History', run: addHistory },
};

/** Handlers for records with an id of their own: created by the applicant's id, otherwise found by their own. */
function ownedRecords(body: OwnedKind): {
  list: RouteHandler;
  read: RouteHandler;
  create: SandboxRoute;
  replace: SandboxRoute;
  remove: RouteHandler;
} {
  const rowsOf = (applicant: SandboxApplicant): JsonObject[] => recordsOf(applicant, body);
  function locate(call: SandboxCall): { applicantId: number; index: number; row: JsonObject } {
    const id = call.id('recordId');
    const owner = call.server.store.read(call.server.store.ownerOf(body, id) ?? 0);
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
        const row = { Id: call.server.store.createRecordId(body, applicant.id), ...call.record() };
        call.outcome.ids['recordId'] = row.Id;
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

/** Returns a file with its bytes if the request asks for them; `byDefault` counts if it does not say. */
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

function storeKnowledges(call: SandboxCall): Json {
  return call.records().map((row) => storeKnowledge(call, row));
}

function storeKnowledge(call: SandboxCall, row: JsonObject): Json {
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

function fieldsOf({ server }: SandboxCall): JsonObject[] {
  return recordsIn(server.installation, 'CustomFields');
}

function definitionOf(call: SandboxCall, name: string): JsonObject {
  const found = findCustomField(fieldsOf(call), name);
  // Custom fields of jobs and companies do not exist on applicants.
  if (found === undefined || [1, 2, 4].includes(Number(found['Target']))) {
    throw new RequestRefusal(400, { Message: `The custom field '${name}' does not exist.` });
  }
  return found;
}

function readCustomField(call: SandboxCall): Json {
  const definition = definitionOf(call, call.param('customFieldName'));
  const value = applicantOf(call).customFields.get(String(definition['Name']));
  if (value === undefined) throw noRecord();
  return customFieldRow(definition, value);
}

function postCustomField(call: SandboxCall): Json {
  applicantOf(call);
  const body = call.record();
  const definition = definitionOf(call, textOrNull(body['CustomField']) ?? '');
  const value = acceptCustomFieldValue(definition, body['Value'] ?? null, body['Values'] ?? null);
  if (value instanceof Error) throw new RequestRefusal(400, { Message: value.message });
  const { customFields } = applicantToChange(call);
  if (value === undefined) customFields.delete(String(definition['Name']));
  else customFields.set(String(definition['Name']), value);
  return customFieldRow(definition, value ?? null);
}

function removeCustomField(call: SandboxCall): Json {
  const found = readCustomField(call);
  applicantToChange(call).customFields.delete(String(definitionOf(call, call.param('customFieldName'))['Name']));
  return found;
}

function listApplicantPolicies(call: SandboxCall): Json {
  const applicant = applicantOf(call);
  const { policies } = call.server.installation;
  const isCurrent = (policy: CataloguePolicy): boolean =>
    policy.Language === 'de-AT' && !isOutdatedPolicy(policy, policies);
  return policies
    .filter((policy) => isCurrent(policy) || applicant.policies.has(policy.Id))
    .map((policy) => applicantPolicyRow(applicant, policy, policies));
}

function putApplicantPolicy(call: SandboxCall): Json {
  const id = call.id('policyId');
  const policy = call.server.installation.policies.find((item) => item.Id === id);
  if (policy === undefined) throw noRecord();
  const applicant = applicantToChange(call);
  applicant.policies.set(policy.Id, call.record());
  return applicantPolicyRow(applicant, policy, call.server.installation.policies);
}

function applicantPolicyRow(
  applicant: SandboxApplicant,
  policy: CataloguePolicy,
  all: readonly CataloguePolicy[],
): JsonObject {
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
    IsOutdated: isOutdatedPolicy(policy, all),
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
