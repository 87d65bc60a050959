import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import * as schemas from '../../src/schemas/index.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import type { ANSWER_TYPES } from '../../src/sandbox/data/answer-types.js';
import { membersOf } from '../../src/sandbox/data/body-types.js';
import { setUp } from '../helpers/client.js';
import { brief, run, type State } from '../helpers/sync-state.js';
import { connect } from './sandbox-client.js';

const NOW = Date.UTC(2026, 2, 1, 8);
const TODAY = '2026-03-01T09:00:00';

function createEmpty(options = {}): Sandbox {
  return createSandbox({ empty: true, now: () => NOW, ...options });
}

describe('the table of answers', () => {
  const SCHEMAS: Readonly<Record<keyof typeof ANSWER_TYPES, z.ZodMiniObject>> = {
    Application: schemas.applicationSchema,
    ApplicationActivity: schemas.applicationActivitySchema,
    ChannelSettings: schemas.channelSettingsSchema,
    CustomField: schemas.customFieldSchema,
    CustomFieldAnswer: schemas.customFieldValueSchema,
    CvParserAnswer: schemas.parsedCvSchema,
    GeoLocation: schemas.geoLocationSchema,
    GoogleForJobs: schemas.googleForJobsSchema,
    GoogleForJobsLocation: schemas.googleForJobsLocationSchema,
    Job: schemas.jobSchema,
    JobProfile: schemas.jobProfileSchema,
    JobPublication: schemas.jobPublicationSchema,
    KnowledgeGroup: schemas.knowledgeGroupSchema,
    ParsedCertification: schemas.parsedCertificationSchema,
    ParsedEducation: schemas.parsedEducationSchema,
    ParsedExperience: schemas.parsedExperienceSchema,
    ParsedLanguage: schemas.parsedLanguageSchema,
    ParsedPublication: schemas.parsedPublicationSchema,
    ParsedSkill: schemas.parsedSkillSchema,
    PolicyText: schemas.policySchema,
    Questionnaire: schemas.questionnaireSchema,
    QuestionnaireItem: schemas.questionnaireItemSchema,
    Referrer: schemas.referrerSchema,
    Region: z.looseObject({ Name: z.string(), Regions: z.array(z.unknown()) }),
    SocialMedia: schemas.socialMediaSchema,
    StepStoneSettings: schemas.stepStoneSettingsSchema,
    ThirdPartyProfile: schemas.thirdPartyProfileSchema,
    Title: schemas.titleSchema,
    User: schemas.userSchema,
  };

  test.each(Object.entries(SCHEMAS))('%s has the properties of its schema, in their order', (name, schema) => {
    expect(membersOf(name).map((member) => member.name)).toEqual(Object.keys(schema.shape));
  });
});

describe('an empty sandbox', () => {
  test('has no records and no entries of catalogues, but a portal, languages and statuses', async () => {
    const sandbox = createEmpty();
    const call = await connect(sandbox);
    expect([sandbox.applicantIds(), sandbox.jobIds()]).toEqual([[], []]);
    expect((await call('GET', '/Api/Users')).body).toEqual([]);
    expect((await call('GET', '/Api/Policies?portal=&culture=de-AT')).body).toEqual([]);
    expect((await call('GET', '/Api/Mandator/KnowledgeTree')).body).toEqual({ JobProfiles: [] });
    const mandator = sandbox.mandator();
    expect(schemas.matches(schemas.mandatorSchema, mandator)).toBe(true);
    expect(mandator).toMatchObject({ Countries: [], Referrers: [], CustomFields: [], Cultures: ['de-AT', 'en-GB'] });
    expect(mandator.JobPublicationTypes).toMatchObject([{ Name: 'Karriereportal' }]);
    expect(sandbox.application(sandbox.addApplication(pair(sandbox)))).toMatchObject({ Status: 'Neu eingelangt' });
  });
});

function pair(sandbox: Sandbox) {
  return { ApplicantId: sandbox.addApplicant(), JobId: sandbox.addJob() };
}

