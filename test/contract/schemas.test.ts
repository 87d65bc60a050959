import { describe, expect, test } from 'vitest';
import * as schemas from '../../src/schemas/index.js';
import { explain, matches } from '../../src/schemas/index.js';
import { elementOf, schemaWithin, shapeOf as shapeOfSchema } from '../../src/schemas/walk.js';
import { departures, hasWire, readDefinitions, readResponses, suite } from './wire.js';

type Schema = Parameters<typeof explain>[0];

/** The schemas that read each class. */
const READ_BY: Readonly<Record<string, readonly Schema[]>> = {
  'Responses.AgnosticApplicantsResponse': [schemas.agnosticApplicantSchema],
  'Responses.ApiKeyResponse': [schemas.apiKeySchema],
  'Responses.ApplicantCustomFieldResponse': [schemas.customFieldSchema],
  'Responses.ApplicantLogOnTokenResponse': [schemas.logOnTokenSchema],
  'Responses.ApplicantSetPasswordResponse': [schemas.passwordChangeSchema],
  'Responses.ApplicantThirdPartyProfileResponse': [schemas.thirdPartyProfileSchema],
  'Responses.ApplicantVideoInterviewResponse': [schemas.videoInterviewSchema],
  'Responses.ApplicationResponse+ApplicationActivityResponse': [schemas.applicationActivitySchema],
  'Responses.CertificationResponse': [schemas.parsedCertificationSchema],
  'Responses.CompanySynchronizeResponse': [schemas.companySyncSchema],
  'Responses.CompassQuestionsResponse': [schemas.compassQuestionsSchema],
  'Responses.CvParserResponse': [schemas.parsedCvSchema],
  'Responses.EducationResponse': [schemas.parsedEducationSchema],
  'Responses.ExperienceResponse': [schemas.parsedExperienceSchema],
  'Responses.GeoLocationResponse': [schemas.geoLocationSchema],
  'Responses.Integrations.ApplyWithResponse': [schemas.applyWithSchema],
  'Responses.Integrations.ApplyWithSettingCustomFieldResponse': [schemas.applyWithCustomFieldSchema],
  'Responses.Integrations.ApplyWithSettingFieldsResponse': [schemas.applyWithFieldsSchema],
  'Responses.Integrations.ApplyWithSettingPoliciesResponse': [schemas.applyWithPoliciesSchema],
  'Responses.Integrations.ApplyWithSettingPolicyResponse': [schemas.applyWithPolicySchema],
  'Responses.Integrations.ApplyWithSettingResponse': [schemas.applyWithSettingSchema],
  'Responses.Integrations.KarriereOneClickResponse': [schemas.karriereOneClickSchema],
  'Responses.InterestFilter': [schemas.compassFilterSchema],
  'Responses.InterestFilterAnswer': [schemas.compassAnswerSchema],
  'Responses.InterestProfileResponse': [schemas.interestProfileSchema],
  'Responses.InterestQuestion': [schemas.compassQuestionSchema],
  'Responses.InterestQuestionGroup': [schemas.compassGroupSchema],
  'Responses.Job.Channels.ChannelSettings': [schemas.channelSettingsSchema],
  'Responses.Job.Channels.StepStoneChannelSettings': [schemas.stepStoneSettingsSchema],
  'Responses.Job.GoogleForJobsLocationResponse': [schemas.googleForJobsLocationSchema],
  'Responses.Job.GoogleForJobsResponse': [schemas.googleForJobsSchema],
  'Responses.JobCreationResponse': [schemas.jobCreationSchema],
  'Responses.JobInsightBenefit': [schemas.insightBenefitSchema],
  'Responses.JobInsightHeader': [schemas.insightHeaderSchema],
  'Responses.JobInsightResponse': [schemas.jobInsightSchema],
  'Responses.JobInsightTask': [schemas.insightTaskSchema],
  'Responses.JobInsightTestimonial': [schemas.insightTestimonialSchema],
  'Responses.JobProfileResponse': [schemas.jobProfileSchema],
  'Responses.JobSalaryImageResponse': [schemas.salaryImageSchema],
  'Responses.KnowledgeTreeGroup': [schemas.knowledgeGroupSchema],
  'Responses.KnowledgeTreeJobProfile': [schemas.knowledgeJobProfileSchema],
  'Responses.LanguageResponse': [schemas.parsedLanguageSchema],
  'Responses.Message': [schemas.syncMessageSchema],
  'Responses.PortalSettingsResponse': [schemas.portalSettingsSchema],
  'Responses.PublicationResponse': [schemas.parsedPublicationSchema],
  'Responses.ReferrerResponse': [schemas.referrerSchema],
  'Responses.RegionResponse': [schemas.regionSchema],
  'Responses.SendApplicationMessageResponse': [schemas.applicationMessageSchema],
  'Responses.SkillResponse': [schemas.parsedSkillSchema],
  'Responses.SocialMediaResponse': [schemas.socialMediaSchema],
  'Responses.SyncResult': [schemas.syncResultSchema],
  'Responses.TitleResponse': [schemas.titleSchema],
  'Responses.TranslationResponse': [schemas.translationSchema],
  'Responses.TranslationTextResponse': [schemas.translationTextSchema],
  'Responses.ValidatePasswordResponse': [schemas.passwordCheckSchema],
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
  'Responses.ApplicantResponse': [schemas.applicantSchema, schemas.applicantView, schemas.exactApplicantSchema],
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
  'Responses.MandatorResponse': [schemas.mandatorSchema, schemas.mandatorView, schemas.mandatorWithSettingsSchema],
  'Responses.PolicyResponse': [schemas.policySchema],
  'Responses.QuestionnaireItemResponse': [schemas.questionnaireItemSchema],
  'Responses.QuestionnaireResponse': [schemas.questionnaireSchema, schemas.questionnaireView],
  'Responses.UserResponse': [schemas.userSchema],
  FlexDate: [schemas.flexDateSchema],
};

