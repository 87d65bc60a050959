import * as z from 'zod/mini';
import { base64, flag, id } from './tolerant.js';

/** The number of a new job. */
export const jobCreationSchema = /* @__PURE__ */ (() => z.looseObject({ Id: id }))();
/** The data of {@link jobCreationSchema}. */
export type RawJobCreation = z.infer<typeof jobCreationSchema>;

/** The picture that shows a job's salary, as base64. */
export const salaryImageSchema = /* @__PURE__ */ (() => z.looseObject({ Image: base64 }))();
/** The data of {@link salaryImageSchema}. */
export type RawSalaryImage = z.infer<typeof salaryImageSchema>;

/** Whether the recruiter was notified of a new application. */
export const applicationMessageSchema = /* @__PURE__ */ (() => z.looseObject({ IsSuccess: flag }))();
/** The data of {@link applicationMessageSchema}. */
export type RawApplicationMessage = z.infer<typeof applicationMessageSchema>;

/** Whether a key of a portal's cache is no longer valid. */
export const cacheKeySchema = /* @__PURE__ */ (() => z.looseObject({ IsInvalidKey: flag }))();
/** The data of {@link cacheKeySchema}. */
export type RawCacheKey = z.infer<typeof cacheKeySchema>;
