/**
 * The client: reads jobs, candidates and applications from eRecruiter as Kombo's unified ATS models, keeps a copy up to
 * date, and writes candidates, applications, files, tags and result links. Start with {@link ERecruiter}.
 *
 * @module erecruiter-kombo
 */
export type { PassthroughInput, PassthroughResult } from './api/passthrough.js';
export { ERecruiter } from './client.js';
export type { InputIssue, KomboErrorCode, RequestFailure } from './models/error-codes.js';
export {
  AbortedError,
  ActionRejectedError,
  AuthenticationError,
  ConfigurationError,
  ConnectionError,
  ERecruiterError,
  InputError,
  NotFoundError,
  PartialWriteError,
  PermissionError,
  RateLimitError,
  RequestError,
  ResponseShapeError,
  ServerError,
  StatusError,
  type StatusFailure,
  TimeoutError,
} from './errors.js';
export type {
  AdditionalEmailInput,
  AdditionalPhoneInput,
  ApplicationAttachmentInput,
  ApplicationInput,
  ApplicationResultLinkInput,
  AttachmentInput,
  CandidateAttachmentInput,
  CandidateInput,
  CandidateResultLinkInput,
  CandidateTagInput,
  CreateApplicationInput,
  CreateCandidateInput,
  LocationInput,
  SalaryExpectationsInput,
  ScreeningAnswerInput,
  SocialLinkInput,
  SourceInput,
  SourcedByInput,
} from './models/action-inputs.js';
export type {
  ActionProgress,
  ActionResult,
  ActionWarning,
  CreatedApplication,
  NoData,
} from './models/action-results.js';
export type { Application, ApplicationCandidate } from './models/application.js';
export type { ApplicationStage } from './models/application-stage.js';
export type { Attachment } from './models/attachment.js';
export type { Candidate } from './models/candidate.js';
export type { CandidateApplication } from './models/candidate-application.js';
export type { EmailAddress, PhoneNumber, SocialMedia } from './models/contact.js';
export type { ExploredField, FieldFormat } from './models/explored-field.js';
export type { HiringTeamMember, JobRole } from './models/hiring-team-member.js';
export type { IntegrationField } from './models/integration-field.js';
export type {
  EmploymentType,
  Job,
  JobStage,
  JobStatus,
  JobVisibility,
  RemoteWorkStatus,
  SalaryPeriod,
} from './models/job.js';
export type { JobPosting } from './models/job-posting.js';
export type { JobScreeningQuestion, MergedScreeningQuestion } from './models/job-screening-question.js';
export type { Location } from './models/location.js';
export type { OpenEnum } from './models/open-enum.js';
export type { JobReference, StageReference, TagReference } from './models/references.js';
export type { QuestionFormat, QuestionOption, ScreeningQuestion } from './models/screening-question.js';
export type {
  DeletedRecord,
  SyncChange,
  SyncDelete,
  SyncEntries,
  SyncEntry,
  SyncModel,
  SyncProgress,
  SyncState,
  SyncUpsert,
  SyncUpsertOf,
} from './models/sync.js';
export type { Tag } from './models/tag.js';
export type { SystemRole, User } from './models/user.js';
export type {
  AttachmentOptions,
  CallOptions,
  Clock,
  CreateOptions,
  CustomFieldOptions,
  EmailOptions,
  ERecruiterOptions,
  Issue,
  Logger,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  RetryOptions,
  SourceOption,
  SyncOptions,
} from './options.js';
export type { ExploredModel } from './reads/model-fields.js';
export type { Listing, Page } from './reads/listing.js';
export type {
  ApplicationsQuery,
  AttachmentsQuery,
  CandidatesQuery,
  ExploreQuery,
  JobsQuery,
  ListQuery,
  SyncQuery,
} from './reads/query.js';
export type { Reachable } from './reads/ping.js';
export { reconcile, type Reconciled } from './reads/sync/compare.js';
