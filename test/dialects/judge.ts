import { ERecruiterError, type SyncEntry } from '../../src/index.js';
import { run } from '../helpers/sync-state.js';
import { canonical, COVERED_BY_SYNC, READS } from './reads.js';
import { factsOf, WRITES, type Facts } from './writes.js';
import { unholdableOf, type Unholdable } from './unholdable.js';
import { createWorld, surroundingsOf, type Vector, type World } from './world.js';

/** How a step went, judged by what the server has, not by what it answers. */
export type Verdict = 'right' | 'loud' | 'wrong';

/** The verdict on one step; `why` says what is wrong, or what was said. */
export interface Judged {
  readonly step: string;
  readonly verdict: Verdict;
  readonly why: string;
}

/** What happened in a step. */
interface Happened {
  readonly error: string;
  readonly isTyped: boolean;
  /** Whether the error says that a repetition may do it twice. */
  readonly isInDoubt: boolean;
  /** Issues and warnings of the step, each once. */
  readonly said: readonly string[];
  readonly content: string;
}

interface Told extends Happened {
  readonly facts: Facts;
}

interface BaseRun {
  readonly reads: ReadonlyMap<string, Happened>;
  readonly sync: Happened;
  readonly writes: ReadonlyMap<string, Told>;
}

const DAY_MS = 86_400_000;
const bases = new Map<string, Promise<BaseRun>>();

/**
 * Judges every step of a vector; unless `isWhole`, without listings of what `sync()` reads in the same way: they cost
 * half of the time.
 */
export async function judge(vector: Vector, isWhole = true): Promise<Judged[]> {
  const key = surroundingsOf(vector);
  const base = bases.get(key) ?? runBase(vector);
  bases.set(key, base);
  const expected = await base;
  const judged: Judged[] = [];
  const world = createWorld(vector);
  for (const [step, read] of READS) {
    if (!isWhole && COVERED_BY_SYNC.has(step)) continue;
    const was = await happen(world, () => read(world));
    judged.push({ step, ...judgeRead(was, expected.reads.get(step), vector) });
  }
  judged.push(...(await judgeSyncs(vector, expected)), ...(await judgeWrites(vector, expected)));
  return judged;
}

/** The worst verdict of some. */
export function worst(all: readonly Judged[]): Verdict {
  return (['wrong', 'loud'] as const).find((verdict) => all.some((one) => one.verdict === verdict)) ?? 'right';
}

async function runBase(vector: Vector): Promise<BaseRun> {
  const world = createWorld(vector, true);
  const reads = new Map<string, Happened>();
  for (const [step, read] of READS) reads.set(step, await happen(world, () => read(world)));
  const synced = createWorld(vector, true);
  const sync = await happen(synced, () => run(synced.erecruiter));
  const written = createWorld(vector, true);
  const writes = new Map<string, Told>();
  for (const [step, write] of WRITES) {
    const was = await happen(written, () => write(written));
    writes.set(step, { ...was, facts: factsOf(written.sandbox) });
  }
  return { reads, sync, writes };
}

async function happen(world: World, run: () => Promise<unknown>): Promise<Happened> {
  const before = world.issues.length;
  const said = (): string[] => [
    ...new Set(world.issues.slice(before).map(({ endpoint, path, reason }) => `${endpoint} ${path}: ${reason}`)),
  ];
  try {
    const result = await run();
    const warnings = Object(result).warnings ?? [];
    const texts = Array.isArray(warnings) ? warnings.map((one) => String(Object(one).message)) : [];
    return { error: '', isTyped: true, isInDoubt: false, said: [...said(), ...texts], content: canonical(result) };
  } catch (error) {
    const isTyped = ERecruiterError.isInstance(error);
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const isInDoubt = Object(error).mayHaveBeenApplied === true;
    return { error: text, isTyped, isInDoubt, said: said(), content: '' };
  }
}

function judgeRead(was: Happened, expected: Happened | undefined, vector: Vector): Omit<Judged, 'step'> {
  if (expected === undefined) return { verdict: 'wrong', why: 'nothing to compare with' };
  if (!was.isTyped) return { verdict: 'wrong', why: was.error };
  if (was.error !== '') {
    const isSame = was.error === expected.error;
    return isSame ? { verdict: 'right', why: '' } : { verdict: 'loud', why: was.error };
  }
  const [is, should] = [lenient(was.content, vector), lenient(expected.content, vector)];
  if (is === should || (vector.missingProperties !== undefined && hasNoOther(is, should))) {
    return { verdict: 'right', why: '' };
  }
  if (was.said.length > 0) return { verdict: 'loud', why: was.said[0] ?? '' };
  return { verdict: 'wrong', why: firstDifference(is, should) };
}

/** What a server does not tell is no fault of the client: fractions of a second, or which publication is the first. */
function lenient(content: string, { dates, listOrder }: Vector): string {
  let left = content;
  if (dates !== undefined) left = left.replace(/(T\d\d:\d\d:\d\d)\.\d{3}Z/g, '$1.000Z');
  if (listOrder !== undefined) left = left.replace(/"post_url":"[^"]*"/g, '');
  return left;
}

