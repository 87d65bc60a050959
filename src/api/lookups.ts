import type * as z from 'zod/mini';
import { ResponseShapeError, type StatusError } from '../errors.js';
import type { CallOptions, Issue } from '../options.js';
import type { RawApplicantView } from '../schemas/index.js';
import { isAnswerOf } from './absence.js';
import { type Endpoint, endpointLabel, endpoints } from './endpoints.js';
import type { EndpointInput } from './request.js';
import type { Transport } from './transport.js';
import { parseUrl } from '../mappers/values/web-address.js';

/**
 * Returns the applicants with an email address, by the first spelling of it that finds any: some servers are
 * case-sensitive, and domains can be stored in either form. Throws if a spelling was rejected and no other one finds an
 * applicant: then it is unknown whether there is one.
 */
export async function applicantsByEmail(
  transport: Transport,
  email: string,
  options: CallOptions,
  onIssue: (issue: Issue) => void,
  onSkip = onIssue,
): Promise<RawApplicantView[]> {
  const read = (address: string, literal: string): Promise<RawApplicantView[]> =>
    transport.rows(endpoints.applicantsByEmail, { path: { email: address }, literal }, options, onIssue, onSkip);
  let refused: StatusError | undefined;
  for (const address of spellings(email)) {
    try {
      const found = await inEitherForm(address, read);
      if (found.length > 0) return found;
    } catch (error) {
      if (!isPathRejected(error)) throw error;
      refused ??= error;
    }
  }
  if (refused !== undefined) throw refused;
  return [];
}

/**
 * The address is part of the path, where IIS is stricter than other servers: it is first sent as the official client
 * sends it (`+` and `@` unescaped), then escaped. A bare `+` can arrive as a blank, which matches no applicant.
 */
async function inEitherForm(
  address: string,
  read: (address: string, literal: string) => Promise<RawApplicantView[]>,
): Promise<RawApplicantView[]> {
  const found = await read(address, '+@').catch((error: unknown) => {
    if (isPathRejected(error)) return undefined;
    throw error;
  });
  if (found === undefined) return read(address, '');
  if (found.length > 0 || !address.includes('+')) return found;
  const escaped = await read(address, '').catch((error: unknown) => {
    // A web server that rejects the escape reads a bare `+` correctly: then the first answer is right.
    if (isPathRejected(error) && (error.status === 400 || /^\s*</.test(error.remoteText()))) return undefined;
    throw error;
  });
  if (escaped === undefined || escaped.length > 0) return escaped ?? [];
  // A server that decodes a path twice reads the escape as a blank, too, but not one that is escaped once more.
  return read(address.replaceAll('+', '%2B'), '@').catch((error: unknown) => {
    if (isPathRejected(error)) return [];
    throw error;
  });
}

/** Characters that are legal in a path, but that web servers reject either escaped or unescaped. */
const PATH_CHARACTERS = "+@:&*=,;$!'()";

/**
 * Returns the applicants with a value in a custom field. The name is part of the path: if it has characters that web
 * servers may reject, it is sent again in its other form. Throws if every form was rejected.
 */
export async function applicantsByName(
  transport: Transport,
  customField: string,
  value: string,
  options: CallOptions,
  onIssue: (issue: Issue) => void,
): Promise<RawApplicantView[]> {
  const { nothing: _, ...exact } = endpoints.applicantsByCustomField;
  // A 404 is then no proof that there is nobody: web servers answer it to paths that they reject.
  const isRisky = !/^[\p{L}\p{N}_ -]*[\p{L}\p{N}_-]$/u.test(customField);
  const endpoint = isRisky ? exact : endpoints.applicantsByCustomField;
  const hasOtherForm = Array.from(PATH_CHARACTERS).some((char) => customField.includes(char));
  let refused: StatusError | undefined;
  let isAnswered = false;
  for (const literal of hasOtherForm ? [PATH_CHARACTERS, ''] : ['']) {
    const input = { path: { customField }, query: { value }, literal };
    try {
      const found = await transport.rows(endpoint, input, options, onIssue);
      if (found.length > 0) return found;
      isAnswered = true;
    } catch (error) {
      if (!isAnswerOf(endpoint, error) || ![400, 404, 410].includes(error.status)) throw error;
      refused ??= error;
    }
  }
  if (refused !== undefined && !isAnswered) throw refused;
  return [];
}

/** Whether IIS or the routing rejected the path. An unknown address is answered with `[]`, never with a 404. */
export function isPathRejected(error: unknown): error is StatusError {
  return (
    isAnswerOf(endpoints.applicantsByEmail, error) &&
    (error.status === 400 || error.status === 404 || error.status === 410)
  );
}

function spellings(email: string): ReadonlySet<string> {
  const at = email.lastIndexOf('@') + 1;
  const domain = email.slice(at);
  const ascii = asciiDomain(domain);
  return new Set([
    email,
    email.toLowerCase(),
    ...(ascii === undefined ? [] : [email.slice(0, at) + ascii, email.slice(0, at).toLowerCase() + ascii]),
  ]);
}

/** Converts the domain of an email address to ASCII, as in DNS; undefined if it is ASCII already, or not a host. */
export function asciiDomain(domain: string): string | undefined {
  return /[\u0000-\u001f\u0080-\uffff]/.test(domain) ? parseUrl(`http://${domain}`)?.hostname : undefined;
}

/**
 * Returns the row with a number; undefined if there is none. Throws a `ResponseShapeError` if a row that cannot be read
 * may be it.
 */
export async function findRow<P extends string, S extends z.core.$ZodType<{ readonly Id: number }>>(
  transport: Transport,
  endpoint: Endpoint<P, S> & { readonly rows: true },
  input: EndpointInput<P>,
  id: number,
  options: CallOptions,
  onIssue: (issue: Issue) => void,
): Promise<z.core.output<S> | undefined> {
  let reason: string | undefined;
  const rows = await transport.rows(endpoint, input, options, onIssue, (issue) => {
    if (issue.id === null || issue.id === String(id)) reason = issue.reason;
    onIssue(issue);
  });
  const found = rows.find(({ Id }) => Id === id);
  if (found !== undefined || reason === undefined) return found;
  throw new ResponseShapeError({ endpoint: endpointLabel(endpoint), status: 200, reason, mayHaveBeenApplied: false });
}
