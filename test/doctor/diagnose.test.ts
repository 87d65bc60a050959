import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/index.js';
import { reportAsText } from '../../src/doctor/index.js';
import { createPractice, findingOf, findingsOf, problemsOf } from './kit.js';

describe('the base sandbox', () => {
  test('gives no problem, in all chapters, with reads only and well below 200 requests', async () => {
    const { sandbox, visit } = createPractice();
    const diagnosis = await visit({ sample: 10 });
    expect(problemsOf(diagnosis)).toEqual([]);
    expect(diagnosis.complete).toBe(true);
    expect(diagnosis.chapters.map(({ id, findings }) => [id, findings.length > 0])).toEqual(
      ['reach', 'key', 'mandator', 'shape', 'questions', 'cost'].map((id) => [id, true]),
    );
    expect(sandbox.writes).toEqual([]);
    expect(sandbox.requests).toBe(diagnosis.requests);
    expect(diagnosis.requests).toBeLessThanOrEqual(160);
  });

  test('has each finding once, each a sentence', async () => {
    const findings = findingsOf(await createPractice().visit());
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { text } of findings) expect(text).toMatch(/^\S[^\n]*\.$/);
  });

  test('gets all options that it needs, ready to paste', async () => {
    const { options } = await createPractice().visit();
    expect(options).toEqual({
      channels: 'all',
      source: { name: expect.any(String) },
      portalUrl: expect.stringMatching(/^https:/),
      culture: 'de-AT',
      discover: 'all',
    });
  });

  test('is asked by at most two requests at once', async () => {
    const { sandbox, visit } = createPractice();
    let [running, most] = [0, 0];
    await visit({
      fetch: (url, init) => {
        running += 1;
        most = Math.max(most, running);
        return sandbox.fetch(url, init).finally(() => (running -= 1));
      },
    });
    expect(most).toBe(2);
  });
});

describe('what cannot be reached gives a short report that says what to do', () => {
  test.each([
    ['another key', { apiKey: 'another' }, /key was rejected \(HTTP 401\)/, /`apiKey` and `mandatorId`/],
    ['another mandator', { mandatorId: 99 }, /key was rejected/, /a key belongs to one mandator/],
    ['another path', { baseUrl: 'https://erecruiter.example.at/portal' }, /no API at this address/, /`baseUrl`/],
  ])('%s', async (_, options, text, advice) => {
    const diagnosis = await createPractice().visit(options);
    expect(diagnosis.complete).toBe(false);
    expect(findingsOf(diagnosis)).toEqual([
      expect.objectContaining({ id: 'reach.token', verdict: 'problem', text: expect.stringMatching(text) }),
    ]);
    expect(findingsOf(diagnosis)[0]?.advice).toMatch(advice);
    expect(diagnosis.requests).toBeLessThanOrEqual(4);
  });

  test.each([
    ['ENOTFOUND', /has no address/],
    ['ECONNREFUSED', /firewall/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /Check the host/],
    ['CERT_HAS_EXPIRED', /has expired/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /scheme and the port/],
  ])('%s', async (code, advice) => {
    const failure = new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) });
    const diagnosis = await createPractice().visit({ fetch: () => Promise.reject(failure) });
    expect(findingsOf(diagnosis)).toEqual([expect.objectContaining({ text: `No answer (${code}).` })]);
    expect(findingsOf(diagnosis)[0]?.advice).toMatch(advice);
  });

  test.each([
    ['another host', 'https://login.example.com/Api', /another host/],
    ['a login page', '/login', /another path/],
  ])('a redirect to %s, where the key is not sent', async (_, location, text) => {
    const asked: string[] = [];
    const diagnosis = await createPractice().visit({
      fetch: async (url) => {
        asked.push(url);
        return new Response(null, { status: 302, headers: { location } });
      },
    });
    expect(findingsOf(diagnosis)).toEqual([expect.objectContaining({ text: expect.stringMatching(text) })]);
    expect(asked).toEqual(['https://erecruiter.example.at/Api']);
  });

  test('something else that answers there', async () => {
    const diagnosis = await createPractice().visit({ fetch: async () => new Response('<h1>Welcome</h1>') });
    expect(findingsOf(diagnosis)).toEqual([
      expect.objectContaining({ text: expect.stringMatching(/issues no token/) }),
    ]);
  });

  test('wrong options are thrown, all of them', async () => {
    const error = await createPractice()
      .visit({ baseUrl: 'nowhere', maxRequests: 0 })
      .catch((thrown: unknown) => thrown);
    expect(ConfigurationError.isInstance(error)).toBe(true);
  });
});

