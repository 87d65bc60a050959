import type { RawAccessLevel } from '../api/raw-call.js';

/** The level of everything about applicants. */
export const APPLICANT_LEVELS: readonly RawAccessLevel[] = ['Applicants'];
