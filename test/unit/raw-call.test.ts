import { describe, expect, test } from 'vitest';
import { ERecruiter, type ERecruiterOptions, InputError, type Issue } from '../../src/index.js';
import {
  addHistoryEntry,
  applyWith,
  deleteApplicant,
  deleteKnowledge,
  getApplicant,
  getApplicationsByReferrer,
  getCv,
  getEducations,
  getKnowledge,
  getPing,
  getPublishedJobs,
  replaceApplicant,
  setApplicantPolicy,
} from '../../src/raw/index.js';
import { endpoints } from '../../src/api/endpoints.js';
import { callByName, RAW_ENTRIES, sampleInput } from '../helpers/raw.js';
import { setUp } from '../helpers/client.js';

const SITE = 'https://erecruiter.example.at';

/** A client of a server that gives the answers one after the other, and the last one again; an `Error` is thrown. */
function serve(answers: readonly (Response | Error)[], options: Partial<ERecruiterOptions> = {}) {
  const sent: { method: string; url: string; headers: Headers; body: string }[] = [];
  const issues: Issue[] = [];
  const fetch: typeof globalThis.fetch = async (given, init) => {
    const request = new Request(given, init);
    if (request.url === `${SITE}/Api`) return Response.json({ Token: 'token', Expires: '2099-01-01T00:00:00Z' });
    const { method, url, headers } = request;
    sent.push({ method, url, headers, body: await request.text() });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer instanceof Error || answer === undefined) throw answer ?? new Error('no answer');
    return answer.clone();
  };
  const clock = { now: () => 0, sleep: async (_: number, signal: AbortSignal) => signal.throwIfAborted() };
  const base = { baseUrl: SITE, apiKey: 'key', mandatorId: 1, fetch, clock };
  const client = new ERecruiter({ ...base, onIssue: (issue) => issues.push(issue), ...options });
  return { client, sent, issues };
}

const lost = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) });

/** The issues of the `InputError` that a call throws, as `path code`. */
async function issuesOf(call: Promise<unknown>): Promise<string[]> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!InputError.isInstance(error)) expect.fail(`no InputError: ${String(error)}`);
  return error.issues.map(({ path, code }) => `${path} ${code}`);
}

