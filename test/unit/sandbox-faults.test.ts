import { describe, expect, test } from 'vitest';
import { createSandbox, type FaultKind, type Sandbox } from '../../src/sandbox/index.js';
import { CREATED, connect } from './sandbox-client.js';

const PUT = 'PUT Applicant';

const created = (sandbox: Sandbox): number => sandbox.applicantIds().length - 40;

async function outcome(work: Promise<{ status: number; text: string }>): Promise<number | string> {
  try {
    const { status } = await work;
    return status;
  } catch (error) {
    return error instanceof Error ? String(Object(error.cause).code) : 'unknown';
  }
}

describe('faults', () => {
  test.each([
    ['refused', 'ECONNREFUSED', 0],
    ['reset-before', 'ECONNRESET', 0],
    ['reset-after', 'ECONNRESET', 1],
    ['reset-body', 'UND_ERR_SOCKET', 1],
    ['status', 500, 0],
    ['429', 429, 0],
    ['expired-token', 401, 0],
    ['html', 502, 0],
    ['truncated', 200, 1],
    ['garbage', 200, 1],
    ['empty', 200, 1],
    ['slow-body', 200, 1],
    ['wrong-types', 200, 1],
    ['bom', 200, 1],
  ] as const)('%s ends in %s with %i created', async (kind, expected, done) => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    sandbox.fail({ on: PUT, kind });
    expect(await outcome(call('PUT', '/Api/Applicant', CREATED))).toBe(expected);
    expect(created(sandbox)).toBe(done);
    expect(sandbox.log.at(-1)?.fault).toBe(kind);
    if (typeof expected === 'number') expect(sandbox.log.at(-1)?.status).toBe(expected);
    expect(sandbox.inFlight).toBe(0);
    expect(await outcome(call('GET', '/Api/Mandator'))).toBe(kind === 'expired-token' ? 401 : 200);
  });

  test.each(['truncated', 'garbage', 'empty', 'html'] as const)('%s cannot be read as JSON', async (kind) => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    sandbox.fail({ kind });
    expect((await call('GET', '/Api/Mandator')).body).toBeUndefined();
  });

  test('wrong types keep the names, a byte order mark comes first, a huge body has the given size', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    sandbox.fail({ kind: 'wrong-types' });
    const distorted = { Id: {}, FirstName: 17, LastName: 17, IsEnabled: true, UserName: 17 };
    expect((await call('GET', '/Api/User/3')).body).toEqual(distorted);
    const token = { 'X-ApiToken': 'sandbox-00000001-4cb1-9fcd-ca165fd3ba94' };
    sandbox.fail({ kind: 'bom' });
    const marked = await (await sandbox.fetch(`${sandbox.baseUrl}/Api/User/3`, { headers: token })).arrayBuffer();
    expect([...new Uint8Array(marked).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    sandbox.fail({ kind: 'huge', bytes: 3_000_000 });
    const huge = await (await sandbox.fetch(`${sandbox.baseUrl}/Api/User/3`, { headers: token })).arrayBuffer();
    expect(huge.byteLength).toBe(3_000_002);
  });

  test('status, headers and body can be set', async () => {
    const sandbox = createSandbox();
    sandbox.fail({ kind: 'status', status: 503, headers: { 'retry-after': '7' }, body: 'busy' });
    const response = await sandbox.fetch(`${sandbox.baseUrl}/Api/Ping`);
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([503, '7', 'busy']);
    sandbox.fail({ kind: 'status', status: 204 });
    expect((await sandbox.fetch(`${sandbox.baseUrl}/Api/Ping`)).body).toBeNull();
    sandbox.fail({ kind: 'refused', code: 'ENOTFOUND' });
    await expect(sandbox.fetch(`${sandbox.baseUrl}/Api/Ping`)).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'ENOTFOUND' },
    });
  });

  test('a redirect is returned, refused or followed with all headers, as fetch does', async () => {
    const sandbox = createSandbox();
    const moved = { kind: 'status', status: 302, headers: { location: 'https://else.example.com/Api/Ping' } } as const;
    sandbox.fail({ ...moved, times: 3 });
    const url = `${sandbox.baseUrl}/Api/Ping`;
    expect((await sandbox.fetch(url, { redirect: 'manual' })).status).toBe(302);
    await expect(sandbox.fetch(url, { redirect: 'error' })).rejects.toThrow('fetch failed');
    await expect(sandbox.fetch(url)).rejects.toThrow('fetch failed');
    expect(sandbox.log.filter((entry) => entry.url.startsWith('https://else.example.com/'))).toHaveLength(1);
  });

  test.each([
    ['a method', 'GET', 2],
    ['a template', 'Applicant/{applicantId}', 1],
    ['both', 'GET Applicant/{applicantId}', 1],
    ['a pattern', /^GET \/Api\/Applicant\/150001$/g, 1],
    ['a function', ({ path }: { path: string }) => path.includes('Mandator'), 1],
  ])('apply to %s', async (_, on, hits) => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    sandbox.fail({ kind: 'status', status: 500, times: Infinity, on });
    const answers = [await call('GET', '/Api/Applicant/150001'), await call('GET', '/Api/Mandator')];
    expect(answers.filter(({ status }) => status === 500)).toHaveLength(hits);
    sandbox.clearFaults();
    expect((await call('GET', '/Api/Applicant/150001')).status).toBe(200);
  });

  test('skip lets requests succeed, times limits the faults, the hook is called for all other requests', async () => {
    const seen: string[] = [];
    const sandbox = createSandbox({
      faults: ({ method, template, number }) => {
        seen.push(`${method} ${template ?? '-'}`);
        return number === 6 ? { kind: 'status', status: 418 } : undefined;
      },
    });
    const call = await connect(sandbox);
    sandbox.fail({ on: 'Mandator', kind: 'status', skip: 1, times: 2 });
    const statuses = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await call('GET', '/Api/Mandator')).status);
    expect(statuses).toEqual([200, 500, 500, 200, 418]);
    expect(seen[0]).toBe('POST Token');
  });

  test('late work is done on the sandbox’s clock, or at once by commitNow', async () => {
    let now = 0;
    const sandbox = createSandbox({ now: () => now });
    const call = await connect(sandbox);
    sandbox.fail({ on: PUT, kind: 'status', status: 503, commitLate: 1_000 });
    sandbox.fail({ on: PUT, kind: 'reset-after', commitLate: 5_000 });
    expect(await outcome(call('PUT', '/Api/Applicant', CREATED))).toBe(503);
    expect(await outcome(call('PUT', '/Api/Applicant', CREATED))).toBe('ECONNRESET');
    const found = async () => Object((await call('GET', '/Api/Applicants/ByEmail/asa@example.at')).body).length;
    expect(await found()).toBe(0);
    now = 1_000;
    expect(await found()).toBe(1);
    sandbox.expireTokens();
    sandbox.commitNow();
    expect(created(sandbox)).toBe(2);
  });
});

