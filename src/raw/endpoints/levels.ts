import type { RawAccessLevel } from '../../api/raw-call.js';

/** The level of everything about applicants. */
export const APPLICANT_LEVELS: readonly RawAccessLevel[] = ['Applicants'];

/** The level of mandators, keys and users: an assumption from its name. */
export const USER_LEVELS: readonly RawAccessLevel[] = ['Users'];

/** The levels of emails. */
export const MAILER_LEVELS: readonly RawAccessLevel[] = ['Jobs', 'Applicants'];

/** The level of the applicant compass, which also needs a licence. */
export const COMPASS_LEVELS: readonly RawAccessLevel[] = ['ApplicantCompass'];
