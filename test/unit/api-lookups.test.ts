import { describe, expect, test } from 'vitest';
import { applicantsByEmail } from '../../src/api/lookups.js';
import type { Issue } from '../../src/options.js';
import { caught, createTransport, expectDiscreet, fetchOf, tokenBody } from '../faults/transport-kit.js';

const EMAIL = 'jörg+1@example.at';
/** How the official client writes the address, and how everybody else does. */
const LITERAL = '/Api/Applicants/ByEmail/j%C3%B6rg+1@example.at';
const ESCAPED = '/Api/Applicants/ByEmail/j%C3%B6rg%2B1%40example.at';
/** Escaped twice, for servers that decode twice. */
const ESCAPED_TWICE = '/Api/Applicants/ByEmail/j%C3%B6rg%252B1@example.at';

const FOUND = '[{"Id":7}]';
const ROUTE_MISS = JSON.stringify({ Message: 'No HTTP resource was found', MessageDetail: 'No type was found' });
const IIS_404 = '<html><title>404.11 - The request filtering module denies double escaping.</title></html>';

type Answered = readonly [status: number, text: string | null];

/** Looks for the address, or another one; the answers come one after the other. */
async function look(first: string | Answered, ...more: readonly Answered[]) {
  const [email, answers] = typeof first === 'string' ? [first, more] : [EMAIL, [first, ...more]];
  const targets: string[] = [];
  const issues: Issue[] = [];
  const left = [...answers];
  const fetch = fetchOf(async (input) => {
    if (input.method === 'POST') return new Response(tokenBody());
    targets.push(new URL(input.url).pathname);
    const [status, text] = left.shift() ?? expect.fail('one request too many');
    return new Response(text, { status });
  });
  const transport = createTransport('https://erecruiter.example.at', { fetch });
  const found = applicantsByEmail(transport, email, {}, (issue) => void issues.push(issue));
  const ids = found.then((applicants) => applicants.map(({ Id }) => Id));
  return { ids, targets, issues };
}

describe('a search by email', () => {
  test('writes the address as the official client does, and asks once when that is understood', async () => {
    const { ids, targets } = await look([200, FOUND]);
    expect(await ids).toEqual([7]);
    expect(targets).toEqual([LITERAL]);
  });

  test.each([
    ['an empty list', 200, '[]'],
    ['null', 200, 'null'],
    ['no content', 204, null],
  ] as const)('finds no applicant by %s, after asking with an escaped + too', async (_, status, text) => {
    const nobody = [status, text] as const;
    const { ids, targets } = await look(nobody, nobody, nobody);
    expect(await ids).toEqual([]);
    expect(targets).toEqual([LITERAL, ESCAPED, ESCAPED_TWICE]);
  });

  test('finds whom a server that reads + as a blank has by the escape', async () => {
    const { ids, targets } = await look([200, '[]'], [200, FOUND]);
    expect(await ids).toEqual([7]);
    expect(targets).toEqual([LITERAL, ESCAPED]);
  });

  test('finds whom a server that decodes twice has by an escape that is escaped', async () => {
    const { ids, targets } = await look([200, '[]'], [200, '[]'], [200, FOUND]);
    expect(await ids).toEqual([7]);
    expect(targets).toEqual([LITERAL, ESCAPED, ESCAPED_TWICE]);
  });

  test.each([
    ['a 400', 400, ''],
    ['a 404 of IIS', 404, IIS_404],
    ['a 404 of the routing', 404, ROUTE_MISS],
  ] as const)(
    'finds no applicant where an escape that is escaped is %s: the others were answered',
    async (_, status, text) => {
      const { ids } = await look([200, '[]'], [200, '[]'], [status, text]);
      expect(await ids).toEqual([]);
    },
  );

  test('finds no applicant where a web server refuses the escape: then it has read the bare sign as it is', async () => {
    const { ids, targets } = await look([200, '[]'], [404, IIS_404]);
    expect(await ids).toEqual([]);
    expect(targets).toEqual([LITERAL, ESCAPED]);
  });

  test('is an error when the escape fails otherwise', async () => {
    const { ids } = await look([200, '[]'], [404, ROUTE_MISS]);
    expect(await caught(ids)).toMatchObject({ status: 404 });
  });

  const refusals = [
    ['a 400', 400, 'A potentially dangerous Request.Path value was detected'],
    ['a 400 with JSON', 400, '{"Message":"Bad"}'],
    ['a 404 of IIS', 404, IIS_404],
    ['a 404 of the routing', 404, ROUTE_MISS],
    ['a 404 without a word', 404, ''],
    ['a 404 with a bare JSON text', 404, '"not found"'],
    ['a 404 with JSON that breaks off', 404, '{"Message":'],
    ['a 404 that says so in JSON', 404, '{"Message":"No applicant was found."}'],
    ['a 404 with an empty JSON object', 404, '{}'],
    ['a 410', 410, ''],
  ] as const;

  test.each(refusals)(
    'takes %s as a refusal of the path, and asks again with everything escaped',
    async (_, status, text) => {
      const { ids, targets } = await look([status, text], [200, FOUND]);
      expect(await ids).toEqual([7]);
      expect(targets).toEqual([LITERAL, ESCAPED]);
    },
  );

  test('finds no applicant when the second spelling is understood and there is none', async () => {
    const { ids, targets } = await look([404, IIS_404], [200, '[]']);
    expect(await ids).toEqual([]);
    expect(targets).toEqual([LITERAL, ESCAPED]);
  });

  test.each(refusals)('is an error when %s refuses both, never an empty list', async (_, status, text) => {
    const { ids, targets } = await look([status, text], [status, text]);
    const error = await caught(ids);
    expect(error).toMatchObject({ status, endpoint: 'GET Api/Applicants/ByEmail/{email}' });
    expectDiscreet(error);
    expect(targets).toEqual([LITERAL, ESCAPED]);
  });

  test.each([
    ['Eva@Example.AT', ['Eva@Example.AT', 'eva@example.at']],
    ['eva@grün.at', ['eva@gr%C3%BCn.at', 'eva@xn--grn-ioa.at']],
    ['eva@example.at', ['eva@example.at']],
  ])('of %s asks every spelling before it answers that there is none', async (email, spellings) => {
    const { ids, targets } = await look(email, ...spellings.map(() => [200, '[]'] as const));
    expect(await ids).toEqual([]);
    expect(targets).toEqual(spellings.map((spelling) => `/Api/Applicants/ByEmail/${spelling}`));
  });

  test.each([401, 403, 409, 500, 503])('is an error for HTTP %d, and the second way is not tried', async (status) => {
    const { ids, targets } = await look([status, ''], [status, ''], [status, ''], [status, '']);
    expect(await caught(ids)).toMatchObject({ status });
    expect(new Set(targets)).toEqual(new Set([LITERAL]));
  });

  test('leaves out a row that is not an applicant and tells of it', async () => {
    const { ids, issues } = await look([200, `[{"Id":7},{"Id":"${EMAIL}"}]`]);
    expect(await ids).toEqual([7]);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applicants/ByEmail/{email}' }]);
    expect(JSON.stringify(issues)).not.toContain('example.at');
  });

  test.each(['.', '..', '', 'a\ud800@example.at'])('sends nothing for %j, which no path can hold', async (email) => {
    const fetch = () => expect.fail('nothing may be sent');
    const transport = createTransport('https://erecruiter.example.at', { fetch });
    const error = await caught(applicantsByEmail(transport, email, {}, () => undefined));
    expect(error).toMatchObject({ name: 'InputError' });
  });
});
