/** Who is responsible for a job. */
export interface HiringTeamMember {
  /** Made from the e-mail address, else the name: jobs do not tell the user's number. */
  readonly id: string;
  /** Always null: jobs do not tell the user's number. */
  readonly remote_id: string | null;
  /** From Job.UserFirstName. */
  readonly first_name: string | null;
  /** From Job.UserLastName, else Job.UserFullName where the first name is missing too. */
  readonly last_name: string | null;
  /** From Job.UserEmail where it is an e-mail address. */
  readonly email: string | null;
  /** Always `RECRUITER`: eRecruiter names one responsible user per job. */
  readonly hiring_team_roles: ('RECRUITER' | 'HIRING_MANAGER' | 'COORDINATOR' | 'SOURCER' | 'INTERVIEWER')[];
  /** The same role as Kombo's newer form writes it. */
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
