import { isGone } from '../api/absence.js';
import { parseJson } from '../api/body.js';
import { endpointLabel, endpoints } from '../api/endpoints.js';
import { applicantsByEmail, isPathRejected } from '../api/lookups.js';
import { withSchemaNames } from '../api/property-names.js';
import { ActionRejectedError, InputError, ResponseShapeError } from '../errors.js';
import { type MapperContext, toDate } from '../mappers/index.js';
import {
  applicantView,
  matches,
  type RawApplicant,
  type RawApplicantParameter,
  type RawApplicantView,
  type RawApplicationView,
} from '../schemas/index.js';
import { failOnSkippedRow, notFoundAsInvalidInput, readApplicant, readApplications } from './action-reads.js';
import { isNobody } from './anonymous.js';
import { addressKey, isSimilarAddress, resembles } from './compare-stored.js';
import { exactlyOnce, findTwice, settle } from './exactly-once.js';
import type { Journal } from './journal.js';
import { LISTS, sendKnown, warnOfUnknown } from './refused-values.js';
import type { ActionCall } from './run-action.js';

/** An existing applicant with their applications. */
export interface ExistingApplicant {
  readonly id: number;
  readonly applications: readonly RawApplicationView[];
}

/** The applicant of a create. */
export interface FoundApplicant {
  readonly id: number;
  /** Whether this call, or an earlier one that it continues, has created them. */
  readonly created: boolean;
}

type NewApplicant = Pick<RawApplicantParameter, 'FirstName' | 'LastName'>;

/** How often a new applicant is looked for. */
const MAX_LOOKS = 4;

/** Characters that ASP.NET rejects in a path by default. */
const UNSEARCHABLE = /[*%&?/]/;
const NOT_SEARCHED = {
  code: 'not_allowed',
  path: 'candidate.email_address',
  message: 'must not contain * % & ? /: eRecruiter’s web server rejects them in a search',
} as const;

/**
 * Finds the applicant with an address: the one with an application to this job, else the one updated last, else the one
 * with the lowest number.
 */
export async function findApplicant(
  call: ActionCall,
  email: string,
  jobId: number,
  context: MapperContext,
): Promise<ExistingApplicant | undefined> {
  const found = await searchByEmail(call, email);
  const recent = await recentApplicant(call, email, found);
  const all = recent === undefined ? found : [...found, recent];
  if (all.length > 1) call.warn(`${all.length} candidates have this email address; the best match was used`);
  const existing = await Promise.all(
    all.map(async (applicant) => ({
      id: applicant.Id,
      applications: await readApplications(call, applicant.Id),
      updatedAt: lastUpdate(applicant, context),
    })),
  );
  const rank = ({ applications }: ExistingApplicant): number =>
    applications.some(({ JobId }) => JobId === jobId) ? 0 : 1;
  return existing.sort((a, b) => rank(a) - rank(b) || b.updatedAt - a.updatedAt || a.id - b.id)[0];
}

/**
 * Returns the applicant that an option names, with their applications. Throws if they do not exist, or if this client
 * has anonymized them. An `email` of somebody else may mean that the option names the wrong one.
 */
export async function readKnownApplicant(
  call: ActionCall,
  id: number,
  email: string | undefined,
): Promise<ExistingApplicant> {
  const [{ record }, applications] = await notFoundAsInvalidInput(
    Promise.all([readApplicant(call, id), readApplications(call, id)]),
  );
  const { ids, memory } = call.services;
  // Others can have nothing but a last name, too.
  if (memory.wasRemoved(id) && isNobody(record)) {
    const message = 'the candidate has been anonymized: nothing was written';
    throw new ActionRejectedError('REMOTE.INPUT_INVALID', message, { candidateId: ids.candidate(id) });
  }
  if (email !== undefined && record.Email && !isSimilarAddress(record.Email, email)) {
    call.warn('the candidate that candidate_id names has another email address, which was kept');
  }
  return { id, applications };
}

/**
 * Returns the applicant that the journal knows, else the existing one, else creates one from `body`. The journal stores
 * their number, and so does the client while the search may not find a new one.
 */
export async function findOrCreateApplicant(
  call: ActionCall,
  journal: Journal,
  email: string,
  existing: ExistingApplicant | undefined,
  body: () => NewApplicant,
): Promise<FoundApplicant> {
  const { memory, transport } = call.services;
  let applicant = journal.applicant ?? { id: existing?.id ?? 0, created: existing === undefined };
  if (journal.applicant === null && existing === undefined) {
    await journal.step('applicant', async () => {
      applicant = await createApplicant(call, email, body());
      journal.record({ applicant });
      return true;
    });
    memory.keepApplicant(addressKey(email), applicant.id, transport.settings.clock.now());
  }
  journal.record({ applicant });
  return applicant;
}

/**
 * Finds applicants with eRecruiter's own search. Each result counts as that person, however their address is spelled;
 * if some have exactly this address, the others do not count. Throws if the server rejects the address in a path.
 */
async function searchByEmail(call: ActionCall, email: string): Promise<RawApplicantView[]> {
  const found = await everyoneWithEmail(call, email);
  const similar = found.filter(({ Email }) => !Email || isSimilarAddress(Email, email));
  if (found.length > 0 && similar.length === 0) {
    call.warn('eRecruiter finds a candidate with another address for this email address; no second one was created');
  }
  return similar.length > 0 ? similar : found;
}

