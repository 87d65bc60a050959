import { check } from '../check.js';
import type { Tools } from '../context.js';
import type { SyncChange, SyncEntry, SyncModel, SyncProgress, SyncState } from '../models/sync.js';
import type { CallOptions } from '../options.js';
import { quiet } from '../quiet.js';
import { AbortableState } from './abortable-state.js';
import { type Position, readCursor, writeCursor } from './cursor.js';
import { scopeOf } from './list-candidates.js';
import { pointing, untilLeft } from './listing.js';
import { ordered } from './ordered.js';
import { Pass } from './pass.js';
import { querySchemas, type SyncQuery } from './query.js';
import { cursorScope } from './source.js';
import { type News, SyncReader } from './sync-reader.js';
import { surelyGone } from './sync-gone.js';
import { deletionOf, readAgain, unseenOf } from './sync-unseen.js';

/** What `sync()` takes besides its query. */
export interface SyncOptions extends CallOptions {
  /**
   * What is known since the last run; the pass brings it up to date. Default: a `Map` that lives as long as what
   * `sync()` returns, so that iterating that again yields what has changed since.
   */
  readonly state?: SyncState;
  /** Called for each record that is done, changed or not. What it throws, or rejects with, is ignored. */
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** A change for the consumer, or how far the pass is when all of something has been taken. */
type Step = { readonly change: SyncChange } | { readonly position: Position };

/** One pass over everything: what changed since the state, and at its end what is gone. */
export function sync(tools: Tools, query: SyncQuery, options: SyncOptions): AsyncIterable<SyncChange> {
  const { cursor, ...filters } = check(querySchemas.sync, query);
  const { state = new Map<string, SyncEntry>(), onProgress, ...call } = options;
  const scope = scopeOf(tools, filters);
  const owner = cursorScope(tools, filters);
  const after = cursor === undefined ? undefined : readCursor('sync', owner, cursor);
  const open = (signal: AbortSignal): AsyncIterable<Step> => {
    const within = after?.[0] === PEOPLE ? after.slice(1) : undefined;
    const known = new AbortableState(state, signal);
    const reader = new SyncReader(new Pass(tools, call, signal), scope, within, known);
    return steps(reader, known, after, quiet(onProgress), signal);
  };
  return {
    async *[Symbol.asyncIterator]() {
      let reached = cursor;
      try {
        for await (const step of untilLeft(open, options.signal, 'sync')) {
          if ('change' in step) yield step.change;
          else reached = writeCursor('sync', owner, step.position);
        }
      } catch (error) {
        throw pointing(error, reached);
      }
    },
  };
}

// A position begins with what is under way: the jobs, up to a job, or the people, up to where the crawl stands.
const JOBS = 0;
const PEOPLE = 1;

async function* steps(
  reader: SyncReader,
  state: AbortableState,
  after: Position | undefined,
  report: (progress: SyncProgress) => void,
  signal: AbortSignal,
): AsyncGenerator<Step, void, undefined> {
  const { pass, crawl } = reader;
  const { concurrency } = pass.tools.settings;
  const done = new Map<SyncModel, number>();
  const [phase = JOBS, lastJob = 0] = after ?? [];

  const jobs = await reader.jobs(phase === JOBS ? lastJob : Number.POSITIVE_INFINITY);
  const jobCount = phase === JOBS ? jobs.size : null;
  const jobNews = ordered([...jobs.keys()], concurrency, signal, async (jobId, inner) => {
    const raw = jobs.get(jobId);
    jobs.delete(jobId); // its HTML and pictures are not held longer than needed
    const news = await (raw === undefined ? reader.unlistedJob(jobId, inner) : reader.job(raw, inner));
    return { jobId, news };
  });
  for await (const { jobId, news } of jobNews) {
    // A cursor behind one that failed would lose it when more fail.
    const failed = pass.jobs.next(jobId);
    yield* take(news);
    if (!failed) yield { position: [JOBS, jobId] };
  }

  const people = ordered(
    (inner) => crawl.applicants(inner),
    2 * concurrency,
    signal,
    async (found, inner) => ({
      found,
      news: await reader.person(found.applicantId, true, inner),
    }),
  );
  for await (const { found, news } of people) {
    const failed = pass.people.next(found.applicantId);
    yield* take(news);
    if (!failed) yield { position: [PEOPLE, ...crawl.position(found)] };
  }

  if (after === undefined) yield* deletions();
  for (const [model, count] of done) report({ model, done: count, total: count, requests: pass.requests });

  async function* take(news: readonly News[]): AsyncGenerator<Step, void, undefined> {
    for (const { upsert, changed, entry, isNewEntry } of news) {
      if (!reader.takesTurn(upsert)) continue;
      // Whatever the consumer does with it is done once the next is asked for: only then is it known.
      if (changed) yield { change: upsert };
      if (isNewEntry) await state.set(upsert.data.id, entry);
      const { model } = upsert;
      const count = (done.get(model) ?? 0) + 1;
      done.set(model, count);
      const total = model === 'job' && jobCount !== null ? Math.max(jobCount, count) : null;
      report({ model, done: count, total, requests: pass.requests });
    }
  }

  /** What is not seen may merely be out of sight: only what its own address says is gone is gone. */
  async function* deletions(): AsyncGenerator<Step, void, undefined> {
    const unseen = await unseenOf(reader, state);
    for await (const news of readAgain(reader, unseen, signal)) yield* take(news);
    if (pass.incomplete) return;
    for (const one of await surelyGone(reader, unseen, signal)) {
      yield { change: deletionOf(one, pass.startedAt) };
      await state.delete(one.id);
    }
  }
}
