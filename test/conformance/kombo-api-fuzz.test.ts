import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KomboAtsError$inboundSchema } from '@kombo-api/sdk/models/errors/komboatserror.js';
import { KomboGeneralError$inboundSchema } from '@kombo-api/sdk/models/errors/kombogeneralerror.js';
import { ACME, FIRST, setUpKombo } from './kombo-api-kit.js';

// Every request gets a complete JSON envelope; nothing rejects, nothing hangs.

const word = fc.constantFrom(
  ...['v1', 'ats', 'jobs', 'candidates', 'applications', 'application-stages', 'tags', 'users', 'attachments'],
  ...['result-links', 'integrations', 'integration-fields', 'custom-fields', 'tools', 'passthrough', 'erecruiter'],
  ...['api', 'check-api-key', 'force-sync', 'import-tracked-application', 'hris', 'connect', 'remote%3A4713'],
  ...[ACME, `remote:${FIRST}`, '..', '.', '', '%2F', '%', '%E0%A4%A', '*', '{candidate_id}', 'constructor'],
);
const segment = fc.oneof({ weight: 4, arbitrary: word }, fc.string({ unit: 'binary', maxLength: 12 }));
const path = fc.array(segment, { maxLength: 8 }).map((segments) => `/${segments.join('/')}`);

const parameter = fc.oneof(
  fc.constantFrom('cursor', 'page_size', 'ids', 'updated_after', 'include_deleted', 'email', 'outcome', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const query = fc
  .array(fc.tuple(parameter, fc.oneof(fc.constantFrom('1', 'true', 'a,b', '2026-01-01'), fc.string())), {
    maxLength: 4,
  })
  .map((pairs) => new URLSearchParams(pairs).toString());

const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('remote:4713', 'CV', 'GET', '/Ping', 'PUT', '../x', 'https://example.at/', 'AT', 'MONTH', 1e300),
);
const key = fc.constantFrom(
  ...['candidate', 'application', 'tag', 'name', 'attachment', 'type', 'data', 'data_url', 'label', 'url', 'details'],
  ...['method', 'path', 'headers', 'params', 'first_name', 'last_name', 'email_address', 'job_id', 'tracked_at'],
  ...['erecruiter', '__proto__', 'toString', 'multipart_form_data', 'screening_question_answers', 'remote_fields'],
);
const object = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    value,
    fc.dictionary(key, tie('node'), { maxKeys: 5 }),
    fc.array(tie('node'), { maxLength: 3 }),
  ),
})).node;
const body = fc.oneof(
  { weight: 5, arbitrary: object.map((node) => JSON.stringify(node)) },
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '['.repeat(50_000),
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    '{"a":1e999}',
    '\u0000',
    '"\\ud800"',
  ),
);
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'BREW');
const integration = fc.oneof({ weight: 6, arbitrary: fc.constant(ACME) }, fc.constantFrom('', 'x', '__proto__'));

/** Paths whose callers know platform codes only. */
const isGeneral = (pathname: string): boolean => !/\/(?:ats|hris|assessment)(?:\/|$)/.test(pathname);

async function expectEnvelope(answer: Response, general = false): Promise<void> {
  expect(answer).toBeInstanceOf(Response);
  expect(answer.headers.get('content-type')).toBe('application/json');
  const envelope: unknown = JSON.parse(await answer.text());
  if (answer.status === 200) {
    expect(envelope).toMatchObject({ status: 'success' });
    return;
  }
  const meta = { request$: new Request('https://example.at/'), response$: answer, body$: '' };
  const schema = general ? KomboGeneralError$inboundSchema : KomboAtsError$inboundSchema;
  expect(schema.safeParse({ ...Object(envelope), ...meta }).success).toBe(true);
}

test('random requests', { timeout: 120_000 }, async () => {
  const { fetcher } = setUpKombo({ sandbox: { applicants: 2, jobs: 2 } });
  await fc.assert(
    fc.asyncProperty(path, query, method, body, integration, async (pathname, search, verb, text, id) => {
      const hasBody = verb !== 'GET' && verb !== 'HEAD';
      const init = { method: verb, headers: { 'x-integration-id': id }, ...(hasBody ? { body: text } : {}) };
      await expectEnvelope(await fetcher(`https://api.kombo.dev${pathname}?${search}`, init), isGeneral(pathname));
    }),
    { numRuns: 1_500 },
  );
});

test('random bodies on every write', { timeout: 120_000 }, async () => {
  const { fetcher } = setUpKombo({ sandbox: { applicants: 2, jobs: 2 } });
  const route = fc.constantFrom(
    ['POST', '/ats/candidates'],
    ['POST', '/ats/jobs/remote%3A4711/applications'],
    ['POST', `/ats/candidates/remote%3A${FIRST}/tags`],
    ['DELETE', `/ats/candidates/remote%3A${FIRST}/tags`],
    ['POST', `/ats/candidates/remote%3A${FIRST}/attachments`],
    ['POST', `/ats/candidates/remote%3A${FIRST}/result-links`],
    ['POST', '/ats/import-tracked-application'],
    ['POST', '/passthrough/erecruiter/api'],
    ['POST', '/force-sync'],
  );
  await fc.assert(
    fc.asyncProperty(route, body, async ([verb = '', pathname = ''], text) => {
      const init = { method: verb, headers: { 'x-integration-id': ACME }, body: text };
      await expectEnvelope(await fetcher(`https://api.kombo.dev/v1${pathname}`, init), isGeneral(pathname));
    }),
    { numRuns: 1_500 },
  );
});

test.each([
  ['no URL', ''],
  ['half a URL', '/v1/ats/jobs'],
  ['another scheme', 'data:,x'],
  ['very many segments', `https://api.kombo.dev${'/a'.repeat(200_000)}`],
  ['a long segment', `https://api.kombo.dev/v1/ats/candidates/${'x'.repeat(500_000)}/tags`],
])('%s', async (_, input) => {
  const { fetcher } = setUpKombo();
  const answer = await fetcher(input);
  expect(answer.ok).toBe(false);
  await expectEnvelope(answer);
});

test('data that is nested too deeply to be written is an error like any other', async () => {
  const { fetcher } = setUpKombo();
  const data = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const answer = await fetcher('https://api.kombo.dev/v1/passthrough/erecruiter/api', {
    method: 'POST',
    headers: { 'x-integration-id': ACME },
    body: `{"method":"POST","path":"/Ping","data":${data}}`,
  });
  expect(answer.ok).toBe(false);
  await expectEnvelope(answer, true);
});

test('a request that cannot be created, was already read, or whose body breaks off', async () => {
  const { fetcher } = setUpKombo();
  const url = 'https://api.kombo.dev/v1/ats/candidates';
  const headers = { 'x-integration-id': ACME };
  const used = new Request(url, { method: 'POST', headers, body: '{}' });
  await used.text();
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('gone')) });
  const breaking = { method: 'POST', headers, body: broken, duplex: 'half' };
  const answers = await Promise.all([
    fetcher(url, { method: 'GET', body: 'x' }),
    fetcher(url, { method: 'no method' }),
    fetcher(url, { headers: { 'no header': 'x' } }),
    fetcher(used),
    fetcher(used, {}),
    fetcher(new Request(url, breaking)),
  ]);
  for (const answer of answers) {
    expect(answer.status).toBe(400);
    await expectEnvelope(answer);
  }
});