describe('a job', () => {
  test('has what it was given, and nothing else, in every route', async () => {
    const sandbox = createEmpty();
    const call = await connect(sandbox);
    const given = {
      Title: 'Koch (m/w/d)',
      Block1: '<p>Kochen</p>',
      CreationDate: '2025-11-05T10:00:00',
      GoogleForJobs: { MinSalary: 42_000, SalaryUnit: 'YEAR' },
      GeoLocation: { City: 'Linz' },
      Tags: ['Schicht'],
    };
    const id = sandbox.addJob(given, { 'en-GB': { Title: 'Chef' } });
    expect(id).toBe(4711);
    expect(sandbox.job(id)).toMatchObject({
      ...given,
      Id: id,
      MandatorId: 1,
      Status: 0,
      InternalName: 'Koch (m/w/d)',
      UpdateDate: '2025-11-05T10:00:00',
      OnlineDate: '2025-11-05T10:00:00',
      GoogleForJobs: { MinSalary: 42_000, MaxSalary: null, Telecommute: false, Locations: [] },
      GeoLocation: { City: 'Linz', Country: null },
      PublishedOn: [{ Name: 'Karriereportal', Type: 0, PublicationDate: '2025-11-05T10:00:00' }],
      HasQuestionnaire: false,
      AvailableCultures: ['de-AT', 'en-GB'],
      SubTitle: null,
      Regions: [],
    });
    for (const [culture, Title] of [
      ['', 'Koch (m/w/d)'],
      ['de-AT', 'Koch (m/w/d)'],
      ['en-GB', 'Chef'],
    ]) {
      const { body } = await call('GET', `/Api/PublishedJobs?channel=&culture=${culture}`);
      expect(Object(body).Jobs).toMatchObject([{ Id: id, Title, Block1: '<p>Kochen</p>' }]);
      expect((await call('GET', `/Api/Job/${id}?culture=${culture}`)).body).toEqual(Object(body).Jobs[0]);
    }
    expect(schemas.matches(schemas.jobSchema, sandbox.job(id))).toBe(true);
  });

  test('is listed on the channels that it names, and can be closed, edited, published and removed', async () => {
    const sandbox = createEmpty();
    const call = await connect(sandbox);
    const listed = async (channel: string) =>
      Object((await call('GET', `/Api/PublishedJobs?channel=${encodeURIComponent(channel)}&culture=`)).body).Jobs
        .length;
    sandbox.addChannel({ Name: 'Intranet', InternalName: 'intra' });
    const PublishedOn = [{ Name: 'Intranet', JobAdUrl: 'https://intra.example.at/7', ExpirationDate: null }];
    const id = sandbox.addJob({ PublishedOn });
    expect([await listed(''), await listed('Intranet'), await listed('INTRA')]).toEqual([0, 1, 1]);
    expect(sandbox.job(id)?.PublishedOn).toMatchObject(PublishedOn);
    sandbox.publishJob(id);
    sandbox.unpublishJob(id, 'intra');
    expect([await listed(''), await listed('Intranet')]).toEqual([1, 0]);
    sandbox.editJob(id, { PublishedOn: [{ Name: 'Intranet' }], Status: 2 });
    expect([await listed(''), await listed('Intranet'), sandbox.job(id)?.Status]).toEqual([0, 1, 2]);
    const ids = { ApplicantId: sandbox.addApplicant(), JobId: id };
    expect((await call('PUT', '/Api/Application?url=', ids)).body).toMatchObject({ Errors: [1] }); // closed
    sandbox.removeChannel('Intranet');
    expect(sandbox.job(id)?.PublishedOn).toEqual([]);
    sandbox.closeJob(id);
    sandbox.removeJob(id);
    expect([sandbox.job(id), sandbox.jobIds()]).toEqual([undefined, []]);
    expect((await call('GET', `/Api/Job/${id}`)).status).toBe(404);
    expect(sandbox.addJob()).toBe(id + 1); // no id is used twice
  });

  test('is not listed if it is a draft or closed', () => {
    const sandbox = createEmpty();
    const [draft, closed] = [sandbox.addJob({ Status: 'Draft' }), sandbox.addJob({ Status: 3 })];
    expect(sandbox.job(draft)).toMatchObject({ Status: 1, PublishedOn: [], OnlineDate: null });
    expect(sandbox.job(closed)).toMatchObject({ Status: 3, PublishedOn: [], OnlineDate: TODAY });
  });

  test('has custom fields by any of their values', () => {
    const sandbox = createEmpty();
    const one = (Name: string, Type: number, PossibleValues: string[] = []) =>
      sandbox.addCustomField({ Name, Type, Target: 'Job', PossibleValues });
    const names = [one('text', 5), one('box', 1), one('list', 2, ['a']), one('lists', 3, ['a', 'b']), one('day', 4)];
    const fields = [
      { Value: 'x' },
      { BoolValue: true },
      { StringValue: 'a' },
      { Value: 'a|b' },
      { Value: '01.03.2026' },
    ];
    const CustomFields = fields.map((values, at) => ({ CustomField: { Name: names[at] ?? '' }, ...values }));
    expect(sandbox.job(sandbox.addJob({ CustomFields }))?.CustomFields).toMatchObject([
      { CustomField: { Name: 'text', Title: 'text', Target: 2 }, Value: 'x', StringValue: 'x' },
      { Value: 'true', BoolValue: true },
      { Value: 'a', StringValue: 'a' },
      { Value: 'a|b', StringValue: 'a|b' },
      { Value: '01.03.2026', DateValue: '2026-03-01T00:00:00' },
    ]);
  });
});