describe('the network', () => {
  const hanging: FaultKind[] = ['timeout-headers', 'timeout-body', 'slow-body'];
  test.each(hanging)('%s ends with the abort reason', async (kind) => {
    const sandbox = createSandbox();
    const controller = new AbortController();
    const reason = new Error('enough');
    sandbox.fail({ kind, ...(kind === 'slow-body' ? { delayMs: 60_000 } : {}) });
    const reading = sandbox
      .fetch(`${sandbox.baseUrl}/Api/Ping`, { signal: controller.signal })
      .then((response) => response.text());
    const failed = expect(reading).rejects.toBe(reason);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sandbox.inFlight).toBe(1);
    controller.abort(reason);
    await failed;
    expect(sandbox.inFlight).toBe(0);
  });

  test('latency uses the given sleep and ends with the abort reason; an aborted call never starts', async () => {
    const waits: number[] = [];
    const sleep = (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    };
    const quick = createSandbox({ latencyMs: 250, sleep });
    await quick.fetch(`${quick.baseUrl}/Api/Ping`);
    expect(waits).toEqual([250]);

    const slow = createSandbox({ latencyMs: 60_000 });
    const signal = AbortSignal.timeout(5);
    await expect(slow.fetch(`${slow.baseUrl}/Api/Ping`, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(slow.fetch(`${slow.baseUrl}/Api/Ping`, { signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(slow.inFlight).toBe(0);
    expect(slow.requests).toBe(1);
  });

  test('a body that is cancelled half-read has ended', async () => {
    const sandbox = createSandbox();
    sandbox.fail({ kind: 'timeout-body' });
    const response = await sandbox.fetch(`${sandbox.baseUrl}/Api/Ping`);
    expect(sandbox.inFlight).toBe(1);
    await response.body?.cancel();
    expect(sandbox.inFlight).toBe(0);
  });

  test('leaves no listener of its own on the signal', async () => {
    const sandbox = createSandbox({ latencyMs: 1 });
    const { signal } = new AbortController();
    const listening = new Set<unknown>();
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (type: string, listener: unknown, options?: unknown) => {
      listening.add(listener);
      Reflect.apply(add, signal, [type, listener, options]);
    };
    signal.removeEventListener = (type: string, listener: unknown) => {
      listening.delete(listener);
      Reflect.apply(remove, signal, [type, listener]);
    };
    const request = { url: `${sandbox.baseUrl}/Api/Ping`, most: 0 };
    for (const kind of [undefined, 'slow-body', 'reset-body', 'timeout-body'] as const) {
      if (kind !== undefined) sandbox.fail({ kind });
      // A platform Request adds listeners to the signal it is created with; without one, only ours are counted.
      const plain = new Request(request.url);
      Object.defineProperty(plain, 'signal', { value: signal });
      const response = await sandbox.fetch(plain);
      request.most = Math.max(request.most, listening.size);
      await (kind === 'timeout-body' ? response.body?.cancel() : response.text().catch(() => ''));
      expect(listening.size).toBe(0);
    }
    expect(request.most).toBe(1);
  });

  test('the log has method, decoded path, template, status and body, and keeps no more than its limit', async () => {
    const sandbox = createSandbox({ logLimit: 3 });
    const call = await connect(sandbox);
    await call('GET', '/Api/Applicants/ByEmail/j%C3%B6rg+a@example.at');
    await call('PUT', '/Api/Applicant/Knowledge/150000', { Knowledge: 'C#' });
    await call('GET', '/Api/Nope?a=%20b');
    expect(sandbox.requests).toBe(4);
    expect(sandbox.log).toMatchObject([
      { path: '/Api/Applicants/ByEmail/jörg+a@example.at', template: 'Applicants/ByEmail/{email}', status: 200 },
      { method: 'PUT', template: 'Applicant/Knowledge/{applicantId}', body: '{"Knowledge":"C#"}', number: 3 },
      { path: '/Api/Nope?a= b', template: null, status: 404 },
    ]);
  });

  test('a body of another type is refused; one that is not JSON counts as empty', async () => {
    const sandbox = createSandbox();
    const send = (body: string, type: string) =>
      sandbox.fetch(`${sandbox.baseUrl}/Api`, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await send('{}', 'text/plain')).status).toBe(415);
    expect((await send('{', 'application/json')).status).toBe(401);
    expect((await send('[]', 'application/json')).status).toBe(401);
  });
});
