import * as z from 'zod/mini';
import { id, list, member, numeric, text, timestamp } from './tolerant.js';

// Wrapped, so that bundlers drop what nobody uses: esbuild does not see across files that zod has no side effects.

/** A token with which an applicant is logged in to the portal. */
export const logOnTokenSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    ApplicantId: id,
    LogOnToken: text,
    ExpiresAt: timestamp,
  }))();
/** The data of {@link logOnTokenSchema}. */
export type RawLogOnToken = z.infer<typeof logOnTokenSchema>;

/**
 * The answer to a new password: no errors if it is set. The codes from 4 on differ from those of
 * {@link passwordCheckSchema}.
 */
export const passwordChangeSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Errors: list(member),
  }))();
/** The data of {@link passwordChangeSchema}. */
export type RawPasswordChange = z.infer<typeof passwordChangeSchema>;

/** What a portal's password policy has against a password. */
export const passwordCheckSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Errors: list(member),
  }))();
/** The data of {@link passwordCheckSchema}. */
export type RawPasswordCheck = z.infer<typeof passwordCheckSchema>;

/** The same person in one of the installation's mandators. */
export const agnosticApplicantSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: id,
    MandatorId: numeric,
    LastUpdated: timestamp,
  }))();
/** The data of {@link agnosticApplicantSchema}. */
export type RawAgnosticApplicant = z.infer<typeof agnosticApplicantSchema>;

/** A video interview of an applicant; its link dies after three views. */
export const videoInterviewSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    ApplicantId: numeric,
    JobId: numeric,
    ApplicationId: numeric,
    Provider: z.nullish(member),
    PlaybackUrl: text,
  }))();
/** The data of {@link videoInterviewSchema}. */
export type RawVideoInterview = z.infer<typeof videoInterviewSchema>;
