import { ERecruiterError } from '../errors.js';
import { createMapperContext, toNewApplicant } from '../mappers/index.js';
import { toDate } from '../mappers/values/dates.js';
import { countOf } from '../mappers/values/text.js';
import type { CreateApplicationInput, Job, ScreeningAnswerInput } from '../models/index.js';
import { applicationSchema } from '../schemas/application.js';
import { applicantPolicySchema } from '../schemas/policy.js';
import { finding, type Finding } from './diagnosis.js';
import { numberOf, recordsWithNames, textIn } from './visit.js';
import type { WriteGuard } from './write-guard.js';
import { testEmail, testName, type WriteVisit } from './write-options.js';
import { STORED_WITHIN_MS, readRaw, readTestApplicant, sendRaw } from './write-requests.js';
import { fieldName } from './write-records.js';

const CV_PDF = btoa('%PDF-1.4 CV of the doctor');
const LETTER_PDF = btoa('%PDF-1.4 letter of the doctor');
const EXTRA_PDF = btoa('%PDF-1.4 attachment of the doctor');
const REPLACED_PDF = btoa('%PDF-1.4 newer attachment of the doctor');
const LINK = 'https://example.com/doctor';
const LONGEST_SKEW_MS = 5 * 60_000;

/** Calls an action and notes whether it works. Returns its result; undefined if it failed. */
async function tryAction<T>(
  visit: WriteVisit,
  method: string,
  act: (options: { readonly signal: AbortSignal }) => Promise<T>,
): Promise<T | undefined> {
  const { signal, guard, findings, tell } = visit;
  signal.throwIfAborted();
  tell(`calling ${method}`);
  try {
    const result = await act({ signal });
    const warnings: unknown = Reflect.get(Object(result), 'warnings');
    const number = Array.isArray(warnings) ? warnings.length : 0;
    const rest = number === 0 ? '' : `, with ${countOf(number, 'warning')}`;
    findings.push(finding(`writes.${method}`, 'ok', `${method} works${rest}.`));
    return result;
  } catch (error) {
    signal.throwIfAborted();
    if (guard.isSpent) throw error;
    findings.push(failureFinding(method, error));
    return undefined;
  }
}

/** Says that an action failed: with facts about the error, but never with what the server wrote. */
export function failureFinding(method: string, error: unknown): Finding {
  const isOwn = ERecruiterError.isInstance(error);
  const facts = isOwn ? [error.name, error.code] : ['an error of the runtime'];
  const status = numberOf(Reflect.get(Object(error), 'status'));
  const seen = [...facts, ...(status === undefined ? [] : [`HTTP ${status}`])].join(', ');
  const advice = 'Other findings may say why; the error itself says more when you call the method.';
  return finding(`writes.${method}`, 'problem', `${method} fails: ${seen}.`, { advice });
}

/** Creates the test candidate with every input, by the library's own action, or by one raw request if that fails. */
export async function createTestCandidate(visit: WriteVisit): Promise<void> {
  const { client, guard, tell } = visit;
  tell('creating the test candidate');
  await tryAction(visit, 'createApplication', (options) => client.createApplication(inputOf(visit), options));
  if (guard.applicantId === undefined && !guard.hasCreated) await createRaw(visit);
  if (guard.applicantId === undefined) return;
  if (applicationAt(guard) < 0) await createRawApplication(visit);
  if (applicationAt(guard) >= 0)
    visit.dialect.set('applicationIds', guard.applicationIds.size > 0 ? 'there' : 'missing');
  await noteStored(visit);
  await noteConsent(visit);
}

function inputOf({ mark, jobNumber, job, source }: WriteVisit): CreateApplicationInput {
  const { FirstName: first_name, LastName: last_name } = testName(mark);
  return {
    candidate: {
      ...{ first_name, last_name, email_address: testEmail(mark) },
      phone_number: '+43 1 0000000',
      gender: 'FEMALE',
      location: { country: 'AT', city: 'Teststadt', zip_code: '1010', street_1: 'Testgasse 1' },
      availability_date: '2031-01-31',
      salary_expectations: { period: 'MONTH', amount: 2500 },
      social_links: [{ url: LINK }],
    },
    application: { job_id: `remote:${jobNumber}` },
    attachments: [
      { name: 'Doctor CV.pdf', type: 'CV', data: CV_PDF },
      { name: 'Doctor letter.pdf', type: 'COVER_LETTER', data: LETTER_PDF },
    ],
    screening_question_answers: answersTo(job),
    gdpr_consent: { given: true },
    ...(source === undefined ? {} : { source: { name: source } }),
  };
}

