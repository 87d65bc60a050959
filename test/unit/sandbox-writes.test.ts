import { describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { CREATED, connect, idOf } from './sandbox-client.js';

const FIRST = 150_000;
const JOB = 4711;

describe('applicants', () => {
  test('POST replaces the core record, ignores properties that only answers have, keeps all else', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const before = sandbox.applicant(FIRST + 3);
    const { documentsOf, customFieldsOf, applicationsOf } = sandbox;
    const hanging = () => [documentsOf, customFieldsOf, applicationsOf].map((of) => of(FIRST + 3));
    const kept = hanging();
    const posted = { ...CREATED, Id: 7, HasCv: false, DocumentsCount: 99, Tags: null };
    const { status, body } = await call('POST', `/Api/Applicant/${FIRST + 3}`, posted);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      Id: FIRST + 3,
      LastName: 'Nováková',
      Phone: null,
      Salary: null,
      IsActive: false,
      Gender: 0,
      Tags: [],
      HasCv: before?.HasCv,
      DocumentsCount: before?.DocumentsCount,
      DateOfUpdateByUser: before?.DateOfUpdateByUser,
    });
    expect(hanging()).toEqual(kept);
    expect(sandbox.applicant(FIRST + 3)).toEqual(body);
  });

  test('integers beyond 2^53 keep all digits both ways', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const { text } = await call('GET', `/Api/Applicant/${FIRST}`);
    expect(text).toContain('"GlobalId":9223372036854775807,');
    const posted = await call('POST', `/Api/Applicant/${FIRST}`, text.replace('775807', '775801'));
    expect(posted.text).toContain('"GlobalId":9223372036854775801,');
    expect((await call('GET', `/Api/Applicant/${FIRST}`)).text).toContain('"GlobalId":9223372036854775801,');
    sandbox.edit(FIRST, { GlobalId: 2n ** 63n - 2n, SelfDescription: '12345678901234567890' });
    expect(sandbox.applicantJson(FIRST)).toContain('"GlobalId":9223372036854775806,');
    expect(sandbox.applicantJson(FIRST)).toContain('"SelfDescription":"12345678901234567890"');
  });

  test('properties of a newer server are kept if they are posted and lost if they are not', async () => {
    const sandbox = createSandbox({ newerProperties: { Pronouns: 'sie', Badge: 2n ** 60n } });
    const call = await connect(sandbox);
    const { text } = await call('GET', `/Api/Applicant/${FIRST}`);
    expect(text).toMatch(/"Pronouns":"sie","Badge":1152921504606846976}$/);
    expect((await call('POST', `/Api/Applicant/${FIRST}`, text)).text).toMatch(/"Badge":1152921504606846976}$/);
    const { body } = await call('POST', `/Api/Applicant/${FIRST}`, { ...CREATED, Unknown: 1 });
    expect(body).toMatchObject({ Pronouns: null, Badge: null });
    expect(body).not.toHaveProperty('Unknown');
  });

  test('PUT creates each time it is sent and emails only on request', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const target = '/Api/Applicant/?sendRegistrationEmail=True&url=https://jobs.example.at/';
    const first = idOf((await call('PUT', target, CREATED)).body);
    const second = idOf((await call('PUT', '/Api/Applicant?sendRegistrationEmail=false&url=', CREATED)).body);
    expect(second).toBeGreaterThan(first);
    expect(sandbox.applicantIds()).toHaveLength(42);
    expect(sandbox.emails).toEqual([{ kind: 'registration', applicantId: first, url: 'https://jobs.example.at/' }]);
  });

  test.each([
    ['no last name', { ...CREATED, LastName: null }, 'applicant.LastName', false],
    ['a salary with cents', { ...CREATED, Salary: 12.5 }, 'applicant.Salary', true],
    ['a day that does not exist', { ...CREATED, BirthDate: '2001-02-30T00:00:00' }, 'applicant.BirthDate', true],
  ])('%s is refused and nothing is created', async (_, body, name, checksModelState) => {
    const sandbox = createSandbox({ checksModelState });
    const answer = await (await connect(sandbox))('PUT', '/Api/Applicant', body);
    expect(answer.status).toBe(400);
    expect(Object.keys(Object(answer.body).ModelState)).toEqual([name]);
    expect(sandbox.applicantIds()).toHaveLength(40);
  });

  test('DELETE anonymises an applicant, or removes everything', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    expect((await call('DELETE', `/Api/Applicant/${FIRST}?deleteCompletely=False`)).body).toMatchObject({
      LastName: 'Anonymisiert',
      Email: null,
    });
    expect(sandbox.applicationsOf(FIRST)).not.toEqual([]);
    await call('DELETE', `/Api/Applicant/${FIRST}?deleteCompletely=True`);
    const { status, text } = await call('GET', `/Api/Applicant/${FIRST}`);
    expect([status, text]).toEqual([404, `{"Message":"Applicant #${FIRST} does not exist."}`]);
    expect(sandbox.applicantIds()).toHaveLength(39);
    const rows = await call('GET', '/Api/Applications/ByReferrer/Direktansprache?startAt=&endAt=');
    expect(Object(rows.body).some((row: { ApplicantId: number }) => row.ApplicantId === FIRST)).toBe(false);
  });
});

