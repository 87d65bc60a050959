import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { endpoints } from '../../src/api/endpoints.js';
import type { Issue } from '../../src/options.js';
import { CANARIES, caught, createTransport, expectDiscreet, fetchOf, tokenBody } from './transport-kit.js';

const endpoint = {
  method: 'GET',
  path: 'Applications/{applicantId}',
  query: [],
  replay: 'read',
  schema: z.looseObject({ Id: z.int(), Status: z.nullish(z.string()), Rating: z.nullish(z.number()) }),
  rows: true,
} as const;

/** What `rows` makes of an answer, and what it reported to `onIssue`. */
async function read(text: string): Promise<{ rows: unknown[]; issues: Issue[] }> {
  const issues: Issue[] = [];
  const fetch = fetchOf(({ method }) => new Response(method === 'POST' ? tokenBody() : text));
  const transport = createTransport('https://erecruiter.example.at', { fetch });
  const rows = await transport.rows(endpoint, { path: { applicantId: 7 } }, {}, (issue) => void issues.push(issue));
  return { rows, issues };
}

describe('a list', () => {
  test.each([
    ['rows', '[{"Id":1},{"Id":2}]', [{ Id: 1 }, { Id: 2 }]],
    ['no rows', '[]', []],
    ['null, which means the same', 'null', []],
    [
      'what the schema does not know',
      '[{"Id":1,"New":{"Deep":[1]},"Status":null}]',
      [{ Id: 1, New: { Deep: [1] }, Status: null }],
    ],
  ])('of %s is read', async (_, text, rows) => {
    expect(await read(text)).toEqual({ rows, issues: [] });
  });

  test.each([
    ['an object', '{"Id":1}', 'the answer is not a list'],
    ['a text', `"${CANARIES.name}"`, 'the answer is not a list'],
    ['a number', '7', 'the answer is not a list'],
    [
      'an error in the guise of a success',
      `{"Message":"${CANARIES.email}"}`,
      'the answer is an error in place of the record',
    ],
  ])('that is %s is a ResponseShapeError', async (_, text, reason) => {
    const error = await caught(read(text));
    expect(error).toMatchObject({
      name: 'ResponseShapeError',
      status: 200,
      message: `GET Api/Applications/{applicantId}: ${reason}`,
      id: '7',
    });
    expectDiscreet(error);
  });

  test.each([
    ['without its id', `{"Status":"${CANARIES.name}"}`, null, 'Id: expected number'],
    ['whose id is a text', `{"Id":"${CANARIES.name}"}`, null, 'Id: expected number'],
    ['that is null', 'null', null, 'value: expected object'],
    ['that is a text', `"${CANARIES.email}"`, null, 'value: expected object'],
    ['that is a list', '[1]', null, 'value: expected object'],
  ])('loses a row %s, tells path and expected kind but no value, and keeps the others', async (_, row, id, reason) => {
    const { rows, issues } = await read(`[{"Id":1},${row},{"Id":3}]`);
    expect(rows).toEqual([{ Id: 1 }, { Id: 3 }]);
    expect(issues).toEqual([
      { endpoint: 'GET Api/Applications/{applicantId}', id, path: '', reason: expect.any(String) },
    ]);
    for (const part of reason.split('; ')) expect(issues[0]?.reason).toContain(part);
    expect(JSON.stringify(issues)).not.toMatch(/canary/i);
  });

  test('keeps a row with members of a wrong type, and reports each without its value', async () => {
    const { rows, issues } = await read(
      `[{"Id":2,"Status":["${CANARIES.name}"],"Rating":"${CANARIES.name}","New":[]}]`,
    );
    expect(rows).toEqual([{ Id: 2, Status: null, Rating: null, New: [] }]);
    const endpoint = 'GET Api/Applications/{applicantId}';
    expect(issues).toEqual([
      { endpoint, id: '2', path: 'Status', reason: 'expected string' },
      { endpoint, id: '2', path: 'Rating', reason: 'expected number' },
    ]);
  });

  test('of rows without a number is reported under the requested number', async () => {
    const issues: Issue[] = [];
    const text = '[{"BoolValue":1,"CustomField":{"Name":"a"}}]';
    const fetch = fetchOf(({ method }) => new Response(method === 'POST' ? tokenBody() : text));
    const transport = createTransport('https://erecruiter.example.at', { fetch });
    const input = { path: { applicantId: 7 } };
    const rows = await transport.rows(endpoints.applicantCustomFields, input, {}, (issue) => void issues.push(issue));
    expect(rows).toEqual([{ BoolValue: null, CustomField: { Name: 'a' } }]);
    expect(issues).toMatchObject([{ id: '7', path: 'BoolValue' }]);
  });

  test('of languages, by which a write is decided, lacks a row with a member of the wrong type', async () => {
    const issues: Issue[] = [];
    const fetch = fetchOf(({ method }) => new Response(method === 'POST' ? tokenBody() : '[{"Id":1,"Language":{}}]'));
    const transport = createTransport('https://erecruiter.example.at', { fetch });
    const input = { path: { applicantId: 7 } };
    const rows = await transport.rows(endpoints.languages, input, {}, (issue) => void issues.push(issue));
    expect({ rows, issues }).toMatchObject({ rows: [], issues: [{ id: '1', path: '' }] });
  });

  test('of bad rows only is an empty one with an issue for each', async () => {
    const { rows, issues } = await read('[1,2,null]');
    expect({ rows, issues: issues.length }).toEqual({ rows: [], issues: 3 });
  });

  test('keeps its rows as they came: order, prototype and all', async () => {
    const { rows } = await read('[{"Z":1,"Id":1,"__proto__":{"polluted":true}}]');
    expect(JSON.stringify(rows)).toBe('[{"Z":1,"Id":1,"__proto__":{"polluted":true}}]');
    expect('polluted' in {}).toBe(false);
  });
});

