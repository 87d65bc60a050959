/**
 * Pure functions between eRecruiter's raw records and the unified models, for code that already reads eRecruiter.
 * No HTTP, no zod, no state: give each function a raw record and a context from {@link createMapperContext}.
 *
 * @module erecruiter-kombo/mappers
 */
export { toApplicationStage } from './application-stage.js';
export { toApplication, type ApplicationRelated } from './application.js';
export { toAttachment, toCvAttachment } from './attachment.js';
export { toCandidate, type CandidateRelated } from './candidate.js';
export {
  createMapperContext,
  type CustomFieldMapping,
  type MapperContext,
  type MapperContextOptions,
  type MappingIssue,
} from './context.js';
export { toJob, type JobRelated } from './job.js';
export type { QuestionCatalogue } from './question-format.js';
export type {
  AnswerError,
  AnswerPlan,
  CustomFieldAnswer,
  DocumentAnswer,
  FileAnswer,
  KnowledgeAnswer,
  LanguageAnswer,
} from './to-raw/answer-plan.js';
export type { ExistingAnswers } from './to-raw/answer-kinds.js';
export { missingAnswers, toRawAnswers } from './to-raw/answers.js';
export { toRawApplicant, type ApplicantCatalogue, type ApplicantDraft } from './to-raw/applicant.js';
export { toDocumentType, type DocumentType } from './to-raw/document-type.js';
export { fillGaps } from './to-raw/fill-gaps.js';
export { toNewApplicant, type NewApplicantDefaults } from './to-raw/new-applicant.js';
export type { JobLookup, KnownJob } from './references.js';
export { toJobScreeningQuestions, toScreeningQuestions } from './screening-question.js';
export { toTag } from './tag.js';
export { toUser } from './user.js';
export { createCountries, type Countries } from './values/countries.js';
export { calendarDay, toCalendarDay, toDate } from './values/dates.js';
export { createIds, decodeId, itemKey, type DecodedId, type IdKind, type Ids, type ItemKey } from './values/ids.js';
export { extensionOf, mediaTypeOf, UNKNOWN_MEDIA_TYPE } from './values/media-types.js';
export { toEmail } from './values/email.js';
export { type RawList } from './values/text.js';
export type { AttachmentInput, CandidateInput, ScreeningAnswerInput } from '../models/action-inputs.js';
export type { ApplicationStage } from '../models/application-stage.js';
export type { Application, ApplicationCandidate } from '../models/application.js';
export type { Attachment } from '../models/attachment.js';
export type { CandidateApplication } from '../models/candidate-application.js';
export type { Candidate } from '../models/candidate.js';
export type { EmailAddress, PhoneNumber, SocialMedia } from '../models/contact.js';
export type { HiringTeamMember, JobRole } from '../models/hiring-team-member.js';
export type { IntegrationField } from '../models/integration-field.js';
export type { JobPosting } from '../models/job-posting.js';
export type { JobScreeningQuestion, MergedScreeningQuestion } from '../models/job-screening-question.js';
export type {
  EmploymentType,
  Job,
  JobStage,
  JobStatus,
  JobVisibility,
  RemoteWorkStatus,
  SalaryPeriod,
} from '../models/job.js';
export type { Location } from '../models/location.js';
export type { OpenEnum } from '../models/open-enum.js';
export type { JobReference, StageReference, TagReference } from '../models/references.js';
export type { QuestionFormat, QuestionOption, ScreeningQuestion } from '../models/screening-question.js';
export type { Tag } from '../models/tag.js';
export type { SystemRole, User } from '../models/user.js';
