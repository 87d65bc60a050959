import { Readable } from 'node:stream';
import nock from 'nock';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RequestError } from '../../src/errors.js';
import type { RequestEvent } from '../../src/options.js';
import { BODY, call, caught, createTransport, endpointOf, expectDiscreet, tokenBody } from './transport-kit.js';
import { CASES, type Fault } from './transport-table.js';

// The same table on intercepted requests, as users of this library will test: a mock must not see more or less.

const SITE = 'http://erecruiter.example.at';

beforeEach(() => {
  nock.disableNetConnect();
  nock(SITE).persist().post('/Api').reply(200, tokenBody());
});
afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

/** What Node rejects with when a connection fails. */
function fetchFailed(code: string, syscall: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(BODY), { code, syscall }) });
}

/** A body that breaks off after its first bytes. */
function broken(): Readable {
  let sent = false;
  return new Readable({
    read() {
      if (sent) this.destroy(Object.assign(new Error(BODY), { code: 'ECONNRESET', syscall: 'read' }));
      else this.push('{"Id":');
      sent = true;
    },
  });
}

function intercept(fault: Fault): void {
  for (const method of ['GET', 'PUT']) {
    const route = nock(SITE)
      .persist()
      .intercept(/^\/Api\/Applicants\/ByEmail\//, method);
    if (fault.kind === 'refused') route.replyWithError(fetchFailed('ECONNREFUSED', 'connect'));
    if (fault.kind === 'reset') route.replyWithError(fetchFailed('ECONNRESET', 'read'));
    if (fault.kind === 'reset-body') route.reply(200, () => broken());
    if (fault.kind === 'silent') route.delayConnection(60_000).reply(200, BODY);
    if (fault.kind === 'stalled') route.delayBody(60_000).reply(200, BODY);
    if (fault.kind === 'answer') route.reply(fault.status, Buffer.from(fault.body), { ...fault.headers });
  }
}

describe('a fault that does not go away', () => {
  const cases = CASES.filter(({ rule }) => rule === 'read' || rule === 'create');
  test.each(cases)(
    '$what on rule $rule: $error after $sent request(s), may have been applied: $applied',
    async (row) => {
      const { fault, rule, error: name, code, sent, applied } = row;
      intercept(fault);
      let count = 0;
      const onRequest = ({ endpoint }: RequestEvent): void => void (endpoint !== 'POST Api' && (count += 1));
      const timeoutMs = name === 'TimeoutError' ? 250 : 5_000;

      const error = await caught(call(createTransport(SITE, { onRequest }), rule, { timeoutMs }));

      expect(error).toMatchObject({ name, code, endpoint: endpointOf(rule), mayHaveBeenApplied: applied });
      if (RequestError.isInstance(error)) expect(error.attempts).toBe(sent);
      expect(count).toBe(sent);
      expectDiscreet(error);
    },
  );
});

describe('what a mock does otherwise than a network', () => {
  test.each([
    ['an error without a cause', Object.assign(new Error(BODY), { code: 'ECONNRESET' }), 'ECONNRESET'],
    ['an error without a code', new Error(BODY), null],
    ['a code that is no code', Object.assign(new Error(BODY), { code: BODY }), null],
    ['a number for a code', Object.assign(new Error(BODY), { code: 42 }), null],
    ['a circle of causes', circle(), null],
  ])('still ends in a ConnectionError: %s', async (_, thrown, reason) => {
    nock(SITE).persist().put(/./).replyWithError(thrown);
    const error = await caught(call(createTransport(SITE), 'create'));
    expect(error).toMatchObject({ name: 'ConnectionError', reason, attempts: 1, mayHaveBeenApplied: true });
    expectDiscreet(error);
  });

  test('a request that no mock expects ends in a ConnectionError', async () => {
    const error = await caught(call(createTransport(SITE), 'create'));
    expect(error).toMatchObject({ name: 'ConnectionError', reason: 'ERR_NOCK_NO_MATCH' });
    expectDiscreet(error);
  });

  test('a mock that is installed after the client was created is used', async () => {
    const transport = createTransport(SITE);
    nock(SITE).get(/./).reply(200, BODY);
    expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
  });

  test.each([null, undefined, 'gone', 7])('a fetch that throws %j ends in a ConnectionError', async (thrown) => {
    const fetch = () => Promise.reject(thrown);
    const error = await caught(call(createTransport(SITE, { fetch, retryLimit: 0 }), 'read'));
    expect(error).toMatchObject({ name: 'ConnectionError', reason: null, endpoint: 'POST Api' });
  });
});

function circle(): Error {
  const error = new Error(BODY);
  error.cause = error;
  return error;
}
