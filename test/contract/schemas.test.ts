import { describe, expect, test } from 'vitest';
import * as schemas from '../../src/schemas/index.js';
import { explain, matches } from '../../src/schemas/index.js';
import { departures, hasWire, readDefinitions, readResponses, suite } from './wire.js';

type Schema = Parameters<typeof explain>[0];

/** The schemas that read each class. */
const READ_BY: Readonly<Record<string, readonly Schema[]>> = {
  'Responses.ApiTokenResponse': [schemas.tokenSchema],
  'Responses.ApplicantActivityResponse': [schemas.activitySchema],
  'Responses.ApplicantCertificateResponse': [schemas.certificateSchema],
  'Responses.ApplicantCvResponse': [schemas.applicantCvSchema],
  'Responses.ApplicantDocumentResponse': [schemas.applicantDocumentSchema],
  'Responses.ApplicantEducationResponse': [schemas.educationSchema],
  'Responses.ApplicantExperienceResponse': [schemas.experienceSchema],
  'Responses.ApplicantHistoryResponse': [schemas.applicantHistorySchema],
  'Responses.ApplicantKnowledgeResponse': [schemas.applicantKnowledgeSchema],
  'Responses.ApplicantLanguageResponse': [schemas.applicantLanguageSchema],
  'Responses.ApplicantPhotoResponse': [schemas.applicantPhotoSchema],
  'Responses.ApplicantPolicyResponse': [schemas.applicantPolicySchema],
  'Responses.ApplicantPublicationResponse': [schemas.applicantPublicationSchema],
  'Responses.ApplicantResponse': [schemas.applicantSchema, schemas.applicantView],
  'Parameters.ApplicantParameter': [schemas.applicantParameterSchema],
  'Responses.ApplicationCreateResponse': [schemas.applicationCreateSchema],
  'Parameters.ApplicationCreateParameter': [schemas.applicationParameterSchema],
  'Responses.ApplicationJobResponse': [schemas.applicationJobSchema, schemas.applicationJobView],
  'Responses.ApplicationReferrerResponse': [schemas.applicationReferrerSchema, schemas.applicationReferrerView],
  'Responses.ApplicationResponse': [schemas.applicationSchema, schemas.applicationView, schemas.applicationStepsView],
  'Parameters.ApplicationUpdateParameter': [schemas.applicationUpdateSchema],
  'Responses.CustomFieldResponse': [schemas.customFieldSchema],
  'Responses.CustomFieldValueResponse': [schemas.customFieldValueSchema, schemas.customFieldValueView],
  'Responses.JobPublicationResponse': [schemas.jobPublicationSchema],
  'Responses.JobResponse': [schemas.jobSchema, schemas.jobView],
  'Responses.JobsResponse': [schemas.jobsSchema],
  'Responses.KnowledgeTreeResponse': [schemas.knowledgeTreeSchema],
  'Responses.MailerResponse': [schemas.mailerSchema],
  'Responses.MandatorResponse': [schemas.mandatorSchema, schemas.mandatorView],
  'Responses.PolicyResponse': [schemas.policySchema],
  'Responses.QuestionnaireItemResponse': [schemas.questionnaireItemSchema],
  'Responses.QuestionnaireResponse': [schemas.questionnaireSchema, schemas.questionnaireView],
  'Responses.UserResponse': [schemas.userSchema],
  FlexDate: [schemas.flexDateSchema],
};

const IDS = /^(?:Id|ApplicantId|JobId|ApplicationId|PolicyId|Token)$/;

const recorded = readResponses().flatMap(({ file, type, body }) => {
  const read = READ_BY[type] ?? READ_BY[`Responses.${type}`];
  if (read === undefined) return [];
  const isMap = file.endsWith('FlexDate.all.json') && typeof body === 'object' && body !== null;
  const values: unknown[] = isMap ? Object.values(body).filter((row) => row !== null) : [body];
  const rows: unknown[] = Array.isArray(body) ? body : values;
  return rows.flatMap((row, index) => read.map((schema) => ({ title: `${file} ${index}`, row, schema })));
});

describe.skipIf(!hasWire)(suite('schemas against recorded answers'), () => {
  test.each(recorded)('$title passes', ({ row, schema }) => {
    expect(explain(schema, row)).toBe('');
    expect(matches(schema, row)).toBe(true);
  });

  test.each(Object.entries(READ_BY))('%s has every documented property, in wire order', (name, [schema]) => {
    const documented = Object.keys(readDefinitions()[name]?.properties ?? {});
    expect(documented.length).toBeGreaterThan(0);
    expect(shapeOf(schema)).toEqual(documented);
  });

  test.each(recorded)('$title passes with every property null or missing but its ids', ({ row, schema }) => {
    const ids = Object.entries(Object(row)).filter(([key]) => IDS.test(key));
    const nulls = Object.keys(Object(row)).map((key): [string, unknown] => [key, null]);
    expect(explain(schema, Object.fromEntries(ids))).toBe('');
    expect(explain(schema, Object.fromEntries([...nulls, ...ids]))).toBe('');
  });
});

describe.skipIf(!hasWire)(suite('the check of the sandbox'), () => {
  // The company synchronization, which this library does not use, is the only answer with combined flags.
  const judged = readResponses().filter(
    ({ type }) => `Responses.${type}` in readDefinitions() && type !== 'CompanySynchronizeResponse',
  );

  test.each(judged)('accepts $file', ({ type, body }) => {
    const rows: unknown[] = Array.isArray(body) ? body : [body];
    for (const row of rows) expect(departures(`Responses.${type}`, row)).toEqual([]);
  });

  test('finds properties that are missing, extra or of another type', () => {
    const user = { Id: '3', FirstName: null, LastName: 'x', IsEnabled: 1, Extra: 1 };
    expect(departures('Responses.UserResponse', user)).toEqual([
      '$.Extra: not in Responses.UserResponse',
      '$.Id: no Int32',
      '$.IsEnabled: no boolean',
      '$.UserName: missing',
    ]);
    expect(departures('DateTime', '2025-01-01T00:00:00.10')).toEqual(['$: no date']);
    expect(departures('enum Gender', 3)).toEqual(['$: not in Gender']);
  });
});

function shapeOf(schema: Schema | undefined): string[] {
  const definition = schema?._zod.def;
  return definition !== undefined && 'shape' in definition ? Object.keys(Object(definition.shape)) : [];
}
