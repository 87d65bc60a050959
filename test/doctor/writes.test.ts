import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/index.js';
import { reportAsHtml, reportAsText, type WritePlan } from '../../src/doctor/index.js';
import { WRITE_QUESTIONS } from '../../src/doctor/write-questions.js';
import { readDialectProfile, type Sandbox } from '../../src/sandbox/index.js';
import { DIALECT } from '../../src/sandbox/dialect/knobs.js';
import { createPractice, findingOf, findingsOf, problemsOf } from './kit.js';

const SMALL = { applicants: 3, jobs: 4 } as const;

/** Everything that a sandbox has of applicants. */
function inventoryOf(sandbox: Sandbox): unknown[] {
  return sandbox
    .applicantIds()
    .map((id) => [
      sandbox.applicantJson(id),
      sandbox.applicationsOf(id),
      sandbox.documentsOf(id),
      sandbox.cvOf(id),
      sandbox.historyOf(id),
      sandbox.customFieldsOf(id),
      sandbox.policiesOf(id),
    ]);
}

describe('the base sandbox', () => {
  test('gives no problem, with about 135 requests one at a time, and is as before', async () => {
    const { sandbox, write } = createPractice(SMALL);
    const [before, catalogues] = [inventoryOf(sandbox), JSON.stringify(sandbox.mandator())];
    let [running, most] = [0, 0];
    const diagnosis = await write(
      {},
      {
        fetch: (url, init) => {
          running += 1;
          most = Math.max(most, running);
          return sandbox.fetch(url, init).finally(() => (running -= 1));
        },
      },
    );
    expect(problemsOf(diagnosis)).toEqual([]);
    expect(diagnosis.complete).toBe(true);
    expect(diagnosis.requests).toBe(sandbox.requests);
    expect(diagnosis.requests).toBeLessThanOrEqual(140);
    expect(most).toBe(1);
    expect(inventoryOf(sandbox)).toEqual(before);
    expect(JSON.stringify(sandbox.mandator())).toBe(catalogues);
    expect(sandbox.emails).toEqual([]);
    const names = Object.keys(WRITE_QUESTIONS).filter((knob) => knob !== 'duplicateEmail');
    for (const knob of names) expect(diagnosis.profile.dialect).toHaveProperty(knob, Object(DIALECT)[knob][0]);
  });

  test('gets a chapter in which each finding is there once, each a sentence, added to what was read', async () => {
    const { visit, write } = createPractice(SMALL);
    const read = await visit({ sample: 2 });
    const diagnosis = await write({ diagnosis: read });
    const findings = findingsOf(diagnosis);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { text } of findings) expect(text).toMatch(/^\S[^\n]*\.$/);
    expect(diagnosis.chapters.map(({ id }) => id)).toEqual([...read.chapters.map(({ id }) => id), 'writes']);
    expect(diagnosis.profile.dialect).toMatchObject(read.profile.dialect);
    expect(Object.keys(diagnosis.profile)).toEqual(Object.keys(read.profile));
    expect(diagnosis.options).toEqual(read.options);
    expect(reportAsText(diagnosis)).toContain('\nWrites\n');
    expect(reportAsHtml(diagnosis)).toContain('<h2 id="writes">Writes</h2>');
    expect(readDialectProfile(JSON.parse(JSON.stringify(diagnosis.profile))).dialect).toMatchObject({ texts: 'kept' });
  });

  test('executes a step of the workflow only if it is named', async () => {
    const { sandbox, write } = createPractice(SMALL);
    await write();
    expect(sandbox.writes.filter(({ template }) => template === 'Application/{applicationId}')).toEqual([]);
    const diagnosis = await write({ activity: 'Absage' });
    expect(findingOf(diagnosis, 'writes.runApplicationActivity')?.verdict).not.toBe('unknown');
  });
});

