import * as z from 'zod/mini';
import { toDate } from '../mappers/index.js';

/** What every listing takes. Names and meaning are Kombo's; an unknown name is an `InputError`. */
export interface ListQuery {
  /** Goes on where a page's `next`, or a failed listing's `error.cursor`, stood. */
  readonly cursor?: string | null | undefined;
  /** Records of a page, 1 to 250. Default 100. */
  readonly page_size?: number | undefined;
  /**
   * Only records that changed after this time; text without an offset is read in the client's `timeZone`. A record is
   * left out only when its raw dates prove it unchanged.
   */
  readonly updated_after?: Date | string | undefined;
  /** Only these records, by `id`. */
  readonly ids?: readonly string[] | undefined;
  /** Only these records, by `remote_id`. */
  readonly remote_ids?: readonly string[] | undefined;
  /** Accepted as in Kombo. Live reads never see deleted records: `sync()` tells of deletions. */
  readonly include_deleted?: boolean | undefined;
  /** True drops filters on what eRecruiter does not have; otherwise such a filter finds nothing. Default false. */
  readonly ignore_unsupported_filters?: boolean | undefined;
}

/** Filters of `listJobs`. */
export interface JobsQuery extends ListQuery {
  /** Unsupported: eRecruiter jobs have no requisition code. */
  readonly job_codes?: readonly string[] | undefined;
  /** The job with this URL among its postings. */
  readonly post_url?: string | undefined;
  /** `OPEN`, `CLOSED`, `DRAFT`, `ARCHIVED`; any of them. */
  readonly statuses?: readonly string[] | undefined;
  /** `FULL_TIME` …; any of them. */
  readonly employment_types?: readonly string[] | undefined;
  /** Unsupported: eRecruiter knows channels, not visibilities. */
  readonly visibilities?: readonly string[] | undefined;
  /** Created on this day or later, a day of the client's `timeZone`. */
  readonly remote_created_after?: Date | string | undefined;
  /** A part of the name, case-insensitive. */
  readonly name_contains?: string | undefined;
}

/** Filters of `listCandidates`. */
export interface CandidatesQuery extends ListQuery {
  /** The candidates whom eRecruiter's own search finds by this address. */
  readonly email?: string | undefined;
  /** Candidates with an application to any of these jobs; `remote:<number>` too. */
  readonly job_ids?: readonly string[] | undefined;
  /** The whole first name, case-insensitive. */
  readonly first_name?: string | undefined;
  /** The whole last name, case-insensitive. */
  readonly last_name?: string | undefined;
  /**
   * True: candidates with an application that came through this client's source; a list: through one of these. Names
   * are compared case-insensitively.
   */
  readonly only_created?: boolean | readonly string[] | undefined;
}

/** Filters of `listApplications`. */
export interface ApplicationsQuery extends ListQuery {
  /** `PENDING`, `HIRED`, `DECLINED`; any of them. */
  readonly outcomes?: readonly string[] | undefined;
  /** Applications to any of these jobs; `remote:<number>` too. */
  readonly job_ids?: readonly string[] | undefined;
  /** The same by the jobs' `remote_id`. */
  readonly job_remote_ids?: readonly string[] | undefined;
  /** Applications in any of these stages, by the stages' `id`. */
  readonly current_stage_ids?: readonly string[] | undefined;
  /** Unsupported: eRecruiter does not tell when an application was created. */
  readonly remote_created_after?: Date | string | undefined;
  /**
   * True: applications whose source is this client's; a list: whose source is one of these. Names are compared
   * case-insensitively.
   */
  readonly only_created?: boolean | readonly string[] | undefined;
}

/** What `listCandidateAttachments` takes. */
export interface AttachmentsQuery {
  /** Goes on where a page's `next`, or a failed listing's `error.cursor`, stood. */
  readonly cursor?: string | null | undefined;
  /** Records of a page, 1 to 250. Default 100. */
  readonly page_size?: number | undefined;
  /** False reads names and types only: `data_url` is null then. Default true. */
  readonly content?: boolean | undefined;
}

/** What `sync` takes. */
export interface SyncQuery {
  /** Goes on where a failed run's `error.cursor` stood. Such a run reports no deletions: it does not see everything. */
  readonly cursor?: string;
  /**
   * Only these jobs with their questions, the candidates with an application to any of them, and those applications;
   * `remote:<number>` too. Of these candidates comes, besides, what no run over the other jobs could find.
   */
  readonly job_ids?: readonly string[];
  /** True: candidates and applications whose source is this client's; a list: whose source is one of these. */
  readonly only_created?: boolean | readonly string[];
}

/** What `exploreFields` takes. */
export interface ExploreQuery {
  /** How many records to take sample values from, 0 to 250. Default 25. */
  readonly sample?: number | undefined;
}

const texts = z.optional(z.array(z.string().check(z.minLength(1))));
const words = z.optional(z.string().check(z.minLength(1)));
const flag = z.optional(z.boolean());
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;
// Checked in any zone: only `instantOf` knows which one holds.
const isDate = z.refine<string>((text) => DATE.test(text) && toDate(text, 'UTC') !== null, 'is not a date');
const moment = z.optional(z.union([z.date(), z.string().check(isDate)]));
const only = z.optional(z.union([z.boolean(), z.array(z.string().check(z.minLength(1))).check(z.minLength(1))]));

const common = {
  cursor: z.nullish(z.string().check(z.minLength(1))),
  page_size: z.optional(z.int().check(z.minimum(1), z.maximum(250))),
  updated_after: moment,
  ids: texts,
  remote_ids: texts,
  include_deleted: flag,
  ignore_unsupported_filters: flag,
};

/** The schemas of all queries: strict, so that a misspelt filter does not silently return everything. */
export const querySchemas = {
  list: z.strictObject(common),
  attachments: z.strictObject({ cursor: common.cursor, page_size: common.page_size, content: flag }),
  jobs: z.strictObject({
    ...common,
    job_codes: texts,
    post_url: words,
    statuses: texts,
    employment_types: texts,
    visibilities: texts,
    remote_created_after: moment,
    name_contains: words,
  }),
  candidates: z.strictObject({
    ...common,
    email: words,
    job_ids: texts,
    first_name: words,
    last_name: words,
    only_created: only,
  }),
  applications: z.strictObject({
    ...common,
    outcomes: texts,
    job_ids: texts,
    job_remote_ids: texts,
    current_stage_ids: texts,
    remote_created_after: moment,
    only_created: only,
  }),
  sync: z.strictObject({ cursor: words, job_ids: texts, only_created: only }),
};

/** A checked query of which the dates are instants. */
export type WithInstants<Q> = Omit<Q, 'updated_after' | 'remote_created_after'> & {
  readonly updated_after?: Date | undefined;
  readonly remote_created_after?: Date | undefined;
};

/** Makes instants of a query's dates: text without an offset is wall time in `timeZone`, a day its beginning. */
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

/** A checked query. */
export type Checked<M extends keyof typeof querySchemas> = z.output<(typeof querySchemas)[M]>;

/** The schema of {@link ExploreQuery}. */
export const exploreQuery = z.strictObject({ sample: z.optional(z.int().check(z.minimum(0), z.maximum(250))) });
