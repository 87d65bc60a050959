import { endpoints } from '../api/endpoints.js';
import { remoteNumberOf, parseRemoteNumber } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import {
  calendarDay,
  decodeId,
  type MapperContext,
  toDate,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
} from '../mappers/index.js';
import { hash32 } from '../mappers/values/hash.js';
import type { Job } from '../models/job.js';
import type { JobScreeningQuestion } from '../models/job-screening-question.js';
import type { ScreeningQuestion } from '../models/screening-question.js';
import type { CallOptions } from '../options.js';
import type { RawJobView, RawMandatorView, RawQuestionnaire } from '../schemas/index.js';
import { before, placed } from './cursor.js';
import type { Listing, ListingStep } from './listing.js';
import { ordered } from '../flow/ordered.js';
import type { Services } from '../core/services.js';
import type { RawReader } from './raw-reader.js';
import { publishedJobs } from './published-jobs.js';
import {
  type Checked,
  type JobsQuery,
  type ListQuery,
  querySchemas,
  type WithInstants,
  withInstants,
} from './query.js';
import { allOf, isOld, listingOf, oneOf } from './source.js';

/** A job with its questions. */
interface JobWithQuestions {
  readonly job: RawJobView;
  readonly questionnaire: RawQuestionnaire | undefined;
}

/** Jobs of all channels, and those that applications name although no channel lists them. */
export function listJobs(services: Services, query: JobsQuery, options: CallOptions): Listing<Job> {
  const { timeZone } = services.settings;
  const checked = withInstants(parseInput(querySchemas.jobs, query), timeZone);
  const wanted = directJobs(services, checked);
  return listingOf('jobs', services, checked, options, async function* (reader, after, signal) {
    const [from = 0] = after ?? [];
    const context = await reader.context(endpoints.job);
    const catalogue = await reader.mandator();
    const keep = jobFilter(checked, reader.startedAt, timeZone);
    for await (const { job: raw, questionnaire } of jobsOf(reader, wanted, from + 1, signal)) {
      const job = toJob(raw, context, { questionnaire, catalogue });
      if (keep(job)) yield { record: job, position: [raw.Id] };
    }
  });
}

/** Each question once, however many jobs ask it. */
export function listScreeningQuestions(
  services: Services,
  query: ListQuery,
  options: CallOptions,
): Listing<ScreeningQuestion> {
  return listQuestions('screening questions', services, query, options, ({ questionnaire }, context, catalogue) =>
    questionnaire === undefined ? [] : toScreeningQuestions(questionnaire, context, catalogue),
  );
}

/** Which job asks which question, where and whether it must be answered. */
export function listJobScreeningQuestions(
  services: Services,
  query: ListQuery,
  options: CallOptions,
): Listing<JobScreeningQuestion> {
  return listQuestions('job screening questions', services, query, options, ({ job, questionnaire }, context) =>
    questionnaire === undefined ? [] : toJobScreeningQuestions(job.Id, questionnaire, context),
  );
}

function listQuestions<T extends { readonly id: string }>(
  model: string,
  services: Services,
  query: ListQuery,
  options: CallOptions,
  questionsOf: (found: JobWithQuestions, context: MapperContext, catalogue: RawMandatorView) => readonly T[],
): Listing<T> {
  const checked = parseInput(querySchemas.list, query);
  const isWanted = allOf<T>(
    oneOf(checked.ids, ({ id }) => id),
    oneOf(checked.remote_ids, (record) =>
      'remote_id' in record && typeof record.remote_id === 'string' ? record.remote_id : null,
    ),
  );
  return listingOf(model, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.questionnaireByJob);
    const catalogue = await reader.mandator();
    const seen = new Set<string>();
    const [fromJob = 0, ...last] = after ?? [];
    for await (const found of jobsOf(reader, undefined, fromJob, signal, (job) => job.HasQuestionnaire === true)) {
      yield* newQuestions(found, questionsOf(found, context, catalogue));
    }

    function* newQuestions({ job }: JobWithQuestions, questions: readonly T[]): Generator<ListingStep<T>> {
      // By the items' numbers: places shift when somebody edits the questionnaire between two runs.
      const numberOf = ({ id }: T): number => decodeId(id, services.ids)?.numbers[2] ?? hash32(id);
      for (const { record, place } of placed(questions, numberOf)) {
        if (seen.has(record.id) || (job.Id === fromJob && !before(last, place))) continue;
        seen.add(record.id);
        if (isWanted(record)) yield { record, position: [job.Id, ...place] };
      }
    }
  });
}

