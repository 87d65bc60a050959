import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Diagnosis, diagnose, diagnoseWrites, reportAsHtml, reportAsText } from '../../src/doctor/index.js';
import { questionFinding } from '../../src/doctor/questions.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { root } from '../helpers/source.js';
import { CANARIES, leaksIn, viewsOf } from '../security/canaries.js';
import { createPractice } from './kit.js';

const MADE_UP: Diagnosis = {
  complete: true,
  requests: 1,
  durationMs: 400,
  chapters: [
    {
      id: 'reach',
      title: 'Reach',
      findings: [
        { id: 'a', verdict: 'ok', text: 'One is fine.', advice: null, assumed: null, seen: null },
        {
          id: 'b',
          verdict: 'problem',
          text: 'Two & <b>three</b>.',
          advice: 'Set `four: 4`.',
          assumed: null,
          seen: null,
        },
        { id: 'c', verdict: 'unknown', text: 'Five.', advice: null, assumed: 'x', seen: null },
      ],
    },
    { id: 'key', title: 'Key', findings: [] },
  ],
  options: { channels: ['', "L'Oréal\\x"], source: { name: 'Acme' }, discover: 'all', concurrency: 2 },
  profile: { version: 1, dialect: {}, access: {}, shapes: {}, figures: {} },
};

describe('the report as text', () => {
  test('has a mark for each finding, what to do below it, options as code, and a sum', () => {
    expect(reportAsText(MADE_UP)).toBe(
      [
        '',
        'Reach',
        '  ✓ One is fine.',
        '  ✗ Two & <b>three</b>.',
        '      Set `four: 4`.',
        '  ? Five.',
        '',
        'What to look at',
        '  ✗ Two & <b>three</b>.',
        '      Set `four: 4`.',
        '',
        'Options to paste',
        "  channels: ['', 'L\\'Oréal\\\\x'],",
        "  discover: 'all',",
        '  concurrency: 2,',
        "  source: { name: 'Acme' }, // one of the catalogue: choose yours",
        '',
        '1 ✓ · 1 ✗ · 1 ? · 1 request in 1 second.',
        '',
      ].join('\n'),
    );
  });

  test('has colours only if asked for, and keeps to the width', async () => {
    expect(reportAsText(MADE_UP, { colour: true })).toContain('\x1b[32m✓\x1b[0m');
    const diagnosis = await createPractice().visit({ sample: 2 });
    const lines = reportAsText(diagnosis, { width: 60 }).split('\n');
    const code = lines.indexOf('Options to paste');
    expect(lines.slice(0, code).filter((line) => line.length > 60)).toEqual([]);
  });
});

