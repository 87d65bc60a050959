import { describe, expect, test } from 'vitest';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const FULL = {
  ...EVA,
  candidate: {
    ...EVA.candidate,
    phone_number: '+43 1 58 58 58',
    location: { country: 'AT', city: 'Linz', zip_code: '4020', street_1: 'Landstraße 1' },
    gender: 'FEMALE',
    availability_date: '2026-09-01',
    salary_expectations: { period: 'YEAR', amount: 42_000 },
    social_links: [{ url: 'https://example.com/eva' }],
  },
} as const;

/** A stage on which the first applicant has Eva's address and the given properties. */
function withEva(changes: object = {}, options: object = {}): Stage {
  const stage = createStage(options);
  stage.sandbox.edit(FIRST, { Email: EMAIL, ...changes });
  return stage;
}

describe('a candidate with the same address', () => {
  test('is reused, gaps are filled in one replacement, and what recruiters entered stays', async () => {
    const stage = withEva({
      FirstName: 'Eva Maria',
      LastName: 'Grün-Berger',
      City: 'Wien',
      ZipCode: null,
      Street: null,
      Country: null,
      Gender: 0,
      GenderIdentity: 0,
      Salary: 50_000,
      SalaryPeriod: 1,
      Referrer: 'Messe Graz',
      Phone: null,
      MobilePhone: '+43 664 1',
      Url: null,
      EarliestPossibleBeginDate: null,
    });
    await stage.client().createApplication(FULL);
    expect(stage.writes()).toEqual(['POST Applicant/{applicantId}', 'PUT Application']);
    expect(stage.applicantsWith(EMAIL)).toEqual([FIRST]);
    expect(stage.sandbox.applicant(FIRST)).toMatchObject({
      FirstName: 'Eva Maria',
      LastName: 'Grün-Berger',
      City: 'Wien',
      ZipCode: '4020',
      Street: 'Landstraße 1',
      Country: 'Österreich',
      Gender: 2,
      GenderIdentity: 2,
      Salary: 50_000,
      Referrer: 'Messe Graz',
      Phone: '+43 1 58 58 58',
      MobilePhone: '+43 664 1',
      Url: 'https://example.com/eva',
      EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 1 },
    });
    expect(stage.sandbox.applicationsOf(FIRST).at(-1)).toMatchObject({ JobId: JOBS.plain, Referrer: 'Acme Jobs' });
  });

  test('without gaps is not written at all', async () => {
    const stage = withEva();
    await stage.client().createApplication(EVA);
    expect(stage.writes()).toEqual(['PUT Application']);
  });

  test('keeps every other property as it was in the text: unknown ones and integers beyond 2^53', async () => {
    const newerProperties = { Pronouns: 'sie', Badge: 2n ** 62n + 1n, Scores: [1, { deep: null }] };
    const stage = withEva({ City: null, SelfDescription: 'naïve "quotes" \\ 😀' }, { newerProperties });
    const before = stage.sandbox.applicantJson(FIRST) ?? '';
    await stage.client().createApplication(FULL);
    const after = stage.sandbox.applicantJson(FIRST) ?? '';
    for (const kept of ['"GlobalId":9223372036854775807,', '"Badge":4611686018427387905', '"Pronouns":"sie"']) {
      expect(before).toContain(kept);
      expect(after).toContain(kept);
    }
    const written = new Set(['Phone', 'City', 'ZipCode', 'Street', 'Salary', 'SalaryPeriod', 'SalaryCurrency', 'Url']);
    written.add('EarliestPossibleBeginDate').add('DateOfUpdateByApplicant').add('Gender').add('GenderIdentity');
    const others = (text: string): unknown => {
      return JSON.parse(text, (key, value: unknown) => (written.has(key) ? undefined : value));
    };
    expect(others(after)).toEqual(others(before));
  });

  test.each(['EVA.GRÜN@EXAMPLE.AT', 'Eva.Grün@example.at'])('%s is the same address', async (Email) => {
    const stage = withEva({ Email });
    await stage.client().createApplication({
      ...EVA,
      candidate: { ...EVA.candidate, email_address: 'eva.grün@example.at' },
    });
    expect(stage.writes()).toEqual(['PUT Application']);
    expect(stage.sandbox.applicant(FIRST)?.Email).toBe(Email);
  });

  test('an address whose umlaut is two characters is the same address', async () => {
    const stage = withEva({ Email: 'eva.grün@example.at' });
    const email_address = ` ${'eva.grün@example.at'.normalize('NFD')} `;
    await stage.client().createApplication({ ...EVA, candidate: { ...EVA.candidate, email_address } });
    expect(stage.writes()).toEqual(['PUT Application']);
  });

  test('a different phone number goes to the second slot; if both are taken, none is overwritten', async () => {
    const stage = withEva({ Phone: '+43 1 1', MobilePhone: null });
    await stage.client().createApplication(FULL);
    expect(stage.sandbox.applicant(FIRST)).toMatchObject({ Phone: '+43 1 1', MobilePhone: '+43 1 58 58 58' });

    const full = withEva({ Phone: '+43 1 1', MobilePhone: '+43 664 1' });
    await full.client().createApplication(FULL);
    expect(full.sandbox.applicant(FIRST)).toMatchObject({ Phone: '+43 1 1', MobilePhone: '+43 664 1' });
  });

  test('what eRecruiter does not keep is a warning, and the application is still created', async () => {
    const stage = withEva({ City: null });
    const stubborn = stage.sandbox.fetch;
    const fetch: typeof stubborn = async (input, init) => {
      const answer = await stubborn(input, init);
      stage.sandbox.edit(FIRST, { City: null });
      return answer;
    };
    const { warnings } = await stage.client({ fetch }).createApplication(FULL);
    expect(warnings).toEqual([{ message: 'eRecruiter did not keep as it was sent: City' }]);
    expect(stage.sandbox.applicationsOf(FIRST).at(-1)).toMatchObject({ JobId: JOBS.plain });
  });
});

