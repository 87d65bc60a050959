import { Console } from 'node:console';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { describeAnswer, describeRequest } from '../../src/api/debug.js';
import { ConfigurationError, ERecruiter, type ERecruiterOptions, type PassthroughInput } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { APPLICANT_PROPERTIES } from '../../src/schemas/properties.js';

/** A client of a sandbox whose clock stands still, with the lines that it shows. */
function createShown(options: Partial<ERecruiterOptions> = {}) {
  const lines: string[] = [];
  const clock = { now: () => Date.parse('2026-03-01T12:00:00Z'), sleep: async () => undefined };
  const sandbox = createSandbox({ now: clock.now });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  const debug = (line: string): void => void lines.push(line.replace(/request \d+/, 'request N'));
  const client = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock, debug, ...options });
  return { sandbox, client, lines };
}

/** The lines of a request to any route, without those of the token. */
async function linesOf(input: PassthroughInput, options: Partial<ERecruiterOptions> = {}): Promise<string[]> {
  const { client, lines } = createShown(options);
  await client.passthrough(input).catch(() => undefined);
  return lines.slice(2);
}

const SENT = '[accept: application/json, user-agent: erecruiter-kombo/0.0.0-source, x-apitoken: string(39)]';
const JSON_ANSWER = '[content-type: application/json; charset=utf-8]';

