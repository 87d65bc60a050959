import { describe, expect, test } from 'vitest';
import { ConfigurationError, ERecruiter, InputError, type Listing } from '../../src/index.js';
import { getUsers } from '../../src/raw/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

// Code without types can pass anything; nothing of it may reach the network, and all of it is the caller's fault.
const erecruiter = new ERecruiter({
  baseUrl: 'https://erecruiter.example.at',
  apiKey: 'key',
  mandatorId: 1,
  fetch: () => expect.fail('nothing may be sent'),
});

type Call = (id: unknown, options: unknown) => unknown;

/** Every public method, called with an id or input of the test's choice. */
const METHODS: Readonly<Record<string, Call>> = {
  ping: (_, options) => apply('ping', options),
  listJobs: (_, options) => apply('listJobs', {}, options),
  getJob: (id, options) => apply('getJob', id, options),
  listCandidates: (_, options) => apply('listCandidates', {}, options),
  getCandidate: (id, options) => apply('getCandidate', id, options),
  listApplications: (_, options) => apply('listApplications', {}, options),
  getApplication: (id, options) => apply('getApplication', id, options),
  listApplicationStages: (_, options) => apply('listApplicationStages', {}, options),
  listScreeningQuestions: (_, options) => apply('listScreeningQuestions', {}, options),
  listJobScreeningQuestions: (_, options) => apply('listJobScreeningQuestions', {}, options),
  listTags: (_, options) => apply('listTags', {}, options),
  listUsers: (_, options) => apply('listUsers', {}, options),
  listCandidateAttachments: (id, options) => apply('listCandidateAttachments', id, {}, options),
  getAttachment: (id, options) => apply('getAttachment', id, {}, options),
  replaceAttachment: (id, options) =>
    apply('replaceAttachment', { attachment_id: id, attachment: { data: 'JVBERi0=' } }, options),
  removeAttachment: (id, options) => apply('removeAttachment', { attachment_id: id }, options),
  parseCv: (_, options) => apply('parseCv', { name: 'a.pdf', data: 'JVBERi0=' }, options),
  createCandidate: (id, options) =>
    apply('createCandidate', { candidate: CANDIDATE, application: { job_id: id } }, options),
  createApplication: (id, options) =>
    apply('createApplication', { candidate: CANDIDATE, application: { job_id: id } }, options),
  listApplicationActivities: (id, options) => apply('listApplicationActivities', id, {}, options),
  runApplicationActivity: (id, options) =>
    apply('runApplicationActivity', { application_id: id, activity: 'x' }, options),
  moveApplicationToStage: (id, options) =>
    apply('moveApplicationToStage', { application_id: id, stage_id: 'remote:x' }, options),
  rejectApplication: (id, options) => apply('rejectApplication', { application_id: id }, options),
  addTagToCandidate: (id, options) => apply('addTagToCandidate', { candidate_id: id, tag: { name: 'x' } }, options),
  removeTagFromCandidate: (id, options) =>
    apply('removeTagFromCandidate', { candidate_id: id, tag: { name: 'x' } }, options),
  updateCandidate: (id, options) => apply('updateCandidate', { candidate_id: id, candidate: {} }, options),
  setCandidateField: (id, options) =>
    apply('setCandidateField', { candidate_id: id, field: 'x', value: null }, options),
  deleteCandidate: (id, options) => apply('deleteCandidate', { candidate_id: id, mode: 'erase' }, options),
  listCandidateConsents: (id, options) => apply('listCandidateConsents', id, {}, options),
  setCandidateConsent: (id, options) => apply('setCandidateConsent', { candidate_id: id, accepted: true }, options),
  addAttachmentToCandidate: (id, options) =>
    apply('addAttachmentToCandidate', { candidate_id: id, attachment: FILE }, options),
  addAttachmentToApplication: (id, options) =>
    apply('addAttachmentToApplication', { application_id: id, attachment: FILE }, options),
  addResultLinkToCandidate: (id, options) => apply('addResultLinkToCandidate', { candidate_id: id, ...LINK }, options),
  addResultLinkToApplication: (id, options) =>
    apply('addResultLinkToApplication', { application_id: id, ...LINK }, options),
  addNoteToCandidate: (id, options) => apply('addNoteToCandidate', { candidate_id: id, content: 'x' }, options),
  addNoteToApplication: (id, options) => apply('addNoteToApplication', { application_id: id, content: 'x' }, options),
  passthrough: (_, options) => apply('passthrough', { method: 'GET', path: '/Ping' }, options),
  raw: (_, options) => apply('raw', getUsers, {}, options),
  exploreFields: (_, options) => apply('exploreFields', 'job', {}, options),
  sync: (_, options) => apply('sync', {}, options),
};

