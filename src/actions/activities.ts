import { applicationAddressOf, idIssues, stageIssues, wantedStageOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError } from '../errors.js';
import { activityNames } from '../mappers/application-activity.js';
import { memberOf, WORKFLOW_STATUS_GROUPS } from '../mappers/values/enums.js';
import { present, sameName } from '../mappers/values/text.js';
import type { ActionResult } from '../models/action-results.js';
import type {
  ApplicationActivityInput,
  ApplicationRejectionInput,
  ApplicationStageInput,
} from '../models/application-activity.js';
import type { Application } from '../models/application.js';
import type { RejectedRecords } from '../models/error-codes.js';
import type { CallOptions } from '../options.js';
import type { RawApplicationStepsView } from '../schemas/index.js';
import {
  type ApplicationSteps,
  executeStep,
  readSteps,
  rowAfterRefusal,
  type StepOutcome,
  toStoredApplication,
} from './activities-step.js';
import { applicationActivityInput, applicationRejectionInput, applicationStageInput } from './input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

/** How an action chooses its step, and what it expects of it. */
interface StepPlan {
  readonly message?: string | undefined;
  /** The option that the client would need, if it is missing. */
  readonly missingOption?: string | undefined;
  /**
   * Returns the step to execute, as eRecruiter spells it; undefined if there is nothing to do. Throws if it cannot be
   * done.
   */
  readonly choose: (before: ApplicationSteps) => string | undefined;
  /** Warns if the step did not do what was wanted; throws if it did nothing. */
  readonly verify: (call: ActionCall, outcome: StepOutcome) => void;
}

/** Executes a step of the workflow that is available now. */
export function runApplicationActivity(
  services: ActionServices,
  input: ApplicationActivityInput,
  options: CallOptions,
): Promise<ActionResult<Application>> {
  const issues = idIssues(services.ids, 'application', input, 'application_id');
  const { application_id: id, activity, message } = parseInput(applicationActivityInput, input, issues);
  return runStep(services, id, options, {
    message,
    choose: (before) => firstAvailable(before, [activity]),
    verify: (call, { isCertain, isChanged }) => {
      if (!isCertain) call.warn(`${LOST_ANSWER}, so the step counts as executed`);
      else if (!isChanged) call.warn('eRecruiter accepted the step, but the application has the same stage and steps');
    },
  });
}

/** Executes the step that leads to a stage. Succeeds without a write if the application is in that stage. */
export function moveApplicationToStage(
  services: ActionServices,
  input: ApplicationStageInput,
  options: CallOptions,
): Promise<ActionResult<Application>> {
  const { ids, settings } = services;
  const issues = [...idIssues(ids, 'application', input, 'application_id'), ...stageIssues(ids, input, 'stage_id')];
  const { application_id: id, stage_id: stageId } = parseInput(applicationStageInput, input, issues);
  const wanted = wantedStageOf(ids, stageId, 'stage_id');
  const isWanted = (name: string): boolean => ids.stage(name) === wanted.id || sameName(name, wanted.name);
  const isThere = ({ Status }: RawApplicationStepsView): boolean => typeof Status === 'string' && isWanted(Status);
  const { stages } = settings.activities ?? {};
  const configured = Object.entries(stages ?? {}).flatMap(([name, steps]) => (isWanted(name) ? steps : []));
  return runStep(services, id, options, {
    missingOption: stages === undefined ? STAGES_OPTION : undefined,
    choose: (before) => {
      if (isThere(before.row)) return undefined;
      if (configured.length > 0) return firstAvailable(before, configured);
      const equal = before.names.find((name) => ids.stage(name) === wanted.id);
      if (equal === undefined) throw notConfigured(STAGES_OPTION, before.rejection);
      return equal;
    },
    verify: (call, outcome) => verifyGoal(call, outcome, isThere(outcome.row), 'in the wanted stage', STAGES_OPTION),
  });
}

/** Executes the step that rejects an application. Succeeds without a write if it is rejected already. */
export function rejectApplication(
  services: ActionServices,
  input: ApplicationRejectionInput,
  options: CallOptions,
): Promise<ActionResult<Application>> {
  const issues = idIssues(services.ids, 'application', input, 'application_id');
  const { application_id: id, note } = parseInput(applicationRejectionInput, input, issues);
  const configured = [services.settings.activities?.reject ?? []].flat();
  return runStep(services, id, options, {
    message: note,
    missingOption: configured.length === 0 ? REJECT_OPTION : undefined,
    choose: (before) => {
      if (isRejectedRow(before.row)) return undefined;
      if (configured.length === 0) throw notConfigured(REJECT_OPTION, before.rejection);
      return firstAvailable(before, configured);
    },
    verify: (call, outcome) => verifyGoal(call, outcome, isRejectedRow(outcome.row), 'rejected', REJECT_OPTION),
  });
}

const STAGES_OPTION = 'activities.stages';
const REJECT_OPTION = 'activities.reject';
const LOST_ANSWER = 'eRecruiter’s answer to the step was lost, and the application has changed since';

