/**
 * eRecruiter's own records: zod schemas, and the types inferred from them. Property names are eRecruiter's, and unknown
 * properties are kept. You need them with the mappers and with `passthrough`.
 *
 * @module erecruiter-kombo/schemas
 */
export * from './account.js';
export * from './api-key.js';
export * from './applicant.js';
export * from './application.js';
export * from './company-sync.js';
export * from './compass.js';
export * from './custom-field.js';
export * from './document.js';
export * from './flex-date.js';
export * from './job-publication.js';
export * from './job.js';
export * from './mandator.js';
export * from './parsed-cv.js';
export * from './partners.js';
export * from './policy.js';
export * from './portal-settings.js';
export * from './questionnaire.js';
export * from './sub-records.js';
export * from './token.js';
export * from './user.js';
export * from './write-answers.js';
export { explain, matches } from './check.js';
export { mend, type Mended, type Mismatch } from './mend.js';
export { anythingSchema, view } from './tolerant.js';
