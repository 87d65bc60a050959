import { describe, expect, test } from 'vitest';
import { type Endpoint, endpoints } from '../../src/api/endpoints.js';
import { caught, createTransport, fetchOf, tokenBody } from './transport-kit.js';

type Answer = readonly [status: number, text: string | null];

/** A transport whose server gives one answer to everything but the token, and how often it was asked. */
function serverOf([status, text]: Answer, headers: Record<string, string> = {}) {
  const asked: string[] = [];
  const fetch = fetchOf(async (input) => {
    if (input.method === 'POST' && new URL(input.url).pathname === '/Api') return new Response(tokenBody());
    asked.push(`${input.method} ${new URL(input.url).pathname}`);
    return new Response(text, { status, headers });
  });
  return { transport: createTransport('https://erecruiter.example.at', { fetch }), asked };
}

const path = { applicantId: 7 };
const reads = Object.entries<Endpoint>(endpoints).filter(([, { method }]) => method === 'GET');
const numbers = {
  applicantId: 7,
  documentId: 7,
  jobId: 7,
  questionnaireId: 7,
  externalId: 7,
  globalId: 7,
  policyId: 7,
};
const input = { path: { ...numbers, email: 'a', referrer: 'a', customField: 'a' } };

/** Reads an endpoint, whichever kind it is of. */
function read(endpoint: Endpoint, answer: Answer): Promise<unknown> {
  const { transport } = serverOf(answer);
  const { rows } = endpoint;
  return rows
    ? transport.rows({ ...endpoint, rows }, input, {}, () => undefined)
    : transport.record({ ...endpoint, rows }, input, {});
}

describe('nothing', () => {
  const words: Answer[] = [
    [204, null],
    [200, 'null'],
    [404, '{"Message":"There is none."}'],
    [404, ''],
    [410, '"gone"'],
  ];
  const mayBe = reads.filter(([, { nothing }]) => nothing === true);
  test.each(mayBe.flatMap(([name, endpoint]) => words.map((answer) => ({ name, endpoint, answer }))))(
    'of $name may be said as $answer',
    async ({ endpoint, answer }) => {
      expect(await read(endpoint, answer)).toEqual(endpoint.rows ? [] : null);
    },
  );

  test.each(mayBe.filter(([, { rows }]) => !rows))('of %s may be said by an empty record', async (_, endpoint) => {
    for (const text of [
      '{}',
      '[]',
      '{"Id":0,"Name":null,"Items":[],"FileExtension":"","Since":"0001-01-01T00:00:00"}',
    ]) {
      expect(await read(endpoint, [200, text])).toBeNull();
    }
  });

  const lists = reads.filter(([, { rows }]) => rows);
  test.each(lists)('in the list of %s may be expressed by 204, null and []', async (_, endpoint) => {
    for (const answer of [
      [204, null],
      [200, 'null'],
      [200, '[]'],
    ] as const) {
      expect(await read(endpoint, answer)).toEqual([]);
    }
  });

  test.each(mayBe)('of %s is never concluded from a failure', async (_, endpoint) => {
    const uri = 'https://erecruiter.example.at/Api/x';
    const failures: Answer[] = [
      [404, `{"Message":"No HTTP resource was found that matches the request URI '${uri}'."}`],
      [404, '<html>404 - File or directory not found.</html>'],
      [404, '{"message":"no Route matched with those values"}'],
      [200, ''],
      [200, '{"Message":"An error has occurred."}'],
      [403, ''],
      [500, ''],
    ];
    for (const answer of failures) expect(await caught(read(endpoint, answer))).toBeInstanceOf(Error);
  });

  const records = reads.filter(([, { rows, nothing }]) => !rows && nothing === undefined);
  test.each(records.filter(([name]) => name !== 'ping'))('is no answer for %s', async (_, endpoint) => {
    for (const answer of [...words, [200, '{}'], [200, '[]']] as const) {
      expect(await caught(read(endpoint, answer))).toBeInstanceOf(Error);
    }
  });
});

