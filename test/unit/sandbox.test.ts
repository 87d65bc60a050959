import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { CREATED, connect, idOf } from './sandbox-client.js';

const FIRST = 150_000;
const JOB = 4711;

describe('data', () => {
  test('are the same for the same seed and different for another', () => {
    const all = (sandbox: Sandbox) => sandbox.applicantIds().map((id) => sandbox.applicantJson(id));
    expect(all(createSandbox())).toEqual(all(createSandbox()));
    expect(all(createSandbox({ seed: 2 }))).not.toEqual(all(createSandbox()));
  });

  test('have umlauts, partial dates and missing fields', () => {
    const sandbox = createSandbox({ applicants: 300 });
    const applicants = sandbox.applicantIds().map((id) => Object(sandbox.applicant(id)));
    const some = (test: (applicant: Record<string, unknown>) => boolean) => applicants.filter(test).length;
    expect(some((item) => /[äöüß]/i.test(String(item['LastName'])))).toBeGreaterThan(20);
    for (const name of ['Email', 'City', 'Country', 'Phone', 'MobilePhone', 'Salary', 'BirthDate', 'Referrer']) {
      expect(
        some((item) => item[name] === null),
        name,
      ).toBeGreaterThan(3);
      expect(
        some((item) => item[name] !== null),
        name,
      ).toBeGreaterThan(3);
    }
    const begins = applicants.map((item) => JSON.stringify(item.EarliestPossibleBeginDate));
    expect(new Set(begins).size).toBe(5);
  });

  test('ask every question type and every custom field type, and one job asks nothing', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const types = new Set<unknown>();
    const fields = new Set<unknown>();
    let without = 0;
    for (const id of sandbox.jobIds()) {
      const { status, body } = await call('GET', `/Api/Questionnaire/ByJob/${id}`);
      expect(status === 200).toBe(sandbox.job(id)?.HasQuestionnaire);
      if (status !== 200) without += 1;
      for (const item of Object(body).Items ?? []) {
        types.add(item.Type);
        if (item.CustomField !== null) fields.add(item.CustomField.Type);
      }
    }
    expect([...types].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 23 }, (_, index) => index));
    expect(fields.size).toBe(7);
    expect(without).toBeGreaterThan(0);
  });

  test('agree with each other: rows by job and by source are the applicants’ applications', async () => {
    const sandbox = createSandbox({ applicants: 500, jobs: 11 });
    const call = await connect(sandbox);
    const all = sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));
    expect(new Set(all.map((item) => item.Id)).size).toBe(all.length);
    const open = all.filter((item) => item.WorkflowStatusGroup !== 5 && item.WorkflowStatusGroup !== 6);
    const rows: unknown[] = [];
    for (const id of sandbox.jobIds()) rows.push(...Object((await call('GET', `/Api/Applications/ByJob/${id}`)).body));
    const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);
    expect(sorted(rows.map(idOf))).toEqual(sorted(open.map((item) => item.Id)));
    expect(open.length).toBeLessThan(all.length);

    const named = all.filter((item) => item.Referrer === 'Mitarbeiter/Empfehlung & Co');
    const path = encodeURIComponent('Mitarbeiter/Empfehlung & Co');
    const found = await call('GET', `/Api/Applications/ByReferrer/${path}?startAt=&endAt=`);
    const ids = Object(found.body).map((row: { ApplicationId: number }) => row.ApplicationId);
    expect(ids).toEqual(named.map((item) => item.Id));
    const loud = encodeURIComponent('MITARBEITER/Empfehlung & Co');
    expect((await call('GET', `/Api/Applications/ByReferrer/${loud}?startAt=&endAt=`)).body).toEqual([]);
    expect(all.some((item) => item.Referrer === null)).toBe(true);
    expect(all.some((item) => item.Referrer === 'Altes Portal')).toBe(true);
  });

  test('include unlisted jobs, most of them closed, that can still be read one by one', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    const listed = new Set<number>();
    for (const channel of ['', 'Jobbörse XML-Feed', 'Multiposting Österreich', 'default-portal']) {
      const { body } = await call('GET', `/Api/PublishedJobs?channel=${encodeURIComponent(channel)}&culture=`);
      for (const job of Object(body).Jobs) listed.add(job.Id);
    }
    const unlisted = sandbox.jobIds().filter((id) => !listed.has(id));
    expect(listed.size).toBe(8);
    expect(unlisted).toEqual([4311, 4312]);
    const all = sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));
    expect(all.some((item) => item.JobId === 4311)).toBe(true);
    expect(Object((await call('GET', '/Api/Job/4311')).body).Status).toBe(2);
    expect(Object((await call('GET', '/Api/PublishedJobs?channel=unknown&culture=')).body).Jobs).toEqual([]);
  });

  test('can be empty', async () => {
    const sandbox = createSandbox({ applicants: 0, jobs: 0 });
    const call = await connect(sandbox);
    expect(Object((await call('GET', '/Api/PublishedJobs?channel=&culture=')).body).Jobs).toEqual([]);
    expect((await call('GET', '/Api/Applications/ByReferrer/Acme%20Jobs?startAt=&endAt=')).body).toEqual([]);
    expect(sandbox.applicantIds()).toEqual([]);
  });

  test('cost nothing until they are read', async () => {
    const started = performance.now();
    const sandbox = createSandbox({ applicants: 100_000, jobs: 100 });
    const call = await connect(sandbox);
    await call('GET', `/Api/Applications/ByJob/${JOB}`);
    expect(idOf((await call('GET', `/Api/Applicant/${FIRST + 99_999}`)).body)).toBe(FIRST + 99_999);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('access', () => {
  test.each([
    ['no token', {}],
    ['a wrong token', { 'X-ApiToken': 'x' }],
  ])('%s is refused', async (_, headers) => {
    const sandbox = createSandbox();
    const response = await sandbox.fetch(`${sandbox.baseUrl}/Api/Mandator`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ Message: 'Authorization has been denied for this request.' });
    expect(await (await sandbox.fetch(`${sandbox.baseUrl}/Api/Ping`, { headers })).json()).toMatch(/not authorized/);
  });

  test('a token expires, and a wrong key gets none', async () => {
    let now = Date.UTC(2025, 6, 1);
    const sandbox = createSandbox({ tokenLifetimeMs: 60_000, now: () => now });
    const call = await connect(sandbox);
    expect((await call('GET', '/Api/Mandator')).status).toBe(200);
    expect(Object((await call('GET', '/Api/Ping')).body)).toEqual(Object('Hello. You are authorized.'));
    now += 60_000;
    expect((await call('GET', '/Api/Mandator')).status).toBe(401);
    expect((await call('POST', '/Api', { Key: 'wrong', MandatorId: 1 })).status).toBe(401);
    const { body } = await call('POST', '/Api', { Key: sandbox.apiKey, MandatorId: 1 });
    expect(Date.parse(Object(body).Expires)).toBe(now + 60_000);
    expect(Object(body).Expires).toMatch(/\+02:00$/);
  });

  test.each([
    ['https://erecruiter.example.at', '/Api/Mandator'],
    ['https://erecruiter.example.at/', '/api/mandator/'],
    ['https://example.at/er', '/er/Api/MANDATOR'],
    ['https://example.at/er/Api', '/ER/api/Mandator'],
  ])('%s answers at %s', async (baseUrl, path) => {
    const sandbox = createSandbox({ baseUrl });
    expect((await sandbox.fetch(new URL(path, baseUrl))).status).toBe(401);
    const outside = await sandbox.fetch(new URL('/else/Api/Mandator', baseUrl));
    expect([outside.status, outside.headers.get('content-type')]).toEqual([404, 'text/html']);
    await expect(sandbox.fetch('https://else.example.com/Api')).rejects.toMatchObject({ cause: { code: 'ENOTFOUND' } });
  });

  test('an unknown route, or one without its required query, is a route miss', async () => {
    const call = await connect(createSandbox());
    for (const target of ['/Api/Nope', '/Api/Applications/ByReferrer/x', '/Api/Applications/ByReferrer/x?startAt=']) {
      const { status, body } = await call('GET', target);
      expect(status).toBe(404);
      expect(Object.keys(Object(body))).toEqual(['Message']);
    }
    expect((await call('GET', '/Api/Applicant/abc')).status).toBe(400);
  });
});

describe('search by email', () => {
  test('ignores case and returns an empty list if no applicant matches', async () => {
    const sandbox = createSandbox({ applicants: 200 });
    const call = await connect(sandbox);
    for (const id of sandbox.applicantIds()) {
      const email = sandbox.applicant(id)?.Email;
      if (typeof email !== 'string') continue;
      const loud = email.replace(/[a-z]/g, (letter) => letter.toUpperCase());
      const { body } = await call('GET', `/Api/Applicants/ByEmail/${encodeURIComponent(loud)}`);
      expect(Object(body).map(idOf)).toContain(id);
    }
    expect((await call('GET', '/Api/Applicants/ByEmail/nobody@example.at')).body).toEqual([]);
  });

  test('finds new applicants, and both of two with the same address', async () => {
    const call = await connect(createSandbox());
    const ids = [];
    for (let index = 0; index < 2; index += 1) ids.push(idOf((await call('PUT', '/Api/Applicant', CREATED)).body));
    expect(Object((await call('GET', '/Api/Applicants/ByEmail/ASA@example.at')).body).map(idOf)).toEqual(ids);
  });

  test.each([
    ['+', 'a+b@example.at', 404],
    ['%2B', 'a%2bb@example.at', 404],
    ['%40', 'a%40example.at', 400],
  ])('is refused by a web server that refuses %s', async (part, path, status) => {
    const sandbox = createSandbox({ refusedInPaths: [part] });
    const call = await connect(sandbox);
    const answer = await call('GET', `/Api/Applicants/ByEmail/${path}`);
    expect([answer.status, answer.body]).toEqual([status, undefined]);
    expect(answer.text).toMatch(/^<!DOCTYPE html>/);
    expect((await call('GET', '/Api/Applicants/ByEmail/a@example.at')).status).toBe(200);
  });
});

describe('another writer', () => {
  test('edits, closes, publishes and removes', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    sandbox.edit(FIRST, { Tags: ['Neu'] });
    expect((await call('GET', `/Api/Applicant/${FIRST}`)).body).toMatchObject({ Tags: ['Neu'] });
    sandbox.removeApplicant(FIRST);
    expect(sandbox.applicant(FIRST)).toBeUndefined();
    const [application] = sandbox.applicationsOf(FIRST + 1);
    sandbox.removeApplication(FIRST + 1, application?.Id ?? 0);
    expect(sandbox.applicationsOf(FIRST + 1)).toHaveLength(0);
    const listed = async () => Object((await call('GET', '/Api/PublishedJobs?channel=&culture=')).body).Jobs.map(idOf);
    sandbox.closeJob(JOB);
    expect(await listed()).not.toContain(JOB);
    sandbox.editJob(JOB, { Title: 'Neu' });
    sandbox.publishJob(JOB);
    expect(await listed()).toContain(JOB);
    expect(sandbox.job(JOB)).toMatchObject({ Title: 'Neu', Status: 2 });
    sandbox.unpublishJob(JOB);
    expect(await listed()).not.toContain(JOB);
    expect(() => sandbox.closeJob(1)).toThrow(RangeError);
  });
});