const CANDIDATE = { first_name: 'Eva', last_name: 'Grün', email_address: 'eva@example.at' };
const FILE = { name: 'a.pdf', type: 'OTHER', data: 'JVBERi0=' };
const LINK = { label: 'x', url: 'https://example.com/' };

function apply(method: string, ...args: readonly unknown[]): unknown {
  const call: unknown = Reflect.get(erecruiter, method);
  return typeof call === 'function' ? Reflect.apply(call, erecruiter, args) : expect.fail(`no method ${method}`);
}

/** What a call ends in, whether it throws at once, rejects, or fails when it is iterated. */
async function ends(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    if (isListing(result)) await result.toArray();
    return 'done';
  } catch (error) {
    return error;
  }
}

function isListing(value: unknown): value is Listing<unknown> {
  return typeof value === 'object' && value !== null && 'toArray' in value;
}

const CLIENT = { baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1 };

test.each([
  { emails: null },
  { attachments: null },
  { retry: null },
  { portalUrl: 'https:/jobs.example.at' },
  { portalUrl: 'https:jobs.example.at' },
  { portalUrl: 'http:\\\\jobs.example.at' },
])('a client cannot be created with %j', (options) => {
  expect(() => Reflect.construct(ERecruiter, [{ ...CLIENT, ...options }])).toThrow(ConfigurationError);
});

test('a call may have no time limit', async () => {
  const { fetch } = createSandbox();
  const erecruiter = new ERecruiter({ ...CLIENT, apiKey: 'sandbox-key', fetch });
  await expect(erecruiter.ping({ timeoutMs: Infinity })).resolves.toMatchObject({ mandatorName: expect.any(String) });
});

test('every public method is covered here', () => {
  const own = Object.getOwnPropertyNames(ERecruiter.prototype).filter((name) => name !== 'constructor');
  expect(Object.keys(METHODS).sort()).toEqual(own.sort());
});

const WRONG_OPTIONS = [
  null,
  'x',
  7,
  [],
  { timeoutMs: -5 },
  { timeoutMs: 0 },
  { timeoutMs: Number.NaN },
  { timeoutMs: '5' },
  { signal: {} },
  { signal: 'x' },
  { headers: 'x' },
  { headers: { 'X-A': 7 } },
  { headers: { 'bad name': 'x' } },
  { headers: { 'X-A': 'line\nbreak' } },
  { timeout: 5 },
  { retries: 3 },
];

describe('options that cannot be meant are an InputError', () => {
  test.each(Object.keys(METHODS).flatMap((name) => WRONG_OPTIONS.map((options) => ({ name, options }))))(
    '$name: $options',
    async ({ name, options }) => {
      const error = await ends(() => METHODS[name]?.('remote:7', options));
      expect(error).toBeInstanceOf(InputError);
    },
  );
});

const WRONG_IDS = [
  undefined,
  null,
  7,
  150_000,
  {},
  [],
  '',
  ' ',
  '7',
  'remote:',
  'remote:0',
  'remote:-1',
  'remote:1e3',
  true,
];
const BY_ID = Object.keys(METHODS).filter((name) =>
  /^(get|create|add|remove|replace|update|set|delete|run|move|reject|list(?:Candidate|Application)[AC])/.test(name),
);

describe('ids that are none are an InputError', () => {
  test.each(BY_ID.flatMap((name) => WRONG_IDS.map((id) => ({ name, id }))))('$name: $id', async ({ name, id }) => {
    expect(await ends(() => METHODS[name]?.(id, {}))).toBeInstanceOf(InputError);
  });
});

describe('inputs that are none are an InputError', () => {
  const methods = Object.keys(METHODS).filter((name) =>
    /^(create|add|remove|replace|update|set|delete|run|move|reject|parse|pass|explore)/.test(name),
  );
  test.each(methods.flatMap((name) => [undefined, null, 7, 'x', [], {}].map((input) => ({ name, input }))))(
    '$name: $input',
    async ({ name, input }) => {
      expect(await ends(() => apply(name, input))).toBeInstanceOf(InputError);
    },
  );

  test.each([
    { params: null },
    { params: 'x' },
    { headers: [] },
    { method: 'TRACE' },
    { path: 7 },
    { data: 1n, method: 'PUT' },
  ])('passthrough: %o', async (more) => {
    const call = () => apply('passthrough', { method: 'GET', path: '/Ping', ...more });
    expect(await ends(call)).toBeInstanceOf(InputError);
  });
});
