import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { AbortedError, ERecruiter, ERecruiterError, PartialWriteError, StatusError } from '../../src/index.js';
import type { Fault } from '../../src/sandbox/index.js';
import { createStage, EVA, JOBS } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';
import { CANARIES, createAviary, gather, leaksIn, METHODS, type Trouble, viewsOf } from './canaries.js';

const NAMES = Object.keys(METHODS);
const ACTIONS = NAMES.filter((name) => /^(?:create|add|remove)/.test(name));

/** Runs a method under trouble and prints everything that comes out of it but the returned data. */
async function run(name: string, trouble: Trouble, signal?: AbortSignal) {
  const aviary = createAviary(trouble);
  const headers = { 'X-Gateway': CANARIES.header };
  const method = Object.entries(METHODS).find(([key]) => key === name)?.[1];
  if (method === undefined) throw new Error(`no method ${name}`);
  const outcome = await method(aviary.erecruiter, { headers, ...(signal && { signal }) }).then(
    (data) => ({ data, error: undefined }),
    (error: unknown) => ({ data: undefined, error }),
  );
  if (signal?.aborted === true) hideReason(outcome.error, signal.reason);
  const out = [...aviary.told, ...(outcome.error === undefined ? [] : [viewsOf(outcome.error)])].join('\n');
  return { ...outcome, told: aviary.told, leaks: leaksIn(out, aviary.tokens) };
}

/** Checks that an error carries the caller's own reason, but shows it nowhere else, and then takes it away. */
function hideReason(error: unknown, reason: unknown): void {
  const aborted = PartialWriteError.isInstance(error) ? error.cause : error;
  if (!AbortedError.isInstance(aborted)) return;
  expect(aborted.cause).toBe(reason);
  const written = [
    String(error),
    JSON.stringify(error),
    JSON.stringify({ ...Object(error) }),
    inspect(error),
    aborted.stack,
  ];
  expect(leaksIn(written.join('\n'))).toEqual([]);
  Reflect.deleteProperty(aborted, 'cause');
}

const SENTENCE = JSON.stringify({ ExceptionMessage: `${CANARIES.email} is known`, Message: CANARIES.text });
const SHAPES = [
  JSON.stringify(CANARIES.text),
  JSON.stringify({ Id: CANARIES.text, Token: `${CANARIES.text}\n`, Errors: [CANARIES.text], Email: [CANARIES.email] }),
  JSON.stringify([CANARIES.text, { Id: 7, FirstName: { [CANARIES.text]: 1 } }, { Id: 8, Tags: [[CANARIES.text]] }]),
  `{"Id":1,"Email":"${CANARIES.email}`,
];

const toStatus = (status: number): Fault => ({ kind: 'status', status });

const TROUBLES: readonly (readonly [string, Trouble])[] = [
  ['statuses that echo the request', { faults: [400, 403, 404].map(toStatus), echo: (request) => request }],
  ['a 500 that tells an address', { faults: [{ ...toStatus(500), body: SENTENCE }] }],
  ['an HTML 502 that holds the URL', { faults: [{ kind: 'html' }], echo: (request) => `<h1>${request}</h1>` }],
  ['answers of other shapes', { faults: SHAPES.map((body) => ({ ...toStatus(200), body })) }],
  [
    'a connection error that holds the URL',
    {
      instead: (url) => {
        const cause = Object.assign(new Error(`connect ${url} ${CANARIES.key}`), { code: 'ECONNRESET', url });
        return Promise.reject(new TypeError(`fetch failed: ${url} ${CANARIES.email}`, { cause }));
      },
    },
  ],
  [
    'something thrown that is no error',
    { instead: (url) => Promise.reject({ code: CANARIES.text, message: url, cause: { code: CANARIES.key } }) },
  ],
  ['a time limit', { faults: [{ kind: 'timeout-headers' }], options: { timeoutMs: 2, retry: { limit: 0 } } }],
];