describe('an answer about something else', () => {
  test.each([
    ['a record of another number', endpoints.applicant, '{"Id":8,"LastName":"Other"}'],
    ['a job of another number', endpoints.job, '{"Id":8}'],
    ['a document of another number', endpoints.document, '{"Id":8,"Content":"AA=="}'],
    ['a questionnaire of another number', endpoints.questionnaire, '{"Id":8,"Items":[]}'],
    ['an error object', endpoints.applicant, '{"Message":"An error has occurred."}'],
    ['an error object with detail', endpoints.cv, '{"Message":"x","ExceptionMessage":"y","StackTrace":"z"}'],
    ['a wrapper', endpoints.publishedJobs, '{"data":{"Jobs":[]}}'],
    ['a wrapper around a slot', endpoints.cv, '{"result":{"FileExtension":".pdf","Content":"AA=="}}'],
    ['a slot with names of another product', endpoints.cv, '{"fileName":"cv","base64":"AA=="}'],
  ])('is a ResponseShapeError: %s', async (_, endpoint, text) => {
    const { transport } = serverOf([200, text]);
    const error = await caught(transport.record<string, (typeof endpoint)['schema']>(endpoint, input, {}));
    expect(error).toMatchObject({ name: 'ResponseShapeError', id: '7', status: 200 });
  });

  test.each([
    [
      'applications of another person',
      endpoints.applications,
      '[{"Id":1,"ApplicantId":7,"JobId":1},{"Id":2,"ApplicantId":8,"JobId":1}]',
    ],
    ['applications to another job', endpoints.applicationsByJob, '[{"Id":1,"ApplicantId":9,"JobId":8}]'],
    ['policies of another person', endpoints.applicantPolicies, '[{"ApplicantId":8,"PolicyId":1}]'],
  ])('is a ResponseShapeError: %s', async (_, endpoint, text) => {
    const { transport } = serverOf([200, text]);
    const rows = transport.rows<string, (typeof endpoint)['schema']>(endpoint, input, {}, () => undefined);
    expect(await caught(rows)).toMatchObject({ name: 'ResponseShapeError', id: '7' });
  });

  test('reports a row of unknown names to onIssue', async () => {
    const { transport } = serverOf([200, '[{"CustomField":{"Name":"a"},"Value":"x"},{"Message":"y"}]']);
    const issues: unknown[] = [];
    const rows = await transport.rows(
      endpoints.applicantCustomFields,
      { path },
      {},
      (issue) => void issues.push(issue),
    );
    expect([rows.length, issues.length]).toEqual([1, 1]);
  });
});

describe('a list', () => {
  test.each([
    [endpoints.users, '[{"Id":1},{"Id":2},{"Id":1}]'],
    [endpoints.documents, '[{"Id":1},{"Id":-1},{"Id":1}]'],
    [
      endpoints.applicationsByReferrer,
      '[{"ApplicationId":1,"ApplicantId":1,"JobId":1},{"ApplicationId":2,"ApplicantId":1,"JobId":1},{"ApplicationId":1,"ApplicantId":1,"JobId":1}]',
    ],
  ])('gives each number once: %#', async (endpoint, text) => {
    const { transport } = serverOf([200, text]);
    const rows = await transport.rows<string, (typeof endpoint)['schema']>(endpoint, input, {}, () => undefined);
    expect(rows).toHaveLength(2);
  });

  test('keeps rows without a number of their own', async () => {
    const { transport } = serverOf([
      200,
      '[{"Language":"Deutsch"},{"Language":"Englisch","Id":0},{"Language":"Polnisch","Id":0}]',
    ]);
    expect(await transport.rows(endpoints.languages, { path }, {}, () => undefined)).toHaveLength(3);
  });
});