describe('an applicant', () => {
  test('has what they were given, and is found by each search', async () => {
    const sandbox = createEmpty();
    const call = await connect(sandbox);
    sandbox.addToCatalogue('Countries', 'Österreich');
    const given = {
      FirstName: 'Eva',
      LastName: 'Grün',
      Email: 'Eva.Gruen@example.at',
      Gender: 2,
      Country: 'Österreich',
      ExternalId: 77,
      GlobalId: 2n ** 62n,
      Tags: ['Shortlist'],
      EarliestPossibleBeginDate: { Year: 2026 },
      ThirdPartyProfiles: [{ ThirdParty: 'Xing', Url: 'https://xing.example.com/eva' }],
    };
    const id = sandbox.addApplicant(given);
    expect(sandbox.applicant(id)).toMatchObject({
      ...given,
      Id: id,
      GlobalId: 2 ** 62,
      DateOfCreation: TODAY,
      DateOfUpdateByUser: TODAY,
      HasCv: false,
      IsActive: true,
      City: null,
      Regions: [],
      EarliestPossibleBeginDate: { Year: 2026, Month: null, IsValid: true, IsEmpty: false },
      ThirdPartyProfiles: [{ ThirdParty: 'Xing', Identifier: null }],
    });
    expect(sandbox.applicantJson(id)).toContain('"GlobalId":4611686018427387904,');
    expect(schemas.matches(schemas.applicantSchema, sandbox.applicant(id))).toBe(true);
    for (const path of ['ByEmail/eva.gruen@EXAMPLE.at', 'ByExternalId/77']) {
      expect((await call('GET', `/Api/Applicants/${path}`)).body).toEqual([sandbox.applicant(id)]);
    }
    sandbox.removeApplicant(id);
    expect(sandbox.applicantIds()).toEqual([]);
    expect((await call('GET', '/Api/Applicants/ByExternalId/77')).body).toEqual([]);
  });

  test('can be a whole record of a real server, without what it has not', () => {
    const sandbox = createSandbox({ applicants: 40, now: () => NOW });
    const raw = sandbox.applicantIds().flatMap((id) => sandbox.applicant(id) ?? []);
    const plain = raw.find(({ HasCv, HasPhoto, DocumentsCount }) => !HasCv && !HasPhoto && DocumentsCount === 0);
    expect(plain).toBeDefined();
    const counts = { LanguagesCount: 0, EducationsCount: 0, ExperiencesCount: 0 };
    const { TitleBeforeName: _, HasApplicationsVisibleToApplicant: __, ...record } = { ...plain, ...counts };
    const id = sandbox.addApplicant({ ...record, Id: undefined });
    expect(sandbox.applicant(id)).toMatchObject({ ...record, Id: id });
    expect(() => sandbox.addApplicant({ ...record, Id: undefined, HasCv: true })).toThrow(
      new RangeError('addApplicant: HasCv follows from what the applicant has, and is false'),
    );
  });

  test('has documents, a CV, a photo, records of every kind, custom fields and policies', async () => {
    const sandbox = createSandbox({ applicants: 3, jobs: 0, now: () => NOW });
    const call = await connect(sandbox);
    const read = async (path: string) => (await call('GET', `/Api/Applicant/${path}`)).body;
    const id = sandbox.addApplicant();
    sandbox.setCv(id);
    sandbox.setPhoto(id, { FileExtension: '.png', Content: 'AAAA' });
    const made = {
      Activity: sandbox.addRecord(id, 'Activity', { Name: 'Obfrau' }),
      Certificate: sandbox.addRecord(id, 'Certificate', { Name: 'Stapler', Type: 'Prüfung' }),
      Document: sandbox.addRecord(id, 'Document', { Name: 'Zeugnis', Type: 'Zeugnis', Id: 12 }),
      Education: sandbox.addRecord(id, 'Education', { Type: 'HTL', End: { Year: 2012 } }),
      Experience: sandbox.addRecord(id, 'Experience', { Name: 'Öhlinger', Reference: { LastName: 'Öttl' } }),
      Language: sandbox.addRecord(id, 'Language', { Language: 'Ungarisch', Level: 'gut' }),
      Publication: sandbox.addRecord(id, 'Publication', { Name: 'Kochen', Type: 'Buch' }),
    };
    expect(sandbox.addRecord(id, 'Knowledge', { Knowledge: 'C#', Level: 'gut' })).toBe('C#');
    sandbox.setCustomField(id, 'fuehrerscheinB', true);
    sandbox.setCustomField(id, 'schichtmodell', ['Früh', 'Nacht']);
    sandbox.setCustomField(id, 'hinweis', '<p>x</p>');
    sandbox.setPolicy(id, 3);
    expect(sandbox.applicant(id)).toMatchObject({ HasCv: true, HasPhoto: true, DocumentsCount: 1, LanguagesCount: 1 });
    for (const [kind, recordId] of Object.entries(made)) {
      const row = await read(`${kind}/${recordId}`);
      expect(row, kind).toMatchObject({ Id: recordId });
      const list = kind === 'Activity' ? 'Activities' : `${kind}s`;
      expect(await read(`${list}/${id}?includeContent=true`), kind).toEqual([row]);
    }
    expect(await read(`Document/${made.Document}`)).toMatchObject({ Name: 'Zeugnis', FileExtension: '.pdf' });
    expect(await read(`Experience/${made.Experience}`)).toMatchObject({ Reference: { LastName: 'Öttl', Gender: 0 } });
    expect(await read(`Photo/${id}`)).toEqual({ FileExtension: '.png', Content: 'AAAA' });
    expect(await read(`Knowledge/${id}/c%23`)).toEqual({ Knowledge: 'C#', Level: 'gut' });
    expect(sandbox.customFieldsOf(id).map(({ Value }) => Value)).toEqual(['true', 'Früh|Nacht', '<p>x</p>']);
    expect(sandbox.policiesOf(id)).toEqual([{ PolicyId: 3, AcceptedOn: TODAY, RevokedOn: null }]);
    // The language with the number of the document belongs to somebody else.
    const others = sandbox.applicantIds().flatMap((other) => sandbox.languagesOf(other));
    for (const { Id } of others) expect(await read(`Language/${Id}`)).toMatchObject({ Id });

    for (const kind of ['Activity', 'Certificate', 'Education', 'Experience', 'Language', 'Publication'] as const) {
      sandbox.removeRecord(id, kind, made[kind]);
    }
    sandbox.removeRecord(id, 'Document', made.Document);
    sandbox.removeRecord(id, 'Knowledge', 'C#');
    sandbox.setCv(id, null);
    sandbox.setPhoto(id, null);
    for (const name of ['fuehrerscheinB', 'schichtmodell', 'hinweis']) sandbox.setCustomField(id, name, null);
    sandbox.setPolicy(id, 3, null);
    const blank = sandbox.applicant(sandbox.addApplicant());
    expect(sandbox.applicant(id)).toEqual({ ...blank, Id: id });
    expect([sandbox.customFieldsOf(id), sandbox.policiesOf(id), sandbox.knowledgesOf(id)]).toEqual([[], [], []]);
  });
});