function runStep(
  services: ActionServices,
  id: string,
  options: CallOptions,
  { message, missingOption, choose, verify }: StepPlan,
): Promise<ActionResult<Application>> {
  const address = applicationAddressOf(services.ids, id, 'application_id');
  return runAction(services, options, (call) =>
    // One at a time per application: two parallel calls would both find the step, and execute it twice.
    call.withLock(`application ${address.application}`, async () => {
      const [mandator, row] = await Promise.all([services.catalogue.mandator(call.options), readSteps(call, address)]);
      const before = row && stepsOf(services, row);
      if (before === undefined) {
        const candidateId = services.ids.candidate(address.applicant);
        const rejection = rejectionWith({ candidateId });
        if (missingOption !== undefined) throw notConfigured(missingOption, rejection);
        throw rejection('REMOTE.INPUT_INVALID', 'the candidate has no such application');
      }
      const activity = choose(before);
      if (activity === undefined) return toStoredApplication(call, mandator, before.row, false);
      let outcome: StepOutcome;
      try {
        outcome = await executeStep(call, address, before.row, { activity, message });
      } catch (error) {
        const row = await rowAfterRefusal(call, address, before.row, error);
        // Throws the reason if the step has gone; nothing to do means that another program was faster.
        if (row === undefined || choose(stepsOf(services, row)) !== undefined) throw error;
        return toStoredApplication(call, mandator, row, false);
      }
      if (isAmbiguous(before.row, activity)) {
        call.warn('several steps of the application have this name: eRecruiter alone knows which one it executed');
      }
      verify(call, outcome);
      return toStoredApplication(call, mandator, outcome.row, true);
    }),
  );
}

/** Whether steps that differ have the same name. */
function isAmbiguous({ AvailableActivities }: RawApplicationStepsView, activity: string): boolean {
  const alike = present(AvailableActivities).filter(({ Name }) => Name === activity);
  return new Set(alike.map((step) => JSON.stringify(step))).size > 1;
}

type Rejection = ApplicationSteps['rejection'];

function rejectionWith(records: RejectedRecords): Rejection {
  return (code, message) => new ActionRejectedError(code, message, records);
}

function stepsOf({ ids }: ActionServices, row: RawApplicationStepsView): ApplicationSteps {
  const names = activityNames(row);
  const now = names.length === 0 ? 'no step can be executed now' : `steps that can be executed now: ${quoted(names)}`;
  const reject = rejectionWith({
    applicationId: ids.application(row.Id, row.ApplicantId, row.JobId),
    candidateId: ids.candidate(row.ApplicantId),
    jobId: ids.job(row.JobId),
    activities: names,
  });
  return { row, names, rejection: (code, message) => reject(code, `${message}; ${now}`) };
}

/** Returns the first of several steps that can be executed now, as eRecruiter spells it. */
function firstAvailable({ names, rejection }: ApplicationSteps, wanted: readonly string[]): string {
  let reason = 'the step cannot be executed now';
  for (const name of wanted) {
    const alike = [...new Set(names)].filter((other) => sameName(other, name));
    const found = alike.includes(name) ? name : alike.length === 1 ? alike[0] : undefined;
    if (found !== undefined) return found;
    if (alike.length > 1) reason = 'several steps have this name but for case and blanks: give one of them exactly';
  }
  throw rejection('REMOTE.INPUT_INVALID', reason);
}

function notConfigured(option: string, rejection: Rejection): ActionRejectedError {
  const what = option === REJECT_OPTION ? 'rejects an application' : 'leads to this stage';
  return rejection('INTEGRATION.ACTION_NOT_AVAILABLE', `the client’s option \`${option}\` has no step that ${what}`);
}

function isRejectedRow({ WorkflowStatusGroup }: RawApplicationStepsView): boolean {
  return memberOf(WORKFLOW_STATUS_GROUPS, WorkflowStatusGroup) === 'Rejected';
}

/**
 * Checks that a step did what the option says. If it did something else, that is a warning: an error would make callers
 * try again, and the step may email the candidate each time.
 */
function verifyGoal(
  call: ActionCall,
  { row, activity, isCertain, isChanged }: StepOutcome,
  isReached: boolean,
  goal: string,
  option: string,
): void {
  if (isReached) return;
  const { rejection } = stepsOf(call.services, row);
  const step = quoted([activity]);
  if (!isChanged) {
    const nothing = `eRecruiter accepted the step ${step}, but nothing has changed: the application is not ${goal}`;
    const message = `${nothing}. It may show the step later, so look at the application before you repeat it`;
    throw rejection('REMOTE.UNKNOWN_HTTP_ERROR', message);
  }
  const done = isCertain ? `the step ${step} was executed` : LOST_ANSWER;
  const stage = typeof row.Status === 'string' ? `in the stage ${quoted([row.Status])}` : 'in no stage';
  call.warn(`${done}, but the application is ${stage}, not ${goal}: check the client’s option \`${option}\``);
}

/** Quotes names of the mandator's workflow for a message. */
function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}
