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
