import { endpoints } from '../api/endpoints.js';
import { ActionRejectedError } from '../errors.js';
import { type AnswerPlan, APPLICATION_ERRORS, JOB_STATUSES, memberOf, type OwnData } from '../mappers/index.js';
import type { RawApplicant, RawJobView, RawPolicy } from '../schemas/index.js';
import { certain } from './certain.js';
import { applicationsOf, sameAddress } from './find-applicant.js';
import type { Preparation } from './prepare.js';
import { refuseRow } from './refusals.js';
import type { Call } from './tools.js';

/** Whether a job takes applications. */
export function isOpen(job: RawJobView): boolean {
  const status = memberOf(JOB_STATUSES, job.Status);
  return status === 'Open' || status === undefined; // of one that is newer, eRecruiter decides
}

/** Makes the applicant. Nobody had the address before, so whoever has it after a failure is the one just made. */
export async function putApplicant(call: Call, email: string, body: object): Promise<number> {
  const { transport, settings } = call.tools;
  const query = { sendRegistrationEmail: settings.emails.registration, url: settings.portalUrl ?? '' };
  return certain(
    call,
    async () => {
      const made = await transport.record(
        endpoints.createApplicant,
        { query, json: JSON.stringify(body) },
        call.options,
      );
      return made.Id;
    },
    async () => {
      const found = await sameAddress(call, email);
      return found.length === 0 ? undefined : Math.min(...found.map(({ Id }) => Id));
    },
  );
}

/**
 * Makes the application. `mine` says that an earlier try of this very application may have come through: only then is
 * one that exists already taken for ours.
 */
export async function putApplication(
  call: Call,
  applicantId: number,
  prep: Preparation,
  mine: boolean,
): Promise<boolean> {
  const { transport, settings } = call.tools;
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
  return certain(
    call,
    async () => {
      tries += 1;
      const answer = await transport.record(endpoints.createApplication, { query, json }, call.options);
      const errors = (answer.Errors ?? []).filter((error) => error !== null && error !== undefined);
      if (errors.length === 0 && answer.ApplicationId) return true;
      // Servers before 1.49 tell no id. What else is wrong says nothing of the application that is there.
      const isOurs = errors.length === 0 || (tries > 1 && errors.some(isAlreadyThere));
      if (isOurs && (await look())) return true;
      throw rejection(errors);
    },
    look,
    { guarded: true },
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

/** Sets the value of a custom field; eRecruiter makes or replaces it. */
export async function setCustomField(
  call: Call,
  applicantId: number,
  value: AnswerPlan['customFields'][number],
): Promise<boolean> {
  return send(call, endpoints.setCustomField, { applicantId }, value, async () => {
    const { transport, onIssue } = call.tools;
    const rows = await transport.rows(
      endpoints.applicantCustomFields,
      { path: { applicantId } },
      call.options,
      onIssue,
    );
    const stored = rows.find(({ CustomField }) => CustomField?.Name === value.CustomField);
    const wanted = value.Values?.join('|') ?? value.Value;
    return stored !== undefined && textsOf(stored).includes(wanted ?? '');
  });
}

function textsOf(stored: { readonly [key: string]: unknown }): string[] {
  const { Value, StringValue, BoolValue, DateValue } = stored;
  const day = typeof DateValue === 'string' ? DateValue.slice(0, 10) : null;
  return [Value, StringValue, BoolValue, day].flatMap((value) =>
    value === null || value === undefined ? [] : String(value),
  );
}

/** Sets the level of a language; a second entry for the same language is never made. */
export async function setLanguage(
  call: Call,
  applicantId: number,
  wanted: AnswerPlan['languages'][number],
): Promise<boolean> {
  const { transport } = call.tools;
  const read = () => transport.rows(endpoints.languages, { path: { applicantId } }, call.options, refuseRow);
  const isIt = (row: { readonly Language?: string | null | undefined }): boolean => row.Language === wanted.Language;
  const isSet = async (): Promise<boolean> => {
    const row = (await read()).find(isIt);
    return row !== undefined && (wanted.Level === null || row.Level === wanted.Level);
  };
  const current = (await read()).find(isIt);
  if (current === undefined) return send(call, endpoints.addLanguage, { applicantId }, wanted, isSet);
  if (wanted.Level === null || current.Level === wanted.Level || !current.Id) return false;
  return send(call, endpoints.replaceLanguage, { languageId: current.Id }, { ...current, ...wanted }, isSet);
}

/** Sets skills; their names are their keys. */
export async function setKnowledges(
  call: Call,
  applicantId: number,
  wanted: AnswerPlan['knowledges'],
): Promise<boolean> {
  const { transport, onIssue } = call.tools;
  const missing = async () => {
    const rows = await transport.rows(endpoints.knowledges, { path: { applicantId } }, call.options, onIssue);
    const levels = new Map(rows.map(({ Knowledge, Level }) => [Knowledge, Level ?? null]));
    return wanted.filter(
      ({ Knowledge, Level }) => !levels.has(Knowledge) || (Level !== null && levels.get(Knowledge) !== Level),
    );
  };
  const due = await missing();
  if (due.length === 0) return false;
  return send(call, endpoints.setKnowledges, { applicantId }, due, async () => (await missing()).length === 0);
}

/** Accepts a policy, unless it is accepted already. */
export async function setPolicy(call: Call, applicantId: number, policy: RawPolicy, now: Date): Promise<boolean> {
  const { transport, onIssue } = call.tools;
  const isAccepted = async (): Promise<boolean> => {
    const rows = await transport.rows(endpoints.applicantPolicies, { path: { applicantId } }, call.options, onIssue);
    return rows.some(
      ({ PolicyId, AcceptedOn, RevokedOn }) => PolicyId === policy.Id && Boolean(AcceptedOn) && !RevokedOn,
    );
  };
  if (await isAccepted()) return false;
  const body = { AcceptedOn: now.toISOString(), RevokedOn: null };
  return send(call, endpoints.setPolicy, { applicantId, policyId: policy.Id }, body, isAccepted);
}

/** What an applicant has already told, for questions that ask it again. */
export async function ownDataOf(call: Call, applicantId: number, applicant: RawApplicant): Promise<OwnData> {
  const { transport, onIssue } = call.tools;
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

type Write =
  | typeof endpoints.setCustomField
  | typeof endpoints.addLanguage
  | typeof endpoints.replaceLanguage
  | typeof endpoints.setKnowledges
  | typeof endpoints.setPolicy;

async function send(
  call: Call,
  endpoint: Write,
  path: Readonly<Record<string, number>>,
  body: object,
  isThere: () => Promise<boolean>,
): Promise<boolean> {
  const json = JSON.stringify(body);
  return certain(
    call,
    async () => {
      await call.tools.transport.record<string, typeof endpoint.schema>(endpoint, { path, json }, call.options);
      return true;
    },
    async () => ((await isThere()) ? true : undefined),
  );
}
