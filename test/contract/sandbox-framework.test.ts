import { describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { CREATED, idOf, type Answered } from '../unit/sandbox-client.js';
import { A, start } from './sandbox-kit.js';

// As measured on Web API 2 with Json.NET, behind IIS and ASP.NET.

const HTML = /^<!DOCTYPE html>/;

describe('errors', () => {
  const uri = 'https://erecruiter.example.at/Api';
  const miss = (path: string) => `No HTTP resource was found that matches the request URI '${uri}${path}'.`;
  const noVerb = (verb: string) => `The requested resource does not support http method '${verb}'.`;

  test.each([
    ['no such route', 'GET', '/Nope', 404, { Message: miss('/Nope') }],
    ['no such route below one that exists', 'GET', '/Mandator/1/Nope', 404, { Message: miss('/Mandator/1/Nope') }],
    ['a required query parameter is missing', 'GET', '/Policies?portal=', 404, { Message: miss('/Policies?portal=') }],
    ['a verb that no action supports', 'PATCH', '/Applicant/150000', 405, { Message: noVerb('PATCH') }],
    ['OPTIONS', 'OPTIONS', '/Mandator', 405, { Message: noVerb('OPTIONS') }],
    ['GET of the token', 'GET', '', 405, { Message: noVerb('GET') }],
    ['an id that is text', 'GET', '/Applicant/abc', 400, { Message: 'The request is invalid.' }],
    ['an id beyond int32', 'GET', '/Job/3000000000', 400, { Message: 'The request is invalid.' }],
    ['an id with decimals', 'GET', '/User/3.5', 400, { Message: 'The request is invalid.' }],
  ])('%s', async (_, method, path, status, body) => {
    const plain = await (await start()).call(method, `/Api${path}`);
    expect([plain.status, plain.body]).toEqual([status, body]);
    const detailed = await (await start({ errorDetail: true })).call(method, `/Api${path}`);
    expect(detailed.status).toBe(status);
    expect(Object.keys(Object(detailed.body))).toEqual(status === 405 ? ['Message'] : ['Message', 'MessageDetail']);
  });

  test.each([
    '/Applicant/Document/1',
    '/Applicant/Education/1',
    `/Applicant/Knowledge/${A}/Unbekannt`,
    `/Applicant/${A}/CustomField/schuhgroesse`,
    '/Job/1',
    '/PublishedJob/4311',
    '/Questionnaire/99',
    '/Questionnaire/ByJob/4713',
    '/User/99',
    '/Mandator/2',
  ])('%s does not exist: 404, no body, no content type', async (path) => {
    const { sandbox, send, call } = await start({ applicants: 1 });
    await call('DELETE', `/Api/Applicant/${A}/CustomField/schuhgroesse`);
    const answer = await sandbox.fetch(`${sandbox.baseUrl}/Api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Key: sandbox.apiKey, MandatorId: 1 }),
    });
    const headers = { 'X-ApiToken': Object(await answer.json()).Token };
    expect(await send('GET', `/Api${path}`, { headers })).toEqual({ status: 404, type: null, text: '' });
  });

  test('an unhandled exception shows details only if the server is set to', async () => {
    const keys = async (errorDetail: boolean) => {
      const { sandbox, call } = await start({ errorDetail });
      sandbox.fail({ kind: 'status', status: 500 });
      return Object.keys(Object((await call('GET', '/Api/Mandator')).body));
    };
    expect(await keys(false)).toEqual(['Message']);
    expect(await keys(true)).toEqual(['Message', 'ExceptionMessage', 'ExceptionType', 'StackTrace']);
  });

  test('no token, or a key without the access level, is 401 with the text of the authorization filter', async () => {
    const denied = { Message: 'Authorization has been denied for this request.' };
    const { call, send } = await start({ accessLevels: ['Jobs', 'Applicants'] });
    expect(JSON.parse((await send('GET', '/Api/Mandator')).text)).toEqual(denied);
    for (const path of ['/Users/', '/User/3', '/Applications/ByJob/4711']) {
      const { status, body } = await call('GET', `/Api${path}`);
      expect([path, status, body]).toEqual([path, 401, denied]);
    }
    for (const path of ['/Mandator', '/Job/4711', `/Applicant/${A}`, `/Applications/${A}`]) {
      expect((await call('GET', `/Api${path}`)).status).toBe(200);
    }
  });

  test.each([
    ['another content type', { 'content-type': 'text/plain' }],
    ['XML', { 'content-type': 'application/xml' }],
    ['none', {}],
  ])('a body with %s is 415', async (_, headers: Record<string, string>) => {
    const { send } = await start();
    const body = new TextEncoder().encode('{"Key":"sandbox-key","MandatorId":1}');
    expect((await send('POST', '/Api', { body, headers })).status).toBe(415);
    expect((await send('POST', '/Api', { body, headers: { 'content-type': 'text/json' } })).status).toBe(200);
  });

  test('routes that the sandbox does not have are a route miss, even if another route would match', async () => {
    const { call } = await start();
    for (const [method, path] of [
      ['GET', '/Mandator/ApiKeys/'],
      ['PUT', '/Mandator/ApiKey'],
      ['POST', '/Applicant/RequestPassword?email=a@example.at'],
      ['POST', '/Applicant/SetPassword'],
      ['GET', '/Applicant?usernameOrEmail=a&password=b'],
    ] as const) {
      const { status, text } = await call(method, `/Api${path}`);
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('No HTTP resource was found');
    }
  });
});

describe('paths and sizes', () => {
  test.each([
    ['case and a trailing slash', '/api/MANDATOR/', 200],
    ['a double slash', '/Api//Mandator', 404],
    ['a double slash at the end', '/Api/Mandator//', 404],
    ['an umlaut, a blank, a dot, a plus', '/Api/Applicants/ByEmail/j%C3%B6rg%20x.y%2Bz+@example.at', 200],
  ])('%s', async (_, path, status) => {
    const answer = await (await start()).call('GET', path);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(HTML);
  });

  const byEmail = (address: string) => `/Api/Applicants/ByEmail/${address}`;

  test.each([
    ['<', byEmail('%3Ca'), 400],
    ['>', byEmail('a%3E'), 400],
    ['*', byEmail('a*'), 400],
    ['%', byEmail('a%25'), 400],
    [':', byEmail('a:b'), 400],
    [': escaped', byEmail('a%3Ab'), 400],
    ['\\', byEmail('a%5Cb'), 400],
    ['?', byEmail('a%3Fb'), 400],
    ['double escaping', byEmail('a%2540b'), 404],
    ['261 characters', `/Api/${'a'.repeat(256)}`, 400],
    ['a query of 2,049 characters', `/Api/Mandator?uri=${'a'.repeat(2_045)}`, 400],
  ])('%s is refused in front of eRecruiter, as HTML', async (_, path, status) => {
    const answer = await (await start()).call('GET', path);
    expect([answer.status, HTML.test(answer.text)]).toEqual([status, true]);
  });

  test('260 and 2,048 characters are let through', async () => {
    const { call } = await start();
    expect((await call('GET', `/Api/${'a'.repeat(255)}`)).text).toContain('No HTTP resource was found');
    expect((await call('GET', `/Api/Mandator?uri=${'a'.repeat(2_044)}`)).status).toBe(200);
  });

  test.each([
    ['&', byEmail('a&b@example.at'), 400, HTML],
    ['+', byEmail('a+b@example.at'), 404, HTML],
    ['%2B', byEmail('a%2Bb@example.at'), 404, HTML],
    ['%2F', byEmail('a%2Fb@example.at'), 404, /No HTTP resource was found/],
  ])(
    '%s is let through by default, as the official client needs it, but not by IIS with its own defaults',
    async (_, path, status, text) => {
      expect((await (await start()).call('GET', path)).status).toBe(200);
      const answer = await (await start({ refusedInPaths: 'iis' })).call('GET', path);
      expect(answer.status).toBe(status);
      expect(answer.text).toMatch(text);
    },
  );

  test('a body above the limit is 404.13, as HTML; a file of 21 MiB is below it and stored', async () => {
    const { call, sandbox } = await start();
    const file = (bytes: number) => ({ FileExtension: 'pdf', Content: 'AAAA'.repeat(bytes / 3) });
    expect((await call('PUT', `/Api/Applicant/Cv/${A}`, file(21 * 1024 * 1024))).status).toBe(200);
    expect(sandbox.cvOf(A)?.Content).toHaveLength(28 * 1024 * 1024);
    const answer: Answered = await call('PUT', `/Api/Applicant/Cv/${A}`, file(22_500_000));
    expect([answer.status, HTML.test(answer.text)]).toEqual([404, true]);
    expect(answer.text).toContain('404.13');
    expect(sandbox.cvOf(A)?.Content).toHaveLength(28 * 1024 * 1024);
    const small = await start({ maxBodyBytes: 1_000 });
    expect((await small.call('PUT', `/Api/Applicant/Cv/${A}`, file(900))).status).toBe(404);
    expect((await small.call('PUT', `/Api/Applicant/Cv/${A}`, file(600))).status).toBe(200);
  }, 120_000);
});

describe('findings of the official client', () => {
  test.each([
    ['schuhgroesse', '43', 43],
    ['anmerkung', '-12.50', -12.5],
    ['stundenausmass', '38.5', 38.5],
    ['anmerkung', '12 Stück', null],
    ['anmerkung', '9007199254740993', 9007199254740993n],
  ])('NumberValue of %s %s is %s: every numeric value has one', async (CustomField, Value, number) => {
    const { call, create } = await start();
    const { text } = await call('POST', `/Api/Applicant/${await create()}/CustomField`, { CustomField, Value });
    expect(text).toContain(`"NumberValue":${String(number)}}`);
  });

  test('a custom field of applications is listed and found like any other', async () => {
    const { call, create } = await start();
    const id = await create();
    await call('POST', `/Api/Applicant/${id}/CustomField`, { CustomField: 'kennenlernen', Value: 'Messe' });
    const list = await call('GET', `/Api/Applicant/CustomFields/${id}`);
    expect(list.body).toMatchObject([{ CustomField: { Name: 'kennenlernen', Target: 3 }, StringValue: 'Messe' }]);
    const found = await call('GET', '/Api/Applicants/ByCustomField/kennenlernen?value=Messe');
    expect(Object(found.body).map(idOf)).toEqual([id]);
  });

  test('HasApplicationsVisibleToApplicant agrees with the applications', async () => {
    const sandbox = createSandbox({ applicants: 200 });
    const [application] = sandbox.applicationsOf(A);
    sandbox.moveApplication(A, application?.Id ?? 0, 'Vertraulich');
    const said = sandbox.applicantIds().map((id) => sandbox.applicant(id)?.HasApplicationsVisibleToApplicant);
    const visible = sandbox
      .applicantIds()
      .map((id) => sandbox.applicationsOf(id).some(({ IsVisibleToApplicant }) => IsVisibleToApplicant));
    expect(said).toEqual(visible);
    expect(new Set(said)).toEqual(new Set([true, false]));
  });

  test('no log-on token is valid', async () => {
    const { call } = await start();
    expect((await call('GET', `/Api/Applicant/${A}?token=wrong`)).status).toBe(404);
    expect((await call('GET', `/Api/Applicant/${A}`)).status).toBe(200);
  });
});

describe('storage and search of other servers', () => {
  test('text is normalised when it is stored', async () => {
    const { sandbox, call, create } = await start({
      normalise: {
        names: (name) =>
          name
            .trim()
            .replace(/[\\/:*?"<>|]/g, '_')
            .slice(0, 12),
        extensions: (extension) => extension.replace('.', '').toLowerCase(),
        emails: (email) => email.toLowerCase(),
        texts: (text, property) => (property === 'Type' ? null : text.replace(/\s+/g, ' ').trim()),
      },
    });
    const id = await create({ Email: 'Asa@Example.AT', Tags: [' Lohn  &  Gehalt '], Phone: ' +43  1 ' });
    expect(sandbox.applicant(id)).toMatchObject({ Email: 'asa@example.at', Tags: ['Lohn & Gehalt'], Phone: '+43 1' });
    const document = { Name: ' Zeugnis: Öhlinger 2019', FileExtension: '.PDF', Type: 'Zeugnis', Content: 'JVBERg==' };
    const made = await call('PUT', `/Api/Applicant/Document/${id}`, document);
    const kept = { Name: 'Zeugnis_ Öhl', FileExtension: 'pdf', Type: null, Content: 'JVBERg==' };
    expect(made.body).toMatchObject(kept);
    expect(sandbox.documentsOf(id)).toMatchObject([kept]);
  });

  test('the search by email can lag, be case-sensitive and read a plus as a blank', async () => {
    let now = Date.UTC(2026, 0, 1);
    const emailSearch = { lagMs: 2_000, exactCase: true, plusIsBlank: true };
    const { sandbox, call, create } = await start({ now: () => now, emailSearch });
    const id = await create({ Email: 'Asa+b@example.at' });
    const found = async (path: string) => Object((await call('GET', `/Api/Applicants/ByEmail/${path}`)).body).map(idOf);
    expect(await found('Asa%2Bb@example.at')).toEqual([]);
    now += 2_000;
    expect(await found('Asa%2Bb@example.at')).toEqual([id]);
    expect(await found('asa%2Bb@example.at')).toEqual([]);
    expect(await found('Asa+b@example.at')).toEqual([]);
    await call('POST', `/Api/Applicant/${id}`, { ...CREATED, Email: 'new@example.at' });
    expect(await found('new@example.at')).toEqual([]);
    now += 2_000;
    expect(await found('new@example.at')).toEqual([id]);
    sandbox.edit(id, { Email: 'other@example.at' });
    expect(await found('other@example.at')).toEqual([]);
  });
});
