import {
  applicantCvSchema,
  applicantDocumentSchema,
  applicantPhotoSchema,
  exactApplicantSchema,
  parsedCvSchema,
} from '../../schemas/index.js';
import { DOCUMENT_PROPERTIES, FILE_PROPERTIES } from '../../schemas/body-properties.js';
import { COVER_LETTER_BODY, CV_PARSER_BODY } from './bodies.js';
import { manyRecords, oneRecord, recordOrNull, route, shared } from '../define.js';
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
export const replaceDocument = shared('replaceDocument', oneRecord(applicantDocumentSchema), {
  body: DOCUMENT_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Deletes a document. */
export const deleteDocument = shared('removeDocument', recordOrNull(applicantDocumentSchema), {
  levels: APPLICANT_LEVELS,
});

/** Reads an applicant's CV; null if there is none. */
export const getCv = shared('cv', recordOrNull(applicantCvSchema), {
  parameters: { includeContent: ['bool', true] },
  levels: APPLICANT_LEVELS,
});

/** Sets an applicant's CV. An applicant has one. */
export const addCv = shared('setCv', oneRecord(applicantCvSchema), { body: FILE_PROPERTIES, levels: APPLICANT_LEVELS });

/** Sets an applicant's CV, as old portals do. */
export const replaceCv = shared('replaceCv', oneRecord(applicantCvSchema), {
  body: FILE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Deletes an applicant's CV. */
export const deleteCv = shared('removeCv', recordOrNull(applicantCvSchema), {
  levels: APPLICANT_LEVELS,
});

/** Generates the European CV of an applicant. */
export const getEuropeanCv = shared('europeanCv', recordOrNull(applicantCvSchema), {
  levels: APPLICANT_LEVELS,
  since: '1.40.0',
});

/** Reads an applicant's photo; null if there is none. */
export const getPhoto = shared('photo', recordOrNull(applicantPhotoSchema), {
  parameters: { includeContent: ['bool', true] },
  levels: APPLICANT_LEVELS,
});

/** Sets an applicant's photo. An applicant has one. */
export const addPhoto = shared('setPhoto', oneRecord(applicantPhotoSchema), {
  body: FILE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Sets an applicant's photo, as old portals do. */
export const replacePhoto = shared('replacePhoto', oneRecord(applicantPhotoSchema), {
  body: FILE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Deletes an applicant's photo. */
export const deletePhoto = shared('removePhoto', recordOrNull(applicantPhotoSchema), { levels: APPLICANT_LEVELS });

/** Adds the text of a cover letter to an applicant, for a job or for none. */
export const addCoverLetter = route(
  'PUT',
  'Applicant/CoverLetter/{applicantId}',
  'create',
  oneRecord(exactApplicantSchema),
  {
    body: COVER_LETTER_BODY,
    levels: APPLICANT_LEVELS,
  },
);

/** Parses a CV. Stores nothing. */
export const parseCvFile = shared('parseCv', oneRecord(parsedCvSchema), {
  parameters: { uri: 'text?' },
  body: CV_PARSER_BODY,
  since: '1.20.0',
});
