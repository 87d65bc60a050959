import { StatusError } from '../errors.js';
import type { CallOptions, Issue } from '../options.js';
import type { RawApplicantView } from '../schemas/index.js';
import { parseJson } from './body.js';
import { endpoints } from './endpoints.js';
import { refusedItself } from './refused-itself.js';
import type { Transport } from './transport.js';

/**
 * The applicants with an e-mail address. The address stands in the path, where IIS can refuse what others take: it is
 * written as the official client does (`+` and `@` as they are), then escaped. Throws when both are refused.
 */
export async function applicantsByEmail(
  transport: Transport,
  email: string,
  options: CallOptions,
  onIssue: (issue: Issue) => void,
): Promise<RawApplicantView[]> {
  const read = (literal: string): Promise<RawApplicantView[]> =>
    transport
      .rows(endpoints.applicantsByEmail, { path: { email }, literal }, options, onIssue)
      .catch((error: unknown) => {
        if (refusedItself(error) && error.status === 404 && !isRefusal(error)) return [];
        throw error;
      });
  try {
    return await read('+@');
  } catch (error) {
    if (!StatusError.isInstance(error) || !isRefusal(error)) throw error;
    return read('');
  }
}

/** Whether it was the path that was refused, by IIS or by the routing, and not the search that found nobody. */
function isRefusal(error: StatusError): boolean {
  if (error.status !== 404) return error.status === 400;
  try {
    const body = parseJson(error.remoteText());
    return typeof body !== 'object' || body === null || 'MessageDetail' in body;
  } catch {
    return true;
  }
}