describe('the report as a page', () => {
  test('loads nothing, and shows text as text', () => {
    const page = reportAsHtml(MADE_UP);
    expect(page).toContain('Two &amp; &lt;b&gt;three&lt;/b&gt;.');
    expect(page).toContain('Set <code>four: 4</code>.');
    expect(page).not.toMatch(/<(?:script|link|img|iframe)|\bsrc=|url\(|@import|https?:/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect([...page.matchAll(/<h2 id="(\w+)">/g)].map(([, id]) => id)).toEqual(['problems', 'reach', 'options']);
    const fine = reportAsHtml({ ...MADE_UP, chapters: [] });
    expect([...fine.matchAll(/<h2 id="(\w+)">/g)].map(([, id]) => id)).toEqual(['options']);
  });
});

describe('nothing that is printed or written holds personal data or a secret', () => {
  /** A sandbox in which every applicant and the key are canaries. */
  function aviary() {
    const sandbox = createSandbox({
      applicants: 6,
      jobs: 4,
      apiKey: CANARIES.key,
      baseUrl: 'https://canary-host.example.at',
    });
    for (const id of sandbox.applicantIds()) {
      sandbox.edit(id, {
        FirstName: CANARIES.first,
        LastName: CANARIES.last,
        Email: `${id}.${CANARIES.email}`,
        Phone: CANARIES.phone,
        Street: CANARIES.text,
        SelfDescription: CANARIES.text,
        Country: CANARIES.text,
        Tags: [CANARIES.text],
      });
    }
    const { baseUrl, apiKey, mandatorId } = sandbox;
    const clock = { now: () => Date.parse('2026-03-01T12:00:00Z'), sleep: async () => undefined };
    const headers = { 'X-Gateway': CANARIES.header };
    return { sandbox, options: { baseUrl, apiKey, mandatorId, clock, headers, sample: 6 } };
  }

  function printed(diagnosis: Diagnosis): string {
    return [viewsOf(diagnosis), reportAsText(diagnosis), reportAsHtml(diagnosis)].join('\n');
  }

  test('when all is well', async () => {
    const { sandbox, options } = aviary();
    const progress: string[] = [];
    const onProgress = (event: object): void => void progress.push(viewsOf(event));
    const diagnosis = await diagnose({ ...options, fetch: sandbox.fetch, onProgress });
    expect(diagnosis.complete).toBe(true);
    expect(leaksIn([printed(diagnosis), ...progress].join('\n'))).toEqual([]);
  });

  test.each([
    [
      'records of canaries in place of values and names',
      JSON.stringify([{ Id: { [CANARIES.text]: 1 }, [CANARIES.email]: 2, Name: [CANARIES.text] }]),
    ],
    ['an error that echoes', JSON.stringify({ Message: CANARIES.text, ExceptionMessage: CANARIES.email })],
    ['a page', `<h1>${CANARIES.email}</h1>`],
    ['a text', JSON.stringify(CANARIES.text)],
  ])('when answers are %s', async (_, body) => {
    const { sandbox, options } = aviary();
    for (const status of [200, 400, 404, 500]) {
      let sent = 0;
      const fetch = async (url: string, init: RequestInit) => {
        sent += 1;
        const headers = { 'content-type': `text/${CANARIES.file}`, location: `/${CANARIES.query}` };
        return init.method === 'POST' || sent % 3 === 0
          ? sandbox.fetch(url, init)
          : new Response(body, { status, headers });
      };
      expect(leaksIn(printed(await diagnose({ ...options, fetch, sample: 2 })))).toEqual([]);
    }
  });

  test('when the write check runs, whatever the server answers after it has confirmed', async () => {
    const echoes = [
      JSON.stringify({ Message: CANARIES.text }),
      JSON.stringify(CANARIES.text),
      `<h1>${CANARIES.email}</h1>`,
    ];
    for (const [index, status] of [null, 200, 400, 500].entries()) {
      const { sandbox, options } = aviary();
      let sent = 0;
      const fetch = async (url: string, init: RequestInit) => {
        sent += 1;
        const isEcho = status !== null && sent > 10 && sent % 4 === index && init.method !== 'DELETE';
        return isEcho ? new Response(echoes[sent % 3], { status }) : sandbox.fetch(url, init);
      };
      const progress: string[] = [];
      const onProgress = (event: object): void => void progress.push(viewsOf(event));
      const check = { jobNumber: 4711, confirm: () => true };
      const diagnosis = await diagnoseWrites({ ...options, fetch, onProgress }, check);
      expect(diagnosis.chapters[0]?.findings.length).toBeGreaterThan(20);
      expect(leaksIn([printed(diagnosis), ...progress].join('\n'))).toEqual([]);
      expect(JSON.stringify(diagnosis.profile)).not.toMatch(/https?:|\.at\b|\/\/|@|Doctor|Test/);
    }
  });

  test('when catalogues have names of persons and addresses', async () => {
    const { sandbox, options } = aviary();
    const hidden = new Set(['Id', 'InternalName', 'Type', 'Target', 'Cultures', 'Urls', 'GlobalId']);
    const canaries = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(canaries);
      if (typeof value === 'string') return `${value} ${CANARIES.first} ${CANARIES.email}`;
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, hidden.has(name) ? item : canaries(item)]),
      );
    };
    const fetch = async (url: string, init: RequestInit) => {
      const response = await sandbox.fetch(url, init);
      return url.endsWith('/Mandator') ? new Response(JSON.stringify(canaries(await response.json()))) : response;
    };
    const progress: string[] = [];
    const onProgress = (event: object): void => void progress.push(viewsOf(event));
    const read = await diagnose({ ...options, fetch, onProgress });
    const check = { jobNumber: 4711, confirm: () => true, diagnosis: read };
    const written = await diagnoseWrites({ ...options, fetch, onProgress }, check);
    expect(written.chapters.at(-1)?.findings.length).toBeGreaterThan(20);
    expect(leaksIn([printed(read), printed(written), ...progress].join('\n'))).toEqual([]);
  });

  test.each([301, 302, 308])('when everything after the token redirects to another host (%d)', async (status) => {
    const { sandbox, options } = aviary();
    const location = `https://${CANARIES.key}.example.org/${CANARIES.email}?${CANARIES.query}`;
    const fetch = async (url: string, init: RequestInit) =>
      init.method === 'POST' ? sandbox.fetch(url, init) : new Response(null, { status, headers: { location } });
    expect(leaksIn(printed(await diagnose({ ...options, fetch, sample: 2 })))).toEqual([]);
    const check = { jobNumber: 4711, confirm: () => true };
    expect(leaksIn(printed(await diagnoseWrites({ ...options, fetch }, check)))).toEqual([]);
    const first = async () => new Response(null, { status, headers: { location } });
    expect(leaksIn(printed(await diagnose({ ...options, fetch: first })))).toEqual([]);
  });

  test('when the connection fails with an error that holds the address', async () => {
    const { options } = aviary();
    const cause = Object.assign(new Error(CANARIES.key), { code: CANARIES.text });
    const fetch = () => Promise.reject(new TypeError(`${CANARIES.email}`, { cause }));
    expect(leaksIn(printed(await diagnose({ ...options, fetch })))).toEqual([]);
  });

  test('and the profile names no host, and nothing that a customer has named', async () => {
    const { sandbox, visit } = createPractice();
    const { profile, options } = await visit();
    const text = JSON.stringify(profile);
    expect(text).not.toMatch(/https?:|\.at\b|\/\/|@/);
    const { mandator } = { mandator: JSON.stringify(await mandatorOf(sandbox)) };
    const names = [...mandator.matchAll(/"(?:Name|InternalName|Title)":"([^"]{5,})"/g)].map(([, name = '']) => name);
    expect(names).toContain(options.source?.name);
    expect(names.filter((name) => text.includes(name))).toEqual([]);
  });
});

