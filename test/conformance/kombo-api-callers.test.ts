import { describe, expect, test } from 'vitest';
import { AuthenticationError, ERecruiter, InputError, type CallOptions } from '../../src/index.js';
import { createKomboFetch, type Integrations, type KomboBackend, type KomboFetch } from '../../src/kombo-api/index.js';
import { sendJson, startServer } from '../helpers/http-server.js';
import { ACME, FIRST, setUpKombo } from './kombo-api-kit.js';

// A mistake in a request is reported as the caller's mistake on every route, and nothing is written.

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

async function ask(fetcher: KomboFetch, method: string, path: string, body?: unknown): Promise<Answered> {
  const answer = await fetcher(`https://api.kombo.dev/v1${path}`, {
    method,
    headers: { 'x-integration-id': ACME },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { error } = Object(await answer.json());
  return { status: answer.status, code: error?.code, message: error?.message };
}

describe('a function that finds integrations', () => {
  const ROUTES = [
    ['GET', '/ats/jobs'],
    ['GET', '/ats/application-stages'],
    ['GET', `/ats/candidates/remote%3A${FIRST}/attachments`],
    ['POST', `/ats/candidates/remote%3A${FIRST}/tags`, { tag: { name: 'x' } }],
    ['POST', '/passthrough/erecruiter/api', { method: 'GET', path: '/Ping' }],
    ['POST', '/force-sync', {}],
    ['GET', `/integrations/${ACME}`],
    ['GET', `/integrations/${ACME}/custom-fields`],
  ] as const;

  const found = (value: unknown): Integrations => {
    // As untyped code returns it.
    const values: Record<string, KomboBackend> = JSON.parse('{}');
    Reflect.set(values, 'found', value);
    return async () => values['found'];
  };

  test.each([undefined, null, false, '', 0, Number.NaN])('that returns %s has no such integration', async (value) => {
    for (const [method, path, body] of ROUTES) {
      const answer = await ask(createKomboFetch(found(value)), method, path, body);
      expect([path, answer.status, answer.code]).toEqual([path, 404, 'PLATFORM.INTEGRATION_NOT_FOUND']);
    }
  });

  test('can return null synchronously, and a record can contain it', async () => {
    const holder: Record<string, KomboBackend> = JSON.parse(JSON.stringify({ [ACME]: null }));
    for (const integrations of [() => null, holder]) {
      expect(await ask(createKomboFetch(integrations), 'GET', '/ats/jobs')).toMatchObject({
        status: 404,
        code: 'PLATFORM.INTEGRATION_NOT_FOUND',
      });
    }
  });

  test.each<[string, Integrations]>([
    ['throws', () => JSON.parse('{ secret')],
    ['rejects', async () => JSON.parse('{ secret')],
    ['rejects with nothing', () => Promise.reject()],
    [
      'fails with an input error of its own',
      () => Promise.reject(new InputError([{ code: 'not_allowed', path: 'secret', message: 'wrong' }])),
    ],
  ])('that %s does not mean that there is no such integration', async (_, integrations) => {
    for (const [method, path, body] of ROUTES) {
      const answer = await ask(createKomboFetch(integrations), method, path, body);
      expect([path, answer]).toEqual([
        path,
        {
          status: /tags|passthrough/.test(path) ? 409 : 500,
          code: 'PLATFORM.UNKNOWN_ERROR',
          message: 'the integration could not be looked up',
        },
      ]);
    }
  });

  test('that fails with an error of a client passes it on', async () => {
    const { erecruiter } = setUpKombo({ apiKey: 'wrong' });
    const lookUp = async (): Promise<ERecruiter> => {
      await erecruiter.ping();
      return erecruiter;
    };
    await expect(erecruiter.ping()).rejects.toBeInstanceOf(AuthenticationError);
    expect(await ask(createKomboFetch(lookUp), 'GET', '/ats/jobs')).toMatchObject({
      status: 401,
      code: 'INTEGRATION.AUTHENTICATION_INVALID',
    });
  });
});

describe('a header that cannot be sent', () => {
  const BAD = [
    ...[{ 'no header': 'x' }, { '': 'x' }, { 'x-ä': 'b' }, { 'a:b': 'x' }, { 'a\r\nb': 'x' }],
    ...['a\nb', 'a\r\nX-ApiToken: b', '\u0000', '\u0001', '\u001f', '\u007f', '€', '\ud800'].map((x) => ({ 'x-a': x })),
    ...[{ 'content-length': '5' }, { 'Content-Length': 'x' }, { 'transfer-encoding': 'chunked' }, { expect: 'x' }],
    ...[{ expect: '100-continue' }, { connection: 'foo, bar' }, { 'Keep-Alive': '5' }, { upgrade: 'websocket' }],
  ];

  async function overHttp(): Promise<{ erecruiter: ERecruiter; arrived: () => number }> {
    const server = await startServer((response, { target }) =>
      sendJson(response, target === '/Api' ? { Token: 'token', Expires: null } : []),
    );
    const options = { baseUrl: server.url, apiKey: 'key', mandatorId: 1, retry: { limit: 0 }, timeoutMs: 5_000 };
    const arrived = (): number => server.arrived.filter(({ target }) => target !== '/Api').length;
    return { erecruiter: new ERecruiter(options), arrived };
  }

  test.each(['GET', 'POST'])('is the caller’s mistake in a passthrough %s, over a real connection', async (method) => {
    const { erecruiter, arrived } = await overHttp();
    const fetcher = createKomboFetch({ [ACME]: erecruiter });
    for (const headers of BAD) {
      const body = { method, path: '/Ping', headers, ...(method === 'POST' ? { data: { a: 1 } } : {}) };
      const answer = await ask(fetcher, 'POST', '/passthrough/erecruiter/api', body);
      expect([headers, answer.status, answer.code]).toEqual([headers, 400, 'PLATFORM.INPUT_INVALID']);
    }
    expect(arrived()).toBe(0);
  });

  test('is an InputError among the options of a call', async () => {
    const { erecruiter, arrived } = await overHttp();
    for (const headers of BAD) {
      const options: CallOptions = { headers: Object.fromEntries(Object.entries(headers)) };
      const call = async (): Promise<unknown> => erecruiter.listUsers({}, options).toArray();
      await expect(call(), JSON.stringify(headers)).rejects.toBeInstanceOf(InputError);
    }
    expect(arrived()).toBe(0);
  });

  test('does not include unusual but valid headers', async () => {
    const { erecruiter, arrived } = await overHttp();
    const headers = { 'x-a': ' a\tü ', accept: 'text/plain', 'content-type': 'text/json', 'x-empty': '' };
    const body = { method: 'POST', path: '/Ping', headers, data: { a: 1 } };
    const fetcher = createKomboFetch({ [ACME]: erecruiter });
    expect(await ask(fetcher, 'POST', '/passthrough/erecruiter/api', body)).toMatchObject({ status: 200 });
    expect(arrived()).toBe(1);
  });
});

describe('a mistake of the caller', () => {
  const EVA = { candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' } };
  const FILE = { name: 'a.pdf', type: 'OTHER', data: 'YQ==' };
  const BAD_IDS = [
    'x',
    'remote:',
    'remote:0',
    'remote:-1',
    'remote:1.5',
    'remote:99999999999',
    ' ',
    '\u0000',
    '__proto__',
  ];

  const WITH_ID: readonly (readonly [method: string, path: string, body: unknown])[] = [
    ['GET', '/ats/candidates/{}/attachments', undefined],
    ['GET', '/ats/applications/{}/attachments', undefined],
    ['POST', '/ats/candidates/{}/tags', { tag: { name: 'x' } }],
    ['DELETE', '/ats/candidates/{}/tags', { tag: { name: 'x' } }],
    ['POST', '/ats/candidates/{}/attachments', { attachment: FILE }],
    ['POST', '/ats/applications/{}/attachments', { attachment: FILE }],
    ['POST', '/ats/candidates/{}/result-links', { label: 'l', url: 'https://example.com' }],
    ['POST', '/ats/applications/{}/notes', { content: 'c', content_type: 'PLAIN_TEXT' }],
    ['POST', '/ats/applications/{}/result-links', { label: 'l', url: 'https://example.com' }],
    ['POST', '/ats/jobs/{}/applications', EVA],
  ];

  test.each(WITH_ID)('%s %s: an id in no known form', async (method, path, body) => {
    const { fetcher, sandbox } = setUpKombo();
    for (const id of BAD_IDS) {
      const answer = await ask(fetcher, method, path.replace('{}', encodeURIComponent(id)), body);
      expect([id, answer.status, answer.code]).toEqual([id, 400, 'PLATFORM.INPUT_INVALID']);
    }
    expect(sandbox.requests).toBe(0);
  });

  test.each([
    ...['jobs', 'candidates', 'applications', 'application-stages', 'tags', 'users'].flatMap((model) => [
      `/ats/${model}?page_size=0`,
      `/ats/${model}?page_size=251`,
      `/ats/${model}?page_size=1e2`,
      `/ats/${model}?page_size=`,
      `/ats/${model}?cursor=x`,
      `/ats/${model}?cursor=`,
      `/ats/${model}?updated_after=yesterday`,
      `/ats/${model}?include_deleted=yes`,
      `/ats/${model}?ids=`,
      `/ats/${model}?ids=a,,b`,
      `/ats/${model}?nonsense=1`,
    ]),
    '/ats/jobs?remote_created_after=01.02.2026',
    '/ats/candidates?job_ids=remote%3Ax',
    '/ats/applications?job_ids=x',
    '/ats/applications?current_stage_ids=',
    '/check-api-key/x',
    `/integrations/${ACME}/custom-fields?page_size=0`,
    `/integrations/${ACME}/integration-fields?cursor=x`,
    `/integrations/${ACME}?page_size=1`,
    '/tools/crm',
  ])('GET %s', async (path) => {
    const { fetcher } = setUpKombo();
    const { status, code } = await ask(fetcher, 'GET', path);
    expect([Math.floor(status / 100), code]).toEqual([4, 'PLATFORM.INPUT_INVALID']);
  });

  const tracked = (ids: object): object => ({ tracked_at: null, erecruiter: ids });
  test.each<[string, unknown]>([
    ...[null, [], 1, 'x', {}].flatMap((body): [string, unknown][] => [
      ['/ats/candidates', body],
      ['/ats/jobs/remote%3A4713/applications', body],
      [`/ats/candidates/remote%3A${FIRST}/tags`, body],
      [`/ats/candidates/remote%3A${FIRST}/attachments`, body],
      [`/ats/candidates/remote%3A${FIRST}/result-links`, body],
      ['/ats/import-tracked-application', body],
      ['/passthrough/erecruiter/api', body],
    ]),
    ...[null, [], 1, 'x'].map((body): [string, unknown] => ['/force-sync', body]),
    ['/force-sync', { type: 'SOME' }],
    ['/ats/candidates', { ...EVA, application: { job_id: 'x' } }],
    ['/ats/candidates', { ...EVA, application: {} }],
    ['/ats/import-tracked-application', tracked({})],
    ['/ats/import-tracked-application', tracked({ id_type: 'other' })],
    [
      '/ats/import-tracked-application',
      tracked({ id_type: 'application_and_job_remote_ids', application_remote_id: '1', job_remote_id: 'x' }),
    ],
    ['/passthrough/erecruiter/api', { method: 'BREW', path: '/Ping' }],
    ['/passthrough/erecruiter/api', { method: 'GET', path: '//x' }],
    ['/passthrough/erecruiter/api', { method: 'GET', path: '/a#b' }],
    ['/passthrough/erecruiter/api', { method: 'GET', path: `/${'x'.repeat(5_000)}` }],
    ['/passthrough/erecruiter/api', { method: 'GET', path: '/Ping', data: {} }],
    ['/passthrough/erecruiter/api', { method: 'GET', path: '/Ping', params: { a: 1 } }],
    ['/passthrough/erecruiter/api', { method: 'GET', path: '/Ping', headers: { a: null } }],
    ['/passthrough/erecruiter/api', { method: 'GET', path: '/Ping', headers: [] }],
  ])('POST %s %j', async (path, body) => {
    const { fetcher, sandbox } = setUpKombo();
    const { status, code } = await ask(fetcher, 'POST', path, body);
    expect([status, code]).toEqual([400, 'PLATFORM.INPUT_INVALID']);
    expect(sandbox.requests).toBe(0);
  });
});