describe('applications', () => {
  const apply = (values: object) => ({ JobId: JOB, Referrer: 'Acme Jobs', ...values });

  test.each([
    [false, false, { Errors: [] }, 1],
    [false, true, { ApplicationId: null, Errors: [0] }, 1],
    [true, false, { Errors: [] }, 1],
    [true, true, { Errors: [] }, 1],
  ])('refresh %s, existing %s', async (refresh, existing, expected, count) => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const ApplicantId = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    const target = '/Api/Application?url=&sendApplicationEmail=true';
    if (existing) await call('PUT', target, apply({ ApplicantId, Referrer: 'Messe Graz' }));
    const mails = sandbox.emails.length;
    const body = apply({ ApplicantId, RefreshApplicationIfItAlreadyExists: refresh, CoverLetter: 'Grüß Gott' });
    const answer = await call('PUT', target, body);
    expect(answer.body).toMatchObject(expected);
    const applications = sandbox.applicationsOf(ApplicantId);
    expect(applications).toHaveLength(count);
    expect(applications[0]).toMatchObject({ WorkflowStatusGroup: 1, Status: 'Neu eingelangt' });
    const stored = !existing || refresh;
    expect(applications[0]?.Referrer).toBe(stored ? 'Acme Jobs' : 'Messe Graz');
    expect(sandbox.coverLettersOf(ApplicantId)).toHaveLength(stored ? 1 : 0);
    // A refresh messages the recruiter of the job too.
    const messages = existing && refresh ? ['message'] : [];
    const sent = sandbox.emails.slice(mails).map(({ kind }) => kind);
    expect(sent).toEqual([...messages, ...(stored ? ['application'] : [])]);
    expect(sandbox.historyOf(ApplicantId)).toHaveLength(existing && refresh ? 1 : 0);
  });

  test('errors are integers in a 200', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    sandbox.closeJob(JOB);
    const put = async (body: object) => (await call('PUT', '/Api/Application?url=', body)).body;
    expect(await put({ JobId: JOB, ApplicantId: FIRST })).toEqual({ ApplicationId: null, Errors: [1] });
    expect(await put({ JobId: 1, ApplicantId: 1 })).toEqual({ ApplicationId: null, Errors: [2, 3] });
  });

  test('old servers return no application id, and questions without one', async () => {
    const call = await connect(createSandbox({ applicationIds: false, itemIds: false }));
    const { body } = await call('PUT', '/Api/Applicant', CREATED);
    const created = await call('PUT', '/Api/Application?url=', apply({ ApplicantId: idOf(body) }));
    expect(created.body).toEqual({ Errors: [] });
    const questionnaire = await call('GET', `/Api/Questionnaire/ByJob/${JOB}`);
    expect(Object(questionnaire.body).Items[0]).not.toHaveProperty('Id');
  });

  test('new applications are listed by job and by source, within their time', async () => {
    const now = Date.UTC(2025, 10, 8, 12);
    const sandbox = createSandbox({ now: () => now });
    const call = await connect(sandbox);
    const ApplicantId = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    await call('PUT', '/Api/Application?url=', apply({ ApplicantId }));
    const has = async (target: string) =>
      Object((await call('GET', target)).body).some((row: { ApplicantId: number }) => row.ApplicantId === ApplicantId);
    expect(await has(`/Api/Applications/ByJob/${JOB}`)).toBe(true);
    const source = '/Api/Applications/ByReferrer/Acme%20Jobs';
    expect(await has(`${source}?startAt=2025-11-08T13:00:00&endAt=`)).toBe(true);
    expect(await has(`${source}?startAt=2025-11-08T13:00:01&endAt=`)).toBe(false);
    expect(await has(`${source}?startAt=&endAt=2025-11-08T11:59:59Z`)).toBe(false);
    const [application] = sandbox.applicationsOf(ApplicantId);
    sandbox.moveApplication(ApplicantId, application?.Id ?? 0, 'Eingestellt');
    expect(await has(`/Api/Applications/ByJob/${JOB}`)).toBe(false);
  });
});