describe('several with the same address: a warning, and the one is used', () => {
  const PAST = '2025-01-01T10:00:00';
  const choose = async (shape: (stage: Stage) => void): Promise<unknown> => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { Email: EMAIL });
    stage.sandbox.edit(FIRST + 1, { Email: EMAIL.toUpperCase() });
    shape(stage);
    const { data, warnings } = await stage.client().createApplication(EVA);
    expect(warnings).toEqual([{ message: expect.stringMatching('^2 candidates have this email address') }]);
    return Number(data.candidate.remote_id);
  };

  test('that was updated last', async () => {
    expect(await choose(({ clock, sandbox }) => void (clock.advance(60_000), sandbox.edit(FIRST + 1, {})))).toBe(
      FIRST + 1,
    );
  });

  test('with the lowest number if there is no such date', async () => {
    const same = { DateOfUpdateByUser: PAST, DateOfUpdateByApplicant: PAST };
    expect(await choose(({ sandbox }) => [FIRST, FIRST + 1].map((id) => sandbox.edit(id, same)))).toBe(FIRST);
  });

  test('with an application to this job before all others: then it exists already', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { Email: EMAIL });
    await stage.client().createApplication(EVA);
    stage.clock.advance(60_000);
    stage.sandbox.edit(FIRST + 1, { Email: EMAIL });
    const again = stage.client().createApplication({ ...EVA, candidate: { ...EVA.candidate, phone_number: '1' } });
    expect(await caught(again)).toMatchObject({ code: 'ATS.APPLICATION_ALREADY_EXISTS' });
    expect(stage.writes()).toEqual(['PUT Application']);
  });
});

describe('addresses in paths', () => {
  const email = 'eva+büro@example.at';
  const input = { ...EVA, candidate: { ...EVA.candidate, email_address: email } };
  const asked = ({ sandbox }: Stage): string[] =>
    sandbox.log.filter(({ url }) => url.includes('/ByEmail/')).map(({ url }) => url.split('/ByEmail/')[1] ?? '');

  test('are written as the official client writes them', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { Email: email });
    await stage.client().createApplication(input);
    expect(asked(stage)).toEqual(['eva+b%C3%BCro@example.at']);
    expect(stage.applicantsWith(email)).toEqual([FIRST]);
  });

  test('are escaped if the web server refuses that', async () => {
    const stage = createStage({ refusedInPaths: ['+'] });
    stage.sandbox.edit(FIRST, { Email: email });
    await stage.client().createApplication(input);
    expect(asked(stage)).toEqual(['eva+b%C3%BCro@example.at', 'eva%2Bb%C3%BCro%40example.at']);
    expect(stage.applicantsWith(email)).toEqual([FIRST]);
  });

  test.each([[['+', '%2B']], [['ex']]])(
    'that are refused both ways (%j) are an error, and no candidate is created',
    async (refusedInPaths) => {
      const stage = createStage({ refusedInPaths });
      expect(await caught(stage.client().createApplication(input))).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
      expect(stage.writes()).toEqual([]);
    },
  );

  test.each(["o'neill@example.at", 'a/b@example.at', 'a%41@example.at', 'a&b=c@example.at', 'jörg@österreich.example'])(
    '%s is found, or nothing is created',
    async (address) => {
      const stage = createStage();
      stage.sandbox.edit(FIRST, { Email: address });
      const call = stage
        .client()
        .createApplication({ ...EVA, candidate: { ...EVA.candidate, email_address: address } });
      await call.catch(() => undefined);
      expect(stage.applicantsWith(address)).toEqual([FIRST]);
    },
  );
});

test('an unreadable record among those with the address is an error: it could be the same candidate', async () => {
  const stage = withEva();
  stage.sandbox.fail({ on: 'GET Applicants/ByEmail/{email}', kind: 'wrong-types', times: 9 });
  expect(await caught(stage.client().createApplication(EVA))).toMatchObject({ name: 'ResponseShapeError' });
  expect(stage.writes()).toEqual([]);
});

test('the CV in the slot is kept as a document', async () => {
  const stage = withEva();
  const attachments = (text: string) => [{ name: 'cv.docx', type: 'CV', data: base64(text) } as const];
  await stage.client().addAttachmentToCandidate({
    candidate_id: `remote:${FIRST}`,
    attachment: { name: 'old.pdf', type: 'CV', data: base64('what a recruiter put there') },
  });
  const { warnings } = await stage.client().createApplication({ ...EVA, attachments: attachments('new') });
  expect(stage.sandbox.cvOf(FIRST)).toEqual({ FileExtension: '.docx', Content: base64('new') });
  expect(stage.sandbox.documentsOf(FIRST).at(-1)).toMatchObject({
    Name: 'CV',
    FileExtension: '.pdf',
    Content: base64('what a recruiter put there'),
    IsPublic: false,
  });
  expect(warnings).toEqual([{ message: 'the mandator has no document type for CV; used "Sonstiges"' }]);
});