describe('an application', () => {
  test('is in each list that reads it, with its status and source', async () => {
    const sandbox = createEmpty();
    const call = await connect(sandbox);
    sandbox.addSource({ Name: 'Messe Wels', Group: 'Offline' });
    sandbox.addStatus({ Status: 'Zweitgespräch', StatusForApplicant: 'Gespräch', WorkflowStatusGroup: 'External' });
    const ids = pair(sandbox);
    const given = { Status: 'Zweitgespräch', Referrer: 'Messe Wels', ReferrerAdditionalInfo: 'Halle 3', Rating: 4 };
    const id = sandbox.addApplication({ ...ids, ...given, WorkflowLastChange: '2026-02-01T08:00:00' });
    const more = { WorkflowStatusGroup: 4, StatusForApplicant: 'Gespräch', IsVisibleToApplicant: true };
    const row = { ...ids, ...given, ...more, Id: id };
    expect(sandbox.application(id)).toMatchObject({
      ...row,
      WorkflowLastChange: '2026-02-01T08:00:00',
      CoverLetter: null,
    });
    expect((await call('GET', `/Api/Applications/${ids.ApplicantId}`)).body).toMatchObject([row]);
    expect(schemas.matches(schemas.applicationSchema, sandbox.application(id))).toBe(true);
    expect((await call('GET', `/Api/Applications/ByJob/${ids.JobId}`)).body).toEqual([{ Id: id, ...ids }]);
    const since = (startAt: string) =>
      call('GET', `/Api/Applications/ByReferrer/Messe%20Wels?startAt=${startAt}&endAt=`);
    expect((await since('2026-02-01')).body).toMatchObject([{ ...ids, ApplicationId: id, WorkflowStatusGroup: 4 }]);
    expect((await since('2026-02-02')).body).toEqual([]);

    sandbox.moveApplication(ids.ApplicantId, id, 'Eingestellt');
    expect(sandbox.application(id)).toMatchObject({ WorkflowStatusGroup: 6, WorkflowLastChange: TODAY });
    expect((await call('GET', `/Api/Applications/ByJob/${ids.JobId}`)).body).toEqual([]);
    sandbox.removeStatus('Eingestellt');
    sandbox.removeSource('Messe Wels');
    expect(sandbox.application(id)).toMatchObject({ Status: 'Eingestellt', Referrer: 'Messe Wels' });
    sandbox.removeApplication(ids.ApplicantId, id);
    expect(sandbox.application(id)).toBeUndefined();
  });

  test('can show applicants something else than its status does', () => {
    const sandbox = createEmpty();
    const hidden = { StatusForApplicant: null, IsVisibleToApplicant: false, AvailableActivities: [] };
    const ids = pair(sandbox);
    expect(sandbox.application(sandbox.addApplication({ ...ids, ...hidden }))).toMatchObject(hidden);
    expect(sandbox.applicant(ids.ApplicantId)?.HasApplicationsVisibleToApplicant).toBe(false);
  });
});

