import { parseJson } from '../api/body.js';
import { endpoints, endpointLabel } from '../api/endpoints.js';
import { withSchemaNames } from '../api/property-names.js';
import { ActionRejectedError, ResponseShapeError } from '../errors.js';
import { type ExistingAnswers } from '../mappers/index.js';
import { APPLICATION_ERRORS, JOB_STATUSES, memberOf } from '../mappers/values/enums.js';
import {
  applicantView,
  matches,
  type RawApplicant,
  type RawApplicantParameter,
  type RawApplicantView,
  type RawJobView,
} from '../schemas/index.js';
import { addressKey, looksLike } from './addresses-alike.js';
import { exactlyOnce, lookPatiently } from './exactly-once.js';
import { applicationsOf, sameAddress } from './find-applicant.js';
import { resembles } from './kept.js';
import type { Preparation } from './prepare.js';
import type { ActionCall } from './run-action.js';

/** Whether a job takes applications. */
export function isOpen(job: RawJobView): boolean {
  const status = memberOf(JOB_STATUSES, job.Status);
  return status === 'Open' || status === undefined; // of one that is newer, eRecruiter decides
}

/**
 * Makes the applicant. Who has the address after a failure can be the one just made, or somebody whom another made in
 * the same seconds: `created` is false then, so that everything is still applied to them.
 */
export async function putApplicant(
  call: ActionCall,
  email: string,
  body: Pick<RawApplicantParameter, 'FirstName' | 'LastName'>,
): Promise<{ readonly id: number; readonly created: boolean }> {
  const { transport, settings, memory } = call.services;
  const query = { sendRegistrationEmail: settings.emails.registration, url: settings.portalUrl ?? '' };
  // Whom a write makes after its caller has gone the search need not know at once.
  const remember = (answer: string | undefined): void => {
    const record = answer === undefined ? undefined : withSchemaNames(applicantView, parseJson(answer));
    if (!matches(applicantView, record) || isSomebodyElse(record, email, body)) return;
    memory.make(addressKey(email), record.Id, transport.settings.clock.now());
  };
  const linger = { ms: settings.settleMs, hold: (end: Promise<string | undefined>) => call.hold(end.then(remember)) };
  return exactlyOnce<{ id: number; created: boolean }>(
    call,
    async () => {
      const input = { query, json: JSON.stringify(body) };
      const record = await transport.record(endpoints.createApplicant, input, { ...call.options, linger });
      if (isSomebodyElse(record, email, body)) throw notOurs();
      return { id: record.Id, created: true };
    },
    async () => {
      const found = await sameAddress(call, email);
      return found.length === 0 ? undefined : { id: Math.min(...found.map(({ Id }) => Id)), created: false };
    },
  );
}

/** Whether an answer is about another person: whatever a server makes of an address, it keeps the name. */
function isSomebodyElse(
  record: RawApplicantView,
  email: string,
  sent: Pick<RawApplicantParameter, 'FirstName' | 'LastName'>,
): boolean {
  if (!record.Email || looksLike(record.Email, email)) return false;
  return (['FirstName', 'LastName'] as const).some((name) => {
    const [held, wanted] = [record[name], sent[name]];
    return Boolean(held) && Boolean(wanted) && !resembles(held ?? '', wanted ?? '');
  });
}

function notOurs(): ResponseShapeError {
  const reason = 'the answer is another record than the one that was sent';
  const endpoint = endpointLabel(endpoints.createApplicant);
  return new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: true });
}

/**
 * Makes the application. `mine` says that an earlier try of this very application may have come through: only then is
 * one that exists already taken for ours.
 */
export async function putApplication(
  call: ActionCall,
  applicantId: number,
  prep: Preparation,
  mine: boolean,
): Promise<boolean> {
  const { transport, settings } = call.services;
  const jobId = prep.job.Id;
  const query = { url: settings.portalUrl ?? '', sendApplicationEmail: settings.emails.application };
  const json = JSON.stringify({
    JobId: jobId,
    ApplicantId: applicantId,
    Referrer: prep.source.name,
    ReferrerAdditionalInfo: prep.source.additionalInfo,
    RefreshApplicationIfItAlreadyExists: false,
    CoverLetter: null,
  });
  const look = async (): Promise<true | undefined> => {
    const applications = await applicationsOf(call, applicantId);
    return applications.some(({ JobId }) => JobId === jobId) ? true : undefined;
  };
  let tries = mine ? 1 : 0;
  return exactlyOnce(
    call,
    async () => {
      tries += 1;
      const answer = await transport.record(endpoints.createApplication, { query, json }, call.options);
      const errors = (answer.Errors ?? []).filter((error) => error !== null && error !== undefined);
      if (errors.length === 0 && answer.ApplicationId) return true;
      // Servers before 1.49 tell no id. What else is wrong says nothing of the application that is there.
      const isOurs = errors.length === 0 || (tries > 1 && errors.some(isAlreadyThere));
      if (isOurs && (await lookPatiently(call, look))) return true;
      throw rejection(errors);
    },
    look,
    endpoints.createApplication.replay,
  );
}

function isAlreadyThere(error: number | string): boolean {
  return memberOf(APPLICATION_ERRORS, error) === 'ApplicationAlreadyExists';
}

function rejection(errors: readonly (number | string)[]): ActionRejectedError {
  if (errors.some(isAlreadyThere)) {
    return new ActionRejectedError('ATS.APPLICATION_ALREADY_EXISTS', 'the candidate has applied to this job already');
  }
  if (errors.some((error) => memberOf(APPLICATION_ERRORS, error) === 'JobIsClosed')) {
    return new ActionRejectedError('ATS.JOB_CLOSED', 'the job is closed');
  }
  // A code is a number or the name of one; a sentence in its place can hold anything.
  const codes = errors.filter((error) => /^\w{1,40}$/.test(String(error)));
  const reason = codes.length === 0 ? 'without a reason' : codes.join(', ');
  return new ActionRejectedError('REMOTE.INPUT_INVALID', `eRecruiter refused the application (${reason})`);
}

/** What an applicant has already told, for questions that ask it again. */
export async function readExistingAnswers(
  call: ActionCall,
  applicantId: number,
  applicant: RawApplicant,
): Promise<ExistingAnswers> {
  const { transport, onIssue } = call.services;
  const path = { applicantId };
  const [customFieldValues, languages, knowledges, documents] = await Promise.all([
    transport.rows(endpoints.applicantCustomFields, { path }, call.options, onIssue),
    transport.rows(endpoints.languages, { path }, call.options, onIssue),
    transport.rows(endpoints.knowledges, { path }, call.options, onIssue),
    transport.rows(endpoints.documents, { path, query: { includeContent: false } }, call.options, onIssue),
  ]);
  return {
    applicant,
    customFieldValues,
    languages,
    knowledges,
    documentTypes: documents.flatMap(({ Type }) => Type || []),
  };
}
