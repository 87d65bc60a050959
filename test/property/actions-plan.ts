import * as fc from 'fast-check';
import type { CreateApplicationInput } from '../../src/index.js';
import type { Fault } from '../../src/sandbox/index.js';
import type { JOBS } from '../faults/actions-kit.js';
import { base64, SETTLE_MS } from '../faults/actions-kit.js';

/** How the caller continues after a failure: on the same client, on another with the progress, on another without. */
type Again = 'same' | 'progress' | 'fresh';

/** One story: what is asked for, what fails at which request, and who else writes when. */
export interface Plan {
  /** Whether eRecruiter has the candidate already. */
  readonly isKnown: boolean;
  readonly candidate: Partial<CreateApplicationInput['candidate']>;
  readonly job: keyof typeof JOBS;
  /** Which of the optional questions get an answer, as bits. */
  readonly answers: number;
  /** Which files, by their index in `FILES`; the same one can be given twice. */
  readonly files: readonly number[];
  readonly consent: boolean;
  readonly tags: readonly string[];
  readonly again: readonly Again[];
  /** What happens to each request, by its number. */
  readonly faults: readonly (Fault | null)[];
  /** The numbers of the requests before which another writer changes the candidate. */
  readonly edits: readonly number[];
  /** The numbers of the requests during which the caller aborts. */
  readonly aborts: readonly number[];
  /** The calls, by their number, behind which another of the same kind is queued and aborted before its turn. */
  readonly queued: readonly number[];
  /** Whether the server cleans names and tags. */
  readonly cleans: boolean;
  /** How long the email search does not find a new candidate; at most `SETTLE_MS`. */
  readonly lagMs: number;
}

/** What stories attach. */
export const FILES = [
  { name: 'cv.pdf', type: 'CV', data: base64('cv') },
  { name: 'cv2.pdf', type: 'CV', data: base64('cv 2') },
  { name: 'Anschreiben (Größe).pdf', type: 'COVER_LETTER', data: base64('letter') },
  { name: 'A.pdf', type: 'OTHER', data: base64('A') },
  { name: 'B.pdf', type: 'OTHER', data: base64('B') },
  { name: 'B.pdf', type: 'OTHER', data: base64('another B') },
] as const;

const status = { kind: fc.constant('status' as const), status: fc.constantFrom(408, 500, 502, 503, 504) };
const commitLate = fc.integer({ min: 1, max: SETTLE_MS });

/** Whatever can happen to a request. */
export const faults: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Fault>(
      { kind: 'reset-before' },
      { kind: 'reset-after' },
      { kind: 'reset-body' },
      { kind: 'timeout-headers' },
      { kind: 'timeout-headers', processed: false },
      { kind: 'timeout-body' },
      { kind: 'refused' },
      { kind: 'expired-token' },
      { kind: '429', headers: { 'retry-after': '2' } },
      { kind: 'truncated' },
      { kind: 'garbage' },
      { kind: 'empty' },
    ),
  },
  { weight: 2, arbitrary: fc.record({ ...status, processed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ ...status, commitLate }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('reset-before', 'timeout-headers', 'empty'), commitLate }),
  },
);

/** Calm and storm in turn: what fails once often fails several times in a row. */
export const weather: fc.Arbitrary<(Fault | null)[]> = fc
  .array(fc.tuple(fc.nat(8), fc.array(faults, { minLength: 1, maxLength: 5 })), { maxLength: 8, size: 'max' })
  .map((spells) => spells.flatMap(([calm, storm]) => [...Array.from({ length: calm }, () => null), ...storm]));

const text = fc.constantFrom('Linz', 'Sankt Pölten', 'L\'Aquila \\ "quoted"', 'Ö😀');

function optional<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

/** Any story. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  isKnown: fc.boolean(),
  candidate: fc.record({
    first_name: text,
    phone_number: optional(fc.constantFrom('+43 1 58', '0664 123')),
    location: optional(
      fc.record({ country: fc.constantFrom('AT', 'DE'), city: optional(text), street_1: optional(text) }),
    ),
    gender: optional(fc.constantFrom('MALE', 'FEMALE', 'OTHER')),
    availability_date: fc.constantFrom('2026-09-01', '2026-12-31T23:30:00Z'),
    salary_expectations: fc.record({
      period: fc.constantFrom('MONTH', 'YEAR'),
      amount: fc.double({ min: 0, max: 2e9, noNaN: true }),
    }),
  }),
  job: fc.constantFrom('office', 'technical', 'plain', 'custom'),
  answers: fc.nat(255),
  files: fc.array(fc.nat(FILES.length - 1), { maxLength: 4 }),
  consent: fc.boolean(),
  tags: fc.uniqueArray(fc.constantFrom('A', 'B & C', 'Über  C'), { maxLength: 2 }),
  again: fc.array(fc.constantFrom<Again>('same', 'progress', 'fresh'), { minLength: 1, maxLength: 8 }),
  faults: weather,
  edits: fc.uniqueArray(fc.nat(50), { maxLength: 20, size: 'max' }),
  aborts: fc.uniqueArray(fc.nat(60), { maxLength: 6, size: 'max' }),
  queued: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
  cleans: fc.boolean(),
  lagMs: fc.constantFrom(0, 0, 1_000, SETTLE_MS),
});