describe('debug shows', () => {
  test('the exchange of the key, each request as it is sent, and its answer', async () => {
    const { sandbox, client, lines } = createShown({ headers: { 'X-Gateway': 'secret of the gateway' } });
    sandbox.fail({ on: 'GET Ping', kind: 'status', status: 503, headers: { 'retry-after': '2' }, body: '<html>' });
    await client.passthrough({ method: 'GET', path: '/Ping' });
    const headers = `${SENT.slice(0, -1)}, x-gateway: string(21)]`;
    expect(lines).toEqual([
      expect.stringMatching(
        /^erecruiter-kombo: request N → POST Api \[accept: .+json; charset=utf-8, user-agent: .+, x-gateway: string\(21\)\] 68 characters, \{Key: string\(11\), MandatorId: number, ClientInfo: string\(16\)\}$/,
      ),
      `erecruiter-kombo: request N ← 200 in 0 ms ${JSON_ANSWER} 89 characters, {Token: string(39), Expires: string(25)}`,
      `erecruiter-kombo: request N → GET Api/Ping ${headers} no body`,
      'erecruiter-kombo: request N ← 503 in 0 ms [content-type: application/json; charset=utf-8, retry-after: 2] 6 characters, not JSON',
      `erecruiter-kombo: request N (attempt 2) → GET Api/Ping ${headers} no body`,
      expect.stringMatching(/^erecruiter-kombo: request N \(attempt 2\) ← 200 in 0 ms/),
    ]);
  });

  test('a request that ends without an answer', async () => {
    const { sandbox, client, lines } = createShown({ retry: { limit: 0 } });
    sandbox.fail({ on: 'GET Ping', kind: 'reset-before' });
    await client.passthrough({ method: 'GET', path: '/Ping' }).catch(() => undefined);
    expect(lines.at(-1)).toBe('erecruiter-kombo: request N ✗ ECONNRESET after 0 ms');
  });

  test.each([
    ['a record number', '/Applicant/150000', 'Api/Applicant/150000'],
    ['two of them', '/Applicant/150000/Policies/7', 'Api/Applicant/150000/Policies/7'],
    ['letters of another case', '/applicant/documents/150000', 'Api/Applicant/Documents/150000'],
    ['no address of a person', '/Applicants/ByEmail/eva%40example.at', 'Api/Applicants/ByEmail/{email}'],
    ['no name of a source', '/Applications/ByReferrer/4711', 'Api/Applications/ByReferrer/{referrer}'],
    ['no text in place of a number', '/Applicant/eva', 'Api/Applicant/{…}'],
    ['no number in a route that the client does not call', '/Applicant/Phone/43664', 'Api/Applicant/{…}/{…}'],
    ['no number too long for one', '/Applicant/436641234567', 'Api/Applicant/{…}'],
    ['the query of a route', '/Job/4711?culture=de-AT', 'Api/Job/4711?culture=de-AT'],
    ['no other culture', '/Job/4711?culture=eva', 'Api/Job/4711?culture=string(3)'],
    ['flags', '/Applicant/Cv/7?includeContent=true', 'Api/Applicant/Cv/7?includeContent=true'],
    ['no address in a query', '/Mandator?uri=https://eva.example.at', 'Api/Mandator?uri=string(22)'],
    ['empty values', '/Mandator?uri=', 'Api/Mandator?uri='],
    ['no name of a parameter that the client does not send', '/Ping?eva@example.at=1&a=b', 'Api/Ping?2 more'],
  ])('%s of a path', async (_, path, shown) => {
    const [line] = await linesOf({ method: 'GET', path });
    expect(line).toBe(`erecruiter-kombo: request N → GET ${shown} ${SENT} no body`);
  });

  test.each<[string, unknown, string]>([
    [
      'types',
      { FirstName: 'Eva', Id: 7, IsActive: true, Email: null },
      '{FirstName: string(3), Id: number, IsActive: boolean, Email: null}',
    ],
    [
      'records in records',
      { Tags: ['a', 'b'], ThirdPartyProfiles: [{ Url: 'x' }, {}] },
      '{Tags: [2 × string(1)], ThirdPartyProfiles: [2 × {Url: string(1)}]}',
    ],
    ['names in another case', { firstName: 'Eva' }, '{firstName: string(3)}'],
    ['no name that eRecruiter does not have', { Grün: 1, 'eva@example.at': 2, Id: 7 }, '{Id: number, 2 more}'],
    ['a list', [], '[]'],
    [
      'a depth that ends',
      { Regions: [{ Regions: [{ Regions: [{ Regions: [{}] }] }] }] },
      '{Regions: [1 × {Regions: [1 × {Regions: [1 × {Regions: [1 × …]}]}]}]}',
    ],
    ['a text', 'Eva', 'not JSON'],
    ['a text that is JSON', '"Eva"', 'string(3)'],
    ['a number', 4711, 'number'],
  ])('%s of a body', async (_, data, shape) => {
    const [line] = await linesOf({ method: 'PUT', path: '/Ping', data });
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    expect(line).toMatch(/ → PUT Api\/Ping \[/);
    expect(line?.slice((line.indexOf('] ') ?? 0) + 2)).toBe(`${text.length} characters, ${shape}`);
  });

  test('the beginning of a long shape', () => {
    const names = Object.keys(APPLICANT_PROPERTIES);
    const record = Object.fromEntries(names.map((name) => [name, 1]));
    const text = describeAnswer(new Headers(), JSON.stringify(Object.fromEntries(names.map((name) => [name, record]))));
    expect(text).toMatch(/^\[\] \d+ characters, \{DateOfCreation: \{DateOfCreation: number, GlobalId: number.+ …$/);
    expect(text.length).toBeLessThan(4_100);
  });

  test('only header values that the client knows', () => {
    const headers = {
      accept: 'application/json',
      'content-type': 'image/eva',
      'user-agent': 'eva',
      authorization: 'Basic eva',
    };
    const request = {
      label: 'GET Api/Ping',
      id: null,
      method: 'GET',
      url: 'https://x/Api/Ping',
      replay: 'read',
      authenticated: true,
    } as const;
    expect(describeRequest('https://x/Api', request, headers)).toBe(
      'GET Api/Ping [accept: application/json, content-type: string(9), user-agent: string(3), authorization: string(9)] no body',
    );
    const answer = new Headers({ location: 'https://eva', 'retry-after': 'eva', 'content-length': '7', server: 'eva' });
    expect(describeAnswer(answer, '')).toBe(
      '[content-length: 7, retry-after: string(3), location: string(11)] no body',
    );
  });
});

describe('debug is safe', () => {
  test('no value and no unknown name is shown, wherever it stands in a request or an answer', async () => {
    const secret = fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((text) => `${text}canary${text}`);
    const key = fc.oneof(secret, fc.constantFrom('Id', 'Email', 'Items', 'Value', 'Message', '__proto__'));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(secret, fc.integer(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), tie('record')),
      record: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    }));
    const path = fc.array(fc.oneof(secret.map(encodeURIComponent), fc.constantFrom('Applicant', 'ByEmail', '7')), {
      maxLength: 4,
    });
    const params = fc.dictionary(fc.oneof(secret, fc.constantFrom('culture', 'uri')), secret, { maxKeys: 3 });
    const { client, sandbox, lines } = createShown({ headers: { 'X-Gateway': 'canary' } });
    let answer = '';
    const plain = new ERecruiter({
      ...{ baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, mandatorId: sandbox.mandatorId },
      debug: (line) => void lines.push(line),
      fetch: async (url, init) =>
        url.endsWith('/Api') ? sandbox.fetch(url, init) : new Response(answer, { headers: { location: 'canary' } }),
    });
    await fc.assert(
      fc.asyncProperty(
        path,
        params,
        value,
        value,
        fc.constantFrom('PUT', 'PATCH'),
        async (parts, query, body, data, method) => {
          answer = JSON.stringify(body);
          const input = { path: parts.join('/'), params: query, data: data ?? '' } as const;
          await plain.passthrough({ method: method === 'PUT' ? 'PUT' : 'PATCH', ...input }).catch(() => undefined);
        },
      ),
    );
    await client.ping();
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => /canary/.test(line))).toEqual([]);
  });

  test('whatever the function does is ignored', async () => {
    const debug = (): never => {
      throw new Error('full');
    };
    await expect(createShown({ debug }).client.ping()).resolves.toBeDefined();
    await expect(createShown({ debug: async () => debug() }).client.ping()).resolves.toBeDefined();
  });
});

