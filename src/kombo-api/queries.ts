import * as z from 'zod/mini';

const text = z.optional(z.string().check(z.minLength(1)));
/** Kombo's SDK writes a list as one parameter, so that a value with a comma in it cannot be told from two. */
const list = z.optional(
  z.pipe(
    z.string().check(z.minLength(1)),
    z.transform((value) => value.split(',')),
  ),
);
const flag = z.optional(
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((value) => value === 'true'),
  ),
);
const whole = z.optional(
  z.pipe(z.string().check(z.regex(/^\d{1,9}$/, 'expected a whole number')), z.transform(Number)),
);

const page = { cursor: text, page_size: whole };
const common = {
  ...page,
  updated_after: text,
  include_deleted: flag,
  ignore_unsupported_filters: flag,
  ids: list,
  remote_ids: list,
};
/** Not in Kombo's API, where this is a setting of the integration. */
const onlyCreated = z.optional(
  z.pipe(
    z.string().check(z.minLength(1)),
    z.transform((value) => (value === 'true' || value === 'false' ? value === 'true' : value.split(','))),
  ),
);

/** No query parameters. */
export const none = z.strictObject({});
/** Only a page. */
export const pages = z.strictObject(page);
/** Models without filters of their own. */
export const plain = z.strictObject(common);
/** Filters of `/ats/users`. */
export const users = z.strictObject({ ...common, emails: list });
/** Filters of `/ats/jobs`. */
export const jobs = z.strictObject({
  ...common,
  job_codes: list,
  post_url: text,
  statuses: list,
  employment_types: list,
  visibilities: list,
  remote_created_after: text,
  name_contains: text,
});
/** Filters of `/ats/candidates`. */
export const candidates = z.strictObject({
  ...common,
  email: text,
  job_ids: list,
  first_name: text,
  last_name: text,
  only_created: onlyCreated,
});
/** Filters of `/ats/applications`; `outcome` is the old form of `outcomes`. */
export const applications = z.strictObject({
  ...common,
  outcome: text,
  outcomes: list,
  job_ids: list,
  job_remote_ids: list,
  current_stage_ids: list,
  remote_created_after: text,
  only_created: onlyCreated,
});