describe('neither secrets nor personal data leave a method but as its result', () => {
  test('and every public method is asked', () => {
    const methods = Object.getOwnPropertyNames(ERecruiter.prototype).filter((name) => name !== 'constructor');
    expect(NAMES.sort()).toEqual(methods.sort());
  });

  test.each(NAMES)('%s that succeeds', async (name) => {
    const { error, told, leaks } = await run(name, {});
    expect(leaks).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    // All names that the client itself sends are known to `debug`, which only counts others, such as those of raw routes.
    if (!/^(?:passthrough|raw)$/.test(name)) expect(told.filter((line) => / → .* more\b/.test(line))).toEqual([]);
    // The sandbox has no log-on by password, which `raw` calls with canaries in its query.
    if (!/Application$|^raw$/.test(name)) expect(error).toBeUndefined();
  });

  test.each(TROUBLES)('under %s, from the first request on or later', async (_, trouble) => {
    let failed = 0;
    for (const name of NAMES) {
      const steps = ACTIONS.includes(name) ? [1, 2, 4, 7, 10, 14] : [1, 3];
      for (const from of steps) {
        const { error, leaks } = await run(name, { ...trouble, from });
        expect(leaks, `${name} from request ${from}`).toEqual([]);
        if (error === undefined) continue;
        failed += 1;
        expect(ERecruiterError.isInstance(error), `${name} from request ${from}: ${viewsOf(error)}`).toBe(true);
      }
    }
    expect(failed).toBeGreaterThan(NAMES.length);
  });

  test.each(NAMES)('%s that is aborted for a reason that tells too much', async (name) => {
    for (const from of [1, 3]) {
      const controller = new AbortController();
      const instead = async (url: string): Promise<Response> => {
        controller.abort(new Error(`stop ${url} ${CANARIES.email}`));
        throw controller.signal.reason;
      };
      const { error, leaks } = await run(name, { from, instead }, controller.signal);
      expect(leaks).toEqual([]);
      if (controller.signal.aborted) expect(ERecruiterError.isInstance(error)).toBe(true);
    }
  });
});

describe('the canaries sing where they may', () => {
  test('in returned data and in remoteText(), which is not read by accident', async () => {
    const { data } = await run('getCandidate', {});
    expect(JSON.stringify(data)).toContain(CANARIES.last);
    const { error } = await run('getCandidate', { ...TROUBLES[0]?.[1], from: 2 });
    if (!StatusError.isInstance(error)) expect.fail('expected a status error');
    expect(error.remoteText()).toContain('Api');
    expect(leaksIn(viewsOf(error))).toEqual([]);
  });

  test('and the search finds one however it is hidden', () => {
    const hidden = Object.assign(new Error('x'), { cause: new Error('y', { cause: { deep: CANARIES.email } }) });
    expect(leaksIn(viewsOf(hidden))).not.toEqual([]);
    for (const padding of ['', 'x', 'xx']) expect(leaksIn(btoa(padding + CANARIES.email))).not.toEqual([]);
    expect(leaksIn('a token: abc', ['abc'])).toEqual(['a token: abc']);
  });
});

test('an interrupted create tells its steps and how to go on without saying who or what', async () => {
  const errors: unknown[] = [];
  for (let from = 8; from < 20; from += 1) {
    const { error } = await run('createApplication', { from, faults: [{ kind: 'reset-after' }] });
    if (PartialWriteError.isInstance(error)) errors.push(error);
  }
  expect(errors.length).toBeGreaterThan(2);
  expect(leaksIn(errors.map(viewsOf).join('\n'))).toEqual([]);
});

test('a sentence in place of an error code of eRecruiter is not repeated', async () => {
  const { erecruiter, sandbox } = createAviary();
  const body = JSON.stringify({ ApplicationId: null, Errors: [7, 'NewRule', `${CANARIES.email} is blocked`] });
  sandbox.fail({ on: 'PUT Application', kind: 'status', status: 200, body });
  const error = await caught(METHODS.createApplication(erecruiter, {}));
  expect(String(error)).toContain('eRecruiter refused the application (7, NewRule)');
  expect(leaksIn(viewsOf(error))).toEqual([]);
});

