import { parseInput } from '../../core/parse-input.js';
import type { Services } from '../../core/services.js';
import type { SyncChange, SyncEntry, SyncModel, SyncProgress, SyncState } from '../../models/sync.js';
import type { CallOptions } from '../../options.js';
import { quiet } from '../../flow/quiet.js';
import { AbortableState } from './abortable-state.js';
import { type Position, readCursor, writeCursor } from '../cursor.js';
import { scopeOf } from '../candidate.js';
import { withCursor, abortOnReturn } from '../listing.js';
import { ordered } from '../../flow/ordered.js';
import { RawReader } from '../raw-reader.js';
import { querySchemas, type SyncQuery } from '../query.js';
import { cursorScope } from '../source.js';
import { type RecordChange, ChangeReader } from './changes.js';
import { surelyGone } from './gone.js';
import { deletionOf, recheck, unseenOf } from './unseen.js';

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
export function sync(services: Services, query: SyncQuery, options: SyncOptions): AsyncIterable<SyncChange> {
  const { cursor, ...filters } = parseInput(querySchemas.sync, query);
  const { state = new Map<string, SyncEntry>(), onProgress, ...call } = options;
  const scope = scopeOf(services, filters);
  const owner = cursorScope(services, filters);
  const after = cursor === undefined ? undefined : readCursor('sync', owner, cursor);
  const open = (signal: AbortSignal): AsyncIterable<Step> => {
    const within = after?.[0] === PEOPLE ? after.slice(1) : undefined;
    const known = new AbortableState(state, signal);
    const changes = new ChangeReader(new RawReader(services, call, signal), scope, within, known);
    return steps(changes, known, after, quiet(onProgress), signal);
  };
  return {
    async *[Symbol.asyncIterator]() {
      let reached = cursor;
      try {
        for await (const step of abortOnReturn(open, options.signal, 'sync')) {
          if ('change' in step) yield step.change;
          else reached = writeCursor('sync', owner, step.position);
        }
      } catch (error) {
        throw withCursor(error, reached);
      }
    },
  };
}

// A position begins with what is under way: the jobs, up to a job, or the people, up to where the crawl stands.
const JOBS = 0;
const PEOPLE = 1;

async function* steps(
  changes: ChangeReader,
  state: AbortableState,
  after: Position | undefined,
  report: (progress: SyncProgress) => void,
  signal: AbortSignal,
): AsyncGenerator<Step, void, undefined> {
  const { reader, crawl } = changes;
  const { concurrency } = reader.services.settings;
  const done = new Map<SyncModel, number>();
  const [phase = JOBS, lastJob = 0] = after ?? [];

  const jobs = await changes.jobs(phase === JOBS ? lastJob : Number.POSITIVE_INFINITY);
  const jobCount = phase === JOBS ? jobs.size : null;
  const jobNews = ordered([...jobs.keys()], concurrency, signal, async (jobId, inner) => {
    const raw = jobs.get(jobId);
    jobs.delete(jobId); // its HTML and pictures are not held longer than needed
    const news = await (raw === undefined ? changes.unlistedJob(jobId, inner) : changes.job(raw, inner));
    return { jobId, news };
  });
  for await (const { jobId, news } of jobNews) {
    // A cursor behind one that failed would lose it when more fail.
    const failed = reader.jobs.next(jobId);
    yield* take(news);
    if (!failed) yield { position: [JOBS, jobId] };
  }

  const people = ordered(
    (inner) => crawl.applicants(inner),
    2 * concurrency,
    signal,
    async (found, inner) => ({
      found,
      news: await changes.person(found.applicantId, true, inner),
    }),
  );
  for await (const { found, news } of people) {
    const failed = reader.people.next(found.applicantId);
    yield* take(news);
    if (!failed) yield { position: [PEOPLE, ...crawl.position(found)] };
  }

  if (after === undefined) yield* deletions();
  for (const [model, count] of done) report({ model, done: count, total: count, requests: reader.requests });

  async function* take(news: readonly RecordChange[]): AsyncGenerator<Step, void, undefined> {
    for (const { upsert, changed, entry, isNewEntry } of news) {
      if (!changes.claim(upsert)) continue;
      // Whatever the consumer does with it is done once the next is asked for: only then is it known.
      if (changed) yield { change: upsert };
      if (isNewEntry) await state.set(upsert.data.id, entry);
      const { model } = upsert;
      const count = (done.get(model) ?? 0) + 1;
      done.set(model, count);
      const total = model === 'job' && jobCount !== null ? Math.max(jobCount, count) : null;
      report({ model, done: count, total, requests: reader.requests });
    }
  }

  /** What is not seen may merely be out of sight: only what its own address says is gone is gone. */
  async function* deletions(): AsyncGenerator<Step, void, undefined> {
    const unseen = await unseenOf(changes, state);
    for await (const news of recheck(changes, unseen, signal)) yield* take(news);
    if (reader.incomplete) return;
    for (const one of await surelyGone(changes, unseen, signal)) {
      yield { change: deletionOf(one, reader.startedAt) };
      await state.delete(one.id);
    }
  }
}