describe('what belongs to an applicant', () => {
  test('documents and the CV are stored with their bytes; lists leave the bytes out', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const id = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    const document = { Name: 'Zeugnis', FileExtension: 'pdf', Type: 'Zeugnis', Content: 'JVBERg==', IsPublic: true };
    const put = await call('PUT', `/Api/Applicant/Document/${id}`, document);
    const stored = { ...document, FileExtension: '.pdf', Id: idOf(put.body) };
    expect(sandbox.documentsOf(id)).toEqual([stored]);
    expect((await call('GET', `/Api/Applicant/Documents/${id}`)).body).toEqual([{ ...stored, Content: null }]);
    expect((await call('GET', `/Api/Applicant/Document/${stored.Id}`)).body).toEqual(stored);
    expect((await call('GET', `/Api/Applicant/Cv/${id}`)).status).toBe(404);
    await call('PUT', `/Api/Applicant/Cv/${id}`, { FileExtension: '.docx', Content: 'JVBERg==' });
    await call('POST', `/Api/Applicant/Cv/${id}`, { FileExtension: 'pdf', Content: 'JVBERi0=' });
    expect(sandbox.cvOf(id)).toEqual({ FileExtension: '.pdf', Content: 'JVBERi0=' });
    expect(sandbox.applicant(id)).toMatchObject({ HasCv: true, DocumentsCount: 1 });
  });

  test('bytes that are not base64 are refused by a server that checks ModelState', async () => {
    const sandbox = createSandbox({ checksModelState: true });
    const call = await connect(sandbox);
    for (const Content of ['JVBERg=', 'JVBE-_==', 'Grüß']) {
      expect((await call('PUT', `/Api/Applicant/Cv/${FIRST + 3}`, { FileExtension: 'pdf', Content })).status).toBe(400);
    }
  });

  test('languages, educations and experiences are created, replaced and removed by their own ids', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const id = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    const made = await call('PUT', `/Api/Applicant/Language/${id}`, { Language: 'Deutsch', Level: 'gut' });
    const language = idOf(made.body);
    await call('POST', `/Api/Applicant/Language/${language}`, { Language: 'Deutsch', Level: 'Muttersprache' });
    expect(sandbox.languagesOf(id)).toEqual([{ Id: language, Language: 'Deutsch', Level: 'Muttersprache' }]);
    await call('DELETE', `/Api/Applicant/Language/${language}`);
    expect(sandbox.languagesOf(id)).toEqual([]);
    const relative = { Start: { Day: 14, IsRelativeDate: true }, End: { Year: 2020, Month: 2, Day: 31 } };
    await call('PUT', `/Api/Applicant/Experience/${id}`, { Name: 'Öhlinger', ...relative });
    expect(sandbox.experiencesOf(id)).toMatchObject([{ Start: { IsValid: true }, End: { IsValid: false } }]);
  });

  test('skills are found by name', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const id = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    await call('PUT', `/Api/Applicant/Knowledge/${id}`, { Knowledge: 'C#', Level: 'gut' });
    const more = [{ Knowledge: 'c#', Level: 'sehr gut' }, { Knowledge: 'CNC' }];
    await call('PUT', `/Api/Applicant/Knowledges/${id}`, more);
    expect(sandbox.knowledgesOf(id)).toEqual([
      { Knowledge: 'c#', Level: 'sehr gut' },
      { Knowledge: 'CNC', Level: null },
    ]);
    expect((await call('GET', `/Api/Applicant/Knowledge/${id}/C%23`)).status).toBe(200);
    await call('DELETE', `/Api/Applicant/Knowledge/${id}`, '"CNC"');
    expect(sandbox.knowledgesOf(id)).toHaveLength(1);
  });

  test.each([
    ['schuhgroesse', '43', null, { StringValue: '43' }],
    ['fuehrerscheinB', 'True', null, { BoolValue: true, Value: 'true' }],
    ['stundenausmass', '38.5', null, { StringValue: '38.5', NumberValue: 38.5 }],
    ['schichtmodell', null, ['Früh', 'Nacht'], { StringValue: 'Früh|Nacht' }],
    ['eintritt', '2026-02-01', null, { DateValue: '2026-02-01T00:00:00', Value: '01.02.2026' }],
    ['eintritt', '1.2.2026', null, { DateValue: '2026-02-01T00:00:00' }],
    ['EINTRITT', '02/01/2026 00:00:00', null, { DateValue: '2026-02-01T00:00:00' }],
  ])('custom field %s accepts %s %s', async (CustomField, Value, Values, expected) => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const id = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    await call('POST', `/Api/Applicant/${id}/CustomField`, { CustomField, Value, Values });
    expect(sandbox.customFieldsOf(id)).toMatchObject([expected]);
    await call('POST', `/Api/Applicant/${id}/CustomField`, { CustomField, Value: null, Values: null });
    expect(sandbox.customFieldsOf(id)).toEqual([]);
  });

  test.each([
    ['unbekannt', 'x', null],
    ['kostenstelle', 'x', null],
    ['hinweis', '<p>x</p>', null],
    ['fuehrerscheinB', 'ja', null],
    ['stundenausmass', '39', null],
    ['schichtmodell', null, ['Mittag']],
    ['eintritt', '2026-02-30', null],
  ])('custom field %s refuses %s %s', async (CustomField, Value, Values) => {
    const call = await connect(createSandbox());
    const answer = await call('POST', `/Api/Applicant/${FIRST}/CustomField`, { CustomField, Value, Values });
    expect(answer.status).toBe(400);
  });

  test('history and consent are stored', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const id = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    const entry = { JobId: JOB, Subject: 'Test', Body: 'x', Type: 0, CreatedBy: 'Acme' };
    await call('PUT', `/Api/Applicant/History/${id}`, entry);
    expect(sandbox.historyOf(id)).toEqual([entry]);
    await call('PUT', `/Api/Applicant/${id}/Policies/4`, { AcceptedOn: '2025-11-08T08:22:40Z', RevokedOn: null });
    expect(sandbox.policiesOf(id)).toEqual([{ PolicyId: 4, AcceptedOn: '2025-11-08T08:22:40', RevokedOn: null }]);
    expect((await call('PUT', `/Api/Applicant/${id}/Policies/99`, { AcceptedOn: null })).status).toBe(404);
  });
});
