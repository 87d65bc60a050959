import * as z from 'zod/mini';
import { didYouMean } from '../core/did-you-mean.js';
import { dateOrText, urlText } from '../core/platform-values.js';
import { toDate } from '../mappers/index.js';
import { toEmploymentType } from '../mappers/job.js';
import { isBlank } from '../mappers/values/text.js';
import type { Application } from '../models/application.js';
import type { EmploymentType, JobStatus, JobVisibility } from '../models/job.js';

/** The query of every listing. Names and meaning are Kombo's; an unknown name is an `InputError`. */
export interface ListQuery {
  /** Resumes at a page's `next` or at a failed listing's `error.cursor`. Default: from the beginning. */
  readonly cursor?: string | null | undefined;
  /** Records per page, 1 to 250. Default 100. */
  readonly page_size?: number | undefined;
  /**
   * Only records that changed after this time. Text without an offset is read in the client's `timeZone`. A record is
   * skipped only if its raw dates prove that it has not changed. Default: no filter.
   */
  readonly updated_after?: Date | string | undefined;
  /** Only records with one of these values of `id`. */
  readonly ids?: readonly string[] | undefined;
  /** Only records with one of these values of `remote_id`. */
  readonly remote_ids?: readonly string[] | undefined;
  /** Accepted for compatibility with Kombo. Live reads never return deleted records; `sync()` reports deletions. */
  readonly include_deleted?: boolean | undefined;
  /** True ignores filters on data that eRecruiter does not have. By default, such a filter matches nothing. */
  readonly ignore_unsupported_filters?: boolean | undefined;
}

/** The query of `listJobs`. */
export interface JobsQuery extends ListQuery {
  /** Unsupported: eRecruiter jobs have no requisition code. */
  readonly job_codes?: readonly string[] | undefined;
  /** Only the job that has this URL among its postings. */
  readonly post_url?: string | URL | undefined;
  /**
   * Only jobs in one of these statuses. A text that is none of the known ones, but resembles one, is an `InputError`;
   * any other is reported to `onIssue` if no job has it.
   */
  readonly statuses?: readonly JobStatus[] | undefined;
  /**
   * Only jobs of one of these employment types, which can be a text that the installation uses. A text that means a
   * known type, such as `Vollzeit`, or resembles one is an `InputError`; any other is reported to `onIssue` if no job
   * has it.
   */
  readonly employment_types?: readonly EmploymentType[] | undefined;
  /** Unsupported: eRecruiter has channels, not visibilities. */
  readonly visibilities?: readonly JobVisibility[] | undefined;
  /** Only jobs created on this day or later, as a day in the client's `timeZone`. */
  readonly remote_created_after?: Date | string | undefined;
  /** Only jobs whose name contains this text, case-insensitive. */
  readonly name_contains?: string | undefined;
  /**
   * True also returns jobs that eRecruiter does not show (404 or 403), if an application of a source names them or
   * `ids` has their `id`: with `id` and `remote_id`, all else null or empty. Default false.
   */
  readonly include_placeholders?: boolean | undefined;
}

/** A value of a custom field, to search for. */
export interface CustomFieldFilter {
  /** A key of `custom_fields`, the internal name of the field, or the `id` of an integration field. */
  readonly key: string;
  /** Sent as text: `true` becomes `true`, and a date is the text that eRecruiter compares. */
  readonly value: string | number | boolean;
}

/** The query of `listCandidates`. */
export interface CandidatesQuery extends ListQuery {
  /** Only candidates that eRecruiter's own search finds by this email address. */
  readonly email?: string | undefined;
  /** Only candidates with one of these numbers as Applicant.ExternalId, each from -2147483648 to 2147483647. */
  readonly external_ids?: readonly (string | number)[] | undefined;
  /**
   * Only candidates with one of these numbers as Applicant.GlobalId, which links the records of one person. They have
   * 64 bits: pass a text or a `bigint` above `Number.MAX_SAFE_INTEGER`.
   */
  readonly global_ids?: readonly (string | number | bigint)[] | undefined;
  /** Only candidates for whom eRecruiter's own search finds this value in a custom field. */
  readonly custom_field?: CustomFieldFilter | undefined;
  /** Only candidates with an application to one of these jobs, by `id` or as `remote:<number>`. */
  readonly job_ids?: readonly string[] | undefined;
  /** Only candidates with exactly this first name, case-insensitive. */
  readonly first_name?: string | undefined;
  /** Only candidates with exactly this last name, case-insensitive. */
  readonly last_name?: string | undefined;
  /**
   * True: only candidates with an application that came through the client's `source`. A list: through one of these
   * sources, case-insensitive. Default false.
   */
  readonly only_created?: boolean | readonly string[] | undefined;
}

