import { USER_AGENT } from '../../api/user-agent.js';
import { queryIdIssues } from '../../core/ids.js';
import { parseInput } from '../../core/parse-input.js';
import type { Services } from '../../core/services.js';
import { InputError } from '../../errors.js';
import { ordered } from '../../flow/ordered.js';
import { createPace } from '../../flow/pace.js';
import { quiet } from '../../flow/quiet.js';
import { hash32 } from '../../mappers/values/hash.js';
import type { SyncChange, SyncEntry, SyncModel, SyncProgress } from '../../models/sync.js';
import type { SyncOptions } from '../../options.js';
import { cursorScope, type Position, readCursor, writeCursor } from '../cursor.js';
import { abortOnReturn, withCursor } from '../listing.js';
import { querySchemas, type SyncQuery } from '../query.js';
import { RawReader } from '../raw-reader.js';
import { scopeOf } from '../scope.js';
import { Statements } from '../statements.js';
import { AbortableState } from './abortable-state.js';
import { ChangeReader, type EntryUpdate } from './changes.js';
import type { RecordChange } from './compare.js';
import { confirmDeletions, confirmPlaceholders, toDelete } from './deletions.js';
import { Economy } from './economy.js';
import { findUnseen, recheck } from './recheck.js';

/** A change for the consumer, or the position after all changes so far. */
type SyncStep = { readonly change: SyncChange } | { readonly position: Position };

/** Reads everything once and yields what has changed since the state, and at the end what is deleted. */
export function sync(services: Services, query: SyncQuery, options: SyncOptions): AsyncIterable<SyncChange> {
  const { cursor, ...filters } = parseInput(
    querySchemas.sync,
    query,
    queryIdIssues(services.ids, query, { job_ids: 'job' }),
  );
  const { state = new Map<string, SyncEntry>(), onProgress, rereadAfterMs = 0, ...callOptions } = options;
  if (rereadAfterMs > 0 && services.settings.discover === 'open') {
    const message = "needs the client option `discover: 'all'`: only sources tell which applications have changed";
    throw new InputError([{ code: 'not_allowed', path: 'rereadAfterMs', message }]);
  }
  const scope = scopeOf(services, filters);
  const owner = cursorScope(services, filters);
  const after = cursor === undefined ? undefined : readCursor('sync', owner, cursor);
  const open = (signal: AbortSignal): AsyncIterable<SyncStep> => {
    const within = after?.[0] === APPLICANTS ? after.slice(1) : undefined;
    const abortable = new AbortableState(state, signal);
    const reader = new RawReader(services, callOptions, signal);
    const economy = rereadAfterMs > 0 ? economyOf(owner, rereadAfterMs, reader.startedAt) : undefined;
    const changes = new ChangeReader(reader, scope, within, abortable, economy);
    return syncSteps(changes, abortable, after, quiet(onProgress), signal);
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

/**
 * What sources and jobs say is compared only for the same client and query, and by the same version of this library.
 */
function economyOf(owner: string, rereadAfterMs: number, now: Date): Economy {
  return new Economy(new Statements(hash32(`${owner} ${USER_AGENT}`).toString(36)), rereadAfterMs, now);
}

// A position begins with its phase: jobs, followed by a job, or applicants, followed by the position of the crawl.
const JOBS = 0;
const APPLICANTS = 1;

async function* syncSteps(
  changes: ChangeReader,
  state: AbortableState,
  after: Position | undefined,
  report: (progress: SyncProgress) => void,
  signal: AbortSignal,
): AsyncGenerator<SyncStep, void, undefined> {
  const { reader, crawl } = changes;
  const { concurrency } = reader.services.settings;
  const done = new Map<SyncModel, number>();
  const [phase = JOBS, lastJob = 0] = after ?? [];

  const requestsOfApplicant = (await reader.hasCandidateFields()) ? 3 : 2;
  const jobs = await changes.jobs(phase === JOBS ? lastJob : Number.POSITIVE_INFINITY);
  const jobCount = phase === JOBS ? jobs.size : null;
  const ofJobs = ordered([...jobs.keys()], concurrency, signal, async (jobId, inner) => {
    const raw = jobs.get(jobId);
    jobs.delete(jobId); // frees its HTML and pictures early
    const ofJob = await (raw === undefined ? changes.unlistedJob(jobId, inner) : changes.job(raw, inner));
    return { jobId, ofJob };
  });
  for await (const { jobId, ofJob } of ofJobs) {
    // A cursor after a failed job would lose that job if more fail.
    const failed = reader.jobFailures.advance(jobId);
    yield* emit(ofJob);
    if (!failed) yield { position: [JOBS, jobId] };
  }

  const ofApplicants = ordered(
    (inner) => crawl.applicants(inner),
    2 * concurrency,
    signal,
    async (hit, inner) => ({ hit, ofApplicant: await changes.applicantIfChanged(hit.applicantId, inner) }),
  );
  for await (const { hit, ofApplicant } of ofApplicants) {
    const failed = reader.applicantFailures.advance(hit.applicantId);
    if ('applications' in ofApplicant) {
      count('candidate');
      for (let more = ofApplicant.applications; more > 0; more -= 1) count('application');
    } else yield* emit(ofApplicant);
    if (!failed) yield { position: [APPLICANTS, ...crawl.position(hit)] };
  }

  if (after === undefined) yield* deletions();
  for (const [model, number] of done) tell(model, number, number);

  function tell(model: SyncModel, number: number, total: number | null): void {
    const { requests } = reader;
    const { counts } = changes;
    const savedRequests = counts.skipped * requestsOfApplicant;
    report({ model, done: number, total, requests, savedRequests, candidates: { ...counts } });
  }

  function count(model: SyncModel): void {
    const number = (done.get(model) ?? 0) + 1;
    done.set(model, number);
    tell(model, number, model === 'job' && jobCount !== null ? Math.max(jobCount, number) : null);
  }

  async function* emit(records: readonly (RecordChange | EntryUpdate)[]): AsyncGenerator<SyncStep, void, undefined> {
    for (const record of records) {
      if ('id' in record) {
        await state.set(record.id, record.entry);
        continue;
      }
      const { upsert, changed, entry, isNewEntry } = record;
      if (!changes.claim(upsert)) continue;
      // The consumer is done with a change when they ask for the next one: only then is the state updated.
      if (changed) yield { change: upsert };
      if (isNewEntry) await state.set(upsert.data.id, entry);
      count(upsert.model);
    }
  }

  /** Yields deletions: an unseen record is deleted only if its own address confirms it, and nothing names it. */
  async function* deletions(): AsyncGenerator<SyncStep, void, undefined> {
    const { unseen, dependents } = await findUnseen(changes, state);
    for await (const records of recheck(changes, unseen, signal)) yield* emit(records);
    if (reader.incomplete) return;
    const pace = createPace();
    const deleted = await confirmDeletions(changes, unseen, dependents, signal);
    for (const record of deleted) {
      yield { change: toDelete(record, reader.startedAt) };
      await state.delete(record.id);
      await pace();
    }
    if (!reader.incomplete) yield* emit(await confirmPlaceholders(changes, unseen, deleted, state, signal));
  }
}
