import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { connect } from './sandbox-client.js';

const FIRST = 150_000;
const JOB = 4711;

/** Calls a method as JavaScript can, with arguments that TypeScript refuses. */
function call(sandbox: Sandbox, method: string, ...args: readonly unknown[]): unknown {
  const found: unknown = Object(sandbox)[method];
  return typeof found === 'function' ? Reflect.apply(found, sandbox, args) : expect.fail(`no method ${method}`);
}

/** An error as its name and message. */
function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'no error';
}

describe('options', () => {
  test.each<[object, RegExp]>([
    [{ applicant: 3 }, /^RangeError: createSandbox: no option 'applicant'; did you mean 'applicants'\?$/],
    [{ Jobs: 3 }, /no option 'Jobs'; did you mean 'jobs'\?/],
    [{ nowMs: 0 }, /no option 'nowMs'/],
    [{ applicants: -1 }, /^RangeError: createSandbox.applicants: -1 is less than 0/],
    [{ applicants: 1.5 }, /^TypeError: createSandbox.applicants: expected an integer, not the number 1.5/],
    [{ applicants: '3' }, /^TypeError: createSandbox.applicants: expected an integer, not text/],
    [{ jobs: NaN }, /TypeError: createSandbox.jobs/],
    [{ jobs: null }, /TypeError: createSandbox.jobs: expected an integer, not null/],
    [{ seed: 'x' }, /TypeError: createSandbox.seed/],
    [{ mandatorId: 0 }, /RangeError: createSandbox.mandatorId: 0 is not an id/],
    [{ apiKey: '' }, /RangeError: createSandbox.apiKey/],
    [{ baseUrl: 'erecruiter.example.at' }, /RangeError: createSandbox.baseUrl/],
    [{ latencyMs: -5 }, /RangeError: createSandbox.latencyMs: -5 is negative/],
    [{ latencyMs: Infinity }, /TypeError: createSandbox.latencyMs/],
    [{ tokenLifetimeMs: -1 }, /RangeError: createSandbox.tokenLifetimeMs/],
    [{ logLimit: -1 }, /RangeError: createSandbox.logLimit/],
    [{ now: 5 }, /TypeError: createSandbox.now: expected a function, not the number 5/],
    [{ sleep: true }, /TypeError: createSandbox.sleep: expected a function, not a boolean/],
    [{ faults: [] }, /TypeError: createSandbox.faults: expected a function, not a list/],
    [{ timeZone: 'Europa/Wien' }, /RangeError: createSandbox.timeZone: no time zone 'Europa\/Wien'/],
    [{ refusedInPaths: 'ISS' }, /no set of characters 'ISS'; did you mean 'iis'\?/],
    [{ refusedInPaths: [1] }, /TypeError: createSandbox.refusedInPaths/],
    [{ maxBodyBytes: 0 }, /RangeError: createSandbox.maxBodyBytes/],
    [{ errorDetail: 'yes' }, /TypeError: createSandbox.errorDetail: expected a boolean, not text/],
    [{ checksModelState: 1 }, /TypeError: createSandbox.checksModelState/],
    [{ accessLevels: ['Job'] }, /createSandbox.accessLevels: no access level 'Job'; did you mean 'Jobs'\?/],
    [{ accessLevels: 'Jobs' }, /TypeError: createSandbox.accessLevels: expected a list, not text/],
    [{ normalise: { name: String } }, /createSandbox.normalise: no property 'name'; did you mean 'names'\?/],
    [{ normalise: { names: 'trim' } }, /TypeError: createSandbox.normalise.names/],
    [{ emailSearch: { lag: 1 } }, /createSandbox.emailSearch: no property 'lag'/],
    [{ emailSearch: { lagMs: -1 } }, /RangeError: createSandbox.emailSearch.lagMs/],
    [{ newerProperties: 7 }, /TypeError: createSandbox.newerProperties/],
    [{ applicationIds: 0 }, /TypeError: createSandbox.applicationIds/],
    [{ itemIds: null }, /TypeError: createSandbox.itemIds/],
    [{ empty: true, applicants: 3 }, /RangeError: createSandbox: with the option empty/],
  ])('%o', (options, message) => {
    expect(refusalOf(() => Reflect.apply(createSandbox, undefined, [options]))).toMatch(message);
  });

  test('that are undefined count as left out', () => {
    expect(
      createSandbox({
        applicants: undefined,
        emailSearch: { lagMs: undefined },
        normalise: { names: undefined },
      }).applicantIds(),
    ).toHaveLength(40);
  });
});