/** The query of `listApplications`. */
export interface ApplicationsQuery extends ListQuery {
  /** Only applications with one of these outcomes; any other value is an `InputError`. */
  readonly outcomes?: readonly NonNullable<Application['outcome']>[] | undefined;
  /** Only applications to one of these jobs, by `id` or as `remote:<number>`. */
  readonly job_ids?: readonly string[] | undefined;
  /** Only applications to one of these jobs, by the job's `remote_id`. */
  readonly job_remote_ids?: readonly string[] | undefined;
  /** Only applications in one of these stages, by the stage's `id`. */
  readonly current_stage_ids?: readonly string[] | undefined;
  /** Unsupported: eRecruiter does not say when an application was created. */
  readonly remote_created_after?: Date | string | undefined;
  /**
   * True: only applications that came through the client's `source`. A list: through one of these sources,
   * case-insensitive. Default false.
   */
  readonly only_created?: boolean | readonly string[] | undefined;
}

/** The query of `listCandidateAttachments`. */
export interface AttachmentsQuery {
  /** Resumes at a page's `next` or at a failed listing's `error.cursor`. Default: from the beginning. */
  readonly cursor?: string | null | undefined;
  /** Records per page, 1 to 250. Default 100. */
  readonly page_size?: number | undefined;
  /** False reads names and types only; `data_url` is then null. Default true. */
  readonly content?: boolean | undefined;
  /** What to list besides the CV and the documents, with a request each. Default: nothing. */
  readonly include?: readonly ('photo' | 'european_cv')[] | undefined;
}

/** The query of `getAttachment`. */
export interface AttachmentQuery {
  /** `bytes` for a `Uint8Array`, `base64` for a text. Default `bytes`. */
  readonly as?: 'bytes' | 'base64' | undefined;
}

/** The query of `listApplicationActivities`. */
export interface ActivitiesQuery {
  /** Resumes at a page's `next` or at a failed listing's `error.cursor`. Default: from the beginning. */
  readonly cursor?: string | null | undefined;
  /** Records per page, 1 to 250. Default 100. */
  readonly page_size?: number | undefined;
}

/** The query of `listCandidateConsents`. */
export interface ConsentsQuery {
  /** Resumes at a page's `next` or at a failed listing's `error.cursor`. Default: from the beginning. */
  readonly cursor?: string | null | undefined;
  /** Records per page, 1 to 250. Default 100. */
  readonly page_size?: number | undefined;
}

/** The query of `sync`. */
export interface SyncQuery {
  /**
   * Resumes at a failed run's `error.cursor`. Such a run reports no deletions, because it does not see everything.
   * Default: from the beginning.
   */
  readonly cursor?: string | undefined;
  /**
   * Only these jobs, by `id` or as `remote:<number>`, with their questions, the candidates who applied to any of them,
   * and those applications. Applications of these candidates to other jobs are included where a run over those jobs
   * could not find them, each after its job. Default: all jobs.
   */
  readonly job_ids?: readonly string[] | undefined;
  /**
   * True: only applications that came through the client's `source`, and their candidates. A list: through one of these
   * sources, case-insensitive. Default false.
   */
  readonly only_created?: boolean | readonly string[] | undefined;
}

/** The query of `exploreFields`. */
export interface ExploreQuery {
  /** How many records to take sample values from, 0 to 250. Default 25. */
  readonly sample?: number | undefined;
}

const optionalTexts = z.optional(z.array(z.string().check(z.minLength(1))));
const optionalText = z.optional(z.string().check(z.minLength(1)));
const optionalFlag = z.optional(z.boolean());
const optionalDate = z.optional(dateOrText);
const onlyCreated = z.optional(
  z.union(
    [z.boolean(), z.array(z.string().check(z.minLength(1))).check(z.minLength(1))],
    'must be true, false or a list of names',
  ),
);

const notBlank = z.refine<string>((text) => !isBlank(text), {
  error: 'must not be empty',
  params: { code: 'required' },
});
const EXPECTED_VALUE = 'must be a text, a number, true or false';

/** A signed integer of 32 or 64 bits, which becomes its digits: a number above 2^53 has lost some of them. */
function integerOf(bits: 32 | 64) {
  const limit = 2n ** BigInt(bits - 1);
  const isOne = (value: string | number | bigint): boolean => {
    if (typeof value === 'number') return Number.isSafeInteger(value) && isOne(BigInt(value));
    if (typeof value === 'string') return /^-?\d{1,20}$/.test(value) && isOne(BigInt(value));
    return value >= -limit && value < limit;
  };
  const message = `must be a whole number of ${bits} bits${bits === 64 ? ', as a text or bigint if it is large' : ''}`;
  const given = z.union([z.string(), z.number(), ...(bits === 64 ? [z.bigint()] : [])], message);
  return z.pipe(
    given.check(z.refine(isOne, { error: message, params: { code: 'out_of_range' } })),
    z.transform((value) => String(BigInt(value))),
  );
}

/** The filters of jobs that accept any text: each with the values that Kombo knows and the field that it compares. */
export const OPEN_FILTERS = [
  ['statuses', ['OPEN', 'CLOSED', 'DRAFT', 'ARCHIVED'], 'status'],
  ['employment_types', ['FULL_TIME', 'PART_TIME', 'CONTRACT', 'SEASONAL', 'INTERNSHIP'], 'employment_type'],
  ['visibilities', ['PUBLIC', 'INTERNAL', 'UNLISTED', 'CONFIDENTIAL'], 'visibility'],
] as const;
const [[, STATUSES], [, EMPLOYMENT_TYPES], [, VISIBILITIES]] = OPEN_FILTERS;