test('a language that a candidate speaks is in no step', async () => {
  const { sandbox, question, client } = createStage();
  const answers = [903, 905, 909].map(async (number) => {
    const { id, option } = await question(number);
    const answer = number === 905 ? [option('Ungarisch')] : option(number === 903 ? 'gut' : '38.5');
    return { question_id: id, answer };
  });
  const input = {
    candidate: {
      ...EVA.candidate,
      availability_date: '2026-09-01',
      salary_expectations: { period: 'YEAR', amount: 1 },
    },
    application: { job_id: `remote:${JOBS.office}` },
    screening_question_answers: await Promise.all(answers),
  } as const;
  const rule = { kind: 'status', status: 403, times: 9 } as const;
  sandbox.fail({ on: 'PUT Applicant/Knowledges/{applicantId}', ...rule });
  const later = await caught(client().createApplication(input));
  sandbox.fail({ on: 'PUT Applicant/Language/{applicantId}', ...rule });
  const { candidate } = input;
  const other = { ...input, candidate: { ...candidate, email_address: 'other@example.at' } };
  for (const error of [later, await caught(client().createApplication(other))]) {
    expect(PartialWriteError.isInstance(error)).toBe(true);
    expect(JSON.stringify(error)).toMatch(/language [\da-f]{32}/);
    expect(viewsOf(error)).not.toContain('Ungarisch');
  }
});

test('a cursor holds numbers and a fingerprint of the query', async () => {
  const { erecruiter, sandbox } = createAviary();
  const query = { first_name: CANARIES.first, page_size: 1 };
  for await (const { next } of erecruiter.listCandidates(query).pages()) {
    if (next === null) break;
    expect(JSON.parse(atob(next.replaceAll('-', '+').replaceAll('_', '/')))).toEqual([
      1,
      'candidates',
      expect.stringMatching(/^[a-z\d]{1,7}$/),
      expect.any(Number),
      expect.any(Number),
      expect.any(Number),
    ]);
    return;
  }
  expect.fail(`${sandbox.applicantIds().length} applicants on one page`);
});

test('client and listings print neither options nor what they hold', async () => {
  const { erecruiter, tokens } = createAviary();
  const listing = erecruiter.listCandidates({ first_name: CANARIES.first });
  await listing.toArray();
  const iterator = listing[Symbol.asyncIterator]();
  await iterator.next();
  const holders = [erecruiter, listing, iterator, listing.pages(), erecruiter.sync()];
  expect(leaksIn(holders.map(viewsOf).join('\n'), tokens)).toEqual([]);
  expect(tokens.size).toBe(1);
  await iterator.return?.();
});

