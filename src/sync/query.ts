import * as z from 'zod/mini';

/** What every listing takes. Names and meaning are Kombo's; an unknown name is an `InputError`. */
export interface ListQuery {
  /** Goes on where a page's `next`, or a failed listing's `error.cursor`, stood. */
  readonly cursor?: string | null | undefined;
  /** Records of a page, 1 to 250. Default 100. */
  readonly page_size?: number | undefined;
  /** Only records that changed after this time. One is left out only when its raw dates prove it unchanged. */
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
  /** Created on this day or later. */
  readonly remote_created_after?: Date | string | undefined;
  /** A part of the name, in any case. */
  readonly name_contains?: string | undefined;
}

/** Filters of `listCandidates`. */
export interface CandidatesQuery extends ListQuery {
  /** The candidates with this address, in any case. */
  readonly email?: string | undefined;
  /** Candidates with an application to any of these jobs; `remote:<number>` too. */
  readonly job_ids?: readonly string[] | undefined;
  /** The whole first name, in any case. */
  readonly first_name?: string | undefined;
  /** The whole last name, in any case. */
  readonly last_name?: string | undefined;
  /** True: candidates whose source is this client's; a list: whose source is one of these. */
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
  /** True: applications whose source is this client's; a list: whose source is one of these. */
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
const moment = z.optional(
  z.pipe(
    z.union([
      z.date(),
      z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/)),
    ]),
    z.transform((value, context) => {
      // Without a zone it is UTC, as in Kombo; Date would take the machine's zone for a date-time.
      const isLocal = typeof value === 'string' && value.includes('T') && !/(?:Z|[+-]\d\d:\d\d)$/.test(value);
      const date = new Date(isLocal ? `${value}Z` : value);
      if (Number.isNaN(date.getTime())) context.issues.push({ code: 'custom', message: 'is not a date', input: value });
      return date;
    }),
  ),
);
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

/** A checked query: dates are dates. */
export type Checked<M extends keyof typeof querySchemas> = z.output<(typeof querySchemas)[M]>;

/** The schema of {@link ExploreQuery}. */
export const exploreQuery = z.strictObject({ sample: z.optional(z.int().check(z.minimum(0), z.maximum(250))) });