/** Texts that records may have: known ones, and those for which `hintFor` knows no known one that is meant. */
function openTexts(known: readonly string[], hintFor: (text: string) => string) {
  const mayMatch = z.refine<string>((text) => known.includes(text) || hintFor(text) === '', {
    error: ({ input }) => `must be one of ${known.join(', ')}${hintFor(String(input))}`,
    params: { code: 'invalid_value' },
  });
  return z.optional(z.array(z.string().check(z.minLength(1), mayMatch)));
}

function resembling(known: readonly string[]): (text: string) => string {
  return (text) => didYouMean(text, known, []);
}

/** Texts of an installation are kept as they are: only one in capitals must be a misspelled value of Kombo's. */
function employmentTypeHint(text: string): string {
  const meaning = toEmploymentType([text]) ?? text;
  if (meaning !== text) return `; did you mean ${meaning}?`;
  return /^[A-Z_]+$/.test(text) ? didYouMean(text, EMPLOYMENT_TYPES, []) : '';
}

const commonFilters = {
  cursor: z.nullish(z.string().check(z.minLength(1))),
  page_size: z.optional(z.int().check(z.minimum(1), z.maximum(250))),
  updated_after: optionalDate,
  ids: optionalTexts,
  remote_ids: optionalTexts,
  include_deleted: optionalFlag,
  ignore_unsupported_filters: optionalFlag,
};

/** The schemas of all queries. Strict, so that a misspelled filter does not silently return everything. */
export const querySchemas = {
  list: z.strictObject(commonFilters),
  attachments: z.strictObject({
    cursor: commonFilters.cursor,
    page_size: commonFilters.page_size,
    content: optionalFlag,
    include: z.optional(z.array(z.enum(['photo', 'european_cv']))),
  }),
  activities: z.strictObject({ cursor: commonFilters.cursor, page_size: commonFilters.page_size }),
  attachment: z.strictObject({ as: z.optional(z.enum(['bytes', 'base64'])) }),
  consents: z.strictObject({ cursor: commonFilters.cursor, page_size: commonFilters.page_size }),
  jobs: z.strictObject({
    ...commonFilters,
    job_codes: optionalTexts,
    post_url: z.optional(urlText(z.string().check(z.minLength(1)))),
    statuses: openTexts(STATUSES, resembling(STATUSES)),
    employment_types: openTexts(EMPLOYMENT_TYPES, employmentTypeHint),
    visibilities: openTexts(VISIBILITIES, resembling(VISIBILITIES)),
    remote_created_after: optionalDate,
    name_contains: optionalText,
    include_placeholders: optionalFlag,
  }),
  candidates: z.strictObject({
    ...commonFilters,
    email: optionalText,
    external_ids: z.optional(z.array(integerOf(32))),
    global_ids: z.optional(z.array(integerOf(64))),
    custom_field: z.optional(
      z.strictObject({
        key: z.string().check(notBlank),
        value: z.pipe(
          z.union([z.string().check(notBlank), z.number(), z.boolean()], EXPECTED_VALUE),
          z.transform(String),
        ),
      }),
    ),
    job_ids: optionalTexts,
    first_name: optionalText,
    last_name: optionalText,
    only_created: onlyCreated,
  }),
  applications: z.strictObject({
    ...commonFilters,
    outcomes: z.optional(z.array(z.enum(['PENDING', 'HIRED', 'DECLINED']))),
    job_ids: optionalTexts,
    job_remote_ids: optionalTexts,
    current_stage_ids: optionalTexts,
    remote_created_after: optionalDate,
    only_created: onlyCreated,
  }),
  sync: z.strictObject({ cursor: optionalText, job_ids: optionalTexts, only_created: onlyCreated }),
  explore: z.strictObject({ sample: z.optional(z.int().check(z.minimum(0), z.maximum(250))) }),
};

/** A checked query whose dates are instants. */
export type WithInstants<Q> = Omit<Q, 'updated_after' | 'remote_created_after'> & {
  readonly updated_after?: Date | undefined;
  readonly remote_created_after?: Date | undefined;
};

/** Converts a query's dates to instants: text without an offset is wall time in `timeZone`, a day is its beginning. */
export function withInstants<
  Q extends {
    readonly updated_after?: Date | string | undefined;
    readonly remote_created_after?: Date | string | undefined;
  },
>(query: Q, timeZone: string): WithInstants<Q> {
  const { updated_after: since, remote_created_after: created, ...rest } = query;
  const instant = (date: Date | string): Date | undefined =>
    typeof date === 'string' ? (toDate(date, timeZone) ?? undefined) : date;
  return {
    ...rest,
    ...(since === undefined ? {} : { updated_after: instant(since) }),
    ...(created === undefined ? {} : { remote_created_after: instant(created) }),
  };
}

/** A query that its schema has checked. */
export type CheckedQuery<M extends keyof typeof querySchemas> = z.output<(typeof querySchemas)[M]>;