describe('fail', () => {
  const on = (text: unknown) => ({ on: text, kind: 'status' });

  test.each<[object, RegExp]>([
    [on('PUT Aplication'), /^RangeError: fail.on: no route 'PUT Aplication'; did you mean 'PUT Application'\?$/],
    [on('put Application'), /no route 'put Application'; did you mean 'PUT Application'\?/],
    [on('GET Applicant/{id}'), /no route 'GET Applicant\/\{id\}'/],
    [on('GET /Api/Mandator'), /no route/],
    [on('PUT Mandator'), /no route 'PUT Mandator'/], // a template, but not with this method
    [on('PATCH'), /no route 'PATCH'/],
    [on(''), /no route ''/],
    [on(7), /TypeError: fail.on: expected text, a pattern or a function, not the number 7/],
    [{}, /^TypeError: fail: the kind is missing/],
    [{ kind: 'reset' }, /fail.kind: no kind 'reset'/],
    [{ kind: 'time-out-headers' }, /no kind 'time-out-headers'; did you mean 'timeout-headers'\?/],
    [{ kind: 429 }, /TypeError: fail.kind: expected text/],
    [{ kind: 'status', time: 2 }, /fail: no property 'time'; did you mean 'times'\?/],
    [{ kind: 'status', at: 'GET' }, /fail: no property 'at'/],
    [{ kind: 'status', status: '503' }, /TypeError: fail.status: expected an integer, not text/],
    [{ kind: 'status', status: 99 }, /RangeError: fail.status: 99 is less than 200/],
    [{ kind: 'status', status: 600 }, /RangeError: fail.status: 600 is more than 599/],
    [{ kind: 'status', times: 0 }, /RangeError: fail.times: 0 is less than 1/],
    [{ kind: 'status', times: -1 }, /RangeError: fail.times/],
    [{ kind: 'status', times: 1.5 }, /TypeError: fail.times/],
    [{ kind: 'status', skip: -1 }, /RangeError: fail.skip/],
    [{ kind: 'status', skip: Infinity }, /TypeError: fail.skip/],
    [{ kind: 'slow-body', delayMs: -1 }, /RangeError: fail.delayMs: -1 is negative/],
    [{ kind: 'status', commitLate: -1 }, /RangeError: fail.commitLate/],
    [{ kind: 'huge', bytes: 0 }, /RangeError: fail.bytes/],
    [{ kind: 'status', processed: 'no' }, /TypeError: fail.processed/],
    [{ kind: 'status', headers: { a: 1 } }, /TypeError: fail.headers.a: expected text/],
    [{ kind: 'status', body: { a: 1 } }, /TypeError: fail.body: expected text or bytes, not an object/],
    [{ kind: '429', status: 503 }, /RangeError: fail: status has no effect on '429', only on status, html/],
    [{ kind: 'reset-after', headers: {} }, /headers has no effect on 'reset-after'/],
    [{ kind: 'truncated', body: 'x' }, /body has no effect on 'truncated'/],
    [{ kind: 'status', processed: true, commitLate: 5 }, /at once or late, not both/],
    [Object('x'), /no property '0'/],
  ])('%o', (rule, message) => {
    const sandbox = createSandbox();
    expect(refusalOf(() => call(sandbox, 'fail', rule))).toMatch(message);
    expect(sandbox.unusedFaults()).toEqual([]);
  });

  test.each([
    ['every request', undefined, 'PUT Application'],
    ['a method', 'GET', 'GET Mandator'],
    ['a template', 'Applicant/{applicantId}', 'DELETE Applicant/{applicantId}'],
  ])('a rule behind one that takes %s for ever never happens', (_, first, second) => {
    const sandbox = createSandbox();
    sandbox.fail({ kind: 'status', times: Infinity, ...(first === undefined ? {} : { on: first }) });
    expect(() => sandbox.fail({ on: second, kind: '429' })).toThrow(/an earlier rule takes all of these requests/);
    sandbox.clearFaults();
    sandbox.fail({ on: second, kind: '429' });
  });

  test('unusedFaults names the rules that have not happened as often as they should', async () => {
    const sandbox = createSandbox();
    const ask = await connect(sandbox);
    const [once, twice, always, never] = [
      { on: 'GET Users', kind: 'status' },
      { on: 'GET Mandator', kind: 'status', times: 2 },
      { on: 'GET Job/{jobId}', kind: 'status', times: Infinity },
      { on: /Policies/, kind: 'status', times: Infinity },
    ] as const;
    for (const rule of [once, twice, always, never]) sandbox.fail(rule);
    for (const path of ['Users', 'Mandator', 'Job/4711']) await ask('GET', `/Api/${path}`);
    expect(sandbox.unusedFaults()).toEqual([twice, never]);
    await ask('GET', '/Api/Mandator');
    expect(sandbox.unusedFaults()).toEqual([never]);
    sandbox.clearFaults();
    expect(sandbox.unusedFaults()).toEqual([]);
  });
});

