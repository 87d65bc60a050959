import type { JsonObject } from './json.js';

/** What the workflow needs to know of a status. */
interface WorkflowStage {
  readonly group: number;
  readonly 'de-AT': readonly [name: string, ...labels: unknown[]];
}

/** A step of the workflow. */
export interface WorkflowStep {
  /** As the API answers it. */
  readonly row: JsonObject;
  /** The German names of the statuses in which it is available; null for all that are neither rejected nor hired. */
  readonly from: readonly string[] | null;
  /** The German name of the status that it leads to; null if it changes none. */
  readonly to: string | null;
  /** Whether the applicant gets an email. */
  readonly emails: boolean;
}

/** The workflow of an installation. */
export interface Workflow {
  readonly stages: readonly WorkflowStage[];
  readonly steps: readonly WorkflowStep[];
}

const NEW = ['Neu eingelangt', 'Unterlagen vollständig'];
const IN_REVIEW = ['In interner Prüfung', 'Vorgestellt beim Fachbereich'];

/** The steps that an installation starts with. */
export const STEPS: readonly WorkflowStep[] = [
  stepOf(['Absage', null, 'Absagen'], null, 'Absage nach Prüfung', { AvailableToContact: 2 }, true),
  stepOf(['Unterlagen anfordern', 'Unterlagen nachreichen', null], NEW, null, {}, true),
  stepOf(['Unterlagen vollständig', null, null], ['Neu eingelangt'], 'Unterlagen vollständig'),
  stepOf(['In Prüfung nehmen', null, null], NEW, 'In interner Prüfung'),
  stepOf(['Beim Fachbereich vorstellen', null, 'Übernehmen'], ['In interner Prüfung'], 'Vorgestellt beim Fachbereich', {
    AvailableToContact: 1,
  }),
  stepOf(
    ['Gespräch vereinbaren', 'Gespräch', 'Einladen'],
    [...NEW, ...IN_REVIEW],
    'Gespräch vereinbart',
    { AvailableToContact: 2 },
    true,
  ),
  stepOf(['Einstellen', null, null], ['Gespräch vereinbart'], 'Eingestellt'),
  stepOf(
    ['Bewerbung zurückziehen', 'Zurückziehen', null],
    [...NEW, ...IN_REVIEW, 'Gespräch vereinbart'],
    'Bewerbung zurückgezogen',
    { IsVisibleToApplicant: true },
  ),
  stepOf(['Wieder aufnehmen', null, null], ['Absage nach Prüfung', 'Bewerbung zurückgezogen'], 'In interner Prüfung'),
];

function stepOf(
  [Name, NameForApplicant, NameForContact]: readonly [string, string | null, string | null],
  from: WorkflowStep['from'],
  to: WorkflowStep['to'],
  more: JsonObject = {},
  emails = false,
): WorkflowStep {
  const names = { Name, NameForApplicant, NameForContact };
  return { row: { ...names, IsVisibleToApplicant: false, AvailableToContact: 0, ...more }, from, to, emails };
}

/** Returns the steps that are available in a stage; a step that leads to a removed status is not. */
export function stepsIn(stage: WorkflowStage, { stages, steps }: Workflow): WorkflowStep[] {
  return steps.filter(({ from, to }) => {
    const isFrom = from === null ? stage.group < 5 : from.includes(stage['de-AT'][0]);
    return isFrom && (to === null || stages.some((other) => other['de-AT'][0] === to));
  });
}
