import type {
  RawActivity,
  RawApplicantDocument,
  RawApplicantLanguage,
  RawApplicantPublication,
  RawApplication,
  RawApplicationActivity,
  RawCertificate,
  RawEducation,
  RawExperience,
  RawKnowledgeGroup,
  RawPolicy,
} from '../schemas/index.js';
import type { CatalogueName } from './data/catalogue.js';
import type { PartialRecord } from './partial.js';

/** An applicant's cover letter. */
export interface SandboxCoverLetter {
  /** The job that it was written for; null if none. */
  readonly JobId: number | null;
  /** The text. */
  readonly CoverLetter: string | null;
}

/** An application as the sandbox has stored it: the answer of the API, and what no answer contains. */
export interface StoredApplication extends RawApplication {
  /** The date of its last change, as in `Applications/ByReferrer`. */
  readonly WorkflowLastChange: string;
  /** The last cover letter that was sent for its job; null if none. */
  readonly CoverLetter: string | null;
  /** The messages that came with steps of the workflow. */
  readonly Messages: readonly string[];
}

/** The records of an applicant that have an id of their own, by the names that eRecruiter's routes give them. */
export interface OwnedRecords {
  /** What somebody did with the applicant. */
  readonly Activity: PartialRecord<RawActivity>;
  /** A certificate. */
  readonly Certificate: PartialRecord<RawCertificate>;
  /** A document, without the CV. */
  readonly Document: PartialRecord<RawApplicantDocument>;
  /** A school or a course of study. */
  readonly Education: PartialRecord<RawEducation>;
  /** A former position. */
  readonly Experience: PartialRecord<RawExperience>;
  /** A language that they speak. */
  readonly Language: PartialRecord<RawApplicantLanguage>;
  /** A publication. */
  readonly Publication: PartialRecord<RawApplicantPublication>;
}

/** A kind of record that `addRecord` adds to an applicant. */
export type ApplicantRecordKind = keyof OwnedRecords | 'Knowledge';

/** A value for a custom field: a text, a boolean for a checkbox, or a list for several options. */
export type SandboxFieldValue = string | boolean | readonly string[];

/** A catalogue to which `addToCatalogue` adds names. */
export type OpenCatalogue = Exclude<CatalogueName, 'Cultures' | 'CustomFields' | 'JobPublicationTypes' | 'Referrers'>;

/** An application to add; it must name an applicant and a job. */
export interface SandboxApplicationInput extends PartialRecord<RawApplication> {
  /** The number of the applicant. */
  readonly ApplicantId: number;
  /** The number of the job. */
  readonly JobId: number;
  /** The date of its creation and its last change. Default now. */
  readonly WorkflowLastChange?: string | undefined;
}

/** A policy to add. */
export interface SandboxPolicyInput extends PartialRecord<RawPolicy> {
  /** The language of the portal that shows it. Default `de-AT`. */
  readonly Language?: string | undefined;
}

/** A group of skills to add, with the job profile that it belongs to. */
export interface SandboxKnowledgeGroupInput extends PartialRecord<RawKnowledgeGroup> {
  /** The name of the job profile. */
  readonly JobProfile: string;
}

/** A step of the workflow to add. */
export interface SandboxActivityInput extends PartialRecord<RawApplicationActivity> {
  /** The German names of the statuses in which it is available. Default: all that are neither rejected nor hired. */
  readonly From?: readonly string[] | undefined;
  /** The German name of the status that it leads to. Default: it changes none. */
  readonly To?: string | undefined;
  /** Whether the applicant gets an email. Default false. */
  readonly SendsEmail?: boolean | undefined;
}

/** A status of the workflow to add. */
export type SandboxStatusInput = Pick<
  PartialRecord<RawApplication>,
  'Status' | 'StatusForApplicant' | 'StatusForContact' | 'WorkflowStatusGroup'
>;