/** An answer to each required question: the first option, or something that says that it is a test. */
function answersTo({ screening_questions: questions }: Job): ScreeningAnswerInput[] {
  return questions.flatMap(({ id: question_id, format, required }): ScreeningAnswerInput[] => {
    if (required !== true) return [];
    switch (format.type) {
      case 'TEXT':
        return [{ question_id, answer: format.display_type === 'URL' ? LINK : 'Test' }];
      case 'NUMBER':
        return [{ question_id, answer: format.min ?? 1 }];
      case 'BOOLEAN':
        return [{ question_id, answer: true }];
      case 'DATE':
        return [{ question_id, answer: '2031-01-31' }];
      case 'SINGLE_SELECT':
        return format.options.slice(0, 1).map(({ id: answer }) => ({ question_id, answer }));
      case 'MULTI_SELECT':
        return [{ question_id, answer: format.options.slice(0, 1).map(({ id }) => id) }];
      case 'FILE':
        return [{ question_id, answer: { name: 'Doctor answer.pdf', data: EXTRA_PDF } }];
      default:
        return [];
    }
  });
}

async function createRaw(visit: WriteVisit): Promise<void> {
  const { settings, mark } = visit;
  const { tenant, mandatorId, timeZone, culture } = settings;
  const observedAt = new Date(settings.clock.now());
  const context = createMapperContext({ tenant, mandatorId, timeZone, observedAt });
  const defaults = { createdAt: observedAt, culture, referrer: visit.source ?? null, referrerAdditionalInfo: null };
  const body = toNewApplicant({ ...testName(mark), Email: testEmail(mark) }, defaults, context);
  await sendRaw(visit, 'PUT', 'Applicant', body, { sendRegistrationEmail: false, url: '' });
}

async function createRawApplication(visit: WriteVisit): Promise<void> {
  const { guard, jobNumber, source } = visit;
  const rest = { ReferrerAdditionalInfo: null, RefreshApplicationIfItAlreadyExists: false, CoverLetter: null };
  const body = { JobId: jobNumber, ApplicantId: guard.applicantId, Referrer: source ?? null, ...rest };
  await sendRaw(visit, 'PUT', 'Application', body, { url: '', sendApplicationEmail: false });
}

/** Where among the answers an application was created; -1 if none was. */
function applicationAt({ answers }: WriteGuard): number {
  return answers.findIndex(({ method, path, status }) => method === 'PUT' && path === 'Application' && status < 300);
}

/** Reads when the application is listed, and learns its number. */
export async function probeApplication(visit: WriteVisit): Promise<void> {
  const { guard, dialect, settings, signal, jobNumber } = visit;
  const path = `Applications/${guard.applicantId}`;
  const created = applicationAt(guard);
  if (created < 0) return;
  const learn = (json: unknown): boolean => {
    const rows = recordsWithNames(applicationSchema, json).filter(({ JobId }) => numberOf(JobId) === jobNumber);
    for (const { Id } of rows) {
      const id = numberOf(Id);
      if (id !== undefined) guard.applicationIds.add(id);
    }
    return rows.length > 0;
  };
  const first = guard.answers.slice(created).find(({ method, path: from }) => method === 'GET' && from === path);
  const query = { culture: settings.culture };
  const isThere = learn(first === undefined ? (await readRaw(visit, path, query)).data : first.json);
  if (isThere) dialect.set('newApplication', 'at-once');
  if (isThere) return;
  await settings.clock.sleep(STORED_WITHIN_MS, signal);
  if (learn((await readRaw(visit, path, query)).data)) dialect.set('newApplication', 'late');
}

