import { stepsIn, type Workflow } from './activities.js';
import { cultureOf } from './catalogue.js';
import type { SandboxClock } from './clock.js';
import type { JsonObject } from './json.js';
import type { NonEmpty } from './random.js';

/** The names of a stage for recruiters, applicants and contacts. */
type StageNames = readonly [status: string, forApplicant: string | null, forContact: string | null];

/** A stage of the workflow: its status group, and its names by language. */
export interface Stage {
  readonly group: number;
  readonly 'de-AT': StageNames;
  readonly 'en-GB': StageNames;
}

/** An application as the sandbox stores it. */
export interface SandboxApplication {
  readonly id: number;
  readonly applicantId: number;
  readonly jobId: number;
  stage: Stage;
  referrer: string | null;
  info: string | null;
  rating: number | null;
  /** The messages that came with steps. */
  messages?: string[];
  readonly createdAt: number;
  changedAt: number;
  /** Properties that a test has set, instead of what follows from the stage. */
  changes?: JsonObject;
}

/** The stages of the workflow. */
export const STAGES: NonEmpty<Stage> = [
  stageOf(1, ['Neu eingelangt', 'Eingelangt', 'Neu'], ['New', 'Received', 'New']),
  stageOf(1, ['Unterlagen vollständig', 'Eingelangt', 'Neu'], ['Documents complete', 'Received', 'New']),
  stageOf(2, ['In interner Prüfung', 'In Bearbeitung', 'Prüfung'], ['Under review', 'In progress', 'Review']),
  stageOf(
    3,
    ['Vorgestellt beim Fachbereich', 'In Bearbeitung', 'Vorgestellt'],
    ['Proposed', 'In progress', 'Proposed'],
  ),
  stageOf(4, ['Gespräch vereinbart', 'Gespräch', 'Gespräch'], ['Interview', 'Interview', 'Interview']),
  stageOf(0, ['Vertraulich', 'In Bearbeitung', '–'], ['Confidential', 'In progress', '–']),
  stageOf(5, ['Absage nach Prüfung', 'Abgesagt', 'Abgesagt'], ['Rejected', 'Rejected', 'Rejected']),
  stageOf(5, ['Bewerbung zurückgezogen', 'Zurückgezogen', 'Zurückgezogen'], ['Withdrawn', 'Withdrawn', 'Withdrawn']),
  stageOf(6, ['Eingestellt', 'Zusage', 'Eingestellt'], ['Hired', 'Offer accepted', 'Hired']),
];

/** Creates a stage. */
export function stageOf(group: number, german: StageNames, english: StageNames): Stage {
  return { group, 'de-AT': german, 'en-GB': english };
}

/** Whether an applicant sees their application. */
export function isVisibleToApplicant({ stage, changes }: SandboxApplication): boolean {
  return changes?.['IsVisibleToApplicant'] === undefined ? stage.group !== 0 : changes['IsVisibleToApplicant'] === true;
}

/** Returns an application as the API answers it in a language. */
export function applicationRow(application: SandboxApplication, culture: string, workflow: Workflow): JsonObject {
  const { stage } = application;
  const [Status, StatusForApplicant, StatusForContact] = stage[cultureOf(culture)];
  return {
    Id: application.id,
    ApplicantId: application.applicantId,
    JobId: application.jobId,
    Status,
    StatusForApplicant,
    StatusForContact,
    IsVisibleToApplicant: isVisibleToApplicant(application),
    IsVisibleToContact: stage.group >= 3,
    Referrer: application.referrer,
    ReferrerAdditionalInfo: application.info,
    AvailableActivities: stepsIn(stage, workflow).map(({ row }) => row),
    WorkflowStatusGroup: stage.group,
    Rating: application.rating,
    ...application.changes,
  };
}

/** Returns a row of `Applications/ByReferrer`; `core` is the applicant's core record. */
export function referrerRow(
  application: SandboxApplication,
  core: Readonly<JsonObject>,
  clock: SandboxClock,
): JsonObject {
  return {
    ApplicantId: application.applicantId,
    ApplicationId: application.id,
    JobId: application.jobId,
    FirstName: core['FirstName'] ?? null,
    LastName: core['LastName'] ?? null,
    TitleBeforeName: core['TitleBeforeName'] ?? null,
    TitleAfterName: core['TitleAfterName'] ?? null,
    Gender: core['Gender'] ?? 0,
    Referrer: application.referrer,
    ReferrerAdditionalInformation: application.info,
    WorkflowStatusGroup: application.stage.group,
    WorkflowLastChange: clock.databaseDate(application.changedAt),
  };
}
