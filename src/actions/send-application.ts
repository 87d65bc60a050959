import { endpoints } from '../api/endpoints.js';
import { ActionRejectedError } from '../errors.js';
import { toRawApplication } from '../mappers/index.js';
import { APPLICATION_ERRORS, JOB_STATUSES, memberOf } from '../mappers/values/enums.js';
import type { RawApplicationView, RawJobView } from '../schemas/index.js';
import { readApplications } from './action-reads.js';
import { exactlyOnce, findTwice } from './exactly-once.js';
import type { Preparation } from './prepare.js';
import type { ActionCall } from './run-action.js';

/** Whether a job accepts applications. */
export function isOpen(job: RawJobView): boolean {
  const status = memberOf(JOB_STATUSES, job.Status);
  return status === 'Open' || status === undefined; // eRecruiter decides about a status newer than this library
}

/** Whether there is an application to a job. */
export function hasApplied(applications: readonly RawApplicationView[], jobId: number): boolean {
  return applications.some(({ JobId }) => JobId === jobId);
}

/** The error for a second application to the same job. */
export function alreadyApplied(): ActionRejectedError {
  return new ActionRejectedError('ATS.APPLICATION_ALREADY_EXISTS', 'the candidate has already applied to this job');
}

/** The error for an application to a closed job. */
export function jobIsClosed(): ActionRejectedError {
  return new ActionRejectedError('ATS.JOB_CLOSED', 'the job is closed');
}

/**
 * Creates the application. `mayBeOurs` says that an earlier try of this very application may have succeeded: only then
 * does one that already exists count as ours.
 */
export async function sendApplication(
  call: ActionCall,
  applicantId: number,
  { job, source }: Preparation,
  mayBeOurs: boolean,
): Promise<boolean> {
  const { transport, settings } = call.services;
  const query = { url: settings.portalUrl ?? '', sendApplicationEmail: settings.emails.application };
  const json = JSON.stringify(toRawApplication({ jobId: job.Id, applicantId, ...source }));
  const find = async (): Promise<true | undefined> =>
    hasApplied(await readApplications(call, applicantId), job.Id) ? true : undefined;
  let tries = mayBeOurs ? 1 : 0;
  return exactlyOnce(
    call,
    endpoints.createApplication,
    async () => {
      tries += 1;
      const answer = await transport.record(endpoints.createApplication, { query, json }, call.options);
      const errors = (answer.Errors ?? []).filter((error) => error !== null && error !== undefined);
      if (errors.length === 0 && answer.ApplicationId) return true;
      // Servers before 1.49 return no id. Any other error proves nothing about an existing application.
      const isOurs = errors.length === 0 || (tries > 1 && namesOf(errors).includes('ApplicationAlreadyExists'));
      if (isOurs && (await findTwice(call, find))) return true;
      throw rejection(errors);
    },
    find,
  );
}

function namesOf(errors: readonly (number | string)[]): (string | undefined)[] {
  return errors.map((error) => memberOf(APPLICATION_ERRORS, error));
}

function rejection(errors: readonly (number | string)[]): ActionRejectedError {
  if (namesOf(errors).includes('ApplicationAlreadyExists')) return alreadyApplied();
  if (namesOf(errors).includes('JobIsClosed')) return jobIsClosed();
  // A code is a number or a name; other text can contain anything.
  const codes = errors.filter((error) => /^\w{1,40}$/.test(String(error)));
  const reason = codes.length === 0 ? 'no reason given' : codes.join(', ');
  return new ActionRejectedError('REMOTE.INPUT_INVALID', `eRecruiter refused the application (${reason})`);
}