/** Compares what the create has sent with what is stored. */
async function noteStored(visit: WriteVisit): Promise<void> {
  const { guard, findings, settings } = visit;
  const record = await readTestApplicant(visit);
  if (record === undefined) return;
  const dates: string[] = [];
  const changed: string[] = [];
  for (const [name, sent] of Object.entries(guard.created)) {
    const stored = record[name];
    if (stored === undefined || sent === null) continue;
    const at = typeof sent === 'string' && /^\d{4}-\d\d-\d\dT/.test(sent) ? toDate(sent, settings.timeZone) : null;
    if (at !== null) {
      const other = typeof stored === 'string' ? toDate(stored, settings.timeZone) : null;
      if (other === null || Math.abs(at.getTime() - other.getTime()) > LONGEST_SKEW_MS) dates.push(name);
    } else if (typeof sent === 'string' && sent !== '' && !isSentText(sent, stored)) changed.push(name);
  }
  const zone = { advice: 'Set `timeZone` to the zone of the server.' };
  findings.push(
    dates.length === 0
      ? finding('writes.times', 'ok', `Times are stored as wall time of ${settings.timeZone}.`)
      : finding('writes.times', 'problem', `These times are stored otherwise than sent: ${dates.join(', ')}.`, zone),
    changed.length === 0
      ? finding('writes.stored', 'ok', 'The properties of a new candidate are stored as sent.')
      : finding('writes.stored', 'problem', `These properties are stored otherwise than sent: ${changed.join(', ')}.`, {
          advice: 'Nothing to set: a create warns of what it finds changed.',
        }),
  );
}

function isSentText(sent: string, stored: unknown): boolean {
  return typeof stored === 'string' && stored.trim().toLowerCase() === sent.trim().toLowerCase();
}

async function noteConsent(visit: WriteVisit): Promise<void> {
  const { status, data } = await readRaw(visit, `Applicant/${visit.guard.applicantId}/Policies`);
  const accepted = recordsWithNames(applicantPolicySchema, data).filter(({ AcceptedOn }) => textIn(AcceptedOn));
  const id = 'writes.consent';
  const none = 'Consent: no policy was stored; the portal may have none, or its address is needed.';
  visit.findings.push(
    accepted.length > 0
      ? finding(id, 'ok', `Consent: the accepted policy can be read back.`)
      : status === 200
        ? finding(id, 'unknown', none, { advice: 'Set `portalUrl` to the portal with the policy.' })
        : finding(id, 'unknown', `Consent: policies of candidates cannot be read (HTTP ${status ?? 'none'}).`),
  );
}

/** Applies every action to the test candidate, and their application. */
export async function applyActions(visit: WriteVisit): Promise<void> {
  const { client, guard, mark, mandator } = visit;
  const candidate_id = `remote:${guard.applicantId}`;
  const [applicationNumber] = guard.applicationIds;
  const application_id = applicationNumber === undefined ? undefined : `${candidate_id}/${applicationNumber}`;
  await tryFindAgain(visit);
  const tag = { name: `Tag ${mark}` };
  await tryAction(visit, 'addTagToCandidate', (options) => client.addTagToCandidate({ candidate_id, tag }, options));
  await tryAction(visit, 'removeTagFromCandidate', (options) =>
    client.removeTagFromCandidate({ candidate_id, tag }, options),
  );
  await tryAttachments(visit, candidate_id);
  const link = { label: 'Test of the doctor', url: LINK };
  await tryAction(visit, 'addResultLinkToCandidate', (options) =>
    client.addResultLinkToCandidate({ candidate_id, ...link }, options),
  );
  const note = { title: 'Test of the doctor', content: 'Will be erased.' };
  await tryAction(visit, 'addNoteToCandidate', (options) =>
    client.addNoteToCandidate({ candidate_id, ...note }, options),
  );
  const history = 'The history cannot be read: whether notes and result links are shown there is unknown.';
  visit.findings.push(finding('writes.history', 'unknown', history));
  await tryAction(visit, 'updateCandidate', (options) =>
    client.updateCandidate({ candidate_id, candidate: { location: { city: 'Testdorf' } } }, options),
  );
  const field = fieldName(mandator, 'TextSingleLine');
  if (field !== undefined) {
    await tryAction(visit, 'setCandidateField', (options) =>
      client.setCandidateField({ candidate_id, field, value: 'Test' }, options),
    );
  }
  await tryAction(visit, 'listCandidateConsents', (options) =>
    client.listCandidateConsents(candidate_id, {}, options).toArray(),
  );
  const hasConsent = visit.findings.some(({ id, verdict }) => id === 'writes.consent' && verdict === 'ok');
  if (hasConsent) {
    await tryAction(visit, 'setCandidateConsent', (options) =>
      client.setCandidateConsent({ candidate_id, accepted: false }, options),
    );
  }
  if (application_id !== undefined) await applyToApplication(visit, application_id, link, note);
}

