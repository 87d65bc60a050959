import { describe, expect, test } from 'vitest';
import { base64, createStage, EMAIL, EVA, JOBS, type Stage } from '../faults/actions-kit.js';

const NEW = 150_004; // the sandbox starts with four applicants

/** The body of the only request to a route. */
function bodyOf({ sandbox }: Stage, request: string): unknown {
  const sent = sandbox.log.filter(({ method, template }) => `${method} ${template}` === request);
  expect(sent).toHaveLength(1);
  return JSON.parse(sent[0]?.body ?? '');
}

function urlOf({ sandbox }: Stage, request: string): string {
  const sent = sandbox.log.find(({ method, template }) => `${method} ${template}` === request);
  return sent?.url.replace(sandbox.baseUrl, '') ?? '';
}

describe('a new candidate', () => {
  test('takes eight requests, and nothing is written before all is read', async () => {
    const stage = createStage();
    const { data, warnings } = await stage.client().createApplication(EVA);
    expect(stage.requests()).toEqual([
      'POST Token',
      'GET Mandator',
      'GET Job/{jobId}',
      'GET Applicants/ByEmail/{email}',
      'PUT Applicant',
      'PUT Application',
      'GET Applicant/{applicantId}',
      'GET Applications/{applicantId}',
    ]);
    expect(warnings).toEqual([]);
    expect(data).toMatchObject({
      remote_id: '1000000000',
      outcome: 'PENDING',
      current_stage: { name: 'Neu eingelangt' },
      job: { remote_id: String(JOBS.plain) },
      candidate: { remote_id: String(NEW), first_name: 'Eva', last_name: 'Grün', source: 'Acme Jobs' },
    });
    expect(data.candidate_id).toBe(data.candidate.id);
  });

  test('with everything takes each write once, the application last', async () => {
    const stage = createStage();
    const [french, driving] = [await stage.question(902), await stage.question(908)];
    await stage.client().createApplication({
      ...EVA,
      candidate: {
        ...EVA.candidate,
        availability_date: '2026-09-01',
        salary_expectations: { period: 'YEAR', amount: 42_000 },
      },
      application: { job_id: `remote:${JOBS.office}` },
      screening_question_answers: [
        { question_id: french.id, answer: french.option('gut') },
        { question_id: (await stage.question(903)).id, answer: (await stage.question(903)).option('gut') },
        { question_id: driving.id, answer: true },
        { question_id: (await stage.question(909)).id, answer: (await stage.question(909)).option('38.5') },
      ],
      attachments: [
        { name: 'cv.pdf', type: 'CV', data: base64('cv') },
        { name: 'Zeugnis.pdf', type: 'OTHER', data: base64('Zeugnis') },
      ],
      gdpr_consent: { given: true },
    });
    expect(stage.writes()).toEqual([
      'PUT Applicant',
      'PUT Applicant/Cv/{applicantId}',
      'PUT Applicant/Document/{applicantId}',
      'POST Applicant/{applicantId}/CustomField',
      'POST Applicant/{applicantId}/CustomField',
      'PUT Applicant/Language/{applicantId}',
      'PUT Applicant/Knowledges/{applicantId}',
      'PUT Applicant/{applicantId}/Policies/{policyId}',
      'PUT Application',
    ]);
  });

  test('is sent with every property of the record, active, with date, culture and source', async () => {
    const stage = createStage();
    await stage.client({ culture: 'en-GB' }).createCandidate(EVA);
    const body = bodyOf(stage, 'PUT Applicant');
    expect(body).toMatchObject({
      DateOfCreation: '2026-03-01T13:00:00', // Vienna's wall time
      IsActive: true,
      IsLocked: false,
      Culture: 'en-GB',
      Referrer: 'Acme Jobs',
      Gender: 0,
      Tags: [],
      PolicyAcceptedAt: null,
    });
    const own = new Set(['Id', 'DateOfUpdateByUser', 'DateOfUpdateByApplicant', 'ThirdPartyProfiles']);
    const record = Object.keys(stage.sandbox.applicant(NEW) ?? {});
    const parameters = record.filter((name) => !own.has(name) && !/^Has|Count$/.test(name));
    expect(Object.keys(Object(body))).toEqual(parameters);
  });

  test('becomes one candidate, also with createCandidate', async () => {
    const stage = createStage();
    const { data } = await stage.client().createCandidate(EVA);
    expect(data).toMatchObject({ remote_id: String(NEW), email_addresses: [{ email_address: EMAIL }] });
    expect(data.applications).toMatchObject([{ remote_id: '1000000000', outcome: 'PENDING' }]);
    expect(stage.applicantsWith(EMAIL)).toEqual([NEW]);
  });

  test('gets an application on servers that do not answer its number', async () => {
    const stage = createStage({ applicationIds: false });
    const { data } = await stage.client().createApplication(EVA);
    expect(data.remote_id).toBe('1000000000');
  });
});