describe('records', () => {
  const ids = { ApplicantId: FIRST + 3, JobId: JOB };
  const item = (values: object) => ({ Items: [values] });

  test.each<[method: string, args: readonly unknown[], message: RegExp]>([
    ['addJob', [{ Titel: 'x' }], /^RangeError: addJob: no property 'Titel'; did you mean 'Title'\?$/],
    ['addJob', [{ title: 'x' }], /did you mean 'Title'\?/],
    ['addJob', [{ Title: 7 }], /^TypeError: addJob.Title: expected text, not the number 7$/],
    ['addJob', ['x'], /TypeError: addJob: expected an object, not text/],
    ['addJob', [null], /TypeError: addJob: expected an object, not null/],
    ['addJob', [new Map([['Title', 'x']])], /TypeError: addJob: expected an object, not a Map/],
    [
      'addApplicant',
      [Promise.resolve({ LastName: 'x' })],
      /TypeError: addApplicant: expected an object, not a Promise/,
    ],
    ['addJob', [{ GeoLocation: new Date(0) }], /TypeError: addJob.GeoLocation: expected an object, not a Date/],
    ['addApplicant', [{ BirthDate: new Date(0) }], /addApplicant.BirthDate: expected a date as text, .* not a Date/],
    ['addJob', [{ CreationDate: '3/1/2026' }], /RangeError: addJob.CreationDate: '3\/1\/2026' is not a date/],
    ['addJob', [{ OnlineDate: '2026-03-01 09:00:00' }], /'2026-03-01 09:00:00' is not a date, such as/],
    ['addJob', [{ OnlineDate: '2026-03-01T09:00' }], /'2026-03-01T09:00' is not a date, such as/],
    ['addRecord', [FIRST, 'Document', { Content: new Uint8Array(3) }], /Content: expected base64 text, not bytes/],
    [
      'addApplication',
      [{ ...ids, Referrer: 'Jobbörse Süd'.normalize('NFD') }],
      /'Jobbörse Süd' in another Unicode form/,
    ],
    ['addToCatalogue', ['Knowledges', 'Neu', ''], /addToCatalogue.Knowledges: the text is empty/],
    ['addToCatalogue', ['Knowledges', 'Neu', 'Neu'], /addToCatalogue.Knowledges: 'Neu' exists already/],
    ['addToCatalogue', ['Knowledges', 'typescript'], /'typescript' exists already as 'TypeScript'/],
    ['removeFromCatalogue', ['Knowledges', 'TypeScript', 'x'], /no entry in the catalogue Knowledges 'x'/],
    ['removeFromCatalogue', ['Knowledges', 'TypeScript', 'TypeScript'], /no entry in the catalogue Knowledges 'TypeS/],
    ['addCustomField', [{ Name: 'Standort' }], /'Standort' exists already as 'standort'/],
    ['addChannel', [{ Name: 'karriereportal' }], /'karriereportal' exists already as 'Karriereportal'/],
    ['addQuestionnaire', [{}, null], /TypeError: addQuestionnaire: jobIds: expected a number or a list, not null/],
    ['attachQuestionnaire', [JOB, '9'], /TypeError: attachQuestionnaire: questionnaireId: expected a number, not text/],
    ['closeJob', [JOB, 'Engaged'], /TypeError: closeJob: status: expected a number, not text/],
    ['closeJob', [JOB, 5], /RangeError: closeJob: no status '5'; there is 1, 2, 3, 4/],
    [
      'addJob',
      [{ GoogleForJobs: { MinSalry: 1 } }],
      /addJob.GoogleForJobs: no property 'MinSalry'; did you mean 'MinSa/,
    ],
    ['addJob', [{ GoogleForJobs: { MinSalary: '42000' } }], /TypeError: addJob.GoogleForJobs.MinSalary: expected a n/],
    ['addJob', [{ GeoLocation: 'Linz' }], /TypeError: addJob.GeoLocation: expected an object, not text/],
    ['addJob', [{ Tags: 'x' }], /TypeError: addJob.Tags: expected a list, not text/],
    ['addJob', [{ Tags: [1] }], /TypeError: addJob.Tags\[0\]: expected text/],
    ['addJob', [{ Tags: [null] }], /TypeError: addJob.Tags\[0\]/],
    ['addJob', [{ Status: 9 }], /RangeError: addJob.Status: no value '9'/],
    ['addJob', [{ Status: 'Opened' }], /addJob.Status: no value 'Opened'; did you mean 'Open'\?/],
    ['addJob', [{ CustomerId: 1.5 }], /TypeError: addJob.CustomerId: expected an integer, not the number 1.5/],
    ['addJob', [{ CustomerId: 2 ** 31 }], /RangeError: addJob.CustomerId: does not fit into 32 bits/],
    ['addJob', [{ Latitude: NaN }], /TypeError: addJob.Latitude/],
    ['addJob', [{ CreationDate: '31.12.2026' }], /RangeError: addJob.CreationDate: '31.12.2026' is not a date/],
    [
      'addJob',
      [{ CreationDate: new Date(0) }],
      /TypeError: addJob.CreationDate: expected a date as text, such as 2026-03-01T09:00:00, not a Date/,
    ],
    ['addJob', [{ CompanyPictureContent: 'ä' }], /TypeError: addJob.CompanyPictureContent: expected base64/],
    ['addJob', [{ Id: JOB }], /RangeError: addJob: job 4711 exists already/],
    ['addJob', [{ Id: '7' }], /TypeError: addJob.Id: expected an integer, not text/],
    ['addJob', [{ Id: -7 }], /RangeError: addJob.Id: -7 is not an id/],
    ['addJob', [{ MandatorId: 2 }], /RangeError: addJob.MandatorId: is 1 here, not 2/],
    ['addJob', [{ HasQuestionnaire: true }], /HasQuestionnaire follows from addQuestionnaire/],
    [
      'addJob',
      [{ OccupationTypes: ['Volzeit'] }],
      /no entry in the catalogue OccupationTypes 'Volzeit'; did you mean 'Vollz/,
    ],
    ['addJob', [{ Regions: ['Atlantis'] }], /no entry in the catalogue Regions 'Atlantis'/],
    [
      'addJob',
      [{ PublishedOn: [{ Name: 'Karierreportal' }] }],
      /JobPublicationTypes 'Karierreportal'; did you mean 'Karr/,
    ],
    ['addJob', [{ PublishedOn: [{}] }], /TypeError: addJob.PublishedOn\[0\].Name is missing/],
    ['addJob', [{ PublishedOn: 'x' }], /TypeError: addJob.PublishedOn: expected a list/],
    [
      'addJob',
      [{ CustomFields: [{ CustomField: { Name: 'standord' }, Value: 'Linz' }] }],
      /'standord'; did you mean 'standort'/,
    ],
    [
      'addJob',
      [{ CustomFields: [{ CustomField: { Name: 'standort' }, Value: 'Wels' }] }],
      /standort: no possible value 'Wels'; there is Linz, Wien, Graz/,
    ],
    ['addJob', [{ CustomFields: [{ CustomField: { Name: 'anmerkung' }, Value: 'x' }] }], /no custom field 'anmerkung'/],
    ['addJob', [{ CustomFields: [{ CustomField: { Name: 'dienstwagen' }, Value: 'ja' }] }], /true or false/],
    [
      'addJob',
      [{ CustomFields: [{ CustomField: { Name: 'standort', Type: 5 }, Value: 'Linz' }] }],
      /Type: is 2 here, not 5/,
    ],
    [
      'addJob',
      [{ CustomFields: [{ CustomField: { Name: 'standort' }, Value: 'Linz', StringValue: 'Graz' }] }],
      /"Linz" here/,
    ],
    ['addJob', [{}, { 'fr-FR': {} }], /no language with texts of its own 'fr-FR'/],
    ['addJob', [{}, { 'en-GB': { Titel: 'x' } }], /did you mean 'Title'/],
    ['addJob', [{}, { 'en-GB': { Status: 2 } }], /Status is the same in all languages/],

    [
      'addApplicant',
      [{ Firstname: 'Eva' }],
      /^RangeError: addApplicant: no property 'Firstname'; did you mean 'FirstName'\?$/,
    ],
    ['addApplicant', [{ first_name: 'Eva' }], /no property 'first_name'; did you mean 'FirstName'/],
    ['addApplicant', [{ Gender: 5 }], /addApplicant.Gender: no value '5'; .*0, 1, 2/],
    ['addApplicant', [{ Gender: 'female' }], /no value 'female'; did you mean 'Female'\?/],
    ['addApplicant', [{ Country: 'Austria' }], /no entry in the catalogue Countries 'Austria'/],
    ['addApplicant', [{ Country: 'Östereich' }], /did you mean 'Österreich'\?/],
    ['addApplicant', [{ Culture: 'de' }], /no entry in the catalogue Cultures 'de'/],
    ['addApplicant', [{ IsActive: 'true' }], /TypeError: addApplicant.IsActive: expected a boolean, not text/],
    ['addApplicant', [{ BirthDate: '1987-02-30' }], /RangeError: addApplicant.BirthDate: '1987-02-30' is not a date/],
    ['addApplicant', [{ EarliestPossibleBeginDate: { year: 2026 } }], /did you mean 'Year'/],
    ['addApplicant', [{ GlobalId: 2n ** 63n }], /does not fit into 64 bits/],
    ['addApplicant', [{ Id: FIRST }], /RangeError: addApplicant: applicant 150000 exists already/],
    ['addApplicant', [{ HasCv: true }], /HasCv follows from what the applicant has, and is false/],
    [
      'addApplicant',
      [{ ThirdPartyProfiles: [{ Link: 'x' }] }],
      /addApplicant.ThirdPartyProfiles\[0\]: no property 'Link'/,
    ],

    ['addApplication', [{ JobId: JOB }], /TypeError: addApplication.ApplicantId: expected a number, not undefined/],
    ['addApplication', [{ ...ids, JobId: 1 }], /^RangeError: addApplication: no job 1$/],
    ['addApplication', [{ ...ids, ApplicantId: 1 }], /^RangeError: addApplication: no applicant 1$/],
    ['addApplication', [{ ...ids, Status: 'Neu' }], /addApplication.Status: no status 'Neu'/],
    ['addApplication', [{ ...ids, Status: 'Eingestelt' }], /did you mean 'Eingestellt'\?/],
    [
      'addApplication',
      [{ ...ids, Status: 'Eingestellt', WorkflowStatusGroup: 5 }],
      /'Eingestellt' has the WorkflowStatusGroup 6/,
    ],
    ['addApplication', [{ ...ids, WorkflowStatusGroup: 7 }], /addApplication.WorkflowStatusGroup: no value '7'/],
    ['addApplication', [{ ...ids, Referrer: 'Acme Job' }], /did you mean 'Acme Jobs'\?/],
    ['addApplication', [{ ...ids, Id: 880_000 }], /application 880000 exists already/],
    ['addApplication', [{ ApplicantId: FIRST, JobId: 4311 }], /has applied for the job already, in application 880000/],

    ['addRecord', [FIRST, 'Documents', {}], /addRecord: no kind 'Documents'; did you mean 'Document'\?/],
    ['addRecord', [1, 'Document', {}], /^RangeError: addRecord: no applicant 1$/],
    ['addRecord', ['150000', 'Document', {}], /TypeError: addRecord: applicantId: expected a number, not text/],
    ['addRecord', [FIRST, 'Document', { Filename: 'x' }], /addRecord: no property 'Filename'/],
    ['addRecord', [FIRST, 'Document', { Type: 'Zeugniss' }], /did you mean 'Zeugnis'\?/],
    ['addRecord', [FIRST, 'Document', { Content: 'no base64' }], /addRecord.Content: expected base64/],
    ['addRecord', [FIRST, 'Language', { Language: 'Klingonisch' }], /catalogue Languages 'Klingonisch'/],
    ['addRecord', [FIRST, 'Knowledge', {}], /TypeError: addRecord: the Knowledge is missing/],
    ['removeRecord', [FIRST, 'Document', 7], /RangeError: removeRecord: applicant 150000 has no Document 7/],
    ['setCv', [FIRST, { FileExtention: 'x' }], /setCv: no property 'FileExtention'; did you mean 'FileExtension'/],
    ['setPhoto', [7], /RangeError: setPhoto: no applicant 7/],
    ['setCustomField', [FIRST, 'schuhgrosse', '43'], /no custom field 'schuhgrosse'; did you mean 'schuhgroesse'\?/],
    ['setCustomField', [FIRST, 'standort', 'Linz'], /no custom field 'standort'/], // a job's
    [
      'setCustomField',
      [FIRST, 'stundenausmass', '99'],
      /RangeError: setCustomField.stundenausmass: no possible value '99'; there is 20, 30, 38.5/,
    ],
    ['setCustomField', [FIRST, 'stundenausmass', 38.5], /TypeError: setCustomField.stundenausmass: expected text/],
    ['setCustomField', [FIRST, 'schichtmodell', 'Früh'], /TypeError: setCustomField.schichtmodell: expected a list/],
    [
      'setCustomField',
      [FIRST, 'schichtmodell', ['Mittag']],
      /schichtmodell: no possible value 'Mittag'; there is Früh, Spät, Nacht/,
    ],
    ['setCustomField', [FIRST, 'anmerkung', true], /TypeError: setCustomField.anmerkung: expected text, not a boolean/],
    ['setPolicy', [FIRST, 99], /RangeError: setPolicy: no policy 99/],
    ['setPolicy', [FIRST, 3, { AcceptedAt: null }], /setPolicy: no property 'AcceptedAt'; did you mean 'AcceptedOn'/],

    ['addSource', [{ Title: 'x' }], /addSource: no property 'Title'/],
    ['addSource', [{}], /TypeError: addSource: the Name is missing/],
    ['addSource', [{ Name: 'Acme Jobs' }], /RangeError: addSource: 'Acme Jobs' exists already/],
    ['removeSource', ['Acme'], /removeSource: no source 'Acme'/],
    ['addCustomField', [{ Name: 'x', Type: 'Text' }], /addCustomField.Type: no value 'Text'/],
    ['addCustomField', [{ Name: 'x', Target: 9 }], /addCustomField.Target: no value '9'/],
    ['addCustomField', [{ Name: 'standort' }], /'standort' exists already/],
    ['removeCustomField', ['x'], /removeCustomField: no custom field 'x'/],
    ['addChannel', [{}], /TypeError: addChannel: the Name is missing/],
    ['addChannel', [{ Name: 'Karriereportal' }], /exists already/],
    ['addChannel', [{ Name: 'x', Url: 'x' }], /addChannel: no property 'Url'/],
    ['removeChannel', ['Karriereportal'], /the default portal cannot be removed/],
    ['removeChannel', ['x'], /removeChannel: no channel 'x'/],
    ['addStatus', [{ Status: 'x', Rating: 1 }], /addStatus: no property 'Rating'/],
    ['addStatus', [{ Status: 'x', WorkflowStatusGroup: 9 }], /no value '9'/],
    ['addStatus', [{ Status: 'Hired' }], /'Hired' exists already/],
    ['addStatus', [{}], /the Status is missing/],
    ['removeStatus', ['x'], /removeStatus: no status 'x'/],
    ['addToCatalogue', ['DocumentTypes', 'x'], /no catalogue 'DocumentTypes'/],
    ['addToCatalogue', ['Referrers', 'x'], /no catalogue 'Referrers'/],
    ['addToCatalogue', ['Languages', 'Deutsch'], /'Deutsch' exists already/],
    ['addToCatalogue', ['Languages', 7], /TypeError: addToCatalogue.Languages: expected text/],
    ['removeFromCatalogue', ['Languages', 'Latein'], /no entry in the catalogue Languages 'Latein'/],
    ['addKnowledgeGroup', [{ JobProfile: 'X', Group: 'x' }], /addKnowledgeGroup.JobProfile: no job profile 'X'/],
    ['removeKnowledgeGroup', ['x'], /no group of skills 'x'/],
    ['addUser', [{ Id: 3 }], /addUser: 3 exists already/],
    ['addUser', [{ Email: 'x' }], /addUser: no property 'Email'/],
    ['removeUser', [99], /removeUser: no user 99/],
    ['addPolicy', [{ Language: 'de' }], /addPolicy.Language: no language 'de'/],
    ['addPolicy', [{ Type: 2 }], /addPolicy.Type: no value '2'/],
    ['removePolicy', [99], /removePolicy: no policy 99/],
    [
      'addQuestionnaire',
      [item({ Titel: 'x' })],
      /addQuestionnaire.Items\[0\]: no property 'Titel'; did you mean 'Title'/,
    ],
    ['addQuestionnaire', [item({ Title: 'x' })], /TypeError: addQuestionnaire.Items\[0\]: the Type is missing/],
    ['addQuestionnaire', [item({ Type: 23 })], /addQuestionnaire.Items\[0\].Type: no value '23'/],
    ['addQuestionnaire', [item({ Type: 'CustomField' })], /the CustomField is missing/],
    ['addQuestionnaire', [item({ CustomField: { Name: 'x' } })], /no custom field 'x'/],
    ['addQuestionnaire', [item({ Type: 7, Language: 'Deutsch' })], /a question of type 7 has no Language/],
    ['addQuestionnaire', [item({ KnowledgeGroup: 'x' })], /no group of skills 'x'/],
    ['addQuestionnaire', [item({ Type: 7, Id: 901 })], /addQuestionnaire.Items\[0\]: 901 exists already/],
    ['addQuestionnaire', [{ Id: 9 }], /addQuestionnaire: 9 exists already/],
    ['addQuestionnaire', [{}, 1], /addQuestionnaire: no job 1/],
    ['attachQuestionnaire', [JOB, 99], /attachQuestionnaire: no questionnaire 99/],
    ['removeQuestionnaire', [99], /removeQuestionnaire: no questionnaire 99/],

    ['edit', [FIRST, { FirstNme: 'x' }], /^RangeError: edit: no property 'FirstNme'; did you mean 'FirstName'\?$/],
    ['edit', [FIRST, { FirstName: 7 }], /TypeError: edit.FirstName: expected text/],
    ['edit', [FIRST, { Id: 7 }], /edit: an Id cannot change/],
    ['edit', [FIRST, { DocumentsCount: 99 }], /DocumentsCount follows from what the applicant has/],
    ['edit', [1, {}], /edit: no applicant 1/],
    ['edit', ['150000', {}], /TypeError: edit: applicantId: expected a number, not text/],
    ['editJob', [JOB, { Titel: 'x' }], /^RangeError: editJob: no property 'Titel'; did you mean 'Title'\?$/],
    ['editJob', [JOB, { Id: 7 }], /editJob: an Id cannot change/],
    ['editJob', [1, {}], /editJob: no job 1/],
    ['closeJob', [JOB, 0], /closeJob: a job with status 0 is open/],
    ['closeJob', ['4711'], /TypeError: closeJob: jobId: expected a number, not text/],
    ['publishJob', [JOB, 'Karierreportal'], /publishJob: no channel 'Karierreportal'; did you mean 'Karriereportal'\?/],
    ['unpublishJob', [JOB, 'x'], /unpublishJob: no channel 'x'/],
    ['moveApplication', [FIRST, 880_000, 'Hired'], /moveApplication: no status 'Hired'/],
    ['moveApplication', [FIRST, 7, 'Eingestellt'], /moveApplication: applicant 150000 has no application 7/],
    ['removeApplicant', [1], /removeApplicant: no applicant 1/],
    ['removeApplication', [FIRST, 7], /removeApplication: applicant 150000 has no application 7/],
    ['removeJob', [1], /removeJob: no job 1/],
    ['applicant', ['150000'], /TypeError: applicant: expected a number, not text/],
    ['applicationsOf', ['150000'], /TypeError/],
    ['application', ['880000'], /TypeError/],
    ['job', ['4711'], /TypeError/],
    ['questionnaire', ['9'], /TypeError/],
  ])('%s(...%o)', (method, args, message) => {
    const sandbox = createSandbox();
    const before = lookAt(sandbox);
    expect(refusalOf(() => call(sandbox, method, ...args))).toMatch(message);
    expect(lookAt(sandbox)).toEqual(before); // a call that is refused changes nothing
  });

  test('edit takes what no catalogue has, and dates that are none: your code may have to survive them', () => {
    const sandbox = createSandbox();
    sandbox.edit(FIRST, { Country: 'Atlantis', BirthDate: 'neulich' });
    expect(sandbox.applicant(FIRST)).toMatchObject({ Country: 'Atlantis', BirthDate: 'neulich' });
    sandbox.editJob(JOB, { CareerLevels: ['x'], UpdateDate: 'gestern' });
    expect(sandbox.job(JOB)).toMatchObject({ CareerLevels: ['x'], UpdateDate: 'gestern' });
  });

  test('properties of a newer server exist once they are declared', () => {
    const sandbox = createSandbox({ newerProperties: { Pronouns: 'sie' } });
    const newer = { LastName: 'Neu', Pronouns: 'er' };
    const id = sandbox.addApplicant(newer);
    expect(sandbox.applicant(id)).toMatchObject({ Pronouns: 'er' });
    expect(sandbox.applicant(sandbox.addApplicant())).toMatchObject({ Pronouns: 'sie' });
    sandbox.edit(FIRST, { Pronouns: 'they' });
    expect(sandbox.applicant(FIRST)).toMatchObject({ Pronouns: 'they' });
  });
});

function lookAt(sandbox: Sandbox): unknown {
  const people = sandbox.applicantIds().slice(0, 5);
  return {
    ids: [sandbox.applicantIds().length, sandbox.jobIds()],
    mandator: sandbox.mandator(),
    people: people.map((id) => [sandbox.applicant(id), sandbox.applicationsOf(id), sandbox.customFieldsOf(id)]),
    job: sandbox.job(JOB),
    questionnaire: sandbox.questionnaire(9),
  };
}
