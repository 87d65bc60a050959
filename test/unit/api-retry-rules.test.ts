import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  connectionReason,
  type Failure,
  failureOf,
  parseRetryAfter,
  type ReplayRule,
  surelyNotApplied,
  systemErrorOf,
  waitBeforeRepeat,
} from '../../src/api/retry-rules.js';

const RULES = ['read', 'replace', 'guarded', 'create', 'once'] as const satisfies readonly ReplayRule[];
const LIMITS = { retryLimit: 2, maxRetryAfterMs: 60_000 };

function status(code: number, retryAfterMs: number | null = null): Failure {
  return { kind: 'status', status: code, retryAfterMs };
}

// The table of design §8; what a write does after doubt (look, adopt, merge) is decided above the transport.
const TABLE = [
  { what: 'a connection that never came about', failure: { kind: 'not-sent' }, repeat: 'everything', applied: false },
  { what: 'a connection that cannot come about', failure: { kind: 'blocked' }, repeat: 'nothing', applied: false },
  { what: 'a reset', failure: { kind: 'reset' }, repeat: 'reads', applied: true },
  { what: 'a timeout', failure: { kind: 'timeout' }, repeat: 'reads', applied: true },
  { what: 'an unreadable answer', failure: { kind: 'unreadable' }, repeat: 'reads', applied: true },
  { what: 'HTTP 302', failure: status(302), repeat: 'nothing', applied: true },
  { what: 'HTTP 400', failure: status(400), repeat: 'nothing', applied: false },
  { what: 'HTTP 401 (beyond the one renewal)', failure: status(401), repeat: 'nothing', applied: false },
  { what: 'HTTP 403', failure: status(403), repeat: 'nothing', applied: false },
  { what: 'HTTP 404', failure: status(404), repeat: 'nothing', applied: false },
  { what: 'HTTP 408', failure: status(408), repeat: 'reads', applied: true },
  { what: 'HTTP 409', failure: status(409), repeat: 'nothing', applied: false },
  { what: 'HTTP 422', failure: status(422), repeat: 'nothing', applied: false },
  { what: 'HTTP 429', failure: status(429), repeat: 'everything', applied: false },
  { what: 'HTTP 500', failure: status(500), repeat: 'reads', applied: true },
  { what: 'HTTP 502', failure: status(502), repeat: 'reads', applied: true },
  { what: 'HTTP 503', failure: status(503), repeat: 'reads', applied: true },
  { what: 'HTTP 504', failure: status(504), repeat: 'reads', applied: true },
] as const satisfies readonly { what: string; failure: Failure; repeat: string; applied: boolean }[];

describe('what may be sent a second time', () => {
  const cases = TABLE.flatMap((row) =>
    RULES.map((rule) => {
      const again = row.repeat === 'everything' || (row.repeat === 'reads' && rule === 'read');
      return { ...row, rule, again, verdict: again ? 'may' : 'must not' };
    }),
  );
  test.each(cases)('after $what a request of rule $rule $verdict be repeated', ({ failure, rule, again }) => {
    expect(waitBeforeRepeat(failure, rule, 1, LIMITS, 0.5) !== null).toBe(again);
  });

  test.each(TABLE)('after $what the work may have been done: $applied', ({ failure, applied }) => {
    expect(surelyNotApplied(failure)).toBe(!applied);
  });

  test('a write is never repeated unless it is sure that nothing was done', () => {
    for (const { failure } of TABLE) {
      for (const rule of RULES.filter((name) => name !== 'read')) {
        if (waitBeforeRepeat(failure, rule, 1, LIMITS, 0.5) !== null) expect(surelyNotApplied(failure)).toBe(true);
      }
    }
  });
});