describe('a questionnaire', () => {
  test('asks the applicants of its jobs, with the ids and the custom fields that it names', async () => {
    const sandbox = createEmpty();
    const call = await connect(sandbox);
    const [job, other] = [sandbox.addJob(), sandbox.addJob()];
    sandbox.addCustomField({ Name: 'schein', Title: 'Führerschein', Type: 'CheckBox' });
    sandbox.addToCatalogue('JobProfiles', 'IT');
    sandbox.addKnowledgeGroup({ JobProfile: 'IT', Group: 'Web', Knowledges: ['HTML', 'CSS'] });
    sandbox.addToCatalogue('Languages', 'Slowenisch');
    sandbox.addToCatalogue('ApplicantDocumentTypes', 'Mappe');
    const Items = [
      { Title: 'Schein?', CustomField: { Name: 'schein' }, IsRequired: true },
      { Title: 'Slowenisch?', Language: 'Slowenisch' },
      { Title: 'HTML?', Knowledge: 'HTML', Id: 7 },
      { Title: 'Web?', KnowledgeGroup: 'Web' },
      { Title: 'Mappe?', ApplicantDocumentType: 'Mappe' },
      { Title: 'Ab wann?', Type: 'BeginDate' },
    ];
    const id = sandbox.addQuestionnaire({ Name: 'Alles', Items }, [job]);
    const { body } = await call('GET', `/Api/Questionnaire/ByJob/${job}`);
    expect(body).toEqual(sandbox.questionnaire(id));
    expect(schemas.matches(schemas.questionnaireSchema, body)).toBe(true);
    const types = Object(body).Items.map((item: { Type: number }) => item.Type);
    expect([types, Object(body).Items[2].Id]).toEqual([[3, 0, 1, 4, 22, 7], 7]);
    expect(Object(body).Items[0]).toMatchObject({ IsRequired: true, CustomField: { Title: 'Führerschein', Type: 1 } });
    expect([sandbox.job(job)?.HasQuestionnaire, sandbox.job(other)?.HasQuestionnaire]).toEqual([true, false]);
    sandbox.attachQuestionnaire(other, id);
    expect((await call('GET', `/Api/Questionnaire/ByJob/${other}`)).body).toEqual(body);
    sandbox.removeQuestionnaire(id);
    expect((await call('GET', `/Api/Questionnaire/ByJob/${other}`)).status).toBe(404);
    expect(sandbox.job(other)?.HasQuestionnaire).toBe(false);
  });
});