describe('the table of raw endpoints', () => {
  test('no route stands in two tables: what the client calls itself is taken from its own', () => {
    // Other uses of a route that has an endpoint.
    const { applicationSteps, refreshApplication, ...routes } = endpoints;
    const own = new Map(
      Object.values(routes).map(({ method, path, query, replay }) => [`${method} ${path}`, { query, replay }]),
    );
    for (const { method, path } of [applicationSteps, refreshApplication]) {
      expect([...own.keys()]).toContain(`${method} ${path}`);
    }
    const overloads = ['getApplicantByLogOnToken'];
    for (const { name, method, path, query, replay } of RAW_ENTRIES) {
      const route = own.get(`${method} ${path}`);
      if (route === undefined || overloads.includes(name)) continue;
      expect({ name, query: [...query].sort(), replay }).toEqual({
        name,
        query: [...route.query].sort(),
        replay: route.replay,
      });
    }
    const missing = [...own.keys()].filter(
      (route) => !RAW_ENTRIES.some(({ method, path }) => route === `${method} ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test.each(RAW_ENTRIES)(
    '$name has a path of words and names, and parameters of other names',
    ({ path, parameters, query }) => {
      expect(path).toMatch(/^(?:[A-Za-z]+|\{[a-z][A-Za-z]+\})?(?:\/(?:[A-Za-z]+|\{[a-z][A-Za-z]+\}))*\/?$/);
      expect(Object.keys(parameters)).not.toContain('body');
      for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) expect(Object.keys(parameters)).toContain(name);
      expect(query.every((name) => Object.hasOwn(parameters, name) && !path.includes(`{${name}}`))).toBe(true);
    },
  );

  test.each(RAW_ENTRIES.filter(({ method }) => method === 'GET'))('$name only reads', ({ replay, body }) => {
    expect([replay, body]).toEqual(['read', null]);
  });

  test('only four writes of other methods store nothing', () => {
    const reads = RAW_ENTRIES.filter(({ method, replay }) => method !== 'GET' && replay === 'read');
    expect(reads.map(({ name }) => name).sort()).toEqual([
      'createToken',
      'findInterestProfiles',
      'parseCvFile',
      'postPing',
    ]);
  });
});

describe('a raw request', () => {
  test.each(RAW_ENTRIES)('$name is sent as its entry says', async ({ name, method, path, query }) => {
    const { client, sent } = serve([new Response('null')]);
    await callByName(client, name, sampleInput(name, 'Öl & Gas/1')).catch(() => undefined);
    const filled = path.replace(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(String(sampleInput(name, 'Öl & Gas/1')[key])),
    );
    const [request] = sent;
    if (name === 'createToken') return expect(sent).toEqual([]); // the server answers it
    expect(request?.method).toBe(method);
    expect(request?.url.split('?')[0]).toBe(`${SITE}/Api/${filled}`);
    expect([...new URL(request?.url ?? SITE).searchParams.keys()]).toEqual(query);
    expect(request?.headers.get('x-apitoken')).toBe('token');
  });

  test('has what must be sent, even if it is empty, and the culture of the client', async () => {
    const { client, sent } = serve([new Response('[]')], { culture: 'en-GB' });
    await client.raw(getApplicationsByReferrer, { referrer: 'karriere.at' });
    await client.raw(getPublishedJobs, {}).catch(() => undefined);
    expect(sent.map(({ url }) => url.slice(SITE.length + 5))).toEqual([
      'Applications/ByReferrer/karriere.at?startAt=&endAt=',
      'PublishedJobs?channel=&culture=en-GB',
    ]);
  });

  test('has a Date in the query as an instant, and in the body as wall time of the client’s time zone', async () => {
    const at = new Date('2026-07-01T22:30:00.500Z');
    const { client, sent } = serve([new Response('[]'), Response.json({ PolicyId: 3 })], { timeZone: 'Europe/Berlin' });
    await client.raw(getApplicationsByReferrer, { referrer: 'x', startAt: at });
    await client.raw(setApplicantPolicy, { applicantId: 7, policyId: 3, body: { AcceptedOn: at, RevokedOn: null } });
    expect(new URL(sent[0]?.url ?? '').searchParams.get('startAt')).toBe('2026-07-01T22:30:00.500Z');
    expect(sent[1]?.body).toBe('{"AcceptedOn":"2026-07-02T00:30:00","RevokedOn":null}');
  });

  test('has bytes as base64, a bigint as a number, and properties that are not documented as they are', async () => {
    const { client, sent } = serve([Response.json({ FileExtension: 'pdf' }), Response.json({ Id: 7 })]);
    await callByName(client, 'addCv', {
      applicantId: 7,
      body: { FileExtension: 'pdf', Content: new Uint8Array([1, 2]) },
    });
    const body = {
      DateOfCreation: '2026-01-01T00:00:00',
      GlobalId: 9_223_372_036_854_775_807n,
      New: [{ a: 'ß' }, null],
    };
    await callByName(client, 'replaceApplicant', { applicantId: 7, body });
    expect(sent.map((each) => each.body)).toEqual([
      '{"FileExtension":"pdf","Content":"AQI="}',
      '{"DateOfCreation":"2026-01-01T00:00:00","GlobalId":9223372036854775807,"New":[{"a":"ß"},null]}',
    ]);
  });

  test('takes an applicant back as it was read', async () => {
    const { erecruiter, sandbox } = setUp();
    const applicant = await erecruiter.raw(getApplicant, { applicantId: 150_000 });
    const body = { ...applicant, City: 'Graz' };
    const replaced = await erecruiter.raw(replaceApplicant, { applicantId: 150_000, body });
    expect(replaced).toMatchObject({ Id: 150_000, City: 'Graz', LastName: applicant.LastName });
    expect(sandbox.log.at(-1)?.method).toBe('POST');
  });

  test('of a partner has the partner’s text and signature, byte by byte', async () => {
    const { client, sent } = serve([Response.json({ ApplicantId: 7, ApplicationId: 8 })]);
    const body = '{ "a" : 1.0,\n "b": "\\u00e9" }';
    expect(await client.raw(applyWith, { signature: 'sha256=abc/+=', body })).toEqual({
      ApplicantId: 7,
      ApplicationId: 8,
    });
    expect(sent[0]?.body).toBe(body);
    expect(sent[0]?.headers.get('x-applywith-signature')).toBe('sha256=abc/+=');
    expect(sent[0]?.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('of a bare text has JSON, with DELETE too', async () => {
    const { client, sent } = serve([Response.json({ Knowledge: 'C#' })]);
    await client.raw(deleteKnowledge, { applicantId: 7, body: 'C# "x"' });
    expect(sent[0]).toMatchObject({ method: 'DELETE', body: '"C# \\"x\\""' });
  });

  test('for a token goes to the root, without a token', async () => {
    const requests: { url: string; token: string | null }[] = [];
    const fetch: typeof globalThis.fetch = async (given, init) => {
      const request = new Request(given, init);
      requests.push({ url: request.url, token: request.headers.get('x-apitoken') });
      return Response.json({ Token: 'another', Expires: '2099-01-01T00:00:00Z' });
    };
    const client = new ERecruiter({ baseUrl: SITE, apiKey: 'key', mandatorId: 1, fetch });
    const body = { Key: 'other', MandatorId: 2, ClientInfo: 'test' };
    expect(await callByName(client, 'createToken', { body })).toMatchObject({ Token: 'another' });
    expect(requests).toEqual([{ url: `${SITE}/Api`, token: null }]);
  });
});

describe('an input that is wrong', () => {
  test.each(RAW_ENTRIES)('$name: nothing is sent without what is required', async ({ name, parameters, body }) => {
    const { client, sent } = serve([new Response('null')]);
    const required = Object.entries(parameters)
      .filter(([, type]) => typeof type === 'string' && !/\?$|^culture$/.test(type))
      .map(([key]) => key);
    if (required.length === 0 && body === null)
      return expect(await issuesOf(callByName(client, name, null))).toEqual(['input required']);
    const issues = await issuesOf(callByName(client, name, {}));
    expect(issues).toEqual([...required.map((key) => `${key} required`), ...(body === null ? [] : ['body required'])]);
    expect(sent).toEqual([]);
  });

  test.each(RAW_ENTRIES)(
    '$name: nothing is sent with an unknown name, or a value of another type',
    async ({ name, parameters }) => {
      const { client, sent } = serve([new Response('null')]);
      const input = sampleInput(name, 'x');
      expect(await issuesOf(callByName(client, name, { ...input, applicantID: 1 }))).toEqual([
        'applicantID unknown_key',
      ]);
      const symbols = Object.fromEntries(Object.keys(parameters).map((key) => [key, Symbol('x')]));
      const issues = await issuesOf(callByName(client, name, { ...input, ...symbols, no: 1 }));
      expect(issues).toHaveLength(Object.keys(parameters).length + 1);
      expect(sent).toEqual([]);
    },
  );

  test.each([
    ['getApplicant', { applicantId: 0 }, 'applicantId out_of_range'],
    ['getApplicant', { applicantId: -1 }, 'applicantId out_of_range'],
    ['getApplicant', { applicantId: 1.5 }, 'applicantId out_of_range'],
    ['getApplicant', { applicantId: 2 ** 31 }, 'applicantId out_of_range'],
    ['getApplicant', { applicantId: 7n }, 'applicantId out_of_range'],
    ['getApplicant', { applicantId: Number.NaN }, 'applicantId invalid_type'],
    ['getApplicant', { applicantId: '7' }, 'applicantId invalid_type'],
    ['getApplicant', { applicantId: 'remote:7' }, 'applicantId invalid_type'],
    ['getApplicantsByGlobalId', { globalId: 2 ** 53 }, 'globalId out_of_range'],
    ['getApplicantsByGlobalId', { globalId: 2n ** 63n }, 'globalId out_of_range'],
    ['getApplicantsByEmail', { email: '' }, 'email required'],
    ['getApplicantsByEmail', { email: 'a\ud83d@x.at' }, 'email invalid_format'],
    ['getKnowledge', { applicantId: 7, knowledge: '..' }, 'knowledge not_allowed'],
    ['deleteApplicant', { applicantId: 7, deleteCompletely: 'true' }, 'deleteCompletely invalid_type'],
    ['getApplicantByProfile', { identifier: 'x', thirdParty: 'Facebook' }, 'thirdParty invalid_value'],
    ['getJob', { jobId: 7, culture: 'German' }, 'culture invalid_type'],
    ['getApplicationsByReferrer', { referrer: 'x', startAt: '31.01.2026' }, 'startAt invalid_format'],
    ['applyWith', { signature: 'a\nb', body: '{}' }, 'signature invalid_format'],
    ['applyWith', { signature: 'a', body: { a: 1 } }, 'body invalid_type'],
    ['addKnowledges', { applicantId: 7, body: { Knowledge: 'x' } }, 'body invalid_type'],
    ['addKnowledges', { applicantId: 7, body: [{ Knowledge: 'x', Level: 3 }] }, 'body.0.Level invalid_type'],
    ['addKnowledge', { applicantId: 7, body: new Map([['Knowledge', 'x']]) }, 'body invalid_type'],
    ['addKnowledge', { applicantId: 7, body: { knowledge: 3 } }, 'body.knowledge invalid_type'],
    ['addCv', { applicantId: 7, body: { Content: 'data:text/plain,x' } }, 'body.Content invalid_format'],
    ['addEducation', { applicantId: 7, body: { Start: '2026' } }, 'body.Start invalid_type'],
    ['addEducation', { applicantId: 7, body: { Start: { Year: '2026' } } }, 'body.Start.Year invalid_type'],
    [
      'addExperience',
      { applicantId: 7, body: { Reference: { Gender: 'Mael' } } },
      'body.Reference.Gender invalid_value',
    ],
    ['addHistoryEntry', { applicantId: 7, body: { JobId: 1.5 } }, 'body.JobId out_of_range'],
    ['createApplication', { body: { JobId: 7 } }, 'body.ApplicantId required'],
    ['createApplication', { body: { JobId: 7, ApplicantId: null } }, 'body.ApplicantId required'],
    ['createApplicant', { body: { LastName: 'x' } }, 'body.DateOfCreation required'],
    ['createApplicant', { body: { DateOfCreation: '31.12.2026' } }, 'body.DateOfCreation invalid_format'],
    ['createApplicant', { body: { DateOfCreation: new Date(Number.NaN) } }, 'body.DateOfCreation invalid_type'],
    ['setApplicantPolicy', { applicantId: 7, policyId: 3, body: { AcceptedOn: 1 } }, 'body.AcceptedOn invalid_type'],
    [
      'replaceApplicant',
      { applicantId: 7, body: { DateOfCreation: '2026-01-01', GlobalId: 2 ** 60 } },
      'body.GlobalId out_of_range',
    ],
    [
      'replaceApplicant',
      { applicantId: 7, body: { DateOfCreation: '2026-01-01', Tags: 'x' } },
      'body.Tags invalid_type',
    ],
    [
      'replaceApplicant',
      { applicantId: 7, body: { DateOfCreation: '2026-01-01', Other: new Set() } },
      'body.Other invalid_type',
    ],
    [
      'replaceApplicant',
      { applicantId: 7, body: { DateOfCreation: '2026-01-01', Other: () => 1 } },
      'body.Other invalid_type',
    ],
  ])('%s: %o', async (name, input, issue) => {
    const { client, sent } = serve([new Response('null')]);
    expect(await issuesOf(callByName(client, name, input))).toEqual([issue]);
    expect(sent).toEqual([]);
  });

  test('with a circle is an InputError, too', async () => {
    const { client } = serve([]);
    const circle: { inner?: object } = {};
    circle.inner = circle;
    const body = { DateOfCreation: '2026-01-01', Other: circle };
    expect(await issuesOf(callByName(client, 'replaceApplicant', { applicantId: 7, body }))).toHaveLength(1);
  });

  test('or an endpoint that is none', async () => {
    const { client } = serve([]);
    const call: unknown = Reflect.apply(client.raw, client, ['getApplicant', { applicantId: 7 }]);
    expect(await issuesOf(Promise.resolve(call))).toEqual(['endpoint invalid_type']);
  });
});

describe('a raw answer', () => {
  const applicant = (value: unknown) => {
    const { client, issues } = serve([Response.json(value)]);
    return { answer: client.raw(getApplicant, { applicantId: 7 }), issues };
  };

  test('keeps what is unknown', async () => {
    const { answer, issues } = applicant({ Id: 7, Gender: 77, MilitaryService: 9, Brand: { New: [1] } });
    expect(await answer).toEqual({ Id: 7, Gender: 77, MilitaryService: 9, Brand: { New: [1] } });
    expect(issues).toEqual([]);
  });

  test('loses a value of a wrong type only, and says so', async () => {
    const { answer, issues } = applicant({ Id: 7, City: true, LastName: 'Öttl' });
    expect(await answer).toMatchObject({ Id: 7, City: null, LastName: 'Öttl' });
    expect(issues).toEqual([
      { endpoint: 'GET Api/Applicant/{applicantId}', id: '7', path: 'City', reason: 'expected string' },
    ]);
  });

  test('that is another record, another kind of record, or an error, is an error', async () => {
    for (const value of [{ Id: 8 }, { Foo: 1 }, [], null, { Message: 'no' }, 'text']) {
      await expect(applicant(value).answer).rejects.toMatchObject({
        name: 'ResponseShapeError',
        mayHaveBeenApplied: false,
      });
    }
  });

  test('of a list has the rows that can be read', async () => {
    const { client, issues } = serve([Response.json([{ Id: 1, Type: 'HTL' }, { Id: 'x' }, null, { Foo: 1 }])]);
    const rows = await client.raw(getEducations, { applicantId: 7 });
    expect(rows).toEqual([{ Id: 1, Type: 'HTL' }, expect.objectContaining({ Id: null })]);
    expect(issues.map(({ path }) => path)).toEqual(['Id', '', '']);
  });

  test('of a list may be null or nothing, but not a record', async () => {
    const { client } = serve([new Response('null'), new Response(null, { status: 204 }), Response.json({ Id: 1 })]);
    const call = () => client.raw(getEducations, { applicantId: 7 });
    expect([await call(), await call()]).toEqual([[], []]);
    await expect(call()).rejects.toMatchObject({ name: 'ResponseShapeError' });
  });

  test('to a DELETE, and of what may be missing, may be nothing', async () => {
    const { client } = serve([new Response(null, { status: 204 }), new Response(''), new Response('null')]);
    const remove = () => client.raw(deleteApplicant, { applicantId: 7, deleteCompletely: false });
    expect([await remove(), await remove(), await client.raw(getCv, { applicantId: 7 })]).toEqual([null, null, null]);
  });

  test('that is empty is no CV: proxies cut answers', async () => {
    const { client } = serve([new Response('')], { retry: { limit: 0 } });
    await expect(client.raw(getCv, { applicantId: 7 })).rejects.toMatchObject({ name: 'ResponseShapeError' });
  });

  test('of a text is JSON or plain, but no page', async () => {
    const { client } = serve(
      [new Response('"Hello"'), new Response('Hello'), new Response('null'), new Response('<p>')],
      {
        retry: { limit: 0 },
      },
    );
    const call = () => client.raw(getPing, {});
    expect([await call(), await call(), await call()]).toEqual(['Hello', 'Hello', null]);
    await expect(call()).rejects.toMatchObject({ name: 'ResponseShapeError' });
  });

  test('with names in another case is read', async () => {
    const { answer } = applicant({ id: 7, lastName: 'Öttl' });
    expect(await answer).toMatchObject({ Id: 7, LastName: 'Öttl' });
  });
});

describe('the replay of a raw request', () => {
  test.each(RAW_ENTRIES.filter(({ name }) => name !== 'createToken'))('$name after a 503', async ({ name, replay }) => {
    const { client, sent } = serve([new Response('', { status: 503 })], { retry: { limit: 2 } });
    const call = callByName(client, name, sampleInput(name, 'x'));
    await expect(call).rejects.toMatchObject({ status: 503, mayHaveBeenApplied: replay !== 'read' });
    expect(sent).toHaveLength(replay === 'read' ? 3 : 1);
  });

  test.each([
    ['a connection that breaks', lost('ECONNRESET'), 1, true],
    ['a connection that was never made', lost('ECONNREFUSED'), 3, false],
    ['too many requests', new Response('', { status: 429 }), 3, false],
    ['a refusal', new Response('', { status: 400 }), 1, false],
  ])('of a write after %s', async (_, answer, times, mayHaveBeenApplied) => {
    const { client, sent } = serve([answer], { retry: { limit: 2 } });
    const call = client.raw(addHistoryEntry, { applicantId: 7, body: { Subject: 'x' } });
    await expect(call).rejects.toMatchObject({ mayHaveBeenApplied });
    expect(sent).toHaveLength(times);
  });

  test('an answer of another kind to a write says that it may have been applied', async () => {
    const { client, sent } = serve([new Response('<html>')]);
    const call = client.raw(addHistoryEntry, { applicantId: 7, body: { Subject: 'x' } });
    await expect(call).rejects.toMatchObject({ name: 'ResponseShapeError', mayHaveBeenApplied: true });
    expect(sent).toHaveLength(1);
  });
});

test('a route that an installation does not have is a NotFoundError with its template', async () => {
  const { erecruiter } = setUp();
  const call = erecruiter.raw(getKnowledge, {
    applicantId: 1,
    knowledge: 'BMD',
  });
  await expect(call).rejects.toMatchObject({
    name: 'NotFoundError',
    endpoint: 'GET Api/Applicant/Knowledge/{applicantId}/{knowledge}',
  });
});
