import { expect, test } from 'vitest';
import { systemErrorOf } from '../../src/api/retry-rules.js';

function failed(details: object, depth = 0): Error {
  const error = Object.assign(new Error('connect ECONNREFUSED 192.0.2.1:443'), details);
  return depth === 0 ? error : new TypeError('fetch failed', { cause: failed(details, depth - 1) });
}

test.each([
  ['the error itself', failed({ code: 'ECONNRESET', syscall: 'read' }), 'ECONNRESET', 'read'],
  ['its cause', failed({ code: 'ECONNREFUSED', syscall: 'connect' }, 1), 'ECONNREFUSED', 'connect'],
  ['the cause of its cause', failed({ code: 'UND_ERR_SOCKET' }, 2), 'UND_ERR_SOCKET', null],
  ['a code with digits', failed({ code: 'ERR_HTTP2_STREAM_ERROR' }, 1), 'ERR_HTTP2_STREAM_ERROR', null],
  ['several failures at once', failed({ code: 'ECONNREFUSED', errors: [] }, 1), 'ECONNREFUSED', null],
  ['no code anywhere', failed({}, 1), null, null],
  ['too deep', failed({ code: 'ECONNRESET' }, 9), null, null],
  ['a number', failed({ code: 20 }), null, null],
  ['text that is no code', failed({ code: 'max@example.at' }), null, null],
  ['a lower-case word', failed({ code: 'secret' }), null, null],
  ['an endless code', failed({ code: 'E'.repeat(200) }), null, null],
  ['nothing', undefined, null, null],
  ['a text', 'ECONNRESET', null, null],
])('the system code of a failed connection is found in %s', (_, error, code, syscall) => {
  expect(systemErrorOf(error)).toEqual({ code, syscall });
});
