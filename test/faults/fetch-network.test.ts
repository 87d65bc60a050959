import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type Server } from 'node:net';
import { createProxy, type ProxyServer } from 'proxy';
import { Agent, fetch as undiciFetch, ProxyAgent, type Dispatcher } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ERecruiter, type ERecruiterOptions, type RetryEvent } from '../../src/index.js';
import { TLS } from '../helpers/tls.js';
import { caught } from './transport-kit.js';

// A proxy, certificates and sockets as docs/network.md describes them, all on loopback.

const CREDENTIALS = `Basic ${btoa('canary-user:canary-password')}`;

/** Listens until the test is over; returns the port. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : expect.fail();
}

const ANSWERS = new Map<string, unknown>([
  ['/Api', { Token: 'token-1' }],
  ['/Api/Mandator', { Id: 1 }],
  ['/Api/Users/', [{ Id: 3, LastName: 'Größ' }]],
]);

/** An eRecruiter that answers over http or https, and counts connections. */
async function startApi(secure: false | { readonly ca?: string; readonly requestCert?: boolean }) {
  const seen: { url: string | undefined; headers: NodeJS.Dict<string | string[]> }[] = [];
  const server = secure === false ? createHttpServer() : createHttpsServer({ ...TLS, ...secure });
  let connections = 0;
  server.on(secure === false ? 'connection' : 'secureConnection', () => void (connections += 1));
  server.on('request', (request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    request.resume().on('end', () => {
      response.writeHead(request.url === '/Api/Nothing' ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(ANSWERS.get(request.url ?? '') ?? null));
    });
  });
  const port = await listen(server);
  onTestFinished(() => void server.closeAllConnections());
  return { url: `${secure === false ? 'http' : 'https'}://127.0.0.1:${port}`, seen, connections: () => connections };
}

/** A client that sends through a dispatcher, and the reasons for which it has retried. */
function clientOf(baseUrl: string, dispatcher: Dispatcher, options: Partial<ERecruiterOptions> = {}) {
  onTestFinished(() => dispatcher.destroy());
  const retries: string[] = [];
  const erecruiter = new ERecruiter({
    ...{ baseUrl, apiKey: 'canary-key', mandatorId: 1, timeoutMs: 5_000 },
    fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }),
    clock: { now: Date.now, sleep: async () => undefined },
    onRetry: ({ reason }: RetryEvent) => retries.push(reason),
    ...options,
  });
  return { erecruiter, retries };
}

describe.each([
  { target: 'http', secure: false, proxyTunnel: true, way: 'through a tunnel' },
  { target: 'http', secure: false, proxyTunnel: false, way: 'with the whole address' },
  { target: 'https', secure: {}, proxyTunnel: true, way: 'through a tunnel' },
] as const)('a proxy to an $target site, $way', ({ secure, proxyTunnel }) => {
  async function setUp(token: string | undefined) {
    const api = await startApi(secure);
    const asked: string[] = [];
    const proxy: ProxyServer = createProxy(createHttpServer());
    proxy.authenticate = ({ method, headers }) => {
      asked.push(method ?? '');
      return headers['proxy-authorization'] === CREDENTIALS;
    };
    const uri = `http://127.0.0.1:${await listen(proxy)}`;
    onTestFinished(() => void proxy.closeAllConnections());
    const credentials = token === undefined ? {} : { token };
    const dispatcher = new ProxyAgent({ uri, proxyTunnel, requestTls: { ca: TLS.cert }, ...credentials });
    return { ...clientOf(api.url, dispatcher), api, asked };
  }

  test('sends every request, the exchange of the token included, and keeps its credentials to itself', async () => {
    const { erecruiter, api, asked } = await setUp(CREDENTIALS);
    expect(await erecruiter.listUsers().toArray()).toMatchObject([{ last_name: 'Größ' }]);
    expect(api.seen.map(({ url }) => url).sort()).toEqual([...ANSWERS.keys()]);
    expect(new Set(asked)).toEqual(new Set(proxyTunnel ? ['CONNECT'] : ['POST', 'GET']));
    expect(JSON.stringify(api.seen)).not.toContain('roxy-');
  });

  test.each([undefined, `Basic ${btoa('canary-user:wrong')}`])('refuses credentials %#', async (token) => {
    const { erecruiter, api, retries } = await setUp(token);
    const error = await caught(erecruiter.listUsers().toArray());
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'REMOTE.SERVICE_UNAVAILABLE',
      reason: 'HTTP 407 from the proxy',
      attempts: 1,
      mayHaveBeenApplied: false,
      message: 'POST Api: no connection (HTTP 407 from the proxy)',
    });
    expect(JSON.stringify(error)).not.toMatch(/canary|127\.0/);
    expect([retries, api.seen]).toEqual([[], []]);
  });
});

