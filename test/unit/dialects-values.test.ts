import { describe, expect, test } from 'vitest';
import { ERecruiter, type ERecruiterOptions, type Issue } from '../../src/index.js';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.js';

// The same installation, whose serializer writes numbers, booleans and dates in other forms.

const NOW = Date.parse('2026-07-05T10:00:00Z');
const clock = { now: () => NOW, sleep: () => Promise.resolve() };

/** Changes the text of an answer. */
type Rewrite = (text: string) => string;

const NUMBER = /([:[,]\s*)(-?\d+(?:\.\d+)?)(?=\s*[,}\]])/g;
/** Changes numbers outside of texts. */
function numbers(change: (digits: string) => string): Rewrite {
  return (text) =>
    text.replace(/"(?:[^"\\]|\\.)*"|[^"]+/g, (part) =>
      part.startsWith('"')
        ? part
        : part.replace(NUMBER, (_, before: string, digits: string) => before + change(digits)),
    );
}

const quoted = numbers((digits) => `"${digits}"`);
const decimals = numbers((digits) => (digits.includes('.') ? digits : `${digits}.0`));
const quotedDecimals = numbers((digits) => `"${digits.includes('.') ? digits : `${digits}.00`}"`);
const bools: Rewrite = (text) =>
  text.replace(/:(true|false)/g, (_, word: string) => `:"${word.charAt(0).toUpperCase()}${word.slice(1)}"`);
const named = (names: string, change: (digits: string) => string): Rewrite => {
  const property = new RegExp(`"(${names})":(-?\\d+)`, 'g');
  return (text) => text.replace(property, (_, name: string, digits: string) => `"${name}":${change(digits)}`);
};
const ENUMS =
  'Gender|GenderIdentity|SalaryPeriod|MilitaryService|Type|Target|Status|WorkflowStatusGroup|UserGender|Channel';

const offsets = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Vienna', timeZoneName: 'longOffset' });
/** The offset of Vienna at a wall time, such as `+02:00`. */
function offsetOf(wall: string): string {
  const at = (offset: string): string =>
    offsets
      .formatToParts(Date.parse(`${wall.slice(0, 19)}${offset}`))
      .find((part) => part.type === 'timeZoneName')
      ?.value.replace('GMT', '') ?? '';
  return at('+01:00');
}
const DATE = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?"/g;
/** Changes dates to another form of the same instant. */
function dates(form: (ms: number, offset: string) => string, year1 = '-62135596800000'): Rewrite {
  return (text) =>
    text.replace(DATE, (_, wall: string, fraction = '', zone?: string) => {
      if (wall.startsWith('0001')) return `"\\/Date(${year1})\\/"`;
      const offset = zone ?? offsetOf(wall);
      return `"${form(Date.parse(`${wall}${fraction.slice(0, 4)}${offset}`), offset)}"`;
    });
}

const NUMBER_FORMS: Record<string, Rewrite> = {
  'numbers as text': quoted,
  'integers as decimals': decimals,
  'integers as decimals in texts': quotedDecimals,
  'ids as text': named('Id|\\w+Id', (digits) => `"${digits}"`),
  'large numbers as text': named('GlobalId', (digits) => `"${digits}"`),
  'enums as numeric text': named(ENUMS, (digits) => `"${digits}"`),
  'booleans as text': bools,
  'all of it as text': (text) => bools(quotedDecimals(text)),
};
const DATE_FORMS: Record<string, Rewrite> = {
  milliseconds: dates((ms) => `\\/Date(${ms})\\/`),
  'milliseconds and the first date as local time': dates((ms) => `/Date(${ms})/`, '-62135600400000'),
  'milliseconds with an offset': dates((ms, offset) => `/Date(${ms}${offset.replace(':', '')})/`),
  'milliseconds with the offset of winter': dates((ms) => `/Date(${ms}+0100)/`),
};

const PERSON = {
  GlobalId: 9_223_372_036_854_775_807n,
  BirthDate: '1990-07-01T00:00:00',
  Gender: 2,
  GenderIdentity: 3,
  IsActive: true,
  EnableNewsletter: true,
  Salary: 42_000,
  SalaryPeriod: 1,
  SalaryNotes: '42000.0',
  ZipCode: '4020',
  OvertimeHours: 8,
  MaximumDistanceToJobLocation: 12.5,
  IsWillingToMove: false,
  PolicyAcceptedAt: '2026-06-01T12:30:00',
  EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: null, IsRelativeDate: false },
};

