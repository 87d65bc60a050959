import { describe, expect, test } from 'vitest';
import { ERecruiter, InputError, type PassthroughInput } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { setUp } from '../helpers/client.js';
import { gather } from './canaries.js';

// Whatever stands in a value: what goes out stays at the site, on the route, and in its own segment or parameter, or it
// is an InputError and nothing goes out.

const SITE = 'https://erecruiter.example.at';

const HOSTILE = [
  ...[
    '../Mandator',
    '..',
    '.',
    '%2e%2e',
    '..%2fMandator',
    '..\\Mandator',
    '....//',
    '/../../',
    '/',
    '\\',
    '//evil.com',
  ],
  ...['https://evil.com/', '@evil.com', ':80', '?a=b', '&a=b', '#a', ';a=b', '%', '%00', '%0d%0a', '\r\nX-Evil: 1'],
  ...[
    '\n',
    '\r',
    '\t',
    '\0',
    '\u2028',
    '\u0085',
    ' ',
    '．．／',
    '／',
    '％２ｆ',
    '\u202eevil',
    'ä',
    '👩',
    '\ud800',
    "'",
    '"',
  ],
  ...['<b>', '{applicantId}', '$&', '$1', '*', 'CON', 'a'.repeat(5_000)],
];

/** Runs a call against a sandbox and lists the URLs and headers of what went out. */
async function outgoing(call: (erecruiter: ERecruiter) => Promise<unknown>, options = {}) {
  const requests: { readonly method: string; readonly url: URL; readonly headers: Headers }[] = [];
  const { erecruiter } = setUp({
    sandbox: { applicants: 1, jobs: 1 },
    ...options,
    through: (fetch) => async (input, init) => {
      const request = new Request(input, init);
      requests.push({ method: request.method, url: new URL(request.url), headers: request.headers });
      return fetch(request);
    },
  });
  const error = await Promise.resolve()
    .then(() => call(erecruiter))
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  return { requests, error };
}

function segmentsOf({ pathname }: URL): string[] {
  return pathname.split('/').slice(1);
}

