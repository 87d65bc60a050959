import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Candidate, ERecruiter, ERecruiterError } from '../../src/index.js';
import { createSandbox, type Fault, type FaultKind, type Sandbox } from '../../src/sandbox/index.js';
import { randomOf, SEED } from '../helpers/seed.js';

// A crawl over a bad network: `npm run test:soak` reads more people, see docs/reliability.md.

const PEOPLE = Number(process.env['SOAK_PEOPLE'] ?? 800);
/** How likely each request is to fail. */
const RATE = 0.02;
const NOW = Date.parse('2026-03-01T12:00:00Z');

const KINDS: readonly FaultKind[] = [
  'refused',
  'reset-before',
  'reset-after',
  'status',
  'html',
  '429',
  'expired-token',
  'reset-body',
  'truncated',
  'garbage',
  'empty',
];

function enter(faults?: () => Fault | undefined): { sandbox: Sandbox; erecruiter: ERecruiter } {
  const now = (): number => NOW;
  const sandbox = createSandbox({
    applicants: PEOPLE,
    jobs: 60,
    now,
    logLimit: 10,
    ...(faults === undefined ? {} : { faults }),
  });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  const clock = { now, sleep: async (_: number, signal: AbortSignal) => signal.throwIfAborted() };
  // One repeat only, so that it runs out now and then.
  return { sandbox, erecruiter: new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock, retry: { limit: 1 } }) };
}

function digest(candidate: Candidate): string {
  return createHash('sha1').update(JSON.stringify(candidate)).digest('base64');
}

const megabytes = (): number => process.memoryUsage().heapUsed / 1_048_576;

test(
  `a crawl of ${PEOPLE.toLocaleString('en')} at ${RATE * 100} % faults, resumed by cursor, equals one without faults (seed ${SEED})`,
  { timeout: 60_000 + PEOPLE * 200 },
  async ({ annotate }) => {
    const random = randomOf(SEED);
    let faults = 0;
    const { sandbox, erecruiter } = enter(() => {
      if (random() >= RATE) return undefined;
      faults += 1;
      const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'refused';
      return { kind, ...(kind === 'status' ? { status: random() < 0.5 ? 500 : 503 } : {}) };
    });

    const found = new Map<string, string>();
    let [records, resumes, heap] = [0, 0, 0];
    let cursor: string | undefined;
    for (let done = false; !done;) {
      try {
        for await (const candidate of erecruiter.listCandidates(cursor === undefined ? {} : { cursor })) {
          records += 1;
          found.set(candidate.id, digest(candidate));
          if (records % 500 === 0) heap = Math.max(heap, megabytes());
        }
        done = true;
      } catch (error) {
        if (!ERecruiterError.isInstance(error)) throw error;
        resumes += 1;
        cursor = error.cursor ?? cursor;
      }
    }
    const twice = records - found.size;

    const whole = enter();
    let expected = 0;
    for await (const candidate of whole.erecruiter.listCandidates()) {
      expected += 1;
      if (found.get(candidate.id) !== digest(candidate))
        expect.fail(`candidate ${candidate.remote_id} is not the same`);
    }
    expect(found.size).toBe(expected);
    expect(faults).toBeGreaterThan(0); // a resume is rare now: one record that fails is read again, or skipped
    const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 });
    await annotate(
      [
        `${number(expected)} candidates of ${number(PEOPLE)} people, each as without faults;`,
        `${number(sandbox.requests)} requests (${number(whole.sandbox.requests)} without faults),`,
        `${number(faults)} faults, ${number(resumes)} resumes, ${number(twice)} given twice,`,
        `heap at most ${number(heap)} MB`,
      ].join(' '),
    );
  },
);