describe('names in another case', () => {
  test.each([
    ['camelCase', '{"id":7,"firstName":"Eva","thirdPartyProfiles":[{"thirdParty":"XING"}],"newThing":1}'],
    ['upper case', '{"ID":7,"FIRSTNAME":"Eva","THIRDPARTYPROFILES":[{"THIRDPARTY":"XING"}],"NewThing":1}'],
    ['lower case', '{"id":7,"firstname":"Eva","thirdpartyprofiles":[{"thirdparty":"XING"}],"newThing":1}'],
  ])('are read all the same: %s', async (_, text) => {
    const { transport } = serverOf([200, text]);
    expect(await transport.record(endpoints.applicant, { path }, {})).toEqual({
      Id: 7,
      FirstName: 'Eva',
      ThirdPartyProfiles: [{ ThirdParty: 'XING' }],
      NewThing: 1,
    });
  });

  test('are read in rows, in catalogues and in what they hold', async () => {
    const rows = serverOf([200, '[{"id":1,"applicantId":7,"jobId":2}]']);
    expect(await rows.transport.rows(endpoints.applications, { path }, {}, () => undefined)).toEqual([
      { Id: 1, ApplicantId: 7, JobId: 2 },
    ]);
    const mandator = serverOf([200, '{"id":1,"regions":[{"name":"Wien","regions":[{"name":"1. Bezirk"}]}]}']);
    expect(await mandator.transport.record(endpoints.mandator, {}, {})).toEqual({
      Id: 1,
      Regions: [{ Name: 'Wien', Regions: [{ Name: '1. Bezirk' }] }],
    });
  });

  test('do no harm to keys that JavaScript treats specially', async () => {
    const { transport } = serverOf([200, '{"id":7,"__proto__":{"polluted":true},"constructor":1}']);
    const record = await transport.record(endpoints.applicant, { path }, {});
    expect(record.Id).toBe(7);
    expect('polluted' in {}).toBe(false);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });
});

describe('a page with 403', () => {
  const page = '<!DOCTYPE html><title>403.501 - Forbidden: Too many requests from the same client IP</title>';
  test('is throttling: a read is asked again and then fails as such', async () => {
    const { transport, asked } = serverOf([403, page]);
    const error = await caught(transport.record(endpoints.applicant, { path }, {}));
    expect(error).toMatchObject({ name: 'RateLimitError', status: 403, code: 'REMOTE.RATE_LIMIT_EXCEEDED', id: '7' });
    expect(asked).toHaveLength(3);
  });

  test('is asked again for a write too: nothing was done', async () => {
    const { transport, asked } = serverOf([403, page]);
    const error = await caught(transport.record(endpoints.addDocument, { path, json: '{}' }, {}));
    expect(error).toMatchObject({ name: 'RateLimitError', mayHaveBeenApplied: false });
    expect(asked).toHaveLength(3);
  });

  test.each(['', '{"Message":"Forbidden"}'])('is not what eRecruiter itself says: %j', async (text) => {
    const { transport, asked } = serverOf([403, text]);
    const error = await caught(transport.record(endpoints.applicant, { path }, {}));
    expect(error).toMatchObject({ name: 'PermissionError', status: 403 });
    expect(asked).toHaveLength(1);
  });
});

describe('a write', () => {
  const writes = [endpoints.replaceApplicant, endpoints.setCv, endpoints.addDocument, endpoints.addHistory] as const;
  test.each(writes)('whose answer is not needed is done with 204: $path', async (endpoint) => {
    const { transport } = serverOf([204, null]);
    await transport.record<string, typeof endpoint.schema>(endpoint, { path, json: '{}' }, {});
  });

  test('that is answered by an error object may or may not have been done', async () => {
    const { transport } = serverOf([200, '{"Message":"An error has occurred."}']);
    const error = await caught(transport.record(endpoints.setCv, { path, json: '{}' }, {}));
    expect(error).toMatchObject({ name: 'ResponseShapeError', mayHaveBeenApplied: true });
  });

  test('whose answer is needed has none with 204', async () => {
    const { transport } = serverOf([204, null]);
    const error = await caught(transport.record(endpoints.createApplicant, { json: '{}' }, {}));
    expect(error).toMatchObject({ name: 'ResponseShapeError', mayHaveBeenApplied: true });
  });
});
