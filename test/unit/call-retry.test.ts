import { describe, expect, test } from 'vitest';
import { ERecruiter, type CallOptions, type FetchFunction, type RetryOptions } from '../../src/index.js';
import { createSandbox, type FaultRule } from '../../src/sandbox/index.js';
import { METHODS } from '../security/canaries.js';
import { caught } from '../faults/transport-kit.js';

/** A client of a sandbox whose requests fail, and the waits between its attempts. */
function setUp(rule?: FaultRule, retry?: RetryOptions) {
  const sandbox = createSandbox({ applicants: 2, jobs: 2 });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  const file: FetchFunction = async () => new Response(null, { status: 503 });
  const erecruiter = new ERecruiter({
    ...{ baseUrl, apiKey, mandatorId, fetch: sandbox.fetch, attachments: { fetch: file } },
    ...{ clock: { now: Date.now, sleep }, settleMs: 0, retry },
  });
  if (rule !== undefined) sandbox.fail({ times: Infinity, ...rule });
  const attempts = (): number => sandbox.log.filter(({ fault }) => fault !== undefined).length;
  return { erecruiter, sandbox, waits, attempts };
}

const DOWN = { kind: 'status', status: 503 } as const;

describe.each(Object.entries(METHODS))('%s', (name, method) => {
  test('sends each request once with a limit of 0', async () => {
    const { erecruiter, attempts, waits } = setUp(DOWN);
    await caught(method(erecruiter, { retry: { limit: 0 } }));
    expect([attempts(), waits]).toEqual([1, []]); // the exchange of the token is its first request
  });

  test('sends the requests after that once, too', async () => {
    const { erecruiter, sandbox, waits } = setUp();
    await erecruiter.ping();
    sandbox.fail({ ...DOWN, times: Infinity });
    await method(erecruiter, { retry: { limit: 0 } }).catch(() => undefined);
    const failed = sandbox.log.filter(({ fault }) => fault !== undefined);
    expect(failed.length).toBeGreaterThan(0);
    // Listings ask for the mandator again to tell an outage from a single bad record.
    const asked = failed.map(({ method: verb, url }) => `${verb} ${url}`).filter((what) => !what.includes('/Mandator'));
    expect(asked, name).toEqual([...new Set(asked)]);
    expect(waits.filter((ms) => ms > 0)).toEqual([]);
  });
});

describe('the retries of a call', () => {
  test.each([
    ['the client’s by default', undefined, 2],
    ['more than the client’s', { limit: 4 }, 5],
    ['the client’s limit if only the wait is given', { maxRetryAfterMs: 7 }, 2],
    ['the client’s if nothing is given', {}, 2],
  ])('are %s', async (_, retry, sent) => {
    const { erecruiter, attempts } = setUp(DOWN, { limit: 1 });
    await caught(erecruiter.ping(retry === undefined ? {} : { retry }));
    expect(attempts()).toBe(sent);
  });

  test('wait no longer than the call allows, even if Retry-After asks for more', async () => {
    const { erecruiter, waits } = setUp({ ...DOWN, headers: { 'Retry-After': '90' } }, { maxRetryAfterMs: 20_000 });
    await caught(erecruiter.ping({ retry: { maxRetryAfterMs: 250 } }));
    expect(waits).toEqual([250, 250]);
    await caught(erecruiter.ping());
    expect(waits.slice(2)).toEqual([20_000, 20_000]);
  });

  test('count for files, too', async () => {
    const { erecruiter, waits } = setUp();
    const attachment = { name: 'a.pdf', type: 'CV', data_url: 'https://files.example.com/a.pdf' } as const;
    const add = (retry: RetryOptions) =>
      erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment }, { retry });
    expect(await caught(add({ limit: 0 }))).toMatchObject({ name: 'ServerError', attempts: 1 });
    expect(waits).toEqual([]);
    expect(await caught(add({ limit: 3 }))).toMatchObject({ name: 'ServerError', attempts: 4 });
  });

  test('count for a write that is looked for and sent again', async () => {
    const write = async (limit: number) => {
      const { erecruiter, sandbox } = setUp();
      await erecruiter.ping();
      sandbox.fail({ on: ({ method }) => method !== 'GET', kind: 'reset-before', times: Infinity });
      const writes = () => sandbox.log.filter(({ method, fault }) => method !== 'GET' && fault !== undefined).length;
      const input = { candidate_id: 'remote:150000', tag: { name: 'Pilot' } };
      return caught(erecruiter.addTagToCandidate(input, { retry: { limit } })).then(writes);
    };
    expect(await write(0)).toBe(1);
    expect(await write(3)).toBe(4);
  });

  test('still renew a rejected token once with a limit of 0', async () => {
    const { erecruiter, sandbox } = setUp();
    await erecruiter.ping();
    sandbox.expireTokens();
    const since = sandbox.log.length;
    await erecruiter.passthrough({ method: 'GET', path: '/Users/' }, { retry: { limit: 0 } });
    expect(sandbox.log.slice(since).map(({ method, status }) => `${method} ${status}`)).toEqual([
      'GET 401',
      'POST 200',
      'GET 200',
    ]);
  });

  test('do not end the exchange of the token, or the read of the catalogues, that another call waits for', async () => {
    const { erecruiter, sandbox } = setUp();
    sandbox.fail({ on: 'POST', ...DOWN, times: 2 });
    const both = await Promise.allSettled([erecruiter.ping({ retry: { limit: 0 } }), erecruiter.ping()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  test('with the same limits share one exchange and one read of the catalogues', async () => {
    const { erecruiter, sandbox } = setUp();
    const options: CallOptions = { retry: { limit: 0 } };
    await Promise.all([1, 2, 3].map(() => erecruiter.listUsers({}, options).toArray()));
    const paths = sandbox.log.map(({ method, template, path }) => `${method} ${template ?? path}`);
    expect(paths.filter((path) => /^POST|Mandator/.test(path))).toHaveLength(2);
  });

  test.each([
    [{ limit: -1 }, 'options.retry.limit'],
    [{ limit: 1.5 }, 'options.retry.limit'],
    [{ limit: 11 }, 'options.retry.limit'],
    [{ maxRetryAfterMs: -1 }, 'options.retry.maxRetryAfterMs'],
    [{ limit: '2' }, 'options.retry.limit'],
    [{ attempts: 1 }, 'options.retry.attempts'],
    [3, 'options.retry'],
    [null, 'options.retry'],
  ])('%j is refused', async (retry, path) => {
    const { erecruiter, sandbox } = setUp();
    const options: CallOptions = JSON.parse(JSON.stringify({ retry }));
    expect(await caught(erecruiter.ping(options))).toMatchObject({ name: 'InputError', issues: [{ path }] });
    expect(sandbox.requests).toBe(0);
  });
});
