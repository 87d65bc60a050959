import * as z from 'zod/mini';
import { anyDate, urlText } from '../core/platform-values.js';
import { isBlank } from '../mappers/values/text.js';
import { toWebAddress } from '../mappers/values/web-address.js';
import { candidateInput, requiredText } from './input.js';

const { shape } = candidateInput;

/** What a form sends empty is neither "clear it" nor "leave it" for certain: null says which. */
const clearableText = z.nullish(
  z.string().check(
    z.refine((value) => !isBlank(value), {
      error: 'must not be empty: null clears it',
      params: { code: 'required' },
    }),
  ),
);

const pageAddress = z.string().check(
  z.overwrite((value) => toWebAddress(value) ?? value),
  z.refine((value) => toWebAddress(value) !== null, 'must be a web address'),
);

const changesInput = z.strictObject({
  first_name: z.optional(requiredText),
  last_name: z.optional(requiredText),
  email_address: z.nullish(shape.email_address),
  phone_number: clearableText,
  location: z.nullish(
    z.strictObject({
      country: z.nullish(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be a country code, such as AT'))),
      city: clearableText,
      zip_code: clearableText,
      street_1: clearableText,
      state: z.nullish(z.string()),
    }),
  ),
  gender: z.nullable(shape.gender),
  availability_date: z.nullable(shape.availability_date),
  salary_expectations: z.nullable(shape.salary_expectations),
  social_links: z.nullish(z.array(z.strictObject({ url: urlText(pageAddress) }))),
  company: z.nullish(z.string()),
  title: z.nullish(z.string()),
  additional_email_addresses: z.nullable(shape.additional_email_addresses),
  additional_phone_numbers: z.nullable(shape.additional_phone_numbers),
});

/** Input of `updateCandidate`. */
export const updateCandidateInput = z.strictObject({ candidate_id: requiredText, candidate: changesInput });

/** Input of `setCandidateField`; the value is checked by the type of the field. */
export const candidateFieldInput = z.strictObject({
  candidate_id: requiredText,
  field: requiredText,
  value: z.union(
    [z.string(), z.boolean(), anyDate, z.array(z.string()), z.null()],
    'must be a text, true or false, a day, a list of texts, or null',
  ),
});

/** What each mode of a deletion does. */
export const MODES = "must be 'anonymize', which blanks the personal data, or 'erase', which removes everything";

/** Input of `deleteCandidate`. */
export const deleteCandidateInput = z.strictObject({
  candidate_id: requiredText,
  mode: z.enum(['anonymize', 'erase'], MODES),
});