test('users, policies, sources, fields, groups and catalogues are added and removed', async () => {
  const sandbox = createEmpty();
  const call = await connect(sandbox);
  const before = sandbox.mandator();
  const user = sandbox.addUser({ FirstName: 'Mia', UserName: 'mia' });
  const policy = sandbox.addPolicy({ Text: 'Ja', Type: 'Consent', Language: 'en-GB' });
  expect((await call('GET', `/Api/User/${user}`)).body).toMatchObject({ Id: user, FirstName: 'Mia', IsEnabled: true });
  expect((await call('GET', '/Api/Policies?portal=&culture=en')).body).toEqual([
    { Id: policy, Text: 'Ja', CreatedOn: TODAY, Type: 0 },
  ]);
  sandbox.addToCatalogue('JobProfiles', 'Küche');
  sandbox.addToCatalogue('Regions', 'Tirol');
  sandbox.addToCatalogue('TitlesBeforeName', 'Mag.');
  const names = [
    sandbox.addSource({ Name: 'Messe' }),
    sandbox.addCustomField({ Name: 'feld' }),
    sandbox.addKnowledgeGroup({ JobProfile: 'Küche', Group: 'Herd', Knowledges: ['Gas'] }),
  ];
  expect(names).toEqual(['Messe', 'feld', 'Herd']);
  expect(schemas.matches(schemas.mandatorSchema, sandbox.mandator())).toBe(true);
  expect(sandbox.mandator()).toMatchObject({
    GroupedJobProfiles: [{ Name: 'Küche' }],
    Regions: [{ Name: 'Tirol', Regions: [] }],
    TitlesBeforeName: [{ Name: 'Mag.' }],
    Referrers: [{ Name: 'Messe', AllowsAdditionalInfo: false }],
    CustomFields: [{ Name: 'feld', Type: 5, Target: 0 }],
    Knowledges: ['Gas'],
  });
  sandbox.addApplicant({ TitleBeforeName: 'Mag.', Regions: ['Tirol'], JobProfiles: ['Küche'], Referrer: 'Messe' });
  sandbox.removeUser(user);
  sandbox.removePolicy(policy);
  sandbox.removeSource('Messe');
  sandbox.removeCustomField('feld');
  sandbox.removeKnowledgeGroup('Herd');
  sandbox.removeFromCatalogue('JobProfiles', 'Küche');
  sandbox.removeFromCatalogue('Regions', 'Tirol');
  sandbox.removeFromCatalogue('TitlesBeforeName', 'Mag.');
  sandbox.removeFromCatalogue('Knowledges', 'Gas');
  expect(sandbox.mandator()).toEqual(before);
  expect((await call('GET', '/Api/Users')).body).toEqual([]);
});