describe('nothing is written', () => {
  test.each([
    ['without a yes', {}, 'writes.confirmed'],
    ['to a job that does not exist', { jobNumber: 99, confirm: () => true }, 'writes.job'],
    ['to a job that is closed', { jobNumber: 4311, confirm: () => true }, 'writes.job'],
  ])('%s', async (_, check, id) => {
    const { sandbox, write } = createPractice(SMALL);
    const diagnosis = await write({ confirm: () => false, ...check });
    expect(findingsOf(diagnosis)).toEqual([expect.objectContaining({ id })]);
    expect(sandbox.log.filter(({ method, template }) => method !== 'GET' && template !== 'Token')).toEqual([]);
    expect(diagnosis.complete).toBe(false);
  });

  test('after a yes that comes too late, and the plan names what it would create', async () => {
    const stop = new AbortController();
    const { sandbox, write } = createPractice(SMALL);
    let plan: WritePlan | undefined;
    await write(
      {
        confirm: (asked) => {
          plan = asked;
          stop.abort();
          return true;
        },
      },
      { signal: stop.signal },
    );
    expect(sandbox.writes).toEqual([]);
    expect(plan).toMatchObject({ jobNumber: 4711, candidateEmail: expect.stringMatching(/@example\.com$/) });
    expect(plan?.creates.join(' ')).toContain(plan?.candidateName);
  });

  test.each([0, 1.5, -4, Number.NaN])('for %d, which is no number of a job', async (jobNumber) => {
    const error = await createPractice(SMALL)
      .write({ jobNumber })
      .catch((thrown: unknown) => thrown);
    expect(ConfigurationError.isInstance(error)).toBe(true);
  });
});

/** Knobs of reading that writes show better. */
const SEEN_TOO = ['emailCase', 'emailMatch', 'plusInPath', 'extensions'] as const;
const WRITTEN = [...Object.keys(WRITE_QUESTIONS), ...SEEN_TOO].filter((knob) => knob !== 'duplicateEmail');

/** Knobs that hide others: on a server of their own. */
const HIDING = { emailMatch: 'part', nullProperties: 'kept' } as const;

/** Servers on which many knobs are turned: together they have each value of each knob. */
const TURNED = [
  ...[1, 2, 3].map((at) => {
    const knobs = WRITTEN.filter((knob) => !Object.hasOwn(HIDING, knob)).map((knob) => {
      const values: readonly string[] = Object(DIALECT)[knob];
      return [knob, values[Math.min(at, values.length - 1)]] as const;
    });
    return Object.fromEntries(knobs);
  }),
  HIDING,
];

describe('what is turned is named', () => {
  test.each(TURNED)('on server %#', async (dialect) => {
    const { sandbox, write } = createPractice({ ...SMALL, dialect });
    const before = inventoryOf(sandbox);
    const diagnosis = await write({}, { maxRequests: 300 });
    expect(diagnosis.profile.dialect).toMatchObject(dialect);
    for (const [knob, seen] of Object.entries(dialect)) {
      const id = Object.hasOwn(WRITE_QUESTIONS, knob) ? knob : `writes.${knob}`;
      expect(findingOf(diagnosis, id)).toMatchObject({ seen });
    }
    expect(inventoryOf(sandbox)).toEqual(before);
  });

  test.each([
    ['missing levels', { accessLevels: ['Jobs', 'Applicants'] as const }],
    ['other names and dates', { dialect: { propertyNames: 'camel', dates: 'ms', numbers: 'text' } as const }],
    ['throttling', { dialect: { throttling: '429', newToken: 'ends-older' } as const }],
    ['pages of the web server as errors', { dialect: { errorBodies: 'html' } as const }],
    ['maintenance and lost connections', { dialect: { connections: 'closed', maintenance: '503' } as const }],
  ])('and with %s, nothing remains', async (_, options) => {
    const { sandbox, write } = createPractice({ ...SMALL, ...options });
    const before = inventoryOf(sandbox);
    const diagnosis = await write();
    expect(findingOf(diagnosis, 'writes.erased')?.verdict).toBe('ok');
    expect(inventoryOf(sandbox)).toEqual(before);
  });
});