describe('debug: true goes to', () => {
  /** What the console prints in the meantime. */
  async function printed(work: () => Promise<unknown>): Promise<string> {
    let text = '';
    const stream = new Writable({ write: (chunk, _, done) => done(void (text += String(chunk))) });
    const { debug } = console;
    Object.assign(console, { debug: new Console(stream).debug });
    await work().finally(() => Object.assign(console, { debug }));
    return text;
  }

  test('console.debug without a logger', async () => {
    const text = await printed(() => createShown({ debug: true }).client.ping());
    expect(text).toMatch(/^erecruiter-kombo: request \d+ → POST Api \[/);
    expect(text.trim().split('\n')).toHaveLength(6);
  });

  test('the logger if there is one, with the id of the request', async () => {
    let text = '';
    const stream = new Writable({ write: (chunk, _, done) => done(void (text += String(chunk))) });
    const logger = pino({ level: 'debug' }, stream);
    expect(await printed(() => createShown({ debug: true, logger }).client.ping())).toBe('');
    const entries: unknown[] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries).toContainEqual(
      expect.objectContaining({
        msg: expect.stringMatching(/^erecruiter-kombo: request \d+ → GET Api\/Mandator/),
        requestId: expect.stringMatching(/^\d+$/),
        endpoint: 'GET Api/Mandator',
        attempt: 1,
      }),
    );
  });

  test.each([false, undefined])('nobody if it is %s', async (debug) => {
    expect(await printed(() => createShown({ debug }).client.ping())).toBe('');
  });

  test.each(['yes', 1, {}])('and %j is a wrong option', (debug) => {
    const options: object = { baseUrl: 'https://api.example.com', apiKey: 'k', mandatorId: 1, debug };
    expect(() => Reflect.construct(ERecruiter, [options])).toThrow(ConfigurationError);
    expect(() => Reflect.construct(ERecruiter, [options])).toThrow('debug: must be true, false or a function');
  });
});
