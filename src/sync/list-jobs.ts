import { endpoints } from '../api/endpoints.js';
import { numberOf, remoteNumber } from '../addresses.js';
import { check } from '../check.js';
import {
  decodeId,
  type MapperContext,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
} from '../mappers/index.js';
import type { Job } from '../models/job.js';
import type { JobScreeningQuestion } from '../models/job-screening-question.js';
import type { ScreeningQuestion } from '../models/screening-question.js';
import type { CallOptions } from '../options.js';
import type { RawJobView, RawMandatorView, RawQuestionnaire } from '../schemas/index.js';
import type { Listing, Step } from './listing.js';
import { ordered } from './ordered.js';
import type { Tools } from '../context.js';
import type { Pass } from './pass.js';
import { type Checked, type JobsQuery, type ListQuery, querySchemas } from './query.js';
import { every, isOld, listingOf, oneOf } from './source.js';

/** A job with its questions. */
interface JobWithQuestions {
  readonly job: RawJobView;
  readonly questionnaire: RawQuestionnaire | undefined;
}

/** Jobs of all channels, and those that applications name although no channel lists them. */
export function listJobs(tools: Tools, query: JobsQuery, options: CallOptions): Listing<Job> {
  const checked = check(querySchemas.jobs, query);
  const wanted = directJobs(tools, checked);
  return listingOf('jobs', tools, checked, options, async function* (pass, after, signal) {
    const [from = 0] = after ?? [];
    const context = await pass.context(endpoints.job);
    const catalogue = await pass.mandator();
    const keep = jobFilter(checked, pass.startedAt);
    for await (const { job: raw, questionnaire } of jobsOf(pass, wanted, from + 1, signal)) {
      const job = toJob(raw, context, { questionnaire, catalogue });
      if (keep(job)) yield { record: job, position: [raw.Id] };
    }
  });
}

/** Each question once, however many jobs ask it. */
export function listScreeningQuestions(
  tools: Tools,
  query: ListQuery,
  options: CallOptions,
): Listing<ScreeningQuestion> {
  return listQuestions('screening questions', tools, query, options, ({ questionnaire }, context, catalogue) =>
    questionnaire === undefined ? [] : toScreeningQuestions(questionnaire, context, catalogue),
  );
}

/** Which job asks which question, where and whether it must be answered. */
export function listJobScreeningQuestions(
  tools: Tools,
  query: ListQuery,
  options: CallOptions,
): Listing<JobScreeningQuestion> {
  return listQuestions('job screening questions', tools, query, options, ({ job, questionnaire }, context) =>
    questionnaire === undefined ? [] : toJobScreeningQuestions(job.Id, questionnaire, context),
  );
}

function listQuestions<T extends { readonly id: string }>(
  model: string,
  tools: Tools,
  query: ListQuery,
  options: CallOptions,
  questionsOf: (found: JobWithQuestions, context: MapperContext, catalogue: RawMandatorView) => readonly T[],
): Listing<T> {
  const checked = check(querySchemas.list, query);
  const isWanted = every<T>(
    oneOf(checked.ids, ({ id }) => id),
    oneOf(checked.remote_ids, (record) =>
      'remote_id' in record && typeof record.remote_id === 'string' ? record.remote_id : null,
    ),
  );
  return listingOf(model, tools, checked, options, async function* (pass, after, signal) {
    const context = await pass.context(endpoints.questionnaireByJob);
    const catalogue = await pass.mandator();
    const seen = new Set<string>();
    const [fromJob = 0, fromItem = -1] = after ?? [];
    for await (const found of jobsOf(pass, undefined, fromJob, signal, (job) => job.HasQuestionnaire === true)) {
      yield* newQuestions(found, questionsOf(found, context, catalogue));
    }

    function* newQuestions({ job }: JobWithQuestions, questions: readonly T[]): Generator<Step<T>> {
      // By the items' numbers: places shift when somebody edits the questionnaire between two runs.
      const numbered = questions.map((record) => ({ record, item: decodeId(record.id, tools.ids)?.numbers[2] ?? 0 }));
      for (const { record, item } of numbered.sort((a, b) => a.item - b.item)) {
        if (seen.has(record.id) || (job.Id === fromJob && item <= fromItem)) continue;
        seen.add(record.id);
        if (isWanted(record)) yield { record, position: [job.Id, item] };
      }
    }
  });
}

/** Jobs in ascending order from a number on, each with its questions. */
async function* jobsOf(
  pass: Pass,
  wanted: readonly number[] | undefined,
  from: number,
  signal: AbortSignal,
  isOfUse: (job: RawJobView) => boolean = () => true,
): AsyncGenerator<JobWithQuestions, void, undefined> {
  const listed = wanted === undefined ? await pass.publishedJobs((job) => job) : new Map<number, RawJobView>();
  const numbers = wanted ?? [...new Set([...listed.keys(), ...(await unlistedJobs(pass, listed))])];
  const due = numbers.filter((jobId) => jobId >= from).sort((a, b) => a - b);
  const found = ordered(due, pass.tools.settings.concurrency, signal, async (jobId, inner) => {
    const job = listed.get(jobId) ?? (await pass.job(jobId, inner));
    listed.delete(jobId); // its HTML and pictures are not held longer than needed
    if (!job || !isOfUse(job)) return undefined;
    const questionnaire = job.HasQuestionnaire === true ? await pass.questionnaire(jobId, inner) : null;
    return { job, questionnaire: questionnaire ?? undefined };
  });
  for await (const entry of found) if (entry !== undefined) yield entry;
}

async function unlistedJobs(pass: Pass, listed: ReadonlyMap<number, unknown>): Promise<number[]> {
  // A key for jobs alone may not search applications: then the published jobs are what there is.
  const { applicants } = await pass.bySource(await pass.sourceNames(), [400, 401, 403, 404]);
  return [...applicants.keys()].filter((jobId) => !listed.has(jobId));
}

function directJobs(tools: Tools, query: Checked<'jobs'>): number[] | undefined {
  const byId = query.ids?.map((id, index) => numberOf(tools.ids, 'job', id, `ids.${index}`));
  const byRemoteId = query.remote_ids?.map((id, index) => remoteNumber(id, `remote_ids.${index}`));
  if (byId === undefined || byRemoteId === undefined) return unique(byId ?? byRemoteId);
  return unique(byId.filter((id) => byRemoteId.includes(id)));
}

function unique(numbers: readonly number[] | undefined): number[] | undefined {
  return numbers && [...new Set(numbers)];
}

function jobFilter(query: Checked<'jobs'>, now: Date): (job: Job) => boolean {
  const { updated_after: since, post_url: url, remote_created_after: created, name_contains: part } = query;
  const unsupported = query.ignore_unsupported_filters
    ? undefined
    : (query.job_codes ?? query.visibilities) && (() => false);
  const day = created && Math.floor(created.getTime() / 86_400_000) * 86_400_000;
  return every<Job>(
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
