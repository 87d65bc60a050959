import {
  applicantCvSchema,
  applicantDocumentSchema,
  applicantPhotoSchema,
  applicantSchema,
  parsedCvSchema,
} from '../schemas/index.js';
import { DOCUMENT_PROPERTIES, FILE_PROPERTIES } from '../schemas/body-properties.js';
import { COVER_LETTER_BODY, CV_PARSER_BODY } from './bodies.js';
import { manyRecords, oneRecord, recordOrNull, route, shared } from './define.js';
import { APPLICANT_LEVELS } from './levels.js';

/** Lists an applicant's documents, without their content unless you ask for it. */
export const getDocuments = shared('documents', manyRecords(applicantDocumentSchema), {
  parameters: { includeContent: ['bool', false] },
  levels: APPLICANT_LEVELS,
});

/** Reads a document. */
export const getDocument = shared('document', oneRecord(applicantDocumentSchema), {
  parameters: { includeContent: ['bool', true] },
  levels: APPLICANT_LEVELS,
});

/** Adds a document to an applicant. */
export const addDocument = shared('addDocument', oneRecord(applicantDocumentSchema), {
  body: DOCUMENT_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Replaces a document. */
export const replaceDocument = route(
  'POST',
  'Applicant/Document/{documentId}',
  'replace',
  oneRecord(applicantDocumentSchema),
  { body: DOCUMENT_PROPERTIES, levels: APPLICANT_LEVELS },
);

/** Deletes a document. */
export const deleteDocument = route(
  'DELETE',
  'Applicant/Document/{documentId}',
  'guarded',
  recordOrNull(applicantDocumentSchema),
  { levels: APPLICANT_LEVELS },
);

/** Reads an applicant's CV; null if there is none. */
export const getCv = shared('cv', recordOrNull(applicantCvSchema), {
  parameters: { includeContent: ['bool', true] },
  levels: APPLICANT_LEVELS,
});

/** Sets an applicant's CV. An applicant has one. */
export const addCv = shared('setCv', oneRecord(applicantCvSchema), { body: FILE_PROPERTIES, levels: APPLICANT_LEVELS });

/** Sets an applicant's CV, as old portals do. */
export const replaceCv = route('POST', 'Applicant/Cv/{applicantId}', 'replace', oneRecord(applicantCvSchema), {
  body: FILE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Deletes an applicant's CV. */
export const deleteCv = route('DELETE', 'Applicant/Cv/{applicantId}', 'guarded', recordOrNull(applicantCvSchema), {
  levels: APPLICANT_LEVELS,
});

/** Generates the European CV of an applicant. */
export const getEuropeanCv = route(
  'GET',
  'Applicant/EuropeanCv/{applicantId}',
  'read',
  recordOrNull(applicantCvSchema),
  {
    levels: APPLICANT_LEVELS,
    since: '1.40.0',
  },
);

/** Reads an applicant's photo; null if there is none. */
export const getPhoto = route('GET', 'Applicant/Photo/{applicantId}', 'read', recordOrNull(applicantPhotoSchema), {
  parameters: { includeContent: ['bool', true] },
  levels: APPLICANT_LEVELS,
});

/** Sets an applicant's photo. An applicant has one. */
export const addPhoto = route('PUT', 'Applicant/Photo/{applicantId}', 'create', oneRecord(applicantPhotoSchema), {
  body: FILE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Sets an applicant's photo, as old portals do. */
export const replacePhoto = route('POST', 'Applicant/Photo/{applicantId}', 'replace', oneRecord(applicantPhotoSchema), {
  body: FILE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Deletes an applicant's photo. */
export const deletePhoto = route(
  'DELETE',
  'Applicant/Photo/{applicantId}',
  'guarded',
  recordOrNull(applicantPhotoSchema),
  { levels: APPLICANT_LEVELS },
);

/** Adds the text of a cover letter to an applicant, for a job or for none. */
export const addCoverLetter = route(
  'PUT',
  'Applicant/CoverLetter/{applicantId}',
  'create',
  oneRecord(applicantSchema),
  {
    body: COVER_LETTER_BODY,
    levels: APPLICANT_LEVELS,
  },
);

/** Parses a CV. Stores nothing. */
export const parseCvFile = route('POST', 'CvParser', 'read', oneRecord(parsedCvSchema), {
  parameters: { uri: 'text?' },
  body: CV_PARSER_BODY,
  since: '1.20.0',
});
