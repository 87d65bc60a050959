import { isAnswerOf } from '../api/absence.js';
import { isRequestedRecord } from '../api/answer.js';
import { endpointLabel, endpoints } from '../api/endpoints.js';
import { findRow } from '../api/lookups.js';
import { isForeign, withSchemaNames } from '../api/property-names.js';
import type { ApplicationAddress } from '../core/ids.js';
import { mapperContextOf, withIssuesOf } from '../core/services.js';
import { AbortedError, type ActionRejectedError, ResponseShapeError } from '../errors.js';
import { activityNames } from '../mappers/application-activity.js';
import { toApplication } from '../mappers/index.js';
import { memberOf, WORKFLOW_STATUS_GROUPS } from '../mappers/values/enums.js';
import { toText } from '../mappers/values/text.js';
import type { Application } from '../models/application.js';
import type { KomboErrorCode } from '../models/error-codes.js';
import {
  applicationSchema,
  applicationStepsView,
  matches,
  type RawApplicationStepsView,
  type RawMandatorView,
} from '../schemas/index.js';
import { exactlyOnce, findTwice } from './exactly-once.js';
import type { ActionCall } from './run-action.js';

/** An application before a step. */
export interface ApplicationSteps {
  readonly row: RawApplicationStepsView;
  /** The steps that can be executed now. */
  readonly names: readonly string[];
  /** Creates an error that names the application and the steps. */
  readonly rejection: (code: KomboErrorCode, message: string) => ActionRejectedError;
}

/** An application after a step. */
export interface StepOutcome {
  readonly activity: string;
  readonly row: RawApplicationStepsView;
  /** False if the answer was lost, so that only the change of the application says that the step was executed. */
  readonly isCertain: boolean;
  /** False if the application shows no change although eRecruiter accepted the step. */
  readonly isChanged: boolean;
}

/**
 * Reads an application with its steps; undefined if there is none. Strict: the source is sent back, and null must not
 * stand in for it.
 */
export function readSteps(
  call: ActionCall,
  { application, applicant: applicantId }: ApplicationAddress,
): Promise<RawApplicationStepsView | undefined> {
  const { transport, settings, onIssue } = call.services;
  const endpoint = { ...endpoints.applicationSteps, strict: true } as const;
  const input = { path: { applicantId }, query: { culture: settings.culture } };
  return findRow(transport, endpoint, input, application, call.options, onIssue);
}

/**
 * Executes a step once. After a failure with an unknown outcome it looks whether the application has changed; if it has
 * not, the step is never sent again, because it may email the candidate.
 */
export async function executeStep(
  call: ActionCall,
  address: ApplicationAddress,
  before: RawApplicationStepsView,
  { activity, message }: { readonly activity: string; readonly message: string | undefined },
): Promise<StepOutcome> {
  const { application: applicationId } = address;
  const { transport } = call.services;
  const json = JSON.stringify({
    Message: toText(message),
    Activity: activity,
    // Null may reset what is stored.
    Referrer: before.Referrer ?? null,
    ReferrerAdditionalInfo: before.ReferrerAdditionalInfo ?? null,
  });
  let answer: unknown;
  const write = async (): Promise<undefined> => {
    const { updateApplication: endpoint } = endpoints;
    const input = { path: { applicationId }, json };
    answer = withSchemaNames(applicationSchema, await transport.record(endpoint, input, call.options));
    if (isForeign(applicationSchema, answer)) throw unknownOutcome(applicationId, FOREIGN);
    if (!isRequestedRecord(endpoint, input, answer)) throw unknownOutcome(applicationId, OTHER);
  };
  const look = async (): Promise<RawApplicationStepsView | undefined> => {
    const row = await readSteps(call, address);
    return row !== undefined && isMoved(before, row) ? row : undefined;
  };
  const found = await exactlyOnce<RawApplicationStepsView | undefined>(call, endpoints.updateApplication, write, look);
  if (found !== undefined) return { activity, row: found, isCertain: false, isChanged: true };
  const { row, isChanged } = await readAfter(call, address, before, answer);
  if (!isSameSource(before, row)) call.warn('eRecruiter did not keep the source of the application');
  return { activity, row, isCertain: true, isChanged };
}

const FOREIGN = 'the answer has another shape: none of its names is known';
const OTHER = 'the answer is not the requested record';