/**
 * Reads an applicant whom this client may just have created. Some servers show them only after some seconds: until
 * then, a 404 does not mean that they were deleted.
 */
export async function readNewApplicant(
  call: ActionCall,
  id: number,
): Promise<{ readonly record: RawApplicant; readonly text: string }> {
  const { memory, transport } = call.services;
  for (let round = 1; ; round += 1) {
    try {
      return await readApplicant(call, id);
    } catch (error) {
      const mayAppear = round < MAX_LOOKS && memory.isNew(id, transport.settings.clock.now());
      if (!isGone(error) || !mayAppear) throw error;
      await settle(call);
    }
  }
}

/** Returns every result of eRecruiter's own search. Throws if the server rejects the address in a path. */
export function everyoneWithEmail({ services, options }: ActionCall, email: string): Promise<RawApplicantView[]> {
  const search = applicantsByEmail(services.transport, email, options, () => undefined, failOnSkippedRow);
  return notFoundAsInvalidInput(
    search.catch((error: unknown) => {
      throw isPathRejected(error) && UNSEARCHABLE.test(email) ? new InputError([NOT_SEARCHED]) : error;
    }),
    isPathRejected,
  );
}

/**
 * Returns the applicant that this client has recently created for the address, if the search does not find them yet.
 */
export async function recentApplicant(
  call: ActionCall,
  email: string,
  found: readonly RawApplicantView[],
): Promise<RawApplicantView | undefined> {
  const { memory, transport } = call.services;
  const id = memory.applicantFor(addressKey(email), transport.settings.clock.now());
  if (id === undefined || found.some(({ Id }) => Id === id)) return undefined;
  try {
    const { record } = await readNewApplicant(call, id);
    if (!isNobody(record)) return record;
  } catch (error) {
    // After a merge, the search finds them.
    if (!isGone(error) && !(ResponseShapeError.isInstance(error) && found.length > 0)) throw error;
  }
  memory.forgetApplicant(addressKey(email));
  return undefined;
}

/**
 * Warns if eRecruiter's search does not find a new applicant: their address has characters that some servers read as
 * others in a path, and then it has not found an existing one with this address either.
 */
export async function warnIfUnsearchable(call: ActionCall, email: string, id: number): Promise<void> {
  if (/^[\w.@-]*$/.test(email)) return;
  const find = async () => (await everyoneWithEmail(call, email)).find(({ Id }) => Id === id);
  const found = await findTwice(call, find).catch(() => undefined);
  if (found === undefined) {
    call.warn('eRecruiter’s search does not find the address of the new candidate: there may be another one with it');
  }
}

function lastUpdate(applicant: RawApplicantView, { timeZone }: MapperContext): number {
  const dates = [applicant.DateOfUpdateByUser, applicant.DateOfUpdateByApplicant];
  return Math.max(...dates.map((text) => toDate(text, timeZone)?.getTime() ?? 0));
}

/**
 * Creates the applicant. After a failure, an applicant found by the address may be the new one, or one that another
 * client has created in the same seconds: `created` is then false, so that all of the input is still applied.
 */
async function createApplicant(call: ActionCall, email: string, body: NewApplicant): Promise<FoundApplicant> {
  const { transport, settings, memory } = call.services;
  const query = { sendRegistrationEmail: settings.emails.registration, url: settings.portalUrl ?? '' };
  // The search may not immediately find an applicant that a write creates after its caller has aborted.
  const remember = (answer: string | undefined): void => {
    const record = answer === undefined ? undefined : withSchemaNames(applicantView, parseJson(answer));
    if (!matches(applicantView, record) || isAnotherPerson(record, email, body)) return;
    memory.keepApplicant(addressKey(email), record.Id, transport.settings.clock.now());
  };
  const hold = (end: Promise<string | undefined>): void => call.holdLocks(end.then(remember));
  return exactlyOnce<FoundApplicant>(
    call,
    endpoints.createApplicant,
    async () => {
      const options = { ...call.options, linger: { ms: settings.settleMs, hold } };
      const send = (sent: NewApplicant) =>
        transport.record(endpoints.createApplicant, { query, json: JSON.stringify(sent) }, options);
      const warn = (names: readonly string[]): void => warnOfUnknown(call, names);
      const record = await sendKnown(call, endpoints.createApplicant, body, LISTS.applicant, send, warn);
      if (isAnotherPerson(record, email, body)) throw otherRecordError();
      return { id: record.Id, created: true };
    },
    async () => {
      const found = await searchByEmail(call, email);
      return found.length === 0 ? undefined : { id: Math.min(...found.map(({ Id }) => Id)), created: false };
    },
  );
}

/** Whether an answer is about another person. A server may change the address, but not the name. */
function isAnotherPerson(record: RawApplicantView, email: string, sent: NewApplicant): boolean {
  if (!record.Email || isSimilarAddress(record.Email, email)) return false;
  return (['FirstName', 'LastName'] as const).some((name) => {
    const [stored, wanted] = [record[name], sent[name]];
    return Boolean(stored) && Boolean(wanted) && !resembles(stored ?? '', wanted ?? '');
  });
}

function otherRecordError(): ResponseShapeError {
  const reason = 'the answer is not the record that was sent';
  const endpoint = endpointLabel(endpoints.createApplicant);
  return new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: true });
}
