import { applicantsByEmail } from '../api/applicants-by-email.js';
import { endpoints } from '../api/endpoints.js';
import { type MapperContext, toDate } from '../mappers/index.js';
import type { RawApplicantView, RawApplicationView } from '../schemas/index.js';
import { asWrite, refuseRow } from './refusals.js';
import type { Call } from './tools.js';

/** An applicant who is there already, with his applications. */
export interface Existing {
  readonly id: number;
  readonly applications: readonly RawApplicationView[];
}

/** The applications of an applicant. */
export function applicationsOf({ tools, options }: Call, applicantId: number): Promise<RawApplicationView[]> {
  const input = { path: { applicantId }, query: { culture: tools.settings.culture } };
  return tools.transport.rows(endpoints.applications, input, options, tools.onIssue);
}

/** The applicants with an address, in any case. Throws where the server refuses the address as part of a path. */
export async function sameAddress({ tools, options }: Call, email: string): Promise<RawApplicantView[]> {
  const found = await asWrite(applicantsByEmail(tools.transport, email, options, refuseRow));
  return found.filter(({ Email }) => normal(Email ?? '') === normal(email));
}

/**
 * The applicant with an address: the one with an application to this job, else the one updated last, else the one
 * with the lowest number.
 */
export async function findApplicant(
  call: Call,
  email: string,
  jobId: number,
  context: MapperContext,
): Promise<Existing | undefined> {
  const found = await sameAddress(call, email);
  if (found.length > 1) call.warn(`${found.length} candidates have this e-mail address; the best match was taken`);
  const existing = await Promise.all(
    found.map(async (applicant) => ({
      id: applicant.Id,
      applications: await applicationsOf(call, applicant.Id),
      updatedAt: newest(applicant, context),
    })),
  );
  const rank = ({ applications }: Existing): number => (applications.some(({ JobId }) => JobId === jobId) ? 0 : 1);
  return existing.sort((a, b) => rank(a) - rank(b) || b.updatedAt - a.updatedAt || a.id - b.id)[0];
}

function newest(applicant: RawApplicantView, { timeZone }: MapperContext): number {
  const dates = [applicant.DateOfUpdateByUser, applicant.DateOfUpdateByApplicant];
  return Math.max(...dates.map((text) => toDate(text, timeZone)?.getTime() ?? 0));
}

/** Addresses without regard to case; the case of the local part means nothing in practice. */
export function normal(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
