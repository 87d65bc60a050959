import * as z from 'zod/mini';
import { anyDate, dateOrText, urlText } from '../core/platform-values.js';
import { toCalendarDay, toEmail } from '../mappers/index.js';
import { INT32_MAX } from '../mappers/to-raw/raw-values.js';
import { toStandardBase64 } from '../mappers/values/base64.js';
import { isBlank } from '../mappers/values/text.js';
import { isFullWebAddress, toWebAddress } from '../mappers/values/web-address.js';
import { isRecord } from '../schemas/walk.js';
import { type Binary, isBinary, isBlob } from './files/content.js';

/** A text that is not blank, without surrounding blanks. */
export const requiredText = z.string().check(
  z.trim(),
  z.refine((value) => !isBlank(value), 'must not be empty'),
);
/** A name as it is given: eRecruiter can have two that differ in blanks only. */
const exactText = z.string().check(z.refine((value) => !isBlank(value), 'must not be empty'));
const base64Text = requiredText.check(z.refine((value) => toStandardBase64(value) !== undefined, 'must be base64'));
const optionalString = z.optional(z.string());
const optionalList = <S extends z.core.SomeType>(schema: S) => z.optional(z.array(schema));

const EXPECTED_DAY = 'must be a day, such as 2026-09-01';
// Given twice: the union's own text is for values that are neither.
const day = z.union(
  [anyDate, z.string().check(z.refine((value) => toCalendarDay(value, 'UTC') !== null, EXPECTED_DAY))],
  EXPECTED_DAY,
);

/** Blank counts as missing: a form sends all of its fields. */
const webAddress = z.string().check(
  z.overwrite((value) => toWebAddress(value) ?? value),
  z.refine((value) => isBlank(value) || toWebAddress(value) !== null, 'must be a web address'),
);

const MEDIA_TYPE_PATTERN = /^[\w.+-]{1,127}\/[\w.+-]{1,127}(;.{0,200})?$/;
const EXPECTED_CONTENT = 'must be base64 text, a Blob or bytes';
const fileFields = {
  name: requiredText,
  data: z.optional(
    z.union([base64Text, z.custom<Binary>(isBinary, { error: EXPECTED_CONTENT, abort: true })], EXPECTED_CONTENT),
  ),
  data_url: z.optional(urlText(requiredText)),
  content_type: z.optional(
    z.string().check(z.regex(MEDIA_TYPE_PATTERN, 'must be a media type, such as application/pdf')),
  ),
};
interface GivenContent {
  readonly data?: unknown;
  readonly data_url?: unknown;
}
const oneContent = [
  z.refine<GivenContent>(({ data, data_url: url }) => data !== undefined || url !== undefined, {
    error: 'must have data or data_url',
    params: { code: 'required' },
  }),
  z.refine<GivenContent>(({ data, data_url: url }) => data === undefined || url === undefined, {
    error: 'must not have both data and data_url',
    params: { code: 'not_allowed' },
  }),
] as const;

/** The schema of a file. A `File` brings its own name, and a `Blob` its media type. */
function fileInput<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.pipe(
    z.transform((given: unknown) => {
      if (isBinary(given)) return null; // no object with a name, and too long to be listed
      if (!isRecord(given) || !isBlob(given.data)) return given;
      const { name, type } = given.data;
      const own = { name, content_type: MEDIA_TYPE_PATTERN.test(String(type)) ? type : undefined };
      return { ...own, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
    }),
    z.strictObject({ ...fileFields, ...shape }).check(...oneContent),
  );
}
const attachmentInput = fileInput({ type: z.enum(['CV', 'COVER_LETTER', 'OTHER']) });
/** A file that has been checked. */
export type CheckedAttachment = z.output<typeof attachmentInput>;

/** The candidate of both create actions. */
export const candidateInput = z.strictObject({
  first_name: requiredText,
  last_name: requiredText,
  // Normalized: an address whose ü is two characters would not be found, and a second candidate would be created.
  email_address: z.string().check(
    z.overwrite((value) => toEmail(value) ?? value),
    z.refine((value) => toEmail(value) !== null, 'must be an email address'),
  ),
  phone_number: optionalString,
  location: z.optional(
    z.strictObject({
      country: z.string().check(z.regex(/^[A-Z]{2}$/, 'must be a country code, such as AT')),
      city: optionalString,
      zip_code: optionalString,
      street_1: optionalString,
      state: optionalString,
    }),
  ),
  gender: z.optional(z.enum(['MALE', 'FEMALE', 'OTHER'])),
  availability_date: z.optional(day),
  salary_expectations: z.optional(
    z.strictObject({
      period: z.enum(['MONTH', 'YEAR']),
      amount: z.number().check(z.minimum(0), z.maximum(INT32_MAX)),
    }),
  ),
  social_links: optionalList(z.strictObject({ url: urlText(webAddress) })),
  company: optionalString,
  title: optionalString,
  additional_email_addresses: optionalList(z.strictObject({ type: optionalString, email_address: z.string() })),
  additional_phone_numbers: optionalList(z.strictObject({ type: optionalString, phone_number: z.string() })),
});

