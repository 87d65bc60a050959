import * as z from 'zod/mini';
import { code, flag, id, numeric, text, timestamp, view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

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

/** The data of {@link policyView}. */
export interface RawPolicyView extends ViewOf<typeof policyView> {}

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

/** The same with everything that is mapped. */
export const applicantPolicyView = view(applicantPolicySchema, [
  'ApplicantId',
  'PolicyId',
  'Type',
  'Language',
  'Url',
  'Text',
  'AcceptedOn',
  'RevokedOn',
  'IsOutdated',
]);
/** The data of {@link applicantPolicyView}. */
export interface RawApplicantPolicyView extends ViewOf<typeof applicantPolicyView> {}
