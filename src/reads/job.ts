import { endpoints } from '../api/endpoints.js';
import { queryIdIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { ordered } from '../flow/ordered.js';
import { calendarDay, toDate, toJob } from '../mappers/index.js';
import type { Job } from '../models/job.js';
import type { CallOptions } from '../options.js';
import { unlessTooDeep } from '../schemas/check.js';
import type { RawJobView, RawQuestionnaire } from '../schemas/index.js';
import { cultureInstead } from './culture.js';
import { passesAll, isUnchangedSince, oneOf, wantedNumbers } from './filters.js';
import { jobPlaceholder } from './job-placeholder.js';
import { createModelListing, type Listing } from './listing.js';
import { publishedJobs } from './published-jobs.js';
import {
  type CheckedQuery,
  type JobsQuery,
  OPEN_FILTERS,
  querySchemas,
  type WithInstants,
  withInstants,
} from './query.js';
import { type RawReader, withReader } from './raw-reader.js';
import { sourcesToAsk } from './scope.js';

/** A raw job with its questions. */
export interface JobWithQuestions {
  readonly job: RawJobView;
  readonly questionnaire: RawQuestionnaire | undefined;
  /** True for a job that eRecruiter does not show: `job` has only its number. */
  readonly isHidden?: true;
}

/** Lists the jobs of all channels, and unlisted jobs that applications name. */
export function listJobs(services: Services, query: JobsQuery, options: CallOptions): Listing<Job> {
  const { timeZone } = services.settings;
  const checked = withInstants(
    parseInput(querySchemas.jobs, query, queryIdIssues(services.ids, query, { ids: 'job', remote_ids: null })),
    timeZone,
  );
  const wanted = wantedNumbers(services.ids, 'job', checked);
  return createModelListing('jobs', services, checked, options, async function* (reader, after, signal) {
    const [last = 0] = after ?? [];
    const context = await reader.context(endpoints.job);
    const catalogue = await reader.mandator();
    const isWanted = jobFilter(checked, reader.startedAt, timeZone);
    const unmatched = unknownTexts(checked);
    const ids = new Set(checked.ids);
    const isNamed = ({ Id }: RawJobView): boolean =>
      checked.include_placeholders === true && (wanted === undefined || ids.has(services.ids.job(Id)));
    for await (const { job: raw, questionnaire, isHidden } of jobsWithQuestions(reader, wanted, last + 1, signal)) {
      if (isHidden && !isNamed(raw)) continue;
      const job = isHidden ? jobPlaceholder(raw.Id, null, context) : toJob(raw, context, { questionnaire, catalogue });
      for (const [path, { field, text }] of unmatched) if (job[field] === text) unmatched.delete(path);
      const isYielded = isWanted(job);
      reader.readAhead.note(isYielded ? 1 : 0);
      if (isYielded) yield { record: reader.isSharing ? ownCopy(job, services) : job, position: [raw.Id] };
    }
    // After a cursor, the jobs before it may have had them.
    for (const [path, { known }] of after === undefined ? unmatched : []) {
      const reason = `no job has this value, and it is none of ${known.join(', ')}`;
      services.onIssue({ endpoint: 'list jobs', id: null, path, reason });
    }
  });
}

/** Returns a job that has nothing in common with those of other listings, which are made of the same answers. */
function ownCopy(job: Job, { settings }: Services): Job {
  const { remoteData, integrationFields, customFields } = settings;
  const hasRawValues = remoteData || integrationFields === 'all' || customFields !== undefined;
  return (hasRawValues && unlessTooDeep(() => structuredClone(job))) || job;
}

/** Reads one job, published or not, with its questions. */
export function getJob(services: Services, id: string, options: CallOptions): Promise<Job> {
  const jobId = remoteNumberOf(services.ids, 'job', id, 'id');
  return withReader(services, options, async (reader) => {
    const { culture } = services.settings;
    const read = (asked: string) =>
      services.transport.record(endpoints.job, { path: { jobId }, query: { culture: asked } }, reader.options);
    const [context, found] = await Promise.all([reader.context(endpoints.job), read(culture)]);
    const other = cultureInstead(found, culture);
    const raw = other === undefined ? found : await read(other);
    return toJob(raw, context, {
      catalogue: await reader.mandator(),
      questionnaire: raw.HasQuestionnaire === true ? await reader.questionnaire(jobId, true) : undefined,
    });
  });
}

/** Reads jobs from a number on, in ascending order, each with its questions. */
export async function* jobsWithQuestions(
  reader: RawReader,
  wanted: readonly number[] | undefined,
  from: number,
  signal: AbortSignal,
  isNeeded: (job: RawJobView) => boolean = () => true,
): AsyncGenerator<JobWithQuestions, void, undefined> {
  const listed = wanted === undefined ? await publishedJobs(reader, (job) => job) : new Map<number, RawJobView>();
  const numbers = wanted ?? [...new Set([...listed.keys(), ...(await unlistedJobs(reader, listed))])];
  const due = numbers.filter((jobId) => jobId >= from).sort((a, b) => a - b);
  const width = reader.readAhead.width(reader.services.settings.concurrency);
  const jobs = ordered(due, width, signal, async (jobId, inner) => {
    const job = listed.get(jobId) ?? (await reader.job(jobId, inner));
    listed.delete(jobId); // frees its HTML and pictures early
    if (!job) return { jobId, found: { job: { Id: jobId }, questionnaire: undefined, isHidden: true as const } };
    if (!isNeeded(job)) return { jobId };
    const questionnaire = job.HasQuestionnaire === true ? await reader.questionnaire(jobId, true, inner) : null;
    return { jobId, found: { job, questionnaire: questionnaire ?? undefined } };
  });
  for await (const { jobId, found } of jobs) {
    const hasFailed = reader.jobFailures.advance(jobId);
    // A failure does not say that the job is hidden.
    if (found !== undefined && !(hasFailed && 'isHidden' in found)) yield found;
  }
}

async function unlistedJobs(reader: RawReader, listed: ReadonlyMap<number, unknown>): Promise<number[]> {
  const sources = sourcesToAsk(reader.services, await reader.mandator());
  // A key with access to jobs only may not search applications: then only the published jobs are listed.
  const { applicantsByJob } = await reader.applicationsBySource(sources, [401, 403, 404]);
  return [...applicantsByJob.keys()].filter((jobId) => !listed.has(jobId));
}

type FilterName = (typeof OPEN_FILTERS)[number][0];

/** Returns the texts in the filters that Kombo does not know, by their path. */
function unknownTexts(query: Pick<CheckedQuery<'jobs'>, FilterName | 'ignore_unsupported_filters'>) {
  const texts = OPEN_FILTERS.flatMap(([name, known, field]) => {
    const wanted = (query.ignore_unsupported_filters && field === 'visibility' ? undefined : query[name]) ?? [];
    return wanted.flatMap((text, index) =>
      known.some((one) => one === text) ? [] : [[`${name}.${index}`, { known, field, text }] as const],
    );
  });
  return new Map(texts);
}

function jobFilter(query: WithInstants<CheckedQuery<'jobs'>>, now: Date, timeZone: string): (job: Job) => boolean {
  const { updated_after: since, post_url: url, remote_created_after: created, name_contains: part } = query;
  const unsupported = query.ignore_unsupported_filters
    ? undefined
    : (query.job_codes ?? query.visibilities) && (() => false);
  const day = created && toDate(calendarDay(created, timeZone), timeZone)?.getTime();
  return passesAll<Job>(
    unsupported,
    oneOf(query.statuses, (job) => job.status),
    oneOf(query.employment_types, (job) => job.employment_type),
    url === undefined ? undefined : (job) => job.job_postings.some((posting) => posting.url === url),
    part === undefined ? undefined : (job) => job.name?.toLowerCase().includes(part.toLowerCase()) === true,
    day === undefined ? undefined : (job) => job.remote_created_at !== null && job.remote_created_at.getTime() >= day,
    since && ((job) => !isUnchangedSince(job.remote_updated_at, since) || wasPostedOrEnded(job, since, now)),
  );
}

/** Whether a posting went online or ended since a date, which changes the job, but not the job's own date. */
function wasPostedOrEnded(job: Job, since: Date, now: Date): boolean {
  return [job.opened_at, job.closed_at].some((date) => date !== null && date > since && date <= now);
}