const answerInput = z.union(
  [z.string(), z.array(z.string()), z.boolean(), z.number(), anyDate, fileInput({})],
  'must be a text, ids of options, true or false, a number, a day, or a file with either data or data_url',
);

/** An answer that has been checked. */
export type CheckedAnswer = z.output<typeof answerInput>;

/** Input of both create actions. */
export const createInput = z.strictObject({
  candidate: candidateInput,
  application: z.strictObject({ job_id: requiredText, stage_id: optionalString }),
  screening_question_answers: optionalList(z.strictObject({ question_id: requiredText, answer: answerInput })),
  attachments: optionalList(attachmentInput),
  source: z.optional(
    z.strictObject({
      name: z.optional(requiredText),
      id: z.optional(requiredText),
      unified_key: z.optional(requiredText),
    }),
  ),
  gdpr_consent: z.optional(
    z.strictObject({
      given: z.optional(z.boolean()),
      expires_at: z.optional(z.union([anyDate, z.string()], 'must be a date or a text')),
    }),
  ),
  sourced_by: z.optional(z.strictObject({ user_id: requiredText })),
});
/** The same for a candidate who is named by an option. */
export const knownCandidateInput = z.strictObject({
  ...createInput.shape,
  candidate: z._default(z.partial(candidateInput), {}),
});
/** A create input that has been checked. */
export type CheckedCreateInput = z.output<typeof knownCandidateInput>;

/** Input of both tag actions. */
export const tagInput = z.strictObject({
  candidate_id: requiredText,
  tag: z.strictObject({ name: requiredText }),
});

/** Inputs of the two attachment actions. */
export const candidateAttachmentInput = z.strictObject({ candidate_id: requiredText, attachment: attachmentInput });
export const applicationAttachmentInput = z.strictObject({ application_id: requiredText, attachment: attachmentInput });

const replacementInput = fileInput({
  name: z.optional(requiredText),
  type: z.optional(z.enum(['CV', 'COVER_LETTER', 'OTHER'])),
});
/** A replacement that has been checked. */
export type CheckedReplacement = z.output<typeof replacementInput>;

/** Inputs of the actions on a stored file. */
export const replaceAttachmentInput = z.strictObject({ attachment_id: requiredText, attachment: replacementInput });
export const removeAttachmentInput = z.strictObject({ attachment_id: requiredText });

/** Input of `parseCv`. */
export const parseCvInput = z.strictObject({ file: fileInput({}) });

const linkFields = {
  label: requiredText,
  url: urlText(
    z.string().check(
      z.overwrite((value) => value.trim().replace(/[\t\n\r]/g, '')), // URL parsers skip these
      z.refine(isFullWebAddress, 'must be a web address'),
    ),
  ),
  details: z.optional(
    z.strictObject({
      custom_field_name_prefix: optionalString,
      attributes: z.array(z.strictObject({ key: requiredText, value: z.string() })),
    }),
  ),
};

/** Inputs of the two result link actions. */
export const candidateResultLinkInput = z.strictObject({ candidate_id: requiredText, ...linkFields });
export const applicationResultLinkInput = z.strictObject({ application_id: requiredText, ...linkFields });

const noteFields = {
  content: requiredText,
  content_type: z.optional(z.literal('PLAIN_TEXT')),
  title: optionalString,
  author: optionalString,
};

/** Inputs of the two note actions. */
export const candidateNoteInput = z.strictObject({ candidate_id: requiredText, ...noteFields });
export const applicationNoteInput = z.strictObject({ application_id: requiredText, ...noteFields });

/** Inputs of the three actions that execute a step of the workflow. */
export const applicationActivityInput = z.strictObject({
  application_id: requiredText,
  activity: exactText,
  message: optionalString,
});
export const applicationStageInput = z.strictObject({ application_id: requiredText, stage_id: requiredText });
export const applicationRejectionInput = z.strictObject({ application_id: requiredText, note: optionalString });

/** Input of `setCandidateConsent`. */
export const candidateConsentInput = z.strictObject({
  candidate_id: requiredText,
  policy_id: z.optional(requiredText),
  accepted: z.boolean(),
  at: z.optional(dateOrText),
});

/** The progress of an interrupted create, see `ActionProgress`. */
const progressInput = z.strictObject({
  version: z.literal(1),
  input: requiredText,
  applicant: z.nullable(z.strictObject({ id: z.int().check(z.positive()), created: z.boolean() })),
  absentBefore: z.boolean(),
  done: z.array(z.string()),
});
/** The option that only the create actions have. */
export const resumeInput = z.strictObject({ resume: z.optional(progressInput) });
