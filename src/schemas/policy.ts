import * as z from 'zod/mini';
import { code, flag, id, numeric, text, timestamp, view } from './tolerant.js';

/** A privacy policy or a consent text of the mandator. */
export const policySchema = z.looseObject({
  Id: id,
  Text: text,
  CreatedOn: timestamp,
  Type: code,
});
/** The data of {@link policySchema}. */
export type RawPolicy = z.infer<typeof policySchema>;

/** The part of a policy that is used. */
export const policyView = view(policySchema, ['Id', 'Type']);

/** A policy that an applicant has accepted or revoked. */
export const applicantPolicySchema = z.looseObject({
  ApplicantId: numeric,
  PolicyId: id,
  Type: code,
  Language: text,
  Url: text,
  Text: text,
  AcceptedOn: timestamp,
  RevokedOn: timestamp,
  IsOutdated: flag,
});
/** The data of {@link applicantPolicySchema}. */
export type RawApplicantPolicy = z.infer<typeof applicantPolicySchema>;

/** The part that shows whether a policy is accepted. */
export const applicantPolicyView = view(applicantPolicySchema, ['ApplicantId', 'PolicyId', 'AcceptedOn', 'RevokedOn']);