describe('a hostile text', () => {
  test.each<[string, (erecruiter: ERecruiter, text: string) => Promise<unknown>]>([
    ['the id of a job', (client, text) => client.getJob(text)],
    ['the number of a job', (client, text) => client.getJob(`remote:${text}`)],
    ['the id of a candidate', (client, text) => client.getCandidate(text)],
    ['the number of an application', (client, text) => client.getApplication(`remote:1/${text}`)],
    ['the id in a filter', (client, text) => client.listCandidates({ job_ids: [text] }).toArray()],
    ['a cursor', (client, text) => client.listCandidates({ cursor: text }).toArray()],
    ['the cursor of a run', (client, text) => gather(client.sync({ cursor: text }))],
  ])('as %s sends nothing', async (_, call) => {
    for (const text of HOSTILE) {
      const { requests, error } = await outgoing((client) => call(client, text));
      expect(InputError.isInstance(error), `${text}: ${String(error)}`).toBe(true);
      expect(requests).toEqual([]);
    }
  });

  test('as an address stays in its segment', async () => {
    let asked = 0;
    for (const text of HOSTILE) {
      const email = `${text}@example.at`;
      const { requests } = await outgoing((client) => client.listCandidates({ email }).toArray());
      for (const { url } of requests) expect(url.href.startsWith(`${SITE}/Api`)).toBe(true);
      for (const { url } of requests.filter(({ url: { pathname } }) => pathname.includes('ByEmail'))) {
        asked += 1;
        const [api, applicants, route, segment, ...more] = segmentsOf(url);
        expect([api, applicants, route, more]).toEqual(['Api', 'Applicants', 'ByEmail', []]);
        // Some servers compare exact case, so the address is asked for in lower case as well.
        expect([email, email.toLowerCase()]).toContain(decodeURIComponent(segment ?? ''));
        expect([url.search, url.hash]).toEqual(['', '']);
      }
    }
    expect(asked).toBeGreaterThan(20);
  });

  test('as a source stays in its segment, with both times behind it', async () => {
    let asked = 0;
    for (const text of HOSTILE) {
      const { requests } = await outgoing((client) => client.listApplications({ only_created: [text] }).toArray());
      for (const { url } of requests) expect(url.href.startsWith(`${SITE}/Api`)).toBe(true);
      for (const { url } of requests.filter(({ url: { pathname } }) => pathname.includes('ByReferrer'))) {
        asked += 1;
        const [api, applications, route, segment, ...more] = segmentsOf(url);
        expect([api, applications, route, more]).toEqual(['Api', 'Applications', 'ByReferrer', []]);
        const name = text.normalize('NFC').trim();
        expect([decodeURIComponent(segment ?? ''), url.hash]).toEqual([name, '']);
        expect(url.search).toMatch(/^\?startAt=(?:&endAt=|1900-01-02T[^&]+&endAt=2079-06-05T[^&]+)$/);
      }
    }
    expect(asked).toBeGreaterThan(20);
  });

  test('as a channel or portal stays in its parameter', async () => {
    for (const text of HOSTILE) {
      const portalUrl = `https://jobs.example.at/${encodeURIComponent(text.toWellFormed())}?a=b&c=d#e`;
      const { requests } = await outgoing((client) => client.listJobs().toArray(), { channels: [text], portalUrl });
      for (const { url } of requests) {
        expect(url.href.startsWith(`${SITE}/Api`)).toBe(true);
        const { pathname, searchParams, hash } = url;
        if (pathname === '/Api/PublishedJobs') expect([...searchParams.values()]).toEqual([text, 'de-AT']);
        if (pathname === '/Api/Mandator') expect([...searchParams]).toEqual([['uri', portalUrl]]);
        expect(hash).toBe('');
      }
    }
  });

  test('as a free path leads nowhere but into the API', async () => {
    for (const text of HOSTILE) {
      const path = `/Applicant/${text}`;
      const { requests, error } = await outgoing((client) => client.passthrough({ method: 'GET', path }));
      if (requests.length === 0) expect(InputError.isInstance(error), String(error)).toBe(true);
      for (const { url } of requests) expect(url.origin).toBe(SITE);
      for (const { url } of requests.slice(1)) expect(segmentsOf(url).slice(0, 2)).toEqual(['Api', 'Applicant']);
    }
  });

  test('as a free parameter stays in it', async () => {
    for (const text of HOSTILE) {
      const call = { method: 'GET', path: '/Ping?own=1', params: { [`n${text}`]: text } } as const;
      const { requests } = await outgoing((client) => client.passthrough(call));
      const sent = requests.at(-1)?.url;
      expect([...(sent?.searchParams ?? [])]).toEqual([
        ['own', '1'],
        [`n${text}`.toWellFormed(), text.toWellFormed()],
      ]);
      expect([sent?.pathname, sent?.hash]).toEqual(['/Api/Ping', '']);
    }
  });

  test('as the name or value of a header is either that header or sends nothing', async () => {
    const inputs = HOSTILE.flatMap((text) => [{ 'X-Own': text }, { [text]: 'x' }]);
    let refused = 0;
    for (const headers of inputs) {
      const { requests, error } = await outgoing((client) => client.getJob('remote:4711', { headers }));
      for (const { headers: sent } of requests) expect(sent.has('X-Evil')).toBe(false);
      if (error === undefined) continue;
      refused += 1;
      expect(InputError.isInstance(error), String(error)).toBe(true);
      expect(requests).toEqual([]);
    }
    expect(refused).toBeGreaterThan(20);
  });
});

test.each([
  ...[
    'https://evil.com/Api/Ping',
    'HTTPS:evil.com',
    '//evil.com',
    '///evil.com',
    '\\\\evil.com',
    '/\\evil.com',
    '@evil.com',
  ],
  ...[
    'javascript:alert(1)',
    'data:,x',
    '/../x',
    '../x',
    'a/../../x',
    'a/%2e%2e/x',
    'a/.%2E/x',
    'a%2F..%2Fx',
    'a%5c..%5cx',
  ],
  ...['a/./x', '.', '..', './x', 'a\r\nb', 'a\tb', 'a b', 'a\0b', 'a%00b', 'a#b', '%252e%252e/x'],
])('the free path %j is refused or stays below the API', async (path) => {
  const { requests, error } = await outgoing((client) => client.passthrough({ method: 'GET', path }));
  for (const { url } of requests) expect(url.href.startsWith(`${SITE}/Api`)).toBe(true);
  for (const { url } of requests.slice(1)) expect(url.href.startsWith(`${SITE}/Api/`)).toBe(true);
  if (path !== '@evil.com') expect(InputError.isInstance(error), String(error)).toBe(true);
});

test.each(['get', 'GET\r\nX-Evil: 1', 'CONNECT', 'TRACE', '', '__proto__'])(
  'the method %j sends nothing',
  async (method) => {
    const input: PassthroughInput = JSON.parse(JSON.stringify({ method, path: '/Ping' }));
    const { requests, error } = await outgoing((client) => client.passthrough(input));
    expect(String(error)).toBe('InputError: Invalid input: method: must be one of GET, POST, PUT, DELETE, PATCH');
    expect(requests).toEqual([]);
  },
);