describe('how often and how long', () => {
  test.each([
    { retryLimit: 0, waits: [null, null] },
    { retryLimit: 1, waits: [300, null] },
    { retryLimit: 2, waits: [300, 600, null] },
    { retryLimit: 4, waits: [300, 600, 1200, 2400, null] },
  ])('with a limit of $retryLimit the waits are $waits', ({ retryLimit, waits }) => {
    const limits = { ...LIMITS, retryLimit };
    expect(waits.map((_, index) => waitBeforeRepeat({ kind: 'reset' }, 'read', index + 1, limits, 0.5))).toEqual(waits);
  });

  test.each([
    { attempt: 1, random: 0, wait: 150 },
    { attempt: 1, random: 1, wait: 450 },
    { attempt: 2, random: 0, wait: 300 },
    { attempt: 2, random: 1, wait: 900 },
  ])('chance $random spreads wait $attempt to $wait ms', ({ attempt, random, wait }) => {
    expect(waitBeforeRepeat({ kind: 'reset' }, 'read', attempt, LIMITS, random)).toBe(wait);
  });

  test.each([
    { asked: 0, wait: 0 },
    { asked: 5_000, wait: 5_000 },
    { asked: 60_000, wait: 60_000 },
    { asked: 3_600_000, wait: 60_000 },
  ])('Retry-After of $asked ms makes a wait of $wait ms, capped and not spread', ({ asked, wait }) => {
    expect(waitBeforeRepeat(status(429, asked), 'create', 1, LIMITS, 0.9)).toBe(wait);
    expect(waitBeforeRepeat(status(503, asked), 'read', 2, LIMITS, 0.1)).toBe(wait);
  });

  test.each([
    { rule: 'read', failure: status(500) },
    { rule: 'read', failure: status(502) },
    { rule: 'once', failure: { kind: 'not-sent' } },
  ] as const)('without Retry-After $failure makes the waits of every other failure', ({ rule, failure }) => {
    expect(waitBeforeRepeat(failure, rule, 2, LIMITS, 0.5)).toBe(600);
  });

  test.each([
    { rule: 'create', failure: status(429) },
    { rule: 'read', failure: status(503) },
  ] as const)('without Retry-After $failure is asked again for at least three seconds', ({ rule, failure }) => {
    const waits = [1, 2].map((attempt) => waitBeforeRepeat(failure, rule, attempt, LIMITS, 0));
    expect(waits).toEqual([800, 2_400]);
    expect([1, 2].map((attempt) => waitBeforeRepeat(failure, rule, attempt, LIMITS, 1))).toEqual([960, 2_880]);
  });

  test('Retry-After permits nothing that is not permitted anyway', () => {
    expect(waitBeforeRepeat(status(503, 1000), 'create', 1, LIMITS, 0.5)).toBeNull();
    expect(waitBeforeRepeat(status(429, 1000), 'read', 3, LIMITS, 0.5)).toBeNull();
  });

  test('no wait is ever negative, endless or above the cap', () => {
    const failure = fc.oneof(
      fc.constantFrom<Failure>({ kind: 'not-sent' }, { kind: 'reset' }, { kind: 'timeout' }, { kind: 'unreadable' }),
      fc.record({
        kind: fc.constant('status' as const),
        status: fc.integer({ min: 300, max: 599 }),
        retryAfterMs: fc.option(fc.nat()),
      }),
    );
    const limits = fc.record({ retryLimit: fc.nat(10), maxRetryAfterMs: fc.nat(3_600_000) });
    fc.assert(
      fc.property(
        failure,
        fc.constantFrom(...RULES),
        fc.integer({ min: 1, max: 12 }),
        limits,
        fc.float({ min: 0, max: 1, noNaN: true }),
        (...input) => {
          const wait = waitBeforeRepeat(...input);
          const [, , attempt, { retryLimit, maxRetryAfterMs }] = input;
          if (attempt > retryLimit) expect(wait).toBeNull();
          else if (wait !== null) expect(wait >= 0 && wait <= maxRetryAfterMs).toBe(true);
        },
      ),
    );
  });
});