test('docs/doctor.md shows lines that are really printed', async () => {
  const [, shown = ''] = /```text\n([^]+?)```/.exec(readFileSync(`${root}docs/doctor.md`, 'utf8')) ?? [];
  const accessLevels = ['Jobs', 'Applicants', 'ApplicationSearch'] as const;
  const dialect = { newToken: 'ends-older', channelBy: 'internal-name' } as const;
  const diagnosis = await createPractice({ accessLevels, dialect }).visit({ sample: 10 });
  const unseen = questionFinding('emailCase', undefined);
  const chapters = [...diagnosis.chapters, { id: 'questions', title: 'x', findings: [unseen] } as const];
  const printed = reportAsText({ ...diagnosis, chapters }, { width: 120 }).split('\n');
  const sum = `${printed.findLast((line) => / ✓ · /.test(line))}`;
  const expected = shown
    .split('\n')
    .map((line) => (/ ✓ · /.test(line) ? sum : line))
    .filter((line) => !/^ {2}channels: /.test(line));
  expect(expected.filter((line) => !printed.includes(line))).toEqual([]);
  expect(printed.find((line) => /^ {2}channels: \['', '/.test(line))).toBeDefined();
});

async function mandatorOf({ fetch, baseUrl, apiKey, mandatorId }: ReturnType<typeof createSandbox>): Promise<unknown> {
  const body = JSON.stringify({ Key: apiKey, MandatorId: mandatorId, ClientInfo: 'test' });
  const headers = { 'content-type': 'application/json' };
  const token = await (await fetch(`${baseUrl}/Api`, { method: 'POST', body, headers })).json();
  return (await fetch(`${baseUrl}/Api/Mandator`, { headers: { 'X-ApiToken': token.Token } })).json();
}
