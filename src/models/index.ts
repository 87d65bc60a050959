export type { ApplicationStage } from './application-stage.js';
export type { Application, ApplicationCandidate } from './application.js';
export type { Attachment } from './attachment.js';
export type { CandidateApplication } from './candidate-application.js';
export type { Candidate } from './candidate.js';
export type { EmailAddress, PhoneNumber, SocialMedia } from './contact.js';
export type { HiringTeamMember, JobRole } from './hiring-team-member.js';
export type { IntegrationField } from './integration-field.js';
export type { JobPosting } from './job-posting.js';
export type { JobScreeningQuestion, MergedScreeningQuestion } from './job-screening-question.js';
export type {
  EmploymentType,
  Job,
  JobStage,
  JobStatus,
  JobVisibility,
  RemoteWorkStatus,
  SalaryPeriod,
} from './job.js';
export type { Location } from './location.js';
export type { OpenEnum } from './open-enum.js';
export type { JobReference, StageReference, TagReference } from './references.js';
export type { QuestionFormat, QuestionOption, ScreeningQuestion } from './screening-question.js';
export type { Tag } from './tag.js';
export type { SystemRole, User } from './user.js';
