/** A recruiter with a login. */
export interface User {
  /** From User.Id. */
  readonly id: string;
  /** From User.Id. */
  readonly remote_id: string | null;
  /** From User.FirstName. */
  readonly first_name: string | null;
  /** From User.LastName. */
  readonly last_name: string | null;
  /** From User.UserName if it is an email address. */
  readonly email: string | null;
  /** From User.IsEnabled. */
  readonly status: 'ACTIVE' | 'INACTIVE' | null;
  /** When the user was read: eRecruiter has no date of it. */
  readonly changed_at: Date;
  /** Always null: deleted users are no longer listed. */
  readonly remote_deleted_at: Date | null;
  /** Always []: eRecruiter's API has no roles. */
  readonly system_roles: SystemRole[];
}

/** The role of a user in the whole installation. */
export interface SystemRole {
  /** Always null: eRecruiter's API has no roles. */
  readonly remote_id: string | null;
  /** Always null: eRecruiter's API has no roles. */
  readonly remote_label: string | null;
  /** Always `SYSTEM`. */
  readonly scope: 'SYSTEM';
  /** Always null: eRecruiter's API has no roles. */
  readonly unified_type: 'HIRING_MANAGER' | 'RECRUITER' | 'COORDINATOR' | 'SOURCER' | 'INTERVIEWER' | 'ADMIN' | null;
}