/** Jobs in ascending order from a number on, each with its questions. */
async function* jobsOf(
  reader: RawReader,
  wanted: readonly number[] | undefined,
  from: number,
  signal: AbortSignal,
  isOfUse: (job: RawJobView) => boolean = () => true,
): AsyncGenerator<JobWithQuestions, void, undefined> {
  const listed = wanted === undefined ? await publishedJobs(reader, (job) => job) : new Map<number, RawJobView>();
  const numbers = wanted ?? [...new Set([...listed.keys(), ...(await unlistedJobs(reader, listed))])];
  const due = numbers.filter((jobId) => jobId >= from).sort((a, b) => a - b);
  const jobs = ordered(due, reader.services.settings.concurrency, signal, async (jobId, inner) => {
    const job = listed.get(jobId) ?? (await reader.job(jobId, inner));
    listed.delete(jobId); // its HTML and pictures are not held longer than needed
    if (!job || !isOfUse(job)) return { jobId };
    const questionnaire = job.HasQuestionnaire === true ? await reader.questionnaire(jobId, true, inner) : null;
    return { jobId, found: { job, questionnaire: questionnaire ?? undefined } };
  });
  for await (const { jobId, found } of jobs) {
    reader.jobs.next(jobId);
    if (found !== undefined) yield found;
  }
}

async function unlistedJobs(reader: RawReader, listed: ReadonlyMap<number, unknown>): Promise<number[]> {
  // A key for jobs alone may not search applications: then the published jobs are what there is.
  const { applicantsByJob } = await reader.applicationsBySource(await reader.sourceNames(), [401, 403, 404]);
  return [...applicantsByJob.keys()].filter((jobId) => !listed.has(jobId));
}

function directJobs(services: Services, query: Checked<'jobs'>): number[] | undefined {
  const byId = query.ids?.map((id, index) => remoteNumberOf(services.ids, 'job', id, `ids.${index}`));
  const byRemoteId = query.remote_ids?.map((id, index) => parseRemoteNumber(id, `remote_ids.${index}`));
  if (byId === undefined || byRemoteId === undefined) return unique(byId ?? byRemoteId);
  return unique(byId.filter((id) => byRemoteId.includes(id)));
}

function unique(numbers: readonly number[] | undefined): number[] | undefined {
  return numbers && [...new Set(numbers)];
}

function jobFilter(query: WithInstants<Checked<'jobs'>>, now: Date, timeZone: string): (job: Job) => boolean {
  const { updated_after: since, post_url: url, remote_created_after: created, name_contains: part } = query;
  const unsupported = query.ignore_unsupported_filters
    ? undefined
    : (query.job_codes ?? query.visibilities) && (() => false);
  const day = created && toDate(calendarDay(created, timeZone), timeZone)?.getTime();
  return allOf<Job>(
    unsupported,
    oneOf(query.statuses, (job) => job.status),
    oneOf(query.employment_types, (job) => job.employment_type),
    url === undefined ? undefined : (job) => job.job_postings.some((posting) => posting.url === url),
    part === undefined ? undefined : (job) => job.name?.toLowerCase().includes(part.toLowerCase()) === true,
    day === undefined ? undefined : (job) => job.remote_created_at !== null && job.remote_created_at.getTime() >= day,
    since && ((job) => !isOld(job.remote_updated_at, since) || postingChanged(job, since, now)),
  );
}

/** A posting that went online or ended since then changes its job, although the job's own date stays. */
function postingChanged(job: Job, since: Date, now: Date): boolean {
  return [job.opened_at, job.closed_at].some((date) => date !== null && date > since && date <= now);
}