describe('a proxy that does not connect', () => {
  async function refused(status: number) {
    const proxy = createHttpServer();
    let asked = 0;
    proxy.on('connect', (_, socket) => {
      asked += 1;
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    });
    const dispatcher = new ProxyAgent(`http://127.0.0.1:${await listen(proxy)}`);
    const { erecruiter, retries } = clientOf('https://erecruiter.example.at', dispatcher);
    const error = await caught(erecruiter.ping());
    return { error, retries, asked: () => asked };
  }

  test.each([400, 403, 404])('for good (%d) is asked once', async (status) => {
    const { error, retries, asked } = await refused(status);
    const reason = `HTTP ${status} from the proxy`;
    expect(error).toMatchObject({ name: 'ConnectionError', reason, attempts: 1, mayHaveBeenApplied: false });
    expect([retries, asked()]).toEqual([[], 1]);
  });

  test.each([429, 502, 503, 504])('for now (%d) is asked again', async (status) => {
    const { error, retries, asked } = await refused(status);
    const reason = `HTTP ${status} from the proxy`;
    expect(error).toMatchObject({ name: 'ConnectionError', reason, attempts: 3, mayHaveBeenApplied: false });
    expect([retries, asked()]).toEqual([[reason, reason], 3]);
  });

  test('because it is not there, is a refused connection', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const { erecruiter } = clientOf('https://erecruiter.example.at', new ProxyAgent(`http://127.0.0.1:${port}`));
    expect(await caught(erecruiter.ping())).toMatchObject({
      ...{ name: 'ConnectionError', reason: 'ECONNREFUSED', attempts: 3, mayHaveBeenApplied: false },
    });
  });

  test('because it hangs, is a timeout', async () => {
    const server = createTcpServer((socket) => void socket.on('error', () => undefined));
    const dispatcher = new ProxyAgent(`http://127.0.0.1:${await listen(server)}`);
    const options = { timeoutMs: 50, retry: { limit: 0 } };
    const { erecruiter } = clientOf('https://erecruiter.example.at', dispatcher, options);
    expect(await caught(erecruiter.ping())).toMatchObject({ name: 'TimeoutError', attempts: 1 });
  });
});

test('a write that a proxy refuses was certainly not applied, and is never sent twice', async () => {
  const api = await startApi(false);
  let isOpen = true;
  const proxy: ProxyServer = createProxy(createHttpServer());
  proxy.authenticate = () => isOpen;
  const uri = `http://127.0.0.1:${await listen(proxy)}`;
  onTestFinished(() => void proxy.closeAllConnections());
  const { erecruiter } = clientOf(api.url, new ProxyAgent({ uri, pipelining: 0 }));
  const write = () => erecruiter.passthrough({ method: 'PUT', path: '/Applicant', data: {} });
  expect(await write()).toMatchObject({ status: 200 });
  isOpen = false;
  expect(await caught(write())).toMatchObject({ name: 'ConnectionError', attempts: 1, mayHaveBeenApplied: false });
  expect(api.seen).toHaveLength(2);
});

describe('certificates', () => {
  test('one that nobody has signed is refused at once, and nothing is sent', async () => {
    const api = await startApi({});
    const { erecruiter, retries } = clientOf(api.url, new Agent());
    expect(await caught(erecruiter.ping())).toMatchObject({
      ...{ name: 'ConnectionError', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT', attempts: 1, mayHaveBeenApplied: false },
    });
    expect([retries, api.seen]).toEqual([[], []]);
  });

  test('one of an own authority is trusted through an Agent', async () => {
    const api = await startApi({});
    const { erecruiter } = clientOf(api.url, new Agent({ connect: { ca: TLS.cert } }));
    expect(await erecruiter.listUsers().toArray()).toHaveLength(1);
  });

  test('a client shows its own through an Agent', async () => {
    const api = await startApi({ ca: TLS.cert, requestCert: true });
    const { erecruiter } = clientOf(api.url, new Agent({ connect: { ca: TLS.cert, ...TLS } }));
    expect(await erecruiter.listUsers().toArray()).toHaveLength(1);
  });

  test('an address that speaks no TLS is refused at once', async () => {
    const { url, seen } = await startApi(false);
    const { erecruiter, retries } = clientOf(url.replace('http:', 'https:'), new Agent());
    expect(await caught(erecruiter.ping())).toMatchObject({
      ...{ name: 'ConnectionError', reason: 'ERR_SSL_WRONG_VERSION_NUMBER', attempts: 1, mayHaveBeenApplied: false },
    });
    expect([retries, seen]).toEqual([[], []]);
  });
});

describe('sockets', () => {
  const read = (path: string) => ({ method: 'GET', path }) as const;

  test('are reused, whatever the answers are', async () => {
    const api = await startApi(false);
    const { erecruiter } = clientOf(api.url, new Agent({ connections: 1 }));
    for (const path of ['/Users/', '/Nothing', '/Users/', '/Nothing']) await erecruiter.passthrough(read(path));
    await caught(erecruiter.getJob('remote:1'));
    await erecruiter.listUsers().toArray();
    expect(api.seen.length).toBeGreaterThan(6);
    expect(api.connections()).toBe(1);
  });

  test('are at most two for each request that runs at once', async () => {
    const api = await startApi(false);
    const { erecruiter } = clientOf(api.url, new Agent(), { concurrency: 3 });
    await Promise.all(Array.from({ length: 40 }, () => erecruiter.passthrough(read('/Users/'))));
    expect(api.seen).toHaveLength(41);
    expect(api.connections()).toBeLessThanOrEqual(6);
  });
});