describe('emails', () => {
  test('are off, and both requests say so, with an empty portal', async () => {
    const stage = createStage();
    await stage.client().createApplication(EVA);
    expect(urlOf(stage, 'PUT Applicant')).toBe('/Api/Applicant?sendRegistrationEmail=false&url=');
    expect(urlOf(stage, 'PUT Application')).toBe('/Api/Application?url=&sendApplicationEmail=false');
    expect(stage.sandbox.emails).toEqual([]);
  });

  test('are sent once each if the options ask for them, from the templates of the portal', async () => {
    const url = 'https://jobs.example.at/';
    const stage = createStage();
    const client = stage.client({ emails: { registration: true, application: true }, portalUrl: url });
    await client.createApplication(EVA);
    expect(stage.sandbox.emails).toEqual([
      { kind: 'registration', applicantId: NEW, url },
      { kind: 'application', applicantId: NEW, applicationId: 1_000_000_000, url },
    ]);
  });

  test('only the confirmation goes to an existing candidate', async () => {
    const stage = createStage();
    stage.sandbox.edit(150_000, { Email: EMAIL });
    const client = stage.client({ emails: { registration: true, application: true } });
    await client.createApplication(EVA);
    expect(stage.sandbox.emails).toMatchObject([{ kind: 'application', applicantId: 150_000 }]);
  });
});

describe('what Kombo knows and eRecruiter has no place for is left out with a warning', () => {
  const { candidate } = EVA;
  const location = { country: 'AT' };
  test.each([
    ['candidate.company', { candidate: { ...candidate, company: 'Acme' } }],
    ['candidate.title', { candidate: { ...candidate, title: 'Tester' } }],
    ['candidate.location.state', { candidate: { ...candidate, location: { ...location, state: 'Tirol' } } }],
    ['candidate.location.country', { candidate: { ...candidate, location: { country: 'FR' } } }],
    ['candidate.location.country', { candidate: { ...candidate, location: { country: 'QQ' } } }],
    [
      'candidate.additional_email_addresses',
      { candidate: { ...candidate, additional_email_addresses: [{ type: 'WORK', email_address: 'e@example.com' }] } },
    ],
    [
      'candidate.additional_phone_numbers',
      { candidate: { ...candidate, additional_phone_numbers: [{ type: 'HOME', phone_number: '1' }] } },
    ],
    [
      'candidate.social_links',
      { candidate: { ...candidate, social_links: [{ url: 'https://a.example' }, { url: 'https://b.example' }] } },
    ],
    ['application.stage_id', { application: { ...EVA.application, stage_id: 'x' } }],
    ['sourced_by', { sourced_by: { user_id: 'x' } }],
    ['gdpr_consent.expires_at', { gdpr_consent: { expires_at: '2030-01-01' } }],
    ['gdpr_consent.given', { gdpr_consent: { given: false } }],
    ['screening_question_answers.0', { screening_question_answers: [{ question_id: 'x', answer: 'y' }] }],
    ['the source is not in the mandator’s catalogue', { source: { name: 'Brieftaube' } }],
  ])('%s', async (start, changes) => {
    const stage = createStage();
    const { warnings } = await stage.client().createApplication({ ...EVA, ...changes });
    expect(warnings).toEqual([{ message: expect.stringMatching(`^${start}`) }]);
    expect(stage.applicantsWith(EMAIL)).toEqual([NEW]);
  });

  test('the first social link is kept, and the German name of a country that is not in the catalogue', async () => {
    const stage = createStage();
    await stage.client().createApplication({
      ...EVA,
      candidate: { ...candidate, location: { country: 'FR' }, social_links: [{ url: 'https://a.example/eva' }] },
    });
    expect(stage.sandbox.applicant(NEW)).toMatchObject({ Url: 'https://a.example/eva', Country: 'Frankreich' });
  });
});

describe('values', () => {
  const stored = async (candidate: object): Promise<unknown> => {
    const stage = createStage();
    await stage.client().createApplication({ ...EVA, candidate: { ...EVA.candidate, ...candidate } });
    return stage.sandbox.applicant(NEW);
  };

  test.each([
    [2500.4, 2500],
    [2500.5, 2501],
    [2501.5, 2502],
    [0, 0],
    [2_147_483_647, 2_147_483_647],
  ])('a salary of %d is stored as %d', async (amount, Salary) => {
    expect(await stored({ salary_expectations: { period: 'MONTH', amount } })).toMatchObject({ Salary });
  });

  test.each([
    ['MALE', 1, 1],
    ['FEMALE', 2, 2],
    ['OTHER', 0, 3],
  ])('the gender %s is %d for the salutation and %d for the identity', async (gender, Gender, GenderIdentity) => {
    expect(await stored({ gender })).toMatchObject({ Gender, GenderIdentity });
  });

  test.each([
    ['2026-09-01', 1],
    ['2026-08-31T22:30:00Z', 1], // Vienna's day
    [new Date('2026-08-31T22:30:00Z'), 1],
    [new Date('2026-08-31T21:30:00Z'), 31],
  ])('available from %s is day %d', async (day, Day) => {
    expect(await stored({ availability_date: day })).toMatchObject({ EarliestPossibleBeginDate: { Year: 2026, Day } });
  });
});
