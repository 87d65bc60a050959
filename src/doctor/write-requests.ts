import { applicantSchema } from '../schemas/applicant.js';
import { type AnyRecord, recordWithNames } from './visit.js';
import type { WriteVisit } from './write-options.js';

/** An answer to a raw request; without a status if none arrived. */
export interface RawReply {
  readonly status: number | undefined;
  readonly data: unknown;
}

/** Query parameters. */
type Params = Readonly<Record<string, string | boolean>>;

const RAW_ATTEMPTS = 4;
const WAIT_MS = 1_500;
/** How long a server may take to show what was written. */
export const STORED_WITHIN_MS = 3_000;

/** Reads a route below the API's root. Rejects only if the check was stopped. */
export function readRaw(visit: WriteVisit, path: string, params: Params = {}): Promise<RawReply> {
  return sendRaw(visit, 'GET', path, undefined, params);
}

/** Sends a raw request; one that was refused for a moment is sent again. */
export async function sendRaw(
  { client, signal, settings, guard }: WriteVisit,
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  data?: unknown,
  params: Params = {},
): Promise<RawReply> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    let status: number | undefined;
    try {
      const answer = await client.passthrough({ method, path, params, data }, { signal });
      status = answer.status;
      if (attempt === RAW_ATTEMPTS || (status !== 429 && status !== 503)) return { status, data: answer.data };
    } catch (error) {
      signal.throwIfAborted();
      if (guard.isSpent) throw error;
      if (attempt === RAW_ATTEMPTS || method !== 'GET') return { status: undefined, data: undefined };
    }
    await settings.clock.sleep(WAIT_MS, signal);
  }
}

/** Whether a write was accepted. */
export function hasAccepted({ status }: RawReply): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** Whether a write was refused for what it holds. */
export function isInvalid({ status }: RawReply): boolean {
  return status === 400 || status === 409 || status === 415 || status === 422;
}

/** The test candidate as they are stored; undefined if they could not be read. */
export async function readTestApplicant(visit: WriteVisit): Promise<AnyRecord | undefined> {
  const { data, status } = await readRaw(visit, `Applicant/${visit.guard.applicantId}`);
  return status === 200 ? recordWithNames(applicantSchema, data) : undefined;
}

/** Replaces the test candidate by what created them, with changes; a property of undefined is left out. */
export async function replaceTestApplicant(visit: WriteVisit, changes: AnyRecord): Promise<RawReply> {
  const { guard } = visit;
  return sendRaw(visit, 'POST', `Applicant/${guard.applicantId}`, { ...guard.created, ...changes });
}