function setUp(rewrite: Rewrite, options: Partial<ERecruiterOptions> = {}, own: SandboxOptions = {}) {
  const sandbox = createSandbox({ applicants: 3, jobs: 4, now: () => NOW, ...own });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  sandbox.edit(150_001, PERSON);
  const job = sandbox.addJob({ Title: 'Zweite Stelle' });
  const issues: Issue[] = [];
  const bodies: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (typeof init?.body === 'string') bodies.push(init.body);
    const answer = await sandbox.fetch(String(input), init);
    const text = await answer.text();
    return new Response(rewrite(text), { status: answer.status, headers: { 'content-type': 'application/json' } });
  };
  const onIssue = (issue: Issue): void => void issues.push(issue);
  const client = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, onIssue, clock, ...options });
  return { sandbox, client, issues, bodies, job };
}

/** Everything that a client reads. */
async function readAll(client: ERecruiter): Promise<string> {
  const models = [
    await client.listJobs().toArray(),
    await client.listCandidates().toArray(),
    await client.listApplications().toArray(),
    await client.listCandidates({ updated_after: '2025-06-01T00:00:00Z' }).toArray(),
    await client.listScreeningQuestions().toArray(),
    await client.listUsers().toArray(),
    await client.listCandidateAttachments('remote:150001').toArray(),
    await client.getCandidate('remote:150002'),
  ];
  return JSON.stringify(models);
}

/** Writes of all kinds; returns their warnings and what the server stores afterwards. */
async function write({ client, sandbox, job }: ReturnType<typeof setUp>) {
  const created = await client.createApplication({
    candidate: {
      first_name: 'Eva',
      last_name: 'Grün',
      email_address: 'eva.gruen@example.at',
      gender: 'FEMALE',
      salary_expectations: { period: 'YEAR', amount: 50_000 },
      availability_date: '2026-10-01',
    },
    application: { job_id: 'remote:4713' },
    attachments: [{ name: 'cv.pdf', type: 'CV', data: btoa('%PDF-1.4') }],
    gdpr_consent: { given: true },
  });
  const tagged = await client.addTagToCandidate({ candidate_id: 'remote:150001', tag: { name: 'Neu' } });
  const filled = await client.createApplication({
    candidate: {
      first_name: 'Eva',
      last_name: 'Grün',
      email_address: 'eva.gruen@example.at',
      phone_number: '+43 664 1',
    },
    application: { job_id: `remote:${job}` },
  });
  return {
    warnings: [created, tagged, filled].map(({ warnings }) => warnings),
    stored: [150_001, Number(created.data.candidate?.remote_id)].map((id) => sandbox.applicantJson(id)),
    applicants: sandbox.writes.length,
  };
}

const plain: Rewrite = (text) => text;
const ALL = { integrationFields: 'all' } as const;
const expected = {
  all: readAll(setUp(plain, ALL).client),
  custom: readAll(setUp(plain).client),
  writes: write(setUp(plain)),
};

describe.each(Object.entries(NUMBER_FORMS))('%s', (_, rewrite) => {
  test('are read as what they are', async () => {
    const { client, issues } = setUp(rewrite, ALL);
    expect(await readAll(client)).toBe(await expected.all);
    expect(issues).toEqual([]);
  });

  test('are written back as what they were', async () => {
    const dialect = setUp(rewrite);
    expect(await write(dialect)).toEqual(await expected.writes);
    expect(dialect.bodies.join()).not.toMatch(/GlobalId":"?(?!9223372036854775807|null)\d/);
    expect(dialect.issues).toEqual([]);
  });
});

describe.each(Object.entries(DATE_FORMS))('dates as %s', (_, rewrite) => {
  test('are read as what they are', async () => {
    const { client, issues } = setUp(rewrite);
    expect(await readAll(client)).toBe(await expected.custom);
    expect(issues).toEqual([]);
  });

  test('are written back as what they were', async () => {
    const dialect = setUp(rewrite);
    expect(await write(dialect)).toEqual(await expected.writes);
    expect(dialect.bodies.join()).not.toContain('Date(');
  });

  test('make no changes for sync', async () => {
    const state = new Map();
    const first = [];
    for await (const event of setUp(plain).client.sync({}, { state })) first.push(event);
    expect(first.length).toBeGreaterThan(10);
    for await (const event of setUp(rewrite).client.sync({}, { state })) expect(event).toBeUndefined();
  });
});
