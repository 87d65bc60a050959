import { cultureOf } from './catalogue.js';
import type { SandboxClock } from './clock.js';
import type { JsonObject } from './json.js';
import { pick, type NonEmpty } from './random.js';

/** An application as the sandbox stores it. */
export interface SandboxApplication {
  readonly id: number;
  readonly applicantId: number;
  readonly jobId: number;
  /** An index into {@link STAGES}. */
  stage: number;
  referrer: string | null;
  info: string | null;
  rating: number | null;
  readonly createdAt: number;
  changedAt: number;
}

/** The names of a stage for recruiters, applicants and contacts. */
type StageNames = readonly [status: string, forApplicant: string, forContact: string];

/** The stages of the workflow: the status group, and the names by language. */
export const STAGES: NonEmpty<{ readonly group: number; readonly 'de-AT': StageNames; readonly 'en-GB': StageNames }> =
  [
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

function stageOf(group: number, german: StageNames, english: StageNames) {
  return { group, 'de-AT': german, 'en-GB': english };
}

/** Returns the workflow status group of an application. */
export function statusGroupOf(application: SandboxApplication): number {
  return pick(STAGES, application.stage).group;
}

/** Returns an application as the API answers it in a language. */
export function applicationRow(application: SandboxApplication, culture: string): JsonObject {
  const stage = pick(STAGES, application.stage);
  const [Status, StatusForApplicant, StatusForContact] = stage[cultureOf(culture)];
  return {
    Id: application.id,
    ApplicantId: application.applicantId,
    JobId: application.jobId,
    Status,
    StatusForApplicant,
    StatusForContact,
    IsVisibleToApplicant: stage.group !== 0,
    IsVisibleToContact: stage.group >= 3,
    Referrer: application.referrer,
    ReferrerAdditionalInfo: application.info,
    AvailableActivities: [
      {
        Name: 'Absage',
        NameForApplicant: null,
        NameForContact: 'Absagen',
        IsVisibleToApplicant: false,
        AvailableToContact: 2,
      },
    ],
    WorkflowStatusGroup: stage.group,
    Rating: application.rating,
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
    WorkflowStatusGroup: statusGroupOf(application),
    WorkflowLastChange: clock.databaseDate(application.changedAt),
  };
}