describe('a failure is a finding, never the end', () => {
  test.each(['GET Mandator', 'GET PublishedJobs', 'GET Users', 'GET Policies', 'GET Applicants/ByEmail/{email}'])(
    '%s that always fails',
    async (on) => {
      const { sandbox, visit } = createPractice();
      sandbox.fail({ on, kind: 'status', status: 500, times: Infinity });
      const diagnosis = await visit();
      expect(diagnosis.complete).toBe(true);
      expect(findingsOf(diagnosis).length).toBeGreaterThan(60);
    },
  );

  test('all routes that fail after the token', async () => {
    const { sandbox, visit } = createPractice();
    const fetch = async (url: string, init: RequestInit) =>
      init.method === 'POST' ? sandbox.fetch(url, init) : new Response('gone', { status: 502 });
    const diagnosis = await visit({ fetch });
    expect(diagnosis.complete).toBe(true);
    expect(problemsOf(diagnosis)).toContain('mandator.id');
  });
});

describe('the key', () => {
  test.each([
    ['Jobs', ['Applicants', 'Users', 'ApplicationSearch'], 'listJobs'],
    ['Applicants', ['Jobs', 'Users', 'ApplicationSearch'], 'addTagToCandidate'],
    ['Users', ['Jobs', 'Applicants', 'ApplicationSearch'], 'listUsers'],
    ['ApplicationSearch', ['Jobs', 'Applicants', 'Users'], 'sync'],
  ] as const)('without %s names the level and the methods that need it', async (level, accessLevels, method) => {
    const diagnosis = await createPractice({ accessLevels }).visit();
    expect(findingOf(diagnosis, `key.${level}`)).toMatchObject({
      verdict: 'problem',
      text: expect.stringContaining(method),
      advice: expect.stringContaining(level),
    });
    expect(findingOf(diagnosis, 'key.methods')?.text).toContain(method);
    expect(diagnosis.profile.access).toMatchObject({ [level]: false });
    expect(diagnosis.profile.dialect).toMatchObject({ missingLevel: '401' });
    const others = accessLevels.map((other) => findingOf(diagnosis, `key.${other}`)?.verdict);
    expect(others).not.toContain('problem');
  });

  test('without the search for applications is advised to discover open ones', async () => {
    const { options } = await createPractice({ accessLevels: ['Jobs', 'Applicants', 'Users'] }).visit();
    expect(options.discover).toBe('open');
  });

  test('without any level still gets a report', async () => {
    const diagnosis = await createPractice({ accessLevels: [] }).visit();
    expect(diagnosis.complete).toBe(true);
    expect(Object.values(diagnosis.profile.access)).toEqual([false, false, false, false]);
  });
});

describe('how much is asked', () => {
  test.each([1, 2, 12, 60])('never more than %d requests', async (maxRequests) => {
    const { sandbox, visit } = createPractice();
    const diagnosis = await visit({ maxRequests });
    expect(sandbox.requests).toBeLessThanOrEqual(maxRequests);
    expect(diagnosis.complete).toBe(false);
    if (maxRequests > 2) expect(findingOf(diagnosis, 'cost.limit')?.advice).toContain('`maxRequests`');
  });

  test('progress counts the requests, and what it throws is ignored', async () => {
    const counts: number[] = [];
    await createPractice().visit({
      onProgress: ({ requests }) => {
        counts.push(requests);
        throw new Error('a fault of the caller');
      },
    });
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.length).toBeGreaterThan(50);
  });

  test('a caller who stops it gets what was found until then', async () => {
    const stop = new AbortController();
    const { visit } = createPractice();
    const diagnosis = await visit({
      signal: stop.signal,
      onProgress: ({ requests }) => {
        if (requests === 40) stop.abort();
      },
    });
    expect(diagnosis.complete).toBe(false);
    expect(diagnosis.requests).toBeLessThanOrEqual(42);
    expect(findingOf(diagnosis, 'reach.token')?.verdict).toBe('ok');
    expect(reportAsText(diagnosis)).toMatch(/Not complete\.\n$/);
    // What the answers until then have shown is not lost.
    for (const id of ['contentType', 'connections', 'charset']) expect(findingOf(diagnosis, id)?.verdict).toBe('ok');
  });
});
