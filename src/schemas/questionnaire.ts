import * as z from 'zod/mini';
import { customFieldSchema } from './custom-field.js';
import { code, flag, id, list, maybe, numeric, text, view } from './tolerant.js';

/** One question; older servers give no `Id`. */
export const questionnaireItemSchema = z.looseObject({
  Id: numeric,
  Title: text,
  Description: text,
  IsRequired: flag,
  Type: code,
  CustomField: maybe(customFieldSchema),
  Language: text,
  Knowledge: text,
  KnowledgeGroup: text,
  ApplicantDocumentType: text,
});
/** One question; older servers give no `Id`. */
export type RawQuestionnaireItem = z.infer<typeof questionnaireItemSchema>;

/** The questions that a job asks its applicants. */
export const questionnaireSchema = z.looseObject({
  Id: id,
  Name: text,
  Description: text,
  Location: code,
  Items: list(questionnaireItemSchema),
});
/** The questions that a job asks its applicants. */
export type RawQuestionnaire = z.infer<typeof questionnaireSchema>;

/** The questionnaire itself, checked fast. */
export const questionnaireView = view(questionnaireSchema, ['Id', 'Name', 'Description', 'Location', 'Items']);
/** The questionnaire itself, checked fast. */
export type RawQuestionnaireView = z.infer<typeof questionnaireView>;
