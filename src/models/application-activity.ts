/** A step of the hiring workflow that can be executed now with an application. */
export interface ApplicationActivity {
  /** The name that `runApplicationActivity` takes. From ApplicationActivity.Name. */
  readonly name: string;
  /** What candidates read in place of the name. From ApplicationActivity.NameForApplicant. */
  readonly name_for_applicant: string | null;
  /** What hiring contacts read in place of the name. From ApplicationActivity.NameForContact. */
  readonly name_for_contact: string | null;
  /**
   * Whether the applicant portal shows the step to the candidate, who may execute it there. From
   * ApplicationActivity.IsVisibleToApplicant.
   */
  readonly visible_to_applicant: boolean | null;
  /**
   * Whether hiring contacts may execute the step; eRecruiter does not document how `SIMPLE` and `FULL` differ. Null for
   * values newer than this library. From ApplicationActivity.AvailableToContact.
   */
  readonly available_to_contact: 'NONE' | 'SIMPLE' | 'FULL' | null;
}

/** Input of `runApplicationActivity`. */
export interface ApplicationActivityInput {
  /** Id of the Application, or `remote:<applicant>/<application>`. */
  readonly application_id: string;
  /** The name of a step that can be executed now, case-insensitive. To ApplicationUpdate.Activity. */
  readonly activity: string;
  /** A message with the step; eRecruiter does not document who reads it. To ApplicationUpdate.Message. */
  readonly message?: string | undefined;
}

/** Input of `moveApplicationToStage`. */
export interface ApplicationStageInput {
  /** Id of the Application, or `remote:<applicant>/<application>`. */
  readonly application_id: string;
  /**
   * Id of the ApplicationStage, or `remote:<name>`. The step that leads there is from the client's option `activities`,
   * or has the same name. To ApplicationUpdate.Activity.
   */
  readonly stage_id: string;
}

/** Input of `rejectApplication`. */
export interface ApplicationRejectionInput {
  /** Id of the Application, or `remote:<applicant>/<application>`. */
  readonly application_id: string;
  /** A message with the step; eRecruiter does not document who reads it. To ApplicationUpdate.Message. */
  readonly note?: string | undefined;
}
