import type { StatusError } from '../errors.js';
import type { CallOptions, Issue } from '../options.js';
import type { RawApplicantView } from '../schemas/index.js';
import { endpoints } from './endpoints.js';
import { isAnswerOf } from './refused-itself.js';
import type { Transport } from './transport.js';
import { parseUrl } from './url.js';

/**
 * The applicants with an e-mail address, in the first of its spellings by which somebody is found: some servers compare
 * exact case, and domains can be kept in either form. Throws when a spelling was refused and no other finds anybody:
 * then nobody knows whether there is one.
 */
export async function applicantsByEmail(
  transport: Transport,
  email: string,
  options: CallOptions,
  onIssue: (issue: Issue) => void,
): Promise<RawApplicantView[]> {
  const read = (address: string, literal: string): Promise<RawApplicantView[]> =>
    transport.rows(endpoints.applicantsByEmail, { path: { email: address }, literal }, options, onIssue);
  let refused: StatusError | undefined;
  for (const address of spellings(email)) {
    try {
      const found = await inEitherForm(address, read);
      if (found.length > 0) return found;
    } catch (error) {
      if (!isRefused(error)) throw error;
      refused ??= error;
    }
  }
  if (refused !== undefined) throw refused;
  return [];
}

/**
 * The address stands in the path, where IIS can refuse what others take: it is written as the official client does (`+`
 * and `@` as they are), then escaped. A bare `+` can arrive as a blank, so that nobody has the address.
 */
async function inEitherForm(
  address: string,
  read: (address: string, literal: string) => Promise<RawApplicantView[]>,
): Promise<RawApplicantView[]> {
  const found = await read(address, '+@').catch((error: unknown) => {
    if (isRefused(error)) return undefined;
    throw error;
  });
  if (found === undefined) return read(address, '');
  if (found.length > 0 || !address.includes('+')) return found;
  return read(address, '').catch((error: unknown) => {
    // A web server that refuses the escape takes the sign for itself: then the first answer was to the address.
    if (isRefused(error) && (error.status === 400 || /^\s*</.test(error.remoteText()))) return [];
    throw error;
  });
}

/** Whether it was the path that was refused, by IIS or by the routing. Nobody is `[]`, so no 404 says that. */
export function isRefused(error: unknown): error is StatusError {
  return isAnswerOf(error) && (error.status === 400 || error.status === 404 || error.status === 410);
}

function spellings(email: string): ReadonlySet<string> {
  const at = email.lastIndexOf('@') + 1;
  const domain = email.slice(at);
  const ascii = /[\u0000-\u001f\u0080-\uffff]/.test(domain) ? parseUrl(`http://${domain}`)?.hostname : undefined;
  return new Set([
    email,
    email.toLowerCase(),
    ...(ascii === undefined ? [] : [email.slice(0, at) + ascii, email.slice(0, at).toLowerCase() + ascii]),
  ]);
}
