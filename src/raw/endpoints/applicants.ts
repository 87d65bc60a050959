import {
  agnosticApplicantSchema,
  exactApplicantSchema,
  logOnTokenSchema,
  passwordChangeSchema,
  passwordCheckSchema,
  tokenSchema,
} from '../../schemas/index.js';
import { APPLICANT_PROPERTIES } from '../../schemas/properties.js';
import { RESET_PASSWORD_BODY, SET_PASSWORD_BODY, SET_PASSWORD_BY_CODE_BODY, TOKEN_BODY } from './bodies.js';
import { bareText, manyRecords, oneRecord, recordOrNull, route, shared } from '../define.js';
import { APPLICANT_LEVELS } from './levels.js';

/** Exchanges an API key for a token. The client does so by itself, with its own key. */
export const createToken = shared('token', oneRecord(tokenSchema), { body: TOKEN_BODY });

/** Asks whether the API is alive, and whether the token is valid. */
export const getPing = shared('ping', bareText);

/** Sends a text to the API and gets one back. */
export const postPing = route('POST', 'Ping', 'read', bareText, { body: 'text' });

/** Reads an applicant. */
export const getApplicant = shared('applicant', oneRecord(exactApplicantSchema), { levels: APPLICANT_LEVELS });

/** Creates an applicant. `DateOfCreation` must be given. */
export const createApplicant = shared('createApplicant', oneRecord(exactApplicantSchema), {
  parameters: { sendRegistrationEmail: ['bool', false], url: ['text', ''] },
  body: APPLICANT_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Replaces an applicant: what the body leaves out is lost. Send the record as you read it, with your changes. */
export const replaceApplicant = shared('replaceApplicant', oneRecord(exactApplicantSchema), {
  body: APPLICANT_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Anonymizes an applicant, or deletes them completely. */
export const deleteApplicant = shared('deleteApplicant', recordOrNull(exactApplicantSchema), {
  parameters: { deleteCompletely: 'bool' },
  levels: APPLICANT_LEVELS,
  since: '1.1.2',
});

/** Finds applicants by their exact email address. */
export const getApplicantsByEmail = shared('applicantsByEmail', manyRecords(exactApplicantSchema), {
  parameters: { email: 'text' },
  levels: APPLICANT_LEVELS,
});

/** Finds applicants by the value of a custom field. */
export const getApplicantsByCustomField = shared('applicantsByCustomField', manyRecords(exactApplicantSchema), {
  parameters: { customField: 'text', value: 'text' },
  levels: APPLICANT_LEVELS,
  since: '1.44.0',
});

/** Finds applicants by the number that they have in your own system. */
export const getApplicantsByExternalId = shared('applicantsByExternalId', manyRecords(exactApplicantSchema), {
  parameters: { externalId: 'int' },
  levels: APPLICANT_LEVELS,
  since: '1.7.0',
});

/** Finds the records of one person in this mandator. */
export const getApplicantsByGlobalId = shared('applicantsByGlobalId', manyRecords(exactApplicantSchema), {
  parameters: { globalId: 'long' },
  levels: APPLICANT_LEVELS,
  since: '1.7.0',
});

/** Finds the records of one person in all mandators. */
export const getAgnosticApplicantsByGlobalId = route(
  'GET',
  'Agnostic/Applicants/ByGlobalId/{globalId}',
  'read',
  manyRecords(agnosticApplicantSchema),
  { parameters: { globalId: 'long' }, levels: ['MandatorAgnostic'], since: '1.15.0' },
);

/** Checks an applicant's login; a wrong password is a `NotFoundError`. */
export const getApplicantByPassword = route('GET', 'Applicant', 'read', oneRecord(exactApplicantSchema), {
  parameters: { usernameOrEmail: 'text', password: 'text' },
  levels: APPLICANT_LEVELS,
});

/** Checks a log-on token. */
export const getApplicantByLogOnToken = route(
  'GET',
  'Applicant/{applicantId}',
  'read',
  oneRecord(exactApplicantSchema),
  {
    parameters: { token: 'text' },
    levels: APPLICANT_LEVELS,
  },
);

/** Checks the code of a password reset, which is valid for two days. */
export const getApplicantByResetCode = route('GET', 'Applicant', 'read', oneRecord(exactApplicantSchema), {
  parameters: { email: 'text', code: 'text' },
  levels: APPLICANT_LEVELS,
});

/** Finds the applicant who linked a profile on XING or LinkedIn; none is a `NotFoundError`. */
export const getApplicantByProfile = route('GET', 'Applicant', 'read', oneRecord(exactApplicantSchema), {
  parameters: { identifier: 'text', thirdParty: 'network' },
  levels: APPLICANT_LEVELS,
});

/** Issues a token with which an applicant is logged in to the portal. */
export const getLogOnToken = route('GET', 'Applicant/{applicantId}/LogOnToken', 'read', oneRecord(logOnTokenSchema), {
  levels: APPLICANT_LEVELS,
  since: '1.25.0',
});

/** Emails a link for a new password, and returns it. */
export const requestPassword = route('POST', 'Applicant/RequestPassword', 'once', bareText, {
  parameters: { email: 'text', url: 'text?', culture: 'culture' },
  levels: APPLICANT_LEVELS,
});

/** Sets a password by the code of a reset. */
export const setPasswordByCode = route('POST', 'Applicant/SetPassword', 'once', oneRecord(passwordChangeSchema), {
  body: SET_PASSWORD_BY_CODE_BODY,
  levels: APPLICANT_LEVELS,
});

/** Sets a password by the old one. */
export const setPassword = route(
  'POST',
  'Applicant/{applicantId}/SetPassword',
  'once',
  oneRecord(passwordChangeSchema),
  {
    body: SET_PASSWORD_BODY,
    levels: APPLICANT_LEVELS,
  },
);

/** Sets a password without the old one. */
export const resetPassword = route(
  'POST',
  'Applicant/{applicantId}/ResetPassword',
  'once',
  oneRecord(passwordChangeSchema),
  { body: RESET_PASSWORD_BODY, levels: APPLICANT_LEVELS },
);

/** Checks a password against the policy of a portal. */
export const validatePassword = route('GET', 'Validation/Password', 'read', oneRecord(passwordCheckSchema), {
  parameters: { password: 'text', uri: ['text', ''] },
  since: '1.29.0',
});

const PROFILE = { identifier: 'text', profileUrl: ['text', ''] } as const;

/** Links an applicant's profile on XING. */
export const linkXing = route('POST', 'Applicant/Xing/{applicantId}', 'replace', oneRecord(exactApplicantSchema), {
  parameters: PROFILE,
  levels: APPLICANT_LEVELS,
});

/** Links an applicant's profile on LinkedIn. */
export const linkLinkedIn = route(
  'POST',
  'Applicant/LinkedIn/{applicantId}',
  'replace',
  oneRecord(exactApplicantSchema),
  {
    parameters: PROFILE,
    levels: APPLICANT_LEVELS,
  },
);

/** Unlinks an applicant's profile on XING. */
export const unlinkXing = route(
  'DELETE',
  'Applicant/Xing/{applicantId}',
  'guarded',
  recordOrNull(exactApplicantSchema),
  {
    levels: APPLICANT_LEVELS,
  },
);

/** Unlinks an applicant's profile on LinkedIn. */
export const unlinkLinkedIn = route(
  'DELETE',
  'Applicant/LinkedIn/{applicantId}',
  'guarded',
  recordOrNull(exactApplicantSchema),
  { levels: APPLICANT_LEVELS },
);
