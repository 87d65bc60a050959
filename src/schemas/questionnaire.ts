import * as z from 'zod/mini';
import { customFieldSchema, customFieldView, type RawCustomFieldView } from './custom-field.js';
import { code, flag, id, list, maybe, numeric, text, view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** One question; older servers have no `Id`. */
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
/** The data of {@link questionnaireItemSchema}. */
export type RawQuestionnaireItem = z.infer<typeof questionnaireItemSchema>;

/** The questions that a job asks its applicants. */
export const questionnaireSchema = z.looseObject({
  Id: id,
  Name: text,
  Description: text,
  Location: code,
  Items: list(questionnaireItemSchema),
});
/** The data of {@link questionnaireSchema}. */
export type RawQuestionnaire = z.infer<typeof questionnaireSchema>;

const viewedItemSchema = z.extend(questionnaireItemSchema, { CustomField: maybe(customFieldView) });
/** The part of a question that is mapped. */
export const questionnaireItemView = view(viewedItemSchema, [
  'Id',
  'Title',
  'Description',
  'IsRequired',
  'Type',
  'CustomField',
  'Language',
  'Knowledge',
  'KnowledgeGroup',
  'ApplicantDocumentType',
]);
/** The data of {@link questionnaireItemView}. */
export interface RawQuestionnaireItemView extends ViewOf<
  typeof questionnaireItemView,
  { CustomField: RawCustomFieldView }
> {}

const viewedQuestionnaireSchema = z.extend(questionnaireSchema, { Items: list(questionnaireItemView) });
/** The part of a questionnaire that is mapped. */
export const questionnaireView = view(viewedQuestionnaireSchema, ['Id', 'Items']);
/** The data of {@link questionnaireView}. */
export interface RawQuestionnaireView extends ViewOf<typeof questionnaireView, { Items: RawQuestionnaireItemView }> {}
