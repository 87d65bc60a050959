import type { Row } from './json.js';
import type { SandboxApplicant } from './population.js';
import { notFound, type Call } from './router.js';
import type { Server } from './server.js';

/** Finds the applicant that a call names. */
export type Find = (call: Call) => SandboxApplicant;

/** A record or document and where it hangs. */
export interface Located {
  readonly applicantId: number;
  readonly index: number;
  readonly row: Row;
}

/** Where a record is, for changing it. */
export function locate(
  server: Server,
  id: number,
  what: string,
  list: (applicant: SandboxApplicant) => Row[],
): Located {
  const owner = server.store.ownerOf(id);
  const applicant = owner === undefined ? undefined : server.store.read(owner);
  const found = applicant && list(applicant).findIndex((item) => item['Id'] === id);
  if (applicant === undefined || found === undefined || found < 0) {
    throw notFound(`${what} #${String(id)} does not exist.`);
  }
  return { applicantId: applicant.id, index: found, row: list(applicant)[found] ?? {} };
}
