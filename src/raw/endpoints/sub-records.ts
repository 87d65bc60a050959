import {
  activitySchema,
  applicantLanguageSchema,
  applicantPublicationSchema,
  certificateSchema,
  educationSchema,
  experienceSchema,
} from '../../schemas/index.js';
import {
  ACTIVITY_PROPERTIES,
  CERTIFICATE_PROPERTIES,
  EDUCATION_PROPERTIES,
  LANGUAGE_PROPERTIES,
  PUBLICATION_PROPERTIES,
} from '../../schemas/body-properties.js';
import { EXPERIENCE_BODY } from './bodies.js';
import { manyRecords, oneRecord, recordOrNull, route, shared } from '../define.js';
import { APPLICANT_LEVELS } from './levels.js';

/** Lists an applicant's activities. */
export const getActivities = route('GET', 'Applicant/Activities/{applicantId}', 'read', manyRecords(activitySchema), {
  levels: APPLICANT_LEVELS,
});

/** Reads an activity. */
export const getActivity = route('GET', 'Applicant/Activity/{activityId}', 'read', oneRecord(activitySchema), {
  levels: APPLICANT_LEVELS,
});

/** Adds an activity to an applicant. */
export const addActivity = route('PUT', 'Applicant/Activity/{applicantId}', 'create', oneRecord(activitySchema), {
  body: ACTIVITY_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Replaces an activity. */
export const replaceActivity = route('POST', 'Applicant/Activity/{activityId}', 'replace', oneRecord(activitySchema), {
  body: ACTIVITY_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Deletes an activity. */
export const deleteActivity = route(
  'DELETE',
  'Applicant/Activity/{activityId}',
  'guarded',
  recordOrNull(activitySchema),
  { levels: APPLICANT_LEVELS },
);

/** Lists an applicant's certificates. */
export const getCertificates = route(
  'GET',
  'Applicant/Certificates/{applicantId}',
  'read',
  manyRecords(certificateSchema),
  {
    levels: APPLICANT_LEVELS,
  },
);

/** Reads a certificate. */
export const getCertificate = route(
  'GET',
  'Applicant/Certificate/{certificateId}',
  'read',
  oneRecord(certificateSchema),
  { levels: APPLICANT_LEVELS },
);

/** Adds a certificate to an applicant. */
export const addCertificate = route(
  'PUT',
  'Applicant/Certificate/{applicantId}',
  'create',
  oneRecord(certificateSchema),
  { body: CERTIFICATE_PROPERTIES, levels: APPLICANT_LEVELS },
);

/** Replaces a certificate. */
export const replaceCertificate = route(
  'POST',
  'Applicant/Certificate/{certificateId}',
  'replace',
  oneRecord(certificateSchema),
  { body: CERTIFICATE_PROPERTIES, levels: APPLICANT_LEVELS },
);

/** Deletes a certificate. */
export const deleteCertificate = route(
  'DELETE',
  'Applicant/Certificate/{certificateId}',
  'guarded',
  recordOrNull(certificateSchema),
  { levels: APPLICANT_LEVELS },
);

/** Lists an applicant's educations. */
export const getEducations = route('GET', 'Applicant/Educations/{applicantId}', 'read', manyRecords(educationSchema), {
  levels: APPLICANT_LEVELS,
});

/** Reads an education. */
export const getEducation = route('GET', 'Applicant/Education/{educationId}', 'read', oneRecord(educationSchema), {
  levels: APPLICANT_LEVELS,
});

/** Adds an education to an applicant. */
export const addEducation = route('PUT', 'Applicant/Education/{applicantId}', 'create', oneRecord(educationSchema), {
  body: EDUCATION_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Replaces an education. */
export const replaceEducation = route(
  'POST',
  'Applicant/Education/{educationId}',
  'replace',
  oneRecord(educationSchema),
  { body: EDUCATION_PROPERTIES, levels: APPLICANT_LEVELS },
);

/** Deletes an education. */
export const deleteEducation = route(
  'DELETE',
  'Applicant/Education/{educationId}',
  'guarded',
  recordOrNull(educationSchema),
  { levels: APPLICANT_LEVELS },
);

/** Lists an applicant's positions. */
export const getExperiences = route(
  'GET',
  'Applicant/Experiences/{applicantId}',
  'read',
  manyRecords(experienceSchema),
  {
    levels: APPLICANT_LEVELS,
  },
);

/** Reads a position. */
export const getExperience = route('GET', 'Applicant/Experience/{experienceId}', 'read', oneRecord(experienceSchema), {
  levels: APPLICANT_LEVELS,
});

/** Adds a position to an applicant. */
export const addExperience = route('PUT', 'Applicant/Experience/{applicantId}', 'create', oneRecord(experienceSchema), {
  body: EXPERIENCE_BODY,
  levels: APPLICANT_LEVELS,
});

/** Replaces a position. */
export const replaceExperience = route(
  'POST',
  'Applicant/Experience/{experienceId}',
  'replace',
  oneRecord(experienceSchema),
  { body: EXPERIENCE_BODY, levels: APPLICANT_LEVELS },
);

/** Deletes a position. */
export const deleteExperience = route(
  'DELETE',
  'Applicant/Experience/{experienceId}',
  'guarded',
  recordOrNull(experienceSchema),
  { levels: APPLICANT_LEVELS },
);

/** Lists an applicant's languages. */
export const getLanguages = shared('languages', manyRecords(applicantLanguageSchema), { levels: APPLICANT_LEVELS });

/** Reads a language. */
export const getLanguage = route('GET', 'Applicant/Language/{languageId}', 'read', oneRecord(applicantLanguageSchema), {
  levels: APPLICANT_LEVELS,
});

/** Adds a language to an applicant. */
export const addLanguage = shared('addLanguage', oneRecord(applicantLanguageSchema), {
  body: LANGUAGE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Replaces a language. */
export const replaceLanguage = shared('replaceLanguage', oneRecord(applicantLanguageSchema), {
  body: LANGUAGE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Deletes a language. */
export const deleteLanguage = route(
  'DELETE',
  'Applicant/Language/{languageId}',
  'guarded',
  recordOrNull(applicantLanguageSchema),
  { levels: APPLICANT_LEVELS },
);

/** Lists an applicant's publications. */
export const getPublications = route(
  'GET',
  'Applicant/Publications/{applicantId}',
  'read',
  manyRecords(applicantPublicationSchema),
  { levels: APPLICANT_LEVELS },
);

/** Reads a publication. */
export const getPublication = route(
  'GET',
  'Applicant/Publication/{publicationId}',
  'read',
  oneRecord(applicantPublicationSchema),
  { levels: APPLICANT_LEVELS },
);

/** Adds a publication to an applicant. */
export const addPublication = route(
  'PUT',
  'Applicant/Publication/{applicantId}',
  'create',
  oneRecord(applicantPublicationSchema),
  { body: PUBLICATION_PROPERTIES, levels: APPLICANT_LEVELS },
);

/** Replaces a publication. */
export const replacePublication = route(
  'POST',
  'Applicant/Publication/{publicationId}',
  'replace',
  oneRecord(applicantPublicationSchema),
  { body: PUBLICATION_PROPERTIES, levels: APPLICANT_LEVELS },
);

/** Deletes a publication. */
export const deletePublication = route(
  'DELETE',
  'Applicant/Publication/{publicationId}',
  'guarded',
  recordOrNull(applicantPublicationSchema),
  { levels: APPLICANT_LEVELS },
);
