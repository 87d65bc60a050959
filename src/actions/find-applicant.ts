import { isGone } from '../api/absence.js';
import { applicantsByEmail, isPathRejected } from '../api/lookups.js';
import { endpoints } from '../api/endpoints.js';
import { InputError, ResponseShapeError } from '../errors.js';
import { type MapperContext, toDate } from '../mappers/index.js';
import type { RawApplicantView, RawApplicationView } from '../schemas/index.js';
import { addressKey, looksLike } from './addresses-alike.js';
import { readApplicant } from './applicant-record.js';
import { notFoundAsInvalidInput, refuseRow } from './refusals.js';
import type { ActionCall } from './run-action.js';

/** An applicant who is there already, with his applications. */
export interface Existing {
  readonly id: number;
  readonly applications: readonly RawApplicationView[];
}

/** What ASP.NET takes in no path unless its owner allows it. */
const UNSEARCHABLE = /[*%&?/]/;
const NOT_SEARCHED = {
  path: 'candidate.email_address',
  message: 'holds a character by which eRecruiter’s web server refuses to search: * % & ? /',
};

/** The applications of an applicant. */
export function applicationsOf({ services, options }: ActionCall, applicantId: number): Promise<RawApplicationView[]> {
  const input = { path: { applicantId }, query: { culture: services.settings.culture } };
  return services.transport.rows(endpoints.applications, input, options, services.onIssue);
}

/**
 * The applicants whom eRecruiter's own search gives for an address. However their address is spelt, each of them is
 * that person to eRecruiter; where some have the very address, the others do not count. Throws where the server
 * refuses the address as part of a path.
 */
export async function sameAddress(call: ActionCall, email: string): Promise<RawApplicantView[]> {
  const { services, options } = call;
  const search = applicantsByEmail(services.transport, email, options, refuseRow).catch((error: unknown) => {
    throw isPathRejected(error) && UNSEARCHABLE.test(email) ? new InputError([NOT_SEARCHED]) : error;
  });
  const found = await notFoundAsInvalidInput(search, isPathRejected);
  const alike = found.filter(({ Email }) => !Email || looksLike(Email, email));
  if (found.length > 0 && alike.length === 0) {
    call.warn(
      'the candidate whom eRecruiter finds by the e-mail address has another one; no second candidate was made',
    );
  }
  return alike.length > 0 ? alike : found;
}

/**
 * The applicant with an address: the one with an application to this job, else the one updated last, else the one
 * with the lowest number.
 */
export async function findApplicant(
  call: ActionCall,
  email: string,
  jobId: number,
  context: MapperContext,
): Promise<Existing | undefined> {
  const found = await sameAddress(call, email);
  const made = await madeBefore(call, email, found);
  const all = made === undefined ? found : [...found, made];
  if (all.length > 1) call.warn(`${all.length} candidates have this e-mail address; the best match was taken`);
  const existing = await Promise.all(
    all.map(async (applicant) => ({
      id: applicant.Id,
      applications: await applicationsOf(call, applicant.Id),
      updatedAt: newest(applicant, context),
    })),
  );
  const rank = ({ applications }: Existing): number => (applications.some(({ JobId }) => JobId === jobId) ? 0 : 1);
  return existing.sort((a, b) => rank(a) - rank(b) || b.updatedAt - a.updatedAt || a.id - b.id)[0];
}

/** Whom this client has made for the address a short while ago, and the search does not know yet. */
async function madeBefore(
  call: ActionCall,
  email: string,
  found: readonly RawApplicantView[],
): Promise<RawApplicantView | undefined> {
  const { memory, transport } = call.services;
  const id = memory.madeFor(addressKey(email), transport.settings.clock.now());
  if (id === undefined || found.some(({ Id }) => Id === id)) return undefined;
  try {
    const { record } = await readApplicant(call, id);
    return record;
  } catch (error) {
    // Whoever was merged since is found by the search.
    if (!isGone(error) && !(ResponseShapeError.isInstance(error) && found.length > 0)) throw error;
    memory.unmake(addressKey(email));
    return undefined;
  }
}

function newest(applicant: RawApplicantView, { timeZone }: MapperContext): number {
  const dates = [applicant.DateOfUpdateByUser, applicant.DateOfUpdateByApplicant];
  return Math.max(...dates.map((text) => toDate(text, timeZone)?.getTime() ?? 0));
}