describe('what is wrong with an input is said without the input', () => {
  const { text, email, file, query } = CANARIES;
  const person = { first_name: text, last_name: text, email_address: email };
  const url = `https://${text}:${text}@files.example.com/${file}?${query}`;
  const create = (input: object) => ({
    ...{ candidate: person, application: { job_id: 'remote:4713' } },
    ...input,
  });
  const asking = { application: { job_id: 'remote:4711' } };
  const attach = (attachment: object) => ({
    candidate_id: 'remote:150000',
    attachment: { name: file, type: 'CV', ...attachment },
  });

  test.each<[keyof typeof METHODS, unknown[]]>([
    ['listJobs', [{ [email]: 1 }]],
    ['listJobs', [{ statuses: text, page_size: text, updated_after: text, ids: [text], cursor: text }]],
    ['listCandidates', [{ cursor: btoa(text) }]],
    ['listCandidates', [{ updated_after: `${email}T` }]],
    ['listCandidates', [{ job_ids: [text] }]],
    ['listCandidates', [text]],
    ['getJob', [text]],
    ['getCandidate', [`remote:${text}`]],
    ['getApplication', [`remote:${text}/1`]],
    ['getJob', ['remote:4711', { headers: { 'X-A': `${text}\r\nX-B: 1` } }]],
    ['getJob', ['remote:4711', { headers: { [`${text}\n`]: '1' } }]],
    ['getJob', ['remote:4711', { headers: { [email]: 1 } }]],
    ['getJob', ['remote:4711', { headers: { [`${text}\n`]: undefined } }]],
    ['listCandidateAttachments', [text]],
    ['createApplication', [create({ candidate: { ...person, [email]: text } })]],
    ['createApplication', [create({ candidate: { ...person, email_address: text, location: { country: text } } })]],
    ['createApplication', [create({ candidate: { ...person, gender: text, availability_date: text } })]],
    ['createApplication', [create({ candidate: { ...person, social_links: [{ url: text }] } })]],
    ['createApplication', [create({ application: { job_id: text } })]],
    ['createApplication', [create({ ...asking, screening_question_answers: [{ question_id: text, answer: text }] })]],
    ['createApplication', [create({ screening_question_answers: [{ question_id: text, answer: { [email]: 1 } }] })]],
    ['createApplication', [create({}), { resume: { version: 1, input: text, done: [text], [email]: 1 } }]],
    ['createApplication', [create({ attachments: [{ name: file, type: text, data_url: url, data: text }] })]],
    ['createCandidate', [create({ gdpr_consent: { given: text, expires_at: {} }, sourced_by: text })]],
    ['addAttachmentToCandidate', [attach({ data: `${text}!` })]],
    ['addAttachmentToCandidate', [attach({ data_url: url })]],
    ['addAttachmentToCandidate', [attach({ data_url: `http://files.example.com/${file}?${query}` })]],
    ['addAttachmentToCandidate', [attach({ data_url: `data:${text}` })]],
    ['addAttachmentToCandidate', [attach({ data_url: text })]],
    ['addAttachmentToCandidate', [attach({ data: 'AAAA', content_type: text })]],
    ['addTagToCandidate', [{ candidate_id: text, tag: { name: text } }]],
    ['addResultLinkToCandidate', [{ candidate_id: 'remote:150000', label: text, url: text }]],
    ['updateCandidate', [{ candidate_id: 'remote:150000', candidate: { ...person, gender: text, [email]: text } }]],
    ['updateCandidate', [{ candidate_id: 'remote:150000', candidate: { email_address: `150001.${email}` } }]],
    ['setCandidateField', [{ candidate_id: 'remote:150000', field: text, value: text }]],
    ['setCandidateField', [{ candidate_id: 'remote:150000', field: 'schichtmodell', value: [text] }]],
    ['setCandidateField', [{ candidate_id: 'remote:150000', field: 'eintritt', value: text }]],
    ['deleteCandidate', [{ candidate_id: 'remote:150000', mode: text }]],
    ['setCandidateConsent', [{ candidate_id: text, policy_id: text, accepted: text, at: text }]],
    ['listCandidateConsents', [text]],
    ['addNoteToCandidate', [{ candidate_id: 'remote:150000', content: text, content_type: text }]],
    ['passthrough', [{ method: 'GET', path: `//${text}/` }]],
    ['passthrough', [{ method: 'GET', path: `/Applicants/ByEmail/../${email}` }]],
    ['passthrough', [{ method: text, path: '/Ping' }]],
    ['passthrough', [{ method: 'GET', path: '/Ping', data: text }]],
    ['passthrough', [{ method: 'PUT', path: '/Ping', data: { big: 1n, text } }]],
    ['passthrough', [{ method: 'GET', path: '/Ping', headers: { 'X-A': `${text}\0` } }]],
    ['exploreFields', ['candidate', { sample: text, [email]: 1 }]],
    ['sync', [{ cursor: text, [email]: 1 }]],
  ])('%s %#', async (name, input) => {
    const { erecruiter, sandbox, told } = createAviary();
    const error = await caught(
      Promise.resolve().then(async () => {
        const result: unknown = Reflect.apply(erecruiter[name], erecruiter, input);
        return Object(result)[Symbol.asyncIterator] === undefined ? result : gather(Object(result));
      }),
    );
    expect(ERecruiterError.isInstance(error), viewsOf(error)).toBe(true);
    expect(leaksIn([...told, viewsOf(error)].join('\n'))).toEqual([]);
    expect(sandbox.log.filter(({ method }) => method === 'PUT' || method === 'DELETE')).toEqual([]);
  });

  test.each([
    { baseUrl: `https://${text}:${text}@erecruiter.example.at` },
    { baseUrl: `https://erecruiter.example.at/?${query}` },
    { apiKey: '', mandatorId: text, timeZone: text, culture: text, channels: text, portalUrl: text },
    { headers: { [email]: 1 }, customFields: { job: { [text]: 1 } } },
    { customFields: { candidate: { a: 1 }, [text]: {} }, discover: text, concurrency: text, [email]: text },
    { fetch: text, logger: text, onIssue: text, clock: text, retry: text, attachments: { resolve: text } },
  ])('options %#', (wrong) => {
    const options = { baseUrl: 'https://erecruiter.example.at', apiKey: CANARIES.key, mandatorId: 1, ...wrong };
    try {
      Reflect.construct(ERecruiter, [options]);
      expect.fail('expected a refusal');
    } catch (error) {
      expect(ERecruiterError.isInstance(error)).toBe(true);
      expect(leaksIn(viewsOf(error))).toEqual([]);
    }
  });
});