describe('Retry-After is read as milliseconds', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  test.each([
    ['no header', null, null],
    ['seconds', '120', 120_000],
    ['zero', '0', 0],
    ['blanks around', ' 7 ', 7_000],
    ['absurd seconds', '999999999', 999_999_999_000],
    ['seconds beyond every number', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['a date', 'Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['a date of the past', 'Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['an absurd date', 'Fri, 31 Dec 9999 23:59:59 GMT', Date.parse('9999-12-31T23:59:59Z') - now],
    ['an empty text', '', null],
    ['a word', 'soon', null],
    ['a negative number', '-5', null],
    ['a fraction', '1.5', null],
    ['an exponent', '1e3', null],
    ['a hexadecimal number', '0x10', null],
    ['two values', '5, 10', null],
    ['an ISO date, which is no HTTP date', '2026-03-01T12:00:30Z', null],
    ['a date in another zone', 'Sun, 01 Mar 2026 12:00:30 CET', null],
    ['a date with something before it', 'x Sun, 01 Mar 2026 12:00:30 GMT', null],
    ['a date with something after it', 'Sun, 01 Mar 2026 12:00:30 GMT+0200', null],
    ['an impossible date', 'Sun, 99 Mar 2026 12:00:30 GMT', null],
  ])('%s: %j → %j', (_, header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  test('hostile headers cost no time', () => {
    const started = performance.now();
    for (const header of ['9'.repeat(100_000), ' '.repeat(100_000), `${'Sun, '.repeat(20_000)}GMT`])
      parseRetryAfter(header, now);
    expect(performance.now() - started).toBeLessThan(250);
  });
});

describe('a connection error is sorted by its system code', () => {
  test.each([
    ['ECONNREFUSED', 'connect', 'not-sent'],
    ['ENOTFOUND', 'getaddrinfo', 'not-sent'],
    ['EAI_AGAIN', 'getaddrinfo', 'not-sent'],
    ['ENETUNREACH', 'connect', 'not-sent'],
    ['EHOSTUNREACH', 'connect', 'not-sent'],
    ['UND_ERR_CONNECT_TIMEOUT', null, 'not-sent'],
    // Linux reports a route lost under an open connection by the same names.
    ['EHOSTUNREACH', 'read', 'reset'],
    ['ENETUNREACH', 'write', 'reset'],
    ['ECONNREFUSED', 'read', 'reset'],
    ['ECONNRESET', 'read', 'reset'],
    ['ETIMEDOUT', 'connect', 'reset'],
    ['EPIPE', 'write', 'reset'],
    ['UND_ERR_SOCKET', null, 'reset'],
    // These can end a connection that has been in use.
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', null, 'reset'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', null, 'reset'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', null, 'reset'],
    ['UND_ERR_ABORTED', null, 'reset'],
    ['EPROTO', 'write', 'reset'],
    ['SOMETHING_NEW', null, 'reset'],
    [null, null, 'reset'],
  ])('%s of %s is "%s"', (code, syscall, kind) => {
    expect(failureOf({ code, syscall })).toEqual({ kind });
  });
  // Nothing is sent before both sides have agreed to a TLS connection, and they would not agree the next time.
  test.each([
    ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'CRL_HAS_EXPIRED'],
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'HOSTNAME_MISMATCH', 'INVALID_CA'],
    ...['INVALID_PURPOSE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UND_ERR_PRX_TLS', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    ...['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ...['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
    ...['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE'],
  ])('%s is "blocked"', (code) => {
    expect(failureOf({ code, syscall: null })).toEqual({ kind: 'blocked' });
  });
});

describe('a proxy that refuses to connect', () => {
  const refused = (code: string, message: string): Error =>
    new TypeError('fetch failed', {
      cause: new Error('cancelled', { cause: Object.assign(new Error(message), { code }) }),
    });
  test.each([
    [407, 'blocked'],
    [400, 'blocked'],
    [403, 'blocked'],
    [404, 'blocked'],
    [302, 'blocked'],
    [408, 'not-sent'],
    [429, 'not-sent'],
    [500, 'not-sent'],
    [502, 'not-sent'],
    [504, 'not-sent'],
  ])('with %d is "%s", and named', (code, kind) => {
    const error = refused('UND_ERR_ABORTED', `Proxy response (${code}) !== 200 when HTTP Tunneling`);
    expect(failureOf(systemErrorOf(error))).toEqual({ kind });
    expect(connectionReason(systemErrorOf(error))).toBe(`HTTP ${code} from the proxy`);
  });

  test('is recognised without a tunnel, too', () => {
    const error = refused('UND_ERR_INVALID_ARG', 'Proxy Authentication Required (407)');
    expect(failureOf(systemErrorOf(error))).toEqual({ kind: 'blocked' });
    expect(connectionReason(systemErrorOf(error))).toBe('HTTP 407 from the proxy');
  });

  test.each([
    'Request aborted',
    'Proxy response (40) !== 200 when HTTP Tunneling',
    'echo: Proxy response (407) !== 200 when HTTP Tunneling',
    'Proxy response (407) !== 200 when HTTP Tunneling, secret',
  ])('is not read from %j', (message) => {
    expect(systemErrorOf(refused('UND_ERR_ABORTED', message))).toEqual({ code: 'UND_ERR_ABORTED', syscall: null });
    expect(connectionReason({ code: 'UND_ERR_ABORTED', syscall: null })).toBe('UND_ERR_ABORTED');
  });
});
