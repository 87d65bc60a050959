/**
 * Pure functions between eRecruiter's raw records and the unified models, for code that already reads eRecruiter.
 * No HTTP, no zod, no state: give each function a raw record and a context from {@link createMapperContext}.
 *
 * @module erecruiter-kombo/mappers
 */
export { toApplicationStage } from './application-stage.js';
export { toApplication, type ApplicationRelated } from './application.js';
export { toAttachment, toCvAttachment, toEuropeanCvAttachment, toPhotoAttachment } from './attachment.js';
export { toCandidateConsent } from './candidate-consent.js';
export { toCandidate, type CandidateRelated } from './candidate.js';
export {
  createMapperContext,
  type CustomFieldMapping,
  type MapperContext,
  type MapperContextOptions,
  type MappingIssue,
} from './context.js';
export { toIntegrationFields } from './integration-field.js';
export { toJob, type JobRelated } from './job.js';
export { contextFromMandator, type MandatorContextOptions } from './mandator-context.js';
export { MapperError, type MapperProblem } from './mapper-error.js';
export { toParsedCv } from './parsed-cv.js';
export type { QuestionCatalogue } from './question-format.js';
export type { AnswerError, AnswerPlan, DocumentAnswer, FileAnswer } from './to-raw/answer-plan.js';
export type { ExistingAnswers } from './to-raw/answer-kinds.js';
export { missingAnswers, toRawAnswers } from './to-raw/answers.js';
export { toRawApplicant, type ApplicantCatalogue, type ApplicantDraft } from './to-raw/applicant.js';
export { toApplicantChanges, type ApplicantChanges } from './to-raw/applicant-changes.js';
export { toRawApplication, type NewApplication } from './to-raw/application.js';
export type {
  ApplicationBody,
  CustomFieldBody,
  CvBody,
  DocumentBody,
  HistoryBody,
  KnowledgeBody,
  LanguageBody,
  PolicyBody,
  RawFile,
} from './to-raw/bodies.js';
export { toRawCustomField } from './to-raw/custom-field.js';
export { toDocumentType, type DocumentType } from './to-raw/document-type.js';
export { toRawCv, toRawDocument, toRawFile, type LoadedAttachment } from './to-raw/file.js';
export { fillGaps } from './to-raw/fill-gaps.js';
export { toRawHistory, toRawNote, type HistoryOptions } from './to-raw/history.js';
export { toRawLanguage } from './to-raw/language.js';
export { editJson } from './to-raw/lossless-json.js';
export { toNewApplicant, type NewApplicantDefaults } from './to-raw/new-applicant.js';
export { findConsentPolicy, toRawPolicy } from './to-raw/policy.js';
export { toRawSource, type OtherSources, type RawSource, type SourceCatalogue } from './to-raw/source.js';
export { addRawTag, removeRawTag } from './to-raw/tags.js';
export { unsupportedInputs, type UnsupportedInputs } from './to-raw/unsupported-inputs.js';
export type { JobLookup, KnownJob } from './references.js';
export { toJobScreeningQuestions, toScreeningQuestions } from './screening-question.js';
export { toTag } from './tag.js';
export { toUser } from './user.js';
export { createCountries, type Countries } from './values/countries.js';
export { calendarDay, toCalendarDay, toDate } from './values/dates.js';
export {
  createIds,
  decodeId,
  itemKey,
  type AttachmentSlot,
  type DecodedId,
  type IdKind,
  type Ids,
  type ItemKey,
} from './values/ids.js';
export { extensionOf, mediaTypeOf, UNKNOWN_MEDIA_TYPE } from './values/media-types.js';
export { toEmail } from './values/email.js';
export { type RawList } from './values/text.js';
export type {
  RawApplicantCvView,
  RawApplicantDocumentView,
  RawApplicantKnowledgeView,
  RawApplicantLanguageView,
  RawApplicantParameterView,
  RawApplicantPhotoView,
  RawApplicantPolicyView,
  RawApplicantView,
  RawApplicationView,
  RawCustomFieldValueView,
  RawCustomFieldView,
  RawFlexDateView,
  RawGeoLocationView,
  RawGoogleForJobsLocationView,
  RawGoogleForJobsView,
  RawJobPublicationView,
  RawJobView,
  RawKnowledgeGroupView,
  RawKnowledgeJobProfileView,
  RawKnowledgeTreeView,
  RawMandatorView,
  RawParsedCvView,
  RawPublicationTypeView,
  RawQuestionnaireItemView,
  RawQuestionnaireView,
  RawReferrerView,
  RawRegionView,
  RawThirdPartyProfileView,
  RawUserView,
} from '../schemas/index.js';
export type {
  Application,
  ApplicationCandidate,
  ApplicationInput,
  ApplicationStage,
  Attachment,
  AttachmentInput,
  BlobLike,
  Candidate,
  CandidateApplication,
  CandidateChangesInput,
  CandidateConsent,
  CandidateInput,
  ConsentInput,
  EmailAddress,
  EmploymentType,
  FileAttachmentInput,
  FileContent,
  FileLike,
  HiringTeamMember,
  IntegrationField,
  Job,
  JobPosting,
  JobReference,
  JobRole,
  JobScreeningQuestion,
  JobStage,
  JobStatus,
  JobVisibility,
  Location,
  MergedScreeningQuestion,
  NoteInput,
  OpenEnum,
  ParsedAddress,
  ParsedCandidate,
  ParsedCertification,
  ParsedCv,
  ParsedEducation,
  ParsedExperience,
  ParsedLanguage,
  ParsedLink,
  ParsedPublication,
  PartialCandidateInput,
  PhoneNumber,
  QuestionFormat,
  QuestionOption,
  RemoteWorkStatus,
  ResultLinkInput,
  SalaryPeriod,
  ScreeningAnswerInput,
  ScreeningQuestion,
  SocialMedia,
  SourcedByInput,
  SourceInput,
  StageReference,
  SystemRole,
  Tag,
  TagInput,
  TagReference,
  User,
} from '../models/index.js';