describe('a record', () => {
  const setUp = (text: string) => {
    const issues: Issue[] = [];
    const fetch = fetchOf(({ method }) => new Response(method === 'POST' ? tokenBody() : text));
    const onIssue = (issue: Issue): void => void issues.push(issue);
    return { transport: createTransport('https://erecruiter.example.at', { fetch, onIssue }), issues };
  };

  test('keeps everything except the member of the wrong type, which is reported without its value', async () => {
    const { transport, issues } = setUp(`{"Id":7,"LastName":"Grün","City":["${CANARIES.name}"],"ZipCode":4020}`);
    const record = await transport.record(endpoints.applicant, { path: { applicantId: 7 } }, {});
    expect(record).toEqual({ Id: 7, LastName: 'Grün', City: null, ZipCode: '4020' });
    const endpoint = 'GET Api/Applicant/{applicantId}';
    expect(issues).toEqual([{ endpoint, id: '7', path: 'City', reason: 'expected string' }]);
  });

  test.each(['{"FileExtension":5}', '{"Content":{}}'])(
    'of a CV is rejected with a member of the wrong type: a slot taken for empty would be overwritten: %s',
    async (text) => {
      const { transport, issues } = setUp(text);
      const error = await caught(transport.record(endpoints.cv, { path: { applicantId: 7 } }, {}));
      expect(error).toMatchObject({ name: 'ResponseShapeError', id: '7' });
      expect(issues).toEqual([]);
    },
  );
});

describe('a record of another shape', () => {
  test('is an error with path and expected kind, and without the value', async () => {
    const fetch = fetchOf(
      ({ method }) =>
        new Response(method === 'POST' ? tokenBody() : `{"Id":"${CANARIES.name}","EMail":"${CANARIES.email}"}`),
    );
    const transport = createTransport('https://erecruiter.example.at', { fetch });
    const error = await caught(transport.record(endpoints.applicant, { path: { applicantId: 7 } }, {}));
    expect(error).toMatchObject({
      name: 'ResponseShapeError',
      message: expect.stringMatching(
        /^GET Api\/Applicant\/\{applicantId\}: the answer has another shape: .*Id: expected number/,
      ),
    });
    expectDiscreet(error);
  });
});