/** Adds a file, and reads, replaces and removes it: found again by the mark in its name. */
async function tryAttachments(visit: WriteVisit, candidate_id: string): Promise<void> {
  const { client, mark } = visit;
  const attachment = { name: `Doctor ${mark}.pdf`, type: 'OTHER', data: EXTRA_PDF } as const;
  await tryAction(visit, 'addAttachmentToCandidate', (options) =>
    client.addAttachmentToCandidate({ candidate_id, attachment }, options),
  );
  const files = await tryAction(visit, 'listCandidateAttachments', (options) =>
    client.listCandidateAttachments(candidate_id, { content: false }, options).toArray(),
  );
  const attachment_id = files?.find(({ file_name }) => file_name?.toLowerCase().includes(mark) === true)?.id;
  if (attachment_id === undefined) return;
  await tryAction(visit, 'getAttachment', (options) => client.getAttachment(attachment_id, {}, options));
  await tryAction(visit, 'replaceAttachment', (options) =>
    client.replaceAttachment({ attachment_id, attachment: { data: REPLACED_PDF } }, options),
  );
  await tryAction(visit, 'removeAttachment', (options) => client.removeAttachment({ attachment_id }, options));
}

async function applyToApplication(
  visit: WriteVisit,
  application_id: string,
  link: { readonly label: string; readonly url: string },
  note: { readonly title: string; readonly content: string },
): Promise<void> {
  const { client, activity, findings } = visit;
  const attachment = { name: 'Doctor application.pdf', type: 'OTHER', data: btoa('%PDF-1.4 application') } as const;
  await tryAction(visit, 'addAttachmentToApplication', (options) =>
    client.addAttachmentToApplication({ application_id, attachment }, options),
  );
  await tryAction(visit, 'addResultLinkToApplication', (options) =>
    client.addResultLinkToApplication({ application_id, ...link }, options),
  );
  await tryAction(visit, 'addNoteToApplication', (options) =>
    client.addNoteToApplication({ application_id, ...note }, options),
  );
  await tryAction(visit, 'listApplicationActivities', (options) =>
    client.listApplicationActivities(application_id, {}, options).toArray(),
  );
  if (activity === undefined) {
    const text =
      'runApplicationActivity, moveApplicationToStage, rejectApplication: not called, as a step might email people.';
    const advice = 'Name a step to try it: `--step`, or `activity` in code.';
    findings.push(finding('writes.runApplicationActivity', 'unknown', text, { advice }));
  } else {
    await tryAction(visit, 'runApplicationActivity', (options) =>
      client.runApplicationActivity({ application_id, activity }, options),
    );
  }
}

/** The same create once more must find the candidate and their application, and create nothing. */
async function tryFindAgain(visit: WriteVisit): Promise<void> {
  const { client, guard, signal, findings, tell } = visit;
  if (guard.applicationIds.size === 0) return;
  tell('calling createCandidate');
  const before = guard.prevented;
  let code: string | undefined;
  try {
    await client.createCandidate(inputOf(visit), { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (guard.isSpent) throw error;
    code = ERecruiterError.isInstance(error) ? error.code : undefined;
  }
  const id = 'writes.createCandidate';
  if (code === 'ATS.APPLICATION_ALREADY_EXISTS' && guard.prevented === before) {
    const text = 'createCandidate finds the candidate and their application again, and creates no second one.';
    findings.push(finding(id, 'ok', text));
    return;
  }
  const text = 'createCandidate does not find the candidate and their application again.';
  const advice = 'Search with `listCandidates({ email })` before you create, and pass `candidate_id`.';
  findings.push(finding(id, 'problem', text, { advice }));
}
