import type { IntegrationField } from './integration-field.js';
import type { JobPosting } from './job-posting.js';
import type { Location } from './location.js';
import type { MergedScreeningQuestion } from './screening-question.js';

/** One of the known values, or any other text that the installation uses. */
export type OpenEnum<Known extends string> = Known | (string & Record<never, never>);

/** Whether people can apply. */
export type JobStatus = OpenEnum<'OPEN' | 'CLOSED' | 'DRAFT' | 'ARCHIVED'>;
/** The type of employment. */
export type EmploymentType = OpenEnum<'FULL_TIME' | 'PART_TIME' | 'CONTRACT' | 'SEASONAL' | 'INTERNSHIP'>;
/** Who can see a job. */
export type JobVisibility = OpenEnum<'PUBLIC' | 'INTERNAL' | 'UNLISTED' | 'CONFIDENTIAL'>;
/** Where people work. */
export type RemoteWorkStatus = OpenEnum<'REMOTE' | 'HYBRID' | 'TEMPORARY' | 'ON_SITE'>;
/** The period that a salary is paid for. */
export type SalaryPeriod = OpenEnum<'YEAR' | 'MONTH' | 'TWO_WEEKS' | 'WEEK' | 'DAY' | 'HOUR'>;

/** A job, in the shape of Kombo's unified ATS API. */
export interface Job {
  /** From Job.Id. */
  readonly id: string;
  /** From Job.Id. */
  readonly remote_id: string;
  /** From Job.Title, else Job.InternalName. */
  readonly name: string | null;
  /** Always null: eRecruiter has no requisition code. */
  readonly job_code: string | null;
  /** HTML. From Job.CompanyDescription and Job.HeaderBlock1/Block1 to HeaderBlock4/Block4, else Job.Html. */
  readonly description: string | null;
  /** Always null: eRecruiter publishes per channel. */
  readonly confidential: boolean | null;
  /** Always null: eRecruiter has no field for it; map a custom field with `customFields`. */
  readonly weekly_hours: number | null;
  /**
   * The original text if no word of it is known. From Job.OccupationTypes, else the words of
   * Job.GoogleForJobs.EmploymentType.
   */
  readonly employment_type: EmploymentType | null;
  /** Open is `OPEN`, Draft `DRAFT`, the three kinds of closed `CLOSED`. From Job.Status. */
  readonly status: JobStatus | null;
  /** Always null: eRecruiter publishes per channel, see `job_postings`. */
  readonly visibility: JobVisibility | null;
  /** From Job.JobProfiles[0]. */
  readonly category: string | null;
  /** Always null: jobs have a customer company in eRecruiter, but no department. */
  readonly department: string | null;
  /** The first of `job_postings`. From Job.PublishedOn[].JobAdUrl, else the portal's page of the job. */
  readonly post_url: string | null;
  /** From Job.CareerLevels[0]. */
  readonly experience_level: string | null;
  /** `REMOTE` if the job is marked as remote, else null. From Job.GoogleForJobs.Telecommute. */
  readonly remote_work_status: RemoteWorkStatus | null;
  /** Only if lower and upper bound are the same. From Job.GoogleForJobs.MinSalary and MaxSalary. */
  readonly salary_amount: number | null;
  /** 0 is null. From Job.GoogleForJobs.MinSalary. */
  readonly salary_amount_from: number | null;
  /** 0 is null. From Job.GoogleForJobs.MaxSalary. */
  readonly salary_amount_to: number | null;
  /** From Job.GoogleForJobs.Currency. */
  readonly salary_currency: string | null;
  /** The original text if it is an unknown word. From Job.GoogleForJobs.SalaryUnit. */
  readonly salary_period: SalaryPeriod | null;
  /**
   * Null if nothing is known. From Job.GeoLocation, else Job.GoogleForJobs.Locations[0]; `raw` from
   * Job.Location.
   */
  readonly location: Location | null;
  /** Typed values by internal name, or by your own names with the option `customFields`. From Job.CustomFields. */
  readonly custom_fields: Record<string, unknown> | null;
  /** From Job.CustomFields; with `integrationFields: 'all'` also every raw property without a unified field. */
  readonly integration_fields: IntegrationField[];
  /** Always null: eRecruiter's API has no links to the recruiters' user interface. */
  readonly remote_url: string | null;
  /** The first publication anywhere. From Job.OnlineDate. */
  readonly opened_at: Date | null;
  /** The end of the publication. From Job.ExpirationDate. */
  readonly closed_at: Date | null;
  /** From Job.CreationDate. */
  readonly remote_created_at: Date | null;
  /** From Job.UpdateDate. */
  readonly remote_updated_at: Date | null;
  /** Always null: deprecated by Kombo, see `hiring_team`. */
  readonly contact_id: string | null;
  /** The newer of Job.UpdateDate and Job.CreationDate, else the time of reading. From Job.UpdateDate. */
  readonly changed_at: Date;
  /** Always null in listings: only `sync()` detects deletions, and tells one in a placeholder. */
  readonly remote_deleted_at: Date | null;
  /** Always []: eRecruiter's API does not contain the workflow of a job. */
  readonly stages: JobStage[];
  /** Empty if the questionnaire was not read. From Questionnaire.Items. */
  readonly screening_questions: MergedScreeningQuestion[];
  /** In the order of publication records. From Job.PublishedOn. */
  readonly job_postings: JobPosting[];
  /** The responsible user. From Job.UserFirstName, UserLastName, UserFullName and UserEmail. */
  readonly hiring_team: HiringTeamMember[];
  /** The raw records by path with the option `remoteData`, else null. From Job. */
  readonly remote_data: Record<string, unknown> | null;
}

/** A stage of one job's workflow. */
export interface JobStage {
  /** Id of the ApplicationStage. */
  readonly id: string;
  /** Always null: see `stages`. */
  readonly remote_id: string | null;
  /** Always null: see `stages`. */
  readonly name: string | null;
  /** Always null: see `stages`. */
  readonly status: 'ACTIVE' | 'INACTIVE' | null;
  /** Always null: see `stages`. */
  readonly custom_fields: Record<string, unknown> | null;
  /** Always null: see `stages`. */
  readonly index: number | null;
}

/** The person responsible for a job. */
export interface HiringTeamMember {
  /** Derived from the email address, else the name: jobs do not contain the user's number. */
  readonly id: string;
  /** Always null: jobs do not contain the user's number. */
  readonly remote_id: string | null;
  /** From Job.UserFirstName. */
  readonly first_name: string | null;
  /** From Job.UserLastName, else Job.UserFullName if the first name is missing too. */
  readonly last_name: string | null;
  /** From Job.UserEmail if it is an email address. */
  readonly email: string | null;
  /** Always `RECRUITER`: eRecruiter has one responsible user per job. */
  readonly hiring_team_roles: ('RECRUITER' | 'HIRING_MANAGER' | 'COORDINATOR' | 'SOURCER' | 'INTERVIEWER')[];
  /** The same role in Kombo's newer format. */
  readonly job_roles: JobRole[];
}

/** What a member of the hiring team does for the job. */
export interface JobRole {
  /** Always null: eRecruiter has no catalogue of roles. */
  readonly remote_id: string | null;
  /** Always null: eRecruiter has no catalogue of roles. */
  readonly remote_label: string | null;
  /** Always `JOB`. */
  readonly scope: 'JOB';
  /** Always `RECRUITER`. */
  readonly unified_type: 'HIRING_MANAGER' | 'RECRUITER' | 'COORDINATOR' | 'SOURCER' | 'INTERVIEWER' | 'ADMIN' | null;
}
