import * as z from 'zod/mini';
import { toCalendarDay, toEmail } from '../mappers/index.js';
import { withoutHidden } from '../mappers/values/text.js';
import { toWebAddress } from '../mappers/values/web-address.js';

const text = z.string().check(
  z.trim(),
  z.refine((value) => !isBlank(value), 'must not be blank'),
);
const optional = z.optional(z.string());
const list = <S extends z.core.SomeType>(schema: S) => z.optional(z.array(schema));

function isBlank(value: string): boolean {
  return withoutHidden(value).trim() === '';
}

const DAY = 'expected a day, such as 2026-09-01';
// Both: the union's own text is for values that are neither.
const day = z.union([z.date(), z.string().check(z.refine((value) => toCalendarDay(value, 'UTC') !== null, DAY))], DAY);

/** Blank counts as not given: a form sends every one of its fields. */
const webAddress = z.string().check(
  z.overwrite((value) => toWebAddress(value) ?? value),
  z.refine((value) => isBlank(value) || toWebAddress(value) !== null, 'expected a web address'),
);

const file = {
  name: text,
  data: z.optional(text),
  data_url: z.optional(text),
  content_type: z.optional(
    z.string().check(z.regex(/^[\w.+-]{1,127}\/[\w.+-]{1,127}(;.{0,200})?$/, 'expected a media type')),
  ),
};
const oneContent = z.refine<{ readonly data?: string | undefined; readonly data_url?: string | undefined }>(
  ({ data, data_url: url }) => (data === undefined) !== (url === undefined),
  'needs exactly one of data and data_url',
);
const attachment = z.strictObject({ ...file, type: z.enum(['CV', 'COVER_LETTER', 'OTHER']) }).check(oneContent);

const candidate = z.strictObject({
  first_name: text,
  last_name: text,
  // Normalised: an address whose ü is two characters would not be found, and its owner be made once more.
  email_address: z.string().check(
    z.overwrite((value) => toEmail(value) ?? value),
    z.refine((value) => toEmail(value) !== null, 'expected an e-mail address'),
  ),
  phone_number: optional,
  location: z.optional(
    z.strictObject({
      country: z.string().check(z.regex(/^[A-Z]{2}$/, 'expected an ISO 3166-1 alpha-2 code')),
      city: optional,
      zip_code: optional,
      street_1: optional,
      state: optional,
    }),
  ),
  gender: z.optional(z.enum(['MALE', 'FEMALE', 'OTHER'])),
  availability_date: z.optional(day),
  salary_expectations: z.optional(
    z.strictObject({
      period: z.enum(['MONTH', 'YEAR']),
      amount: z.number().check(z.minimum(0), z.maximum(2_147_483_647)), // what eRecruiter's integers hold
    }),
  ),
  social_links: list(z.strictObject({ url: webAddress })),
  company: optional,
  title: optional,
  additional_email_addresses: list(z.strictObject({ type: optional, email_address: z.string() })),
  additional_phone_numbers: list(z.strictObject({ type: optional, phone_number: z.string() })),
});

const answer = z.union(
  [z.string(), z.array(z.string()), z.boolean(), z.number(), z.date(), z.strictObject(file).check(oneContent)],
  'expected a text, ids of options, true or false, a number, a day, or a file with either data or data_url',
);

/** Input of both create actions. */
export const createInput = z.strictObject({
  candidate,
  application: z.strictObject({ job_id: text, stage_id: optional }),
  screening_question_answers: list(z.strictObject({ question_id: text, answer })),
  attachments: list(attachment),
  source: z.optional(z.strictObject({ name: z.optional(text), id: z.optional(text), unified_key: z.optional(text) })),
  gdpr_consent: z.optional(
    z.strictObject({
      given: z.optional(z.boolean()),
      expires_at: z.optional(z.union([z.date(), z.string()], 'expected a Date or a text')),
    }),
  ),
  sourced_by: z.optional(z.strictObject({ user_id: text })),
});
/** A checked input of a create. */
export type CreateInput = z.output<typeof createInput>;

/** Input of both tag actions. */
export const tagInput = z.strictObject({
  candidate_id: text,
  tag: z.strictObject({ name: text }),
});

/** Inputs of the two attachment actions. */
export const candidateAttachmentInput = z.strictObject({ candidate_id: text, attachment });
export const applicationAttachmentInput = z.strictObject({ application_id: text, attachment });

const link = {
  label: text,
  url: z.url({ protocol: /^https?$/, error: 'expected a web address' }),
  details: z.optional(
    z.strictObject({
      custom_field_name_prefix: optional,
      attributes: z.array(z.strictObject({ key: text, value: z.string() })),
    }),
  ),
};

/** Inputs of the two result link actions. */
export const candidateResultLinkInput = z.strictObject({ candidate_id: text, ...link });
export const applicationResultLinkInput = z.strictObject({ application_id: text, ...link });

/** What an interrupted create left: see `ActionProgress`. */
const progress = z.strictObject({
  version: z.literal(1),
  input: text,
  applicant: z.nullable(z.strictObject({ id: z.int().check(z.positive()), created: z.boolean() })),
  absentBefore: z.boolean(),
  done: z.array(z.string()),
});
/** What a create takes besides its input and the options of every call. */
export const resumeInput = z.strictObject({ resume: z.optional(progress) });
