import nodeFetch from 'node-fetch';
import { describe, expect, test } from 'vitest';
import * as undici from 'undici';
import { ERecruiter } from '../../src/index.js';
import { sendJson, startServer } from '../helpers/http-server.js';
import { caught } from './transport-kit.js';

/** The fetch functions that people put in the place of the global one, each from its own package. */
const PACKAGES: readonly (readonly [name: string, fetch: unknown])[] = [
  ['the global fetch', undefined],
  ['the global fetch with a dispatcher of undici', wrap(globalThis.fetch, () => ({ dispatcher: new undici.Agent() }))],
  ['the fetch of undici', undici.fetch],
  ['the fetch of undici with a dispatcher', wrap(undici.fetch, () => ({ dispatcher: new undici.Agent() }))],
  ['node-fetch', nodeFetch],
];

function wrap(fetch: unknown, more: () => object): unknown {
  return (input: unknown, init: object) =>
    typeof fetch === 'function' ? Reflect.apply(fetch, undefined, [input, { ...init, ...more() }]) : expect.fail();
}

function isFetch(value: unknown): value is typeof globalThis.fetch | undefined {
  return value === undefined || typeof value === 'function';
}

async function clientOf(fetch: unknown, maxBodyBytes = 65_536) {
  const server = await startServer((response, { method, target, headers }) => {
    if (target === '/Api') return sendJson(response, { Token: 'token-1' });
    if (headers['x-apitoken'] !== 'token-1') return sendJson(response, { Message: 'no token' }, 401);
    if (target.includes('ByEmail')) return sendJson(response, [{ Id: 7, LastName: 'Öttl', SelfDescription: 'x' }]);
    if (target.includes('/Api/Echo')) return sendJson(response, { method, type: headers['content-type'] });
    if (target.includes('Redirect')) return void response.writeHead(302, { location: '/Api/Users/' }).end();
    if (target.includes('Large')) return void response.end('x'.repeat(70_000));
    return sendJson(response, target.includes('Users') ? [{ Id: 3, LastName: 'Größ' }] : { Id: 1 });
  });
  const { url } = server;
  const own = isFetch(fetch) ? fetch : expect.fail();
  const erecruiter = new ERecruiter({ baseUrl: url, apiKey: 'key', mandatorId: 1, fetch: own, maxBodyBytes });
  return { erecruiter, server };
}

describe.each(PACKAGES)('with %s', (_, fetch) => {
  test('a client reads', async () => {
    const { erecruiter } = await clientOf(fetch);
    expect(await erecruiter.listUsers().toArray()).toMatchObject([{ remote_id: '3', last_name: 'Größ' }]);
  });

  test('a body is sent once, with its type', async () => {
    const { erecruiter, server } = await clientOf(fetch);
    const input = { method: 'POST', path: '/Echo', data: { name: 'Größ' } } as const;
    expect((await erecruiter.passthrough(input)).data).toEqual({
      method: 'POST',
      type: 'application/json; charset=utf-8',
    });
    expect(server.arrived.filter(({ target }) => target === '/Api/Echo')).toMatchObject([{ body: '{"name":"Größ"}' }]);
  });

  test('a redirect is not followed', async () => {
    const { erecruiter, server } = await clientOf(fetch);
    expect(await erecruiter.passthrough({ method: 'GET', path: '/Redirect' })).toMatchObject({ status: 302 });
    expect(server.arrived.some(({ target }) => target.includes('Users'))).toBe(false);
  });

  test('an answer beyond the limit is not read', async () => {
    const { erecruiter } = await clientOf(fetch, 1024);
    const error = await caught(erecruiter.passthrough({ method: 'GET', path: '/Large' }));
    expect(error).toMatchObject({ name: 'ResponseShapeError', message: expect.stringContaining('larger than 1024') });
  });

  test('an abort is an AbortedError', async () => {
    const { erecruiter } = await clientOf(fetch);
    const error = await caught(erecruiter.ping({ signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ name: 'AbortedError' });
  });
});
