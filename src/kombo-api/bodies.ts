import * as z from 'zod/mini';

// What the client checks itself (addresses, dates, ranges) is not checked here too. As in Kombo's API a key that is not
// known does no harm.
const text = z.string();
const optional = z.optional(text);

const file = { name: text, data: optional, data_url: optional, content_type: optional };
const attachment = z.object({ ...file, type: z.enum(['CV', 'COVER_LETTER', 'OTHER']) });

const candidate = z.object({
  first_name: text,
  last_name: text,
  email_address: text,
  phone_number: optional,
  location: z.optional(
    z.object({ country: text, city: optional, zip_code: optional, street_1: optional, state: optional }),
  ),
  gender: z.optional(z.enum(['MALE', 'FEMALE', 'OTHER'])),
  availability_date: optional,
  salary_expectations: z.optional(z.object({ period: z.enum(['MONTH', 'YEAR']), amount: z.number() })),
  social_links: z.optional(z.array(z.object({ url: text }))),
  company: optional,
  title: optional,
  additional_email_addresses: z.optional(z.array(z.object({ type: optional, email_address: text }))),
  additional_phone_numbers: z.optional(z.array(z.object({ type: optional, phone_number: text }))),
});

const create = {
  candidate,
  screening_question_answers: z.optional(
    z.array(
      z.object({
        question_id: text,
        answer: z.union([text, z.array(text), z.boolean(), z.number(), z.object(file)]),
      }),
    ),
  ),
  attachments: z.optional(z.array(attachment)),
  source: z.optional(z.object({ name: optional, id: optional, unified_key: optional })),
  gdpr_consent: z.optional(z.object({ given: z.optional(z.boolean()), expires_at: optional })),
  sourced_by: z.optional(z.object({ user_id: text })),
};

/** `POST /ats/jobs/{job_id}/applications` */
export const newApplication = z.object({ ...create, stage_id: optional });
/** `POST /ats/candidates` */
export const newCandidate = z.object({ ...create, application: z.object({ job_id: text, stage_id: optional }) });
/** Both tag actions. */
export const tag = z.object({ tag: z.object({ name: text }) });
/** Both attachment actions. */
export const newAttachment = z.object({ attachment });
/** Both result link actions. */
export const resultLink = z.object({
  label: text,
  url: text,
  details: z.optional(
    z.object({
      custom_field_name_prefix: optional,
      attributes: z.array(z.object({ key: text, value: text })),
    }),
  ),
});

/** `POST /ats/import-tracked-application` */
export const trackedApplication = z.object({
  tracked_at: z.nullable(
    z.pipe(
      text.check(z.refine((value) => !Number.isNaN(Date.parse(value)))),
      z.transform((value) => new Date(value).toISOString()),
    ),
  ),
  erecruiter: z.discriminatedUnion('id_type', [
    z.object({
      id_type: z.literal('application_and_candidate_remote_ids'),
      application_remote_id: text,
      candidate_remote_id: text,
    }),
    z.object({
      id_type: z.literal('application_and_job_remote_ids'),
      application_remote_id: text,
      job_remote_id: text,
    }),
  ]),
});

const texts = z.optional(z.record(text, text));

/** `POST /passthrough/{tool}/{api}` */
export const rawRequest = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: text,
  headers: texts,
  params: texts,
  data: z.optional(z.unknown()),
  response_as_base64: z.optional(z.boolean()),
  multipart_form_data: z.optional(z.unknown()),
});

/** `POST /force-sync` */
export const syncRequest = z.object({ type: z._default(z.enum(['FULL', 'DELTA']), 'FULL') });