describe('faults in the middle still erase', () => {
  test.each([
    'PUT Application',
    'PUT Applicant/Document/{applicantId}',
    'POST Applicant/{applicantId}',
    'GET Applicant/Documents/{applicantId}',
    'PUT Applicant/History/{applicantId}',
  ])('%s that always fails', async (on) => {
    const { sandbox, write } = createPractice(SMALL);
    const before = inventoryOf(sandbox);
    sandbox.fail({ on, kind: 'status', status: 500, times: Infinity });
    const diagnosis = await write();
    expect(findingOf(diagnosis, 'writes.erased')?.verdict).toBe('ok');
    expect(inventoryOf(sandbox)).toEqual(before);
  });

  test('a create whose answer never arrives', async () => {
    const { sandbox, write } = createPractice(SMALL);
    const before = inventoryOf(sandbox);
    const fetch = async (url: string, init: RequestInit) => {
      const response = await sandbox.fetch(url, init);
      if (init.method === 'PUT' && /\/Applicant(?:\?|$)/.test(url)) throw new TypeError('fetch failed');
      return response;
    };
    const diagnosis = await write({}, { fetch });
    expect(findingOf(diagnosis, 'writes.erased')?.verdict).toBe('ok');
    expect(inventoryOf(sandbox)).toEqual(before);
  });

  test.each([12, 30, 60, 90, 110])('a stop at request %d', async (number) => {
    const stop = new AbortController();
    const { sandbox, write } = createPractice(SMALL);
    const before = inventoryOf(sandbox);
    const onProgress = ({ requests }: { readonly requests: number }): void => {
      if (requests === number) stop.abort();
    };
    const diagnosis = await write({}, { signal: stop.signal, onProgress });
    expect(diagnosis.complete).toBe(false);
    expect(findingOf(diagnosis, 'writes.remains')).toBeUndefined();
    expect(inventoryOf(sandbox)).toEqual(before);
  });

  test.each([11, 14, 50])('a limit of %d requests', async (maxRequests) => {
    const { sandbox, write } = createPractice(SMALL);
    const before = inventoryOf(sandbox);
    const diagnosis = await write({}, { maxRequests });
    expect(findingOf(diagnosis, 'writes.limit')?.advice).toContain('`maxRequests`');
    expect(inventoryOf(sandbox)).toEqual(before);
  });
});

describe('what remains is said loudly', () => {
  test.each([
    ['fails', { kind: 'status', status: 500 } as const],
    ['is refused', { kind: 'status', status: 403 } as const],
  ])('if erasing %s', async (_, fault) => {
    const { sandbox, write } = createPractice(SMALL);
    const before = sandbox.applicantIds();
    sandbox.fail({ on: 'DELETE Applicant/{applicantId}', times: Infinity, ...fault });
    const diagnosis = await write();
    const [id] = sandbox.applicantIds().filter((one) => !before.includes(one));
    expect(findingOf(diagnosis, 'writes.remains')).toMatchObject({
      verdict: 'problem',
      text: expect.stringContaining(`THE TEST CANDIDATE REMAINS: number ${id}`),
      advice: expect.stringContaining(`'remote:${id}'`),
    });
    expect(JSON.stringify(diagnosis.profile)).not.toContain(String(id));
  });

  test('if the number never arrived, and no search finds it', async () => {
    const { sandbox, write } = createPractice(SMALL);
    const fetch = async (url: string, init: RequestInit) => {
      if (url.includes('/ByEmail/')) return new Response('[]');
      const response = await sandbox.fetch(url, init);
      if (init.method === 'PUT' && /\/Applicant(?:\?|$)/.test(url)) throw new TypeError('fetch failed');
      return response;
    };
    const { text, advice } = findingOf(await write({}, { fetch }), 'writes.remains') ?? {};
    expect(text).toMatch(/A TEST CANDIDATE MAY REMAIN/);
    expect(advice).toMatch(/@example\.com/);
  });
});

describe('no other record is ever written to', () => {
  test('if the list of documents has those of somebody else', async () => {
    const { sandbox, write } = createPractice({ applicants: 8, jobs: 4 });
    const foreign = sandbox.applicantIds().flatMap((id) => sandbox.documentsOf(id));
    expect(foreign.length).toBeGreaterThan(0);
    const before = inventoryOf(sandbox);
    const fetch = async (url: string, init: RequestInit) => {
      const response = await sandbox.fetch(url, init);
      if (!/Applicant\/Documents\/\d+/.test(url) || response.status !== 200) return response;
      return new Response(JSON.stringify([...foreign, ...Object.values(await response.json())]));
    };
    await write({}, { fetch });
    expect(inventoryOf(sandbox)).toEqual(before);
  });

  test('if a server answers a create with somebody else', async () => {
    const { sandbox, write } = createPractice(SMALL);
    const [other = 0] = sandbox.applicantIds();
    const before = sandbox.applicantJson(other);
    const fetch = async (url: string, init: RequestInit) => {
      const isCreate = init.method === 'PUT' && /\/Applicant(?:\?|$)/.test(url);
      return isCreate ? new Response(JSON.stringify({ Id: other })) : sandbox.fetch(url, init);
    };
    const diagnosis = await write({}, { fetch });
    expect(problemsOf(diagnosis)).toContain('writes.created');
    expect(sandbox.applicantJson(other)).toBe(before);
    expect(sandbox.writes).toEqual([]);
  });
});