/** Reads an application after a step; some servers show the change only some time after they accepted it. */
async function readAfter(
  call: ActionCall,
  address: ApplicationAddress,
  before: RawApplicationStepsView,
  answer: unknown,
): Promise<{ readonly row: RawApplicationStepsView; readonly isChanged: boolean }> {
  let latest: RawApplicationStepsView | undefined;
  const look = async (): Promise<RawApplicationStepsView | undefined> => {
    latest = (await readSteps(call, address)) ?? latest;
    return latest !== undefined && isMoved(before, latest) ? latest : undefined;
  };
  const found = await findTwice(call, look).catch(() => throwIfAborted(call, true));
  if (found !== undefined) return { row: found, isChanged: true };
  if (latest !== undefined) return { row: latest, isChanged: false };
  const row = withSchemaNames(applicationStepsView, answer);
  if (!matches(applicationStepsView, row)) {
    throw unknownOutcome(address.application, 'the step was accepted, but the application cannot be read any more');
  }
  call.warn(
    'the step was accepted, but the application could not be read back: this is eRecruiter’s answer to the step',
  );
  return { row, isChanged: true };
}

function unknownOutcome(application: number, reason: string): ResponseShapeError {
  const endpoint = endpointLabel(endpoints.updateApplication);
  return new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: true, id: String(application) });
}

/** What eRecruiter may answer to a step that is not available any more. */
const REFUSALS: readonly number[] = [400, 404, 409, 410, 422];

/** Returns the application after a refused step if it has changed since it was read. */
export async function rowAfterRefusal(
  call: ActionCall,
  address: ApplicationAddress,
  before: RawApplicationStepsView,
  error: unknown,
): Promise<RawApplicationStepsView | undefined> {
  const isRefused = isAnswerOf(endpoints.updateApplication, error) && REFUSALS.includes(error.status);
  if (!isRefused || error.mayHaveBeenApplied) return undefined;
  const row = await readSteps(call, address).catch(() => undefined);
  return row !== undefined && isMoved(before, row) ? row : undefined;
}

/** Whether an application shows that a step was executed. What is missing in an answer proves nothing. */
function isMoved(before: RawApplicationStepsView, after: RawApplicationStepsView): boolean {
  const pairs = [before, after].map((row) => [
    row.Status ?? undefined,
    memberOf(WORKFLOW_STATUS_GROUPS, row.WorkflowStatusGroup),
    row.AvailableActivities ? JSON.stringify(activityNames(row).sort()) : undefined,
  ]);
  const [old = [], now = []] = pairs;
  return now.some((value, index) => value !== undefined && old[index] !== undefined && value !== old[index]);
}

function isSameSource(before: RawApplicationStepsView, after: RawApplicationStepsView): boolean {
  return (['Referrer', 'ReferrerAdditionalInfo'] as const).every(
    (name) => after[name] === undefined || (after[name] ?? null) === (before[name] ?? null),
  );
}

/** Maps an application together with its candidate and job: without them if they cannot be read. */
export async function toStoredApplication(
  call: ActionCall,
  mandator: RawMandatorView,
  row: RawApplicationStepsView,
  isWritten: boolean,
): Promise<Application> {
  const { services, options } = call;
  const { transport, settings, onIssue } = services;
  const optional = <T>(what: string, read: Promise<T>): Promise<T | undefined> =>
    read.catch(() => {
      throwIfAborted(call, isWritten);
      call.warn(`the ${what} of the application could not be read`);
      return undefined;
    });
  const [applicant, job] = await Promise.all([
    optional('candidate', transport.record(endpoints.applicant, { path: { applicantId: row.ApplicantId } }, options)),
    optional(
      'job',
      transport.record(endpoints.job, { path: { jobId: row.JobId }, query: { culture: settings.culture } }, options),
    ),
  ]);
  const observedAt = new Date(transport.settings.clock.now());
  const context = withIssuesOf(mapperContextOf(services, mandator, observedAt), endpoints.applications, onIssue);
  return toApplication(row, context, { applicant, job: () => job && { name: job.Title || job.InternalName || null } });
}

/** Throws if the caller has aborted: what was written before is not undone. */
function throwIfAborted({ options: { signal } }: ActionCall, isWritten: boolean): undefined {
  if (!signal.aborted) return undefined;
  const endpoint = endpointLabel(endpoints.updateApplication);
  throw new AbortedError({ endpoint, attempts: isWritten ? 1 : 0, mayHaveBeenApplied: isWritten }, signal.reason);
}
