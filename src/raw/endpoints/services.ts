import {
  applyWithSchema,
  applyWithSettingSchema,
  cacheKeySchema,
  companySyncSchema,
  compassQuestionsSchema,
  interestProfileSchema,
  jobInsightSchema,
  karriereOneClickSchema,
  mailerSchema,
  policySchema,
} from '../../schemas/index.js';
import {
  APPLICATION_MAIL_BODY,
  COMPANY_SYNC_BODY,
  DOUBLE_OPT_IN_BODY,
  FEEDBACK_BODY,
  INTERESTS_BODY,
  REGISTRATION_MAIL_BODY,
} from './bodies.js';
import { bareText, manyRecords, oneRecord, route, shared } from '../define.js';
import { COMPASS_LEVELS, MAILER_LEVELS } from './levels.js';

/** Lists the current version of each policy of a portal. */
export const getPolicies = shared('policies', manyRecords(policySchema), {
  parameters: { portal: ['text', ''], culture: 'culture' },
  since: '1.33.0',
});

/** Reads one version of a policy. */
export const getPolicy = shared('policy', oneRecord(policySchema), { since: '1.33.0' });

/** Emails an applicant the confirmation of their registration. */
export const sendRegistrationMail = route('POST', 'Mailer/Registration', 'once', oneRecord(mailerSchema), {
  body: REGISTRATION_MAIL_BODY,
  levels: MAILER_LEVELS,
  since: '1.9.0',
});

/** Emails an applicant the confirmation of their application. */
export const sendApplicationMail = route('POST', 'Mailer/Application', 'once', oneRecord(mailerSchema), {
  body: APPLICATION_MAIL_BODY,
  levels: MAILER_LEVELS,
  since: '1.9.0',
});

/** Emails a link that confirms an address. Your portal makes the token and checks it. */
export const sendDoubleOptInMail = route('POST', 'Mailer/DoubleOptIn', 'once', oneRecord(mailerSchema), {
  parameters: { culture: 'culture' },
  body: DOUBLE_OPT_IN_BODY,
  since: '1.10.0',
});

/** Forwards an application of "Apply with eRecruiter": the partner's JSON as it came, and its signature. */
export const applyWith = route('POST', 'Integrations/ApplyWitheRecruiter', 'once', oneRecord(applyWithSchema), {
  parameters: { signature: 'header' },
  headers: { signature: 'X-ApplyWith-Signature' },
  body: 'json',
  since: '1.71.0',
});

/** Reads which fields and policies a form of "Apply with eRecruiter" has. */
export const getApplyWithSetting = route(
  'GET',
  'Integrations/ApplyWitheRecruiter/{clientId}',
  'read',
  oneRecord(applyWithSettingSchema),
  { parameters: { clientId: 'text' }, since: '1.72.0' },
);

/** Forwards an application of karriere.at: its JSON as it came, and its signature. */
export const karriereOneClick = route(
  'POST',
  'Integrations/KarriereOneClick',
  'once',
  oneRecord(karriereOneClickSchema),
  {
    parameters: { signature: 'header' },
    headers: { signature: 'X-Karriere-Signature' },
    body: 'json',
    since: '1.61.0',
  },
);

/** Creates and updates companies from XML. Set `timeoutMs` above the time that you give eRecruiter. */
export const synchronizeCompanies = route('PUT', 'Synchronize/Company', 'replace', oneRecord(companySyncSchema), {
  parameters: { isValidationOnly: 'bool', requestTimeoutSeconds: 'int' },
  body: COMPANY_SYNC_BODY,
  levels: ['Companies'],
  since: '1.13.0',
});

/** Sends what a visitor wrote into the feedback form of a portal. */
export const sendFeedback = route('PUT', 'Feedback', 'once', bareText, {
  parameters: { url: ['text', ''] },
  body: FEEDBACK_BODY,
});

/** Reads what the applicant compass asks. */
export const getCompassQuestions = route(
  'GET',
  'ApplicantCompass/Questions',
  'read',
  oneRecord(compassQuestionsSchema),
  {
    parameters: { culture: 'culture' },
    levels: COMPASS_LEVELS,
    since: '1.57.0',
  },
);

/** Reads a profile of the applicant compass. */
export const getInterestProfile = route(
  'GET',
  'ApplicantCompass/InterestProfile/{interestProfileId}',
  'read',
  oneRecord(interestProfileSchema),
  { levels: COMPASS_LEVELS, since: '1.57.0' },
);

/** Finds the three profiles that fit the answers best. */
export const findInterestProfiles = route(
  'POST',
  'ApplicantCompass/InterestProfiles/ForInterests',
  'read',
  manyRecords(interestProfileSchema),
  { body: INTERESTS_BODY, levels: COMPASS_LEVELS, since: '1.57.0' },
);

/** Reads the image ad of a kind of job. */
export const getJobInsight = route(
  'GET',
  'ApplicantCompass/JobInsight/{jobInsightId}',
  'read',
  oneRecord(jobInsightSchema),
  { parameters: { culture: 'culture' }, levels: COMPASS_LEVELS, since: '1.57.0' },
);

/** Asks whether a portal's cached answer is outdated. Only servers from 1.66 to 1.69 have the route. */
export const getCacheKey = route('GET', 'Cache/IsInvalidKey', 'read', oneRecord(cacheKeySchema), {
  parameters: { key: 'text' },
  since: '1.66.0',
});
