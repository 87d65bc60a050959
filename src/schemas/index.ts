/**
 * eRecruiter's own records: zod schemas, and the types inferred from them. Property names are eRecruiter's, and unknown
 * properties are kept. You need them with the mappers and with `passthrough`.
 *
 * @module erecruiter-kombo/schemas
 */
export {
  applicantParameterSchema,
  applicantSchema,
  applicantView,
  thirdPartyProfileSchema,
  type RawApplicant,
  type RawApplicantParameter,
  type RawApplicantView,
  type RawThirdPartyProfile,
} from './applicant.js';
export {
  applicationActivitySchema,
  applicationCreateSchema,
  applicationJobSchema,
  applicationJobView,
  applicationParameterSchema,
  applicationReferrerSchema,
  applicationReferrerView,
  applicationSchema,
  applicationView,
  type RawApplication,
  type RawApplicationActivity,
  type RawApplicationCreate,
  type RawApplicationJob,
  type RawApplicationJobView,
  type RawApplicationParameter,
  type RawApplicationReferrer,
  type RawApplicationReferrerView,
  type RawApplicationView,
} from './application.js';
export {
  customFieldSchema,
  customFieldValueSchema,
  customFieldValueView,
  customFieldView,
  type RawCustomField,
  type RawCustomFieldValue,
  type RawCustomFieldValueView,
  type RawCustomFieldView,
} from './custom-field.js';
export {
  applicantCvSchema,
  applicantDocumentSchema,
  applicantDocumentView,
  applicantPhotoSchema,
  type RawApplicantCv,
  type RawApplicantDocument,
  type RawApplicantDocumentView,
  type RawApplicantPhoto,
} from './document.js';
export { flexDateSchema, type RawFlexDate } from './flex-date.js';
export {
  jobProfileSchema,
  jobPublicationSchema,
  jobPublicationView,
  type RawJobProfile,
  type RawJobPublication,
  type RawJobPublicationView,
} from './job-publication.js';
export {
  channelSettingsSchema,
  geoLocationSchema,
  googleForJobsLocationSchema,
  googleForJobsSchema,
  jobSchema,
  jobView,
  jobsSchema,
  publishedJobsSchema,
  type RawPublishedJobs,
  socialMediaSchema,
  stepStoneSettingsSchema,
  type RawChannelSettings,
  type RawGeoLocation,
  type RawGoogleForJobs,
  type RawGoogleForJobsLocation,
  type RawJob,
  type RawJobView,
  type RawJobs,
  type RawSocialMedia,
  type RawStepStoneSettings,
} from './job.js';
export {
  mandatorSchema,
  mandatorView,
  referrerSchema,
  regionSchema,
  titleSchema,
  translationSchema,
  translationTextSchema,
  type RawMandator,
  type RawMandatorView,
  type RawReferrer,
  type RawRegion,
  type RawTitle,
  type RawTranslation,
  type RawTranslationText,
} from './mandator.js';
export {
  applicantPolicySchema,
  applicantPolicyView,
  policySchema,
  policyView,
  type RawApplicantPolicy,
  type RawPolicy,
} from './policy.js';
export {
  questionnaireItemSchema,
  questionnaireItemView,
  questionnaireSchema,
  questionnaireView,
  type RawQuestionnaire,
  type RawQuestionnaireItem,
  type RawQuestionnaireItemView,
  type RawQuestionnaireView,
} from './questionnaire.js';
export {
  activitySchema,
  applicantHistorySchema,
  applicantKnowledgeSchema,
  applicantLanguageSchema,
  applicantPublicationSchema,
  certificateSchema,
  educationSchema,
  experienceReferenceSchema,
  experienceSchema,
  knowledgeGroupSchema,
  knowledgeJobProfileSchema,
  knowledgeTreeSchema,
  type RawActivity,
  type RawApplicantHistory,
  type RawApplicantKnowledge,
  type RawApplicantLanguage,
  type RawApplicantPublication,
  type RawCertificate,
  type RawEducation,
  type RawExperience,
  type RawExperienceReference,
  type RawKnowledgeGroup,
  type RawKnowledgeJobProfile,
  type RawKnowledgeTree,
} from './sub-records.js';
export { mailerSchema, anythingSchema, tokenSchema, type RawMailer, type RawToken } from './token.js';
export { userSchema, type RawUser } from './user.js';
export { explain, matches, view } from './tolerant.js';
export { mend, type Mended, type Oddity } from './mend.js';