const IDS = /^(?:Id|ApplicantId|JobId|ApplicationId|PolicyId|Token)$/;

const recorded = readResponses().flatMap(({ file, type, body }) => {
  const read = READ_BY[type] ?? READ_BY[`Responses.${type}`] ?? READ_BY[`Responses.Integrations.${type}`];
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
    expect([...shapeOf(schema).keys()]).toEqual(documented);
  });

  test('every answer has a schema', () => {
    const answers = Object.entries(readDefinitions()).filter(
      ([name, { properties }]) => name.startsWith('Responses.') && properties !== undefined,
    );
    expect(answers.map(([name]) => name).filter((name) => READ_BY[name] === undefined)).toEqual([]);
  });

  test.each(Object.entries(READ_BY))('%s has each property of its kind', (name, [schema]) => {
    const kinds = [...shapeOf(schema)].map(([property, inner]) => [property, ODD_KINDS[property] ?? kindOf(inner)]);
    const documented = Object.entries(readDefinitions()[name]?.properties ?? {});
    expect(kinds).toEqual(documented.map(([property, type]) => [property, ODD_KINDS[property] ?? kindOfType(type)]));
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

/** What servers also write as something else. */
const ODD_KINDS: Readonly<Record<string, string>> = {
  EmploymentType: 'code or list',
  Expires: 'anything',
  Channel: 'code',
};

function shapeOf(schema: Schema | undefined): ReadonlyMap<string, Schema> {
  return (schema && shapeOfSchema(schema)) ?? new Map<string, Schema>();
}

/** What a schema reads: a text, a number, a boolean, a code, a record, or a list of one of them. */
function kindOf(schema: Schema): string {
  const element = elementOf(schema);
  if (element !== undefined) return `${kindOf(element)}[]`;
  const { type } = schemaWithin(schema)._zod.def;
  return { string: 'text', union: 'code', object: 'record', int: 'number' }[String(type)] ?? type;
}

function kindOfType(type: string): string {
  if (type.startsWith('byte[]')) return 'text';
  if (type.endsWith('[]')) return `${kindOfType(type.slice(0, -2))}[]`;
  if (type.startsWith('enum ')) return 'code';
  const name = type.replace(/\?| \(.*/g, '');
  if (/^(?:String|Uri|DateTime)$/.test(name)) return 'text';
  if (/^(?:Int32|Int64|Double|Single|Decimal)$/.test(name)) return 'number';
  return name === 'Boolean' ? 'boolean' : 'record';
}