test('the token goes to the API site alone, once per request, whatever headers a call adds', async () => {
  const headers = { 'X-ApiToken': 'mine', 'x-apitoken': 'mine too', Accept: 'text/html', Host: 'evil.com' };
  const { requests } = await outgoing((client) => client.getJob('remote:4711', { headers }));
  const sent = requests.map((request) => request.headers.get('X-ApiToken'));
  expect(sent[0] === null || sent[0] === 'mine too').toBe(true);
  for (const [index, token] of sent.entries()) if (index > 0) expect(token).toMatch(/^sandbox-[\w-]+$/);
  expect(requests.every(({ url }) => url.origin === SITE)).toBe(true);
});

test.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'ключ', '{"Key":"other"}', '"', '\\'])(
  'the key %j travels as JSON and nowhere else',
  async (apiKey) => {
    const sandbox = createSandbox({ apiKey, applicants: 1 });
    const bodies: string[] = [];
    const client = new ERecruiter({
      baseUrl: SITE,
      apiKey,
      mandatorId: 1,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        expect([...request.headers.keys()].sort().filter((name) => name !== 'x-apitoken')).toEqual(
          request.method === 'POST' ? ['accept', 'content-type', 'user-agent'] : ['accept', 'user-agent'],
        );
        expect(request.headers.get('user-agent')).toBe('erecruiter-kombo/0.0.0-source');
        bodies.push(await request.clone().text());
        return sandbox.fetch(request);
      },
    });
    await client.ping();
    expect(bodies.filter((body) => body !== '').map((body) => JSON.parse(body).Key)).toEqual([apiKey]);
  },
);

test('a key of which nothing can be seen is refused at once', () => {
  for (const apiKey of ['', ' ', '\0', '\u200b']) {
    expect(() => new ERecruiter({ baseUrl: SITE, apiKey, mandatorId: 1 })).toThrow('apiKey: must not be empty');
  }
});

test.each(['a\r\nX-Evil: 1', 'a b', 'tökën', '', 'x'.repeat(5_000)])(
  'a token that is no header value is refused: %j',
  async (token) => {
    let sent = 0;
    const client = new ERecruiter({
      baseUrl: SITE,
      apiKey: 'key',
      mandatorId: 1,
      retry: { limit: 0 },
      fetch: async () => {
        sent += 1;
        return Response.json({ Token: token, Expires: null });
      },
    });
    await expect(client.getJob('remote:4711')).rejects.toThrow('POST Api: ');
    expect(sent).toBe(1);
  },
);

test.each(['https://evil.com/Api/Ping', '//evil.com', '/Api/Mandator', 'http://169.254.169.254/'])(
  'a redirect to %s is an error, and nothing follows it',
  async (location) => {
    const { requests, error } = await outgoing((client) => client.getJob('remote:4711'), {
      sandbox: { faults: () => ({ kind: 'status', status: 302, headers: { location } }) },
    });
    expect(String(error)).toContain('HTTP 302');
    expect(requests.map(({ url }) => url.href)).toEqual([`${SITE}/Api`]);
  },
);

test('HTML in a note is escaped in the body of the entry; its subject is text', async () => {
  const { sandbox, erecruiter } = setUp();
  const [id = 0] = sandbox.applicantIds();
  const text = '<img src=x onerror="alert(1)">&';
  await erecruiter.addNoteToCandidate({ candidate_id: `remote:${id}`, content: `${text}\n</p><script>alert(1)` });
  const entry = sandbox.historyOf(id).at(-1);
  expect(entry).toMatchObject({ Subject: text, Body: expect.stringContaining('&lt;img') });
  expect(entry?.Body?.match(/<\/?\w+/g)).toEqual(['<p', '<br', '</p']);
});

test('HTML in a result link is escaped in the body of the entry; its subject is text', async () => {
  const { sandbox, erecruiter } = setUp();
  const [id = 0] = sandbox.applicantIds();
  const text = '<img src=x onerror="alert(1)">&';
  await erecruiter.addResultLinkToCandidate({
    candidate_id: `remote:${id}`,
    label: text,
    url: 'https://example.com/?a="><script>alert(1)</script>',
    details: { custom_field_name_prefix: text, attributes: [{ key: text, value: text }] },
  });
  const body = sandbox.historyOf(id).at(-1)?.Body;
  expect(body).not.toMatch(/<img|<script|onerror="/);
  expect(body).toContain('&lt;img');
});