test('an id that is left out is free, at most the largest one, and given once', () => {
  const sandbox = createEmpty();
  const largest = 2 ** 31 - 1;
  const item = (Id?: number) => ({ Id, Title: 'Ab wann?', Type: 'BeginDate' });
  const adders = [
    (Id?: number) => sandbox.addUser({ Id }),
    (Id?: number) => sandbox.addPolicy({ Id }),
    (Id?: number) => sandbox.addQuestionnaire({ Id, Items: Id === largest ? [item(Id)] : [item(), item()] }),
  ];
  for (const add of adders) expect([add(largest), add(), add(3), add(), add()]).toEqual([largest, 1, 3, 2, 4]);
  expect(sandbox.questionnaire(4)?.Items).toMatchObject([{ Id: 7 }, { Id: 8 }]);
  sandbox.removeUser(4);
  sandbox.removePolicy(4);
  sandbox.removeQuestionnaire(4);
  expect(adders.map((add) => add())).toEqual([5, 5, 5]);
  expect(sandbox.questionnaire(5)?.Items).toMatchObject([{ Id: 9 }, { Id: 10 }]);
  expect(sandbox.addUser({ Id: 4 })).toBe(4);
});

test('ids may be bigints, and lists null', () => {
  const sandbox = createEmpty();
  expect([sandbox.addApplicant({ Id: 7n }), sandbox.addJob({ Id: 8n })]).toEqual([7, 8]);
  const job = sandbox.addJob({ CustomFields: null, PublishedOn: null, Tags: null });
  expect(sandbox.job(job)).toMatchObject({ CustomFields: null, PublishedOn: [], Tags: null });
  expect(sandbox.questionnaire(sandbox.addQuestionnaire({ Items: null }))).toMatchObject({ Items: [] });
});

test('what a test does later to what it passed changes nothing', () => {
  const sandbox = createEmpty();
  const applicant = { LastName: 'Grün', Tags: ['a'] };
  const rule: { kind: '429'; on: string; headers: Record<string, string> } = { kind: '429', on: 'GET', headers: {} };
  const id = sandbox.addApplicant(applicant);
  sandbox.fail(rule);
  applicant.Tags.push('b');
  rule.on = 'PUT Application';
  rule.headers['retry-after'] = '30';
  sandbox.fail(rule);
  expect(sandbox.applicant(id)?.Tags).toEqual(['a']);
  expect(sandbox.unusedFaults()).toEqual([{ kind: '429', on: 'GET', headers: {} }, rule]);
});

test('a custom field that is removed takes its values along, also if another one gets its name', async () => {
  const sandbox = createSandbox({ applicants: 6, jobs: 6 });
  const values = () => [
    ...sandbox.applicantIds().flatMap((id) => sandbox.customFieldsOf(id)),
    ...sandbox.jobIds().flatMap((id) => sandbox.job(id)?.CustomFields ?? []),
  ];
  const named = (name: string) => values().filter((value) => value?.CustomField?.Name === name);
  sandbox.addJob({ CustomFields: [{ CustomField: { Name: 'kostenstelle' }, Value: '4711' }] });
  sandbox.setCustomField(150_000, 'schuhgroesse', '42');
  for (const name of ['schuhgroesse', 'kostenstelle']) {
    const others = values().length - named(name).length;
    expect(named(name).length).toBeGreaterThan(1);
    sandbox.removeCustomField(name);
    sandbox.addCustomField({ Name: name, Type: 'CheckBox', Target: name === 'kostenstelle' ? 'Job' : 'Applicant' });
    expect([named(name), values().length]).toEqual([[], others]);
  }
  sandbox.setCustomField(150_001, 'schuhgroesse', true);
  expect(named('schuhgroesse')).toMatchObject([{ BoolValue: true }]);
});

test('new applications have the first status that is left', async () => {
  const sandbox = createSandbox({ applicants: 2, jobs: 2 });
  sandbox.removeStatus('Neu eingelangt');
  const JobId = sandbox.addJob();
  sandbox.addApplication({ ApplicantId: 150_000, JobId });
  const call = await connect(sandbox);
  await call('PUT', '/Api/Application', { JobId, ApplicantId: 150_001 });
  for (const id of [150_000, 150_001]) {
    const own = sandbox.applicationsOf(id).filter((application) => application.JobId === JobId);
    expect(own).toMatchObject([{ Status: 'Unterlagen vollständig' }]);
  }
});

