import { customFieldRows } from '../data/answers.js';
import { POLICIES, customField } from '../data/catalogue.js';
import { customFieldValue, readCustomFieldValue } from '../data/custom-field-value.js';
import { DOCUMENTS, fileRoutes } from './file-routes.js';
import { sameText, textOf, type Json, type JsonObject } from '../data/json.js';
import { ownedRoutes } from './owned-routes.js';
import type { SandboxApplicant } from '../data/population.js';
import { RequestRefusal, notFound, type SandboxCall, type SandboxRoute } from './router.js';
import { changeApplicant, readApplicant, type Find, type Server } from './server.js';
import { SUB_RECORDS } from '../data/sub-records.js';

/** What hangs on an applicant: files, sub-records, skills, custom fields, policies. */
export function recordRoutes(server: Server): SandboxRoute[] {
  const read = (call: SandboxCall): SandboxApplicant => readApplicant(server, call.id('applicantId'));
  const change = (call: SandboxCall): SandboxApplicant => changeApplicant(server, call.id('applicantId'));
  return [
    ...SUB_RECORDS.flatMap((kind) => ownedRoutes(server, kind)),
    ...ownedRoutes(server, DOCUMENTS),
    ...fileRoutes('Cv', 'cv', read, change),
    ...fileRoutes('Photo', 'photo', read, change),
    ...knowledgeRoutes(read, change),
    ...customFieldRoutes(read, change),
    ...policyRoutes(read, change),
  ];
}

function knowledgeRoutes(read: Find, change: Find): SandboxRoute[] {
  const list = 'Applicant/Knowledges/{applicantId}';
  const one = 'Applicant/Knowledge/{applicantId}';
  const setIn = (applicant: SandboxApplicant, row: JsonObject): JsonObject => {
    removeFrom(applicant, row['Knowledge']);
    // Without a name there is nothing to store.
    if (row['Knowledge'] !== null) applicant.knowledges.push(row);
    return row;
  };
  const removeFrom = (applicant: SandboxApplicant, name: Json | undefined): JsonObject | undefined => {
    const index = applicant.knowledges.findIndex((item) => sameText(item['Knowledge'], name));
    return index < 0 ? undefined : applicant.knowledges.splice(index, 1)[0];
  };
  const setAll: SandboxRoute['run'] = (call) => call.records().map((item) => setIn(change(call), item));
  const setOne: SandboxRoute['run'] = (call) => setIn(change(call), call.record());
  return [
    { method: 'GET', template: list, run: (call) => read(call).knowledges },
    { method: 'PUT', template: list, body: 'Knowledge[]', run: setAll },
    { method: 'POST', template: list, body: 'Knowledge[]', run: setAll },
    {
      method: 'DELETE',
      template: list,
      body: 'Knowledge[]',
      run: (call) => call.records().flatMap((item) => removeFrom(change(call), item['Knowledge']) ?? []),
    },
    {
      method: 'GET',
      template: `${one}/{knowledge}`,
      run(call) {
        const found = read(call).knowledges.find((item) => sameText(item['Knowledge'], call.param('knowledge')));
        if (found === undefined) throw notFound();
        return found;
      },
    },
    { method: 'PUT', template: one, body: 'Knowledge', run: setOne },
    { method: 'POST', template: one, body: 'Knowledge', run: setOne },
    {
      method: 'DELETE',
      template: one,
      body: 'text',
      run(call) {
        const found = removeFrom(change(call), call.body);
        if (found === undefined) throw notFound();
        return found;
      },
    },
  ];
}

function customFieldRoutes(read: Find, change: Find): SandboxRoute[] {
  const one = 'Applicant/{applicantId}/CustomField/{customFieldName}';
  const definitionOf = (name: string): JsonObject => {
    const found = customField(name);
    // Fields of jobs and companies are none of an applicant's.
    if (found === undefined || [1, 2, 4].includes(Number(found['Target']))) {
      throw new RequestRefusal(400, { Message: `The custom field '${name}' does not exist.` });
    }
    return found;
  };
  const valueOf = (call: SandboxCall): JsonObject => {
    const definition = definitionOf(call.param('customFieldName'));
    const value = read(call).customFields.get(String(definition['Name']));
    if (value === undefined) throw notFound();
    return customFieldValue(definition, value);
  };
  return [
    { method: 'GET', template: 'Applicant/CustomFields/{applicantId}', run: (call) => customFieldRows(read(call)) },
    { method: 'GET', template: one, run: valueOf },
    {
      method: 'POST',
      template: 'Applicant/{applicantId}/CustomField',
      body: 'CustomFieldValue',
      run(call) {
        read(call);
        const body = call.record();
        const definition = definitionOf(textOf(body['CustomField']) ?? '');
        const value = readCustomFieldValue(definition, body['Value'] ?? null, body['Values'] ?? null);
        if (value instanceof Error) throw new RequestRefusal(400, { Message: value.message });
        const { customFields } = change(call);
        if (value === undefined) customFields.delete(String(definition['Name']));
        else customFields.set(String(definition['Name']), value);
        return customFieldValue(definition, value ?? null);
      },
    },
    {
      method: 'DELETE',
      template: one,
      run(call) {
        const found = valueOf(call);
        change(call).customFields.delete(String(definitionOf(call.param('customFieldName'))['Name']));
        return found;
      },
    },
  ];
}

function policyRoutes(read: Find, change: Find): SandboxRoute[] {
  const answer = (applicant: SandboxApplicant, policy: (typeof POLICIES)[number]): JsonObject => ({
    ApplicantId: applicant.id,
    PolicyId: policy.Id,
    Type: policy.Type,
    Language: policy.culture,
    Url: 'https://jobs.example.at/',
    Text: policy.Text,
    AcceptedOn: applicant.policies.get(policy.Id)?.['AcceptedOn'] ?? null,
    RevokedOn: applicant.policies.get(policy.Id)?.['RevokedOn'] ?? null,
    IsOutdated: false,
  });
  return [
    {
      method: 'GET',
      template: 'Applicant/{applicantId}/Policies',
      run(call) {
        const applicant = read(call);
        const kept = POLICIES.filter((item) => item.culture === 'de-AT' || applicant.policies.has(item.Id));
        return kept.map((item) => answer(applicant, item));
      },
    },
    {
      method: 'PUT',
      template: 'Applicant/{applicantId}/Policies/{policyId}',
      body: 'Policy',
      run(call) {
        const policy = POLICIES.find((item) => item.Id === call.id('policyId'));
        if (policy === undefined) throw notFound();
        const applicant = change(call);
        applicant.policies.set(policy.Id, call.record());
        return answer(applicant, policy);
      },
    },
  ];
}