/** Whether all words of a content are in another one; ids can be made of what an older server lacks. */
function hasNoOther(is: string, should: string): boolean {
  const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const known = new Set([...words(should), 'null']);
  return words(is).every((word) => known.has(word) || word.length === 24);
}

function firstDifference(is: string, should: string): string {
  const at = [...is].findIndex((letter, place) => letter !== should[place]);
  const from = Math.max(0, (at < 0 ? Math.min(is.length, should.length) : at) - 60);
  return `…${is.slice(from, from + 140)}… instead of …${should.slice(from, from + 140)}…`;
}

async function judgeSyncs(vector: Vector, expected: BaseRun): Promise<Judged[]> {
  const world = createWorld(vector);
  const state = new Map<string, SyncEntry>();
  const first = await happen(world, () => run(world.erecruiter, state));
  const judged: Judged[] = [{ step: 'sync', ...judgeRead(first, expected.sync, vector) }];
  world.advance(DAY_MS);
  let changes = 0;
  const second = await happen(world, async () => {
    const found = await run(world.erecruiter, state);
    changes = found.length;
    return found.slice(0, 1);
  });
  const step = 'second sync';
  if (!second.isTyped) judged.push({ step, verdict: 'wrong', why: second.error });
  else if (changes > 0 && first.error === '')
    judged.push({ step, verdict: 'wrong', why: `${changes} changes: ${second.content.slice(0, 160)}` });
  else if (second.error !== '' && first.error === '') judged.push({ step, verdict: 'loud', why: second.error });
  else judged.push({ step, verdict: 'right', why: '' });
  return judged;
}

async function judgeWrites(vector: Vector, expected: BaseRun): Promise<Judged[]> {
  const world = createWorld(vector);
  const judged: Judged[] = [];
  let lostBefore = new Set<string>();
  let doubledBefore: readonly string[] = [];
  let shouldBefore: Facts = new Map();
  for (const [step, write] of WRITES) {
    const should = expected.writes.get(step);
    if (should === undefined) continue;
    let was = await happen(world, () => write(world));
    // A caller who gets an error calls again: what was done before must not be done twice.
    if (was.error !== '' && was.error !== should.error && !was.isInDoubt) {
      const again = await happen(world, () => write(world));
      was = { ...was, isTyped: was.isTyped && again.isTyped };
    }
    const facts = factsOf(world.sandbox);
    const lost = lostIn(facts, should.facts);
    const doubled = doubledIn(facts, should.facts);
    // What the step should have removed is not done, and not done twice.
    const present = lostIn(new Map(), facts);
    const kept = [...lostIn(should.facts, shouldBefore)].filter((fact) => present.has(fact));
    const fresh = [...[...lost].filter((fact) => !lostBefore.has(fact)), ...kept.map((fact) => `removal of ${fact}`)];
    const isNew = (kind: string): boolean =>
      !doubledBefore.includes(kind) && !kept.some((fact) => fact.startsWith(`${kind} `));
    lostBefore = lost;
    shouldBefore = should.facts;
    judged.push({
      step,
      ...judgeWrite(was, should, fresh, doubled.filter(isNew), unholdableOf(vector)),
    });
    doubledBefore = doubled;
  }
  return judged;
}

function judgeWrite(
  was: Happened,
  should: Told,
  lost: readonly string[],
  doubled: readonly string[],
  unholdable: readonly Unholdable[],
): Omit<Judged, 'step'> {
  if (doubled.length > 0) return { verdict: 'wrong', why: `doubled: ${doubled.join(', ')}` };
  if (!was.isTyped) return { verdict: 'wrong', why: was.error };
  const news = was.said.filter((text) => !should.said.includes(text));
  const isExcused = lost.every((fact) =>
    unholdable.some(({ lost: what, name }) => what.test(fact) && [was.error, ...news].some((text) => name.test(text))),
  );
  const isOtherError = was.error.split(':')[0] !== should.error.split(':')[0];
  if (isOtherError && was.error !== '') {
    // An action of nothing else ends with an error that names it.
    const isNamed = unholdable.some(({ name, whole }) => whole === true && name.test(was.error));
    return isNamed && isExcused ? { verdict: 'right', why: '' } : { verdict: 'loud', why: was.error };
  }
  if (isExcused) return { verdict: 'right', why: '' };
  if (news.length > 0) return { verdict: 'loud', why: news[0] ?? '' };
  return { verdict: 'wrong', why: `lost: ${lost.slice(0, 4).join(', ')}` };
}

function lostIn(is: Facts, should: Facts): Set<string> {
  const lost = new Set<string>();
  for (const [kind, values] of should) {
    const left = [...(is.get(kind) ?? [])];
    for (const value of values) {
      const at = left.indexOf(value);
      if (at < 0) lost.add(`${kind} ${value}`);
      else left.splice(at, 1);
    }
  }
  return lost;
}

function doubledIn(is: Facts, should: Facts): string[] {
  return [...is].flatMap(([kind, values]) =>
    values.length > (should.get(kind) ?? []).length && !kind.endsWith(' core') ? [kind] : [],
  );
}