test.each(['2026-03-01', '2026-03-01T09:00:00+05:30', '2026-03-01T09:00:00.1234567', '2026-03-01T08:00:00Z'])(
  'the client reads the date %s',
  async (date) => {
    const { sandbox, erecruiter, issues } = setUp({ sandbox: { applicants: 0, jobs: 0, now: () => NOW } });
    const JobId = sandbox.addJob({ CreationDate: date, OnlineDate: date, UpdateDate: date });
    const ApplicantId = sandbox.addApplicant({ DateOfCreation: date, BirthDate: date });
    sandbox.addApplication({ ApplicantId, JobId, WorkflowLastChange: date });
    await run(erecruiter);
    expect(issues).toEqual([]);
  },
);

test('what is added leaves the generated people and jobs as they are', () => {
  const all = (sandbox: Sandbox) =>
    createSandbox()
      .applicantIds()
      .map((id) => [sandbox.applicantJson(id), sandbox.applicationsOf(id), sandbox.documentsOf(id)]);
  const [plain, full] = [createSandbox(), createSandbox()];
  const id = full.addApplicant({ LastName: 'Neu' });
  full.addApplication({ ApplicantId: id, JobId: full.addJob() });
  full.addRecord(id, 'Document');
  full.addSource({ Name: 'Neu' });
  full.addStatus({ Status: 'Neu' });
  expect(all(full)).toEqual(all(plain));
  expect(full.jobIds().slice(0, -1)).toEqual(plain.jobIds());
  expect(plain.jobIds().map((job) => full.job(job))).toEqual(plain.jobIds().map((job) => plain.job(job)));
});

describe('the client reads a world built by hand', () => {
  test('jobs, candidates, applications, questions, tags and users, and syncs its changes', async () => {
    const { sandbox, erecruiter, issues } = setUp({ sandbox: { applicants: 0, jobs: 0, empty: true } });
    sandbox.addToCatalogue('Countries', 'Österreich');
    sandbox.addSource({ Name: 'Messe Wels' });
    sandbox.addUser({ FirstName: 'Mia', LastName: 'Öttl' });
    sandbox.addCustomField({ Name: 'schein', Title: 'Führerschein', Type: 'CheckBox' });
    const job = sandbox.addJob({ Title: 'Koch' });
    sandbox.addQuestionnaire({ Items: [{ Title: 'Schein?', CustomField: { Name: 'schein' } }] }, job);
    const person = sandbox.addApplicant({ FirstName: 'Eva', LastName: 'Grün', Country: 'Österreich', Tags: ['A'] });
    sandbox.setCustomField(person, 'schein', true);
    const application = sandbox.addApplication({ ApplicantId: person, JobId: job, Referrer: 'Messe Wels' });

    const jobs = await erecruiter.listJobs().toArray();
    expect(jobs).toMatchObject([{ remote_id: String(job), name: 'Koch', status: 'OPEN' }]);
    expect(await erecruiter.listCandidates().toArray()).toMatchObject([
      { first_name: 'Eva', remote_id: String(person) },
    ]);
    expect(await erecruiter.listApplications().toArray()).toMatchObject([
      { remote_id: String(application), current_stage: { name: 'Neu eingelangt' } },
    ]);
    expect(await erecruiter.listJobScreeningQuestions().toArray()).toHaveLength(1);
    expect(await erecruiter.listScreeningQuestions().toArray()).toMatchObject([{ title: 'Schein?' }]);
    expect(await erecruiter.listTags().toArray()).toMatchObject([{ name: 'A' }]);
    expect(await erecruiter.listUsers().toArray()).toMatchObject([{ first_name: 'Mia' }]);
    expect(issues).toEqual([]);

    const state: State = new Map();
    await run(erecruiter, state);
    expect(await run(erecruiter, state)).toEqual([]);
    const later = sandbox.addApplicant({ LastName: 'Spät' });
    const last = sandbox.addApplication({ ApplicantId: later, JobId: job, Referrer: 'Messe Wels' });
    expect(brief(await run(erecruiter, state))).toEqual([`upsert candidate ${later}`, `upsert application ${last}`]);
    sandbox.removeApplicant(later);
    expect(brief(await run(erecruiter, state))).toEqual([`delete application ${last}`, `delete candidate ${later}`]);
  });
});
