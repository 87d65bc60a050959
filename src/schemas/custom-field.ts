import * as z from 'zod/mini';
import { code, flag, list, maybe, numeric, text, timestamp, view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** The definition of a custom field, as in the mandator's catalogue, in values and in questions. */
export const customFieldSchema = z.looseObject({
  Name: text,
  Title: text,
  GroupName: text,
  Type: code,
  Target: code,
  IsPublic: flag,
  PossibleValues: list(z.string()),
  DefaultValue: text,
});
/** The data of {@link customFieldSchema}. */
export type RawCustomField = z.infer<typeof customFieldSchema>;

/** The value of a custom field of a job or an applicant. */
export const customFieldValueSchema = z.looseObject({
  CustomField: maybe(customFieldSchema),
  Value: text,
  BoolValue: flag,
  DateValue: timestamp,
  StringValue: text,
  NumberValue: numeric,
});
/** The data of {@link customFieldValueSchema}. */
export type RawCustomFieldValue = z.infer<typeof customFieldValueSchema>;

/** The part of a definition that is used. */
export const customFieldView = view(customFieldSchema, ['Name', 'Title', 'Type', 'Target', 'PossibleValues']);
/** The data of {@link customFieldView}. */
export interface RawCustomFieldView extends ViewOf<typeof customFieldView> {}

const viewedValueSchema = z.extend(customFieldValueSchema, { CustomField: maybe(customFieldView) });
/** The part of a value that is mapped. */
export const customFieldValueView = view(viewedValueSchema, [
  'CustomField',
  'Value',
  'BoolValue',
  'DateValue',
  'StringValue',
  'NumberValue',
]);
/** The data of {@link customFieldValueView}. */
export interface RawCustomFieldValueView extends ViewOf<
  typeof customFieldValueView,
  { CustomField: RawCustomFieldView }
> {}
