import { type Endpoint, endpoints } from '../api/endpoints.js';
import { ActionRejectedError } from '../errors.js';
import { toRawApplication } from '../mappers/index.js';
import { APPLICATION_ERRORS, JOB_STATUSES, memberOf } from '../mappers/values/enums.js';
import type { RawApplicationCreate, RawApplicationView, RawJobView } from '../schemas/index.js';
import { readApplications } from './action-reads.js';
import { exactlyOnce, findTwice } from './exactly-once.js';
import type { Preparation } from './prepare.js';
import { LISTS, sendKnown } from './refused-values.js';
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

/** The error for a second application to the same job, if there is one among those of the applicant. */
export function alreadyApplied(
  { services: { ids } }: ActionCall,
  applicantId: number,
  jobId: number,
  applications: readonly RawApplicationView[],
): ActionRejectedError {
  const found = applications.find(({ JobId }) => JobId === jobId);
  return new ActionRejectedError('ATS.APPLICATION_ALREADY_EXISTS', 'the candidate has already applied to this job', {
    applicationId: found && ids.application(found.Id, applicantId, jobId),
    candidateId: ids.candidate(applicantId),
    jobId: ids.job(jobId),
  });
}

/** The error for an application to a closed job. */
export function jobIsClosed({ services: { ids } }: ActionCall, jobId: number): ActionRejectedError {
  return new ActionRejectedError('ATS.JOB_CLOSED', 'the job is closed', { jobId: ids.job(jobId) });
}

/**
 * Updates an application that exists. Sent once: eRecruiter writes an entry into the history and messages the recruiter
 * each time, and neither can be looked up.
 */
export async function refreshApplication(
  call: ActionCall,
  applicantId: number,
  { job, source }: Preparation,
): Promise<boolean> {
  const { transport, settings } = call.services;
  const query = { url: settings.portalUrl ?? '', sendApplicationEmail: settings.emails.application };
  const body = toRawApplication({ jobId: job.Id, applicantId, ...source, refresh: true });
  const send = (sent: typeof body) =>
    transport.record(endpoints.refreshApplication, { query, json: JSON.stringify(sent) }, call.options);
  const answer = await sendWithKnownSource(call, endpoints.refreshApplication, body, send);
  const errors = errorsIn(answer);
  if (errors.length > 0) throw await rejection(call, applicantId, job.Id, errors);
  return true;
}

function sendWithKnownSource<Body extends object>(
  call: ActionCall,
  endpoint: Endpoint,
  body: Body,
  send: (body: Body) => Promise<RawApplicationCreate>,
): Promise<RawApplicationCreate> {
  return sendKnown(call, endpoint, body, LISTS.application, send, () =>
    call.warn('eRecruiter refused the source of the application, which the mandator does not have: it was left out'),
  );
}

function errorsIn({ Errors }: RawApplicationCreate): (number | string)[] {
  return (Errors ?? []).filter((error) => error !== null && error !== undefined);
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
  const body = toRawApplication({ jobId: job.Id, applicantId, ...source });
  const send = (sent: typeof body) =>
    transport.record(endpoints.createApplication, { query, json: JSON.stringify(sent) }, call.options);
  const find = async (): Promise<true | undefined> =>
    hasApplied(await readApplications(call, applicantId), job.Id) ? true : undefined;
  let tries = mayBeOurs ? 1 : 0;
  return exactlyOnce(
    call,
    endpoints.createApplication,
    async () => {
      tries += 1;
      const answer = await sendWithKnownSource(call, endpoints.createApplication, body, send);
      const errors = errorsIn(answer);
      if (errors.length === 0 && answer.ApplicationId) return true;
      // Servers before 1.49 return no id. Any other error proves nothing about an existing application.
      const isOurs = errors.length === 0 || (tries > 1 && namesOf(errors).includes('ApplicationAlreadyExists'));
      if (isOurs && (await findTwice(call, find))) return true;
      throw await rejection(call, applicantId, job.Id, errors);
    },
    find,
  );
}

function namesOf(errors: readonly (number | string)[]): (string | undefined)[] {
  return errors.map((error) => memberOf(APPLICATION_ERRORS, error));
}

async function rejection(
  call: ActionCall,
  applicantId: number,
  jobId: number,
  errors: readonly (number | string)[],
): Promise<ActionRejectedError> {
  if (namesOf(errors).includes('ApplicationAlreadyExists')) {
    // The rejection holds no id, and is certain without it.
    const applications = await readApplications(call, applicantId).catch(() => []);
    return alreadyApplied(call, applicantId, jobId, applications);
  }
  if (namesOf(errors).includes('JobIsClosed')) return jobIsClosed(call, jobId);
  // A code is a number or a name; other text can contain anything.
  const codes = errors.filter((error) => /^\w{1,40}$/.test(String(error)));
  const reason = codes.length === 0 ? 'no reason given' : codes.join(', ');
  const { ids } = call.services;
  const records = { candidateId: ids.candidate(applicantId), jobId: ids.job(jobId) };
  return new ActionRejectedError('REMOTE.INPUT_INVALID', `eRecruiter refused the application (${reason})`, records);
}
