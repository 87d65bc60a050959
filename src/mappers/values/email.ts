import { withoutHidden } from './text.js';

// All letters beyond ASCII count: \p{L} is six times slower. No atom or label may contain the dot that ends it, so no
// input makes a pattern backtrack.
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~\u0080-\uffff-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\uffff-]+)*$/;
const DOMAIN = /^(?:[a-z\d\u0080-\uffff][a-z\d\u0080-\uffff-]*\.)+[a-z\u0080-\uffff][a-z\d\u0080-\uffff-]+$/i;
const BLANK = /\s/;
/** Blanks that are hard to see in an address. */
const WIDE_BLANKS = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
/** The longest address by RFC 5321, and in eRecruiter's column. */
const MAX_ADDRESS_LENGTH = 254;
/** A longer field is not a list of addresses. */
const MAX_FIELD_LENGTH = 2_000;

const SEPARATORS = /[\s,;<>()[\]"\u201c\u201d\u201e\uff0c\uff1b\u3001\u00b7\u2022\u2013\u2014]+/;
const WORDS_BETWEEN = new Set(['und', 'and', 'oder', 'or', 'bzw.', 'bzw', '/', '|', '&', '+', '-', 'mailto:']);
const AROUND = ".,;:!?'`*/|&\u2019";

/** The email addresses that were found in a field. */
export interface FoundEmails {
  /** Each address once, in the order of the field. */
  readonly addresses: readonly string[];
  /** Whether the field contains anything besides addresses and names. */
  readonly hasRest: boolean;
}

/**
 * Reads a single email address. The same rule applies to reading and writing.
 *
 * @param text - A text that may be an address.
 * @returns The address without surrounding blanks and invisible characters; null if there is none or more than one.
 *
 * @example
 * ```ts
 * import { toEmail } from 'erecruiter-kombo/mappers';
 *
 * toEmail(' eva@example.at '); // 'eva@example.at'
 * toEmail('by post only'); // null
 * ```
 */
export function toEmail(text: string | null | undefined): string | null {
  if (typeof text !== 'string') return null;
  const plain = text.trim();
  if (plain.length > MAX_FIELD_LENGTH) return null;
  const email = withoutHidden(plain.replace(WIDE_BLANKS, '')).normalize('NFC');
  const at = email.lastIndexOf('@');
  if (at < 1 || email.length > MAX_ADDRESS_LENGTH || BLANK.test(email)) return null;
  return LOCAL_PART.test(email.slice(0, at)) && DOMAIN.test(email.slice(at + 1)) ? email : null;
}

/**
 * Finds the addresses in a field that people fill in by hand: several of them, with names, with `mailto:`, with a dot
 * at the end.
 */
export function findEmails(text: string | null | undefined): FoundEmails {
  const whole = toEmail(text);
  if (whole !== null) return { addresses: [whole], hasRest: false };
  if (typeof text !== 'string') return { addresses: [], hasRest: false };
  const plain = withoutHidden(text.slice(0, MAX_FIELD_LENGTH));
  // Names are next to an address in angle brackets, or before a colon.
  const areNames = plain.includes('<');
  const found = new Map<string, string>();
  let hasRest = text.length > MAX_FIELD_LENGTH;
  for (const word of plain.split(SEPARATORS).flatMap(single)) {
    const address = toEmail(word) ?? toEmail(bare(word));
    if (address !== null) found.set(address.toLowerCase(), found.get(address.toLowerCase()) ?? address);
    else if (!isFiller(word) && (word.includes('@') || !areNames)) hasRest = true;
  }
  return { addresses: [...found.values()], hasRest };
}

/** Splits two addresses at a slash; within a single address, a slash is part of it. */
function single(word: string): string[] {
  return word.indexOf('@') === word.lastIndexOf('@') ? [word] : word.split(/[/|&\\]/);
}

function isFiller(word: string): boolean {
  return word === '' || WORDS_BETWEEN.has(word.toLowerCase()) || /^(?:e-?mail|mail):?$/i.test(word);
}

/** Strips what surrounds an address: a scheme or a label, a subject, punctuation. */
function bare(word: string): string {
  const address = word.replace(/^[\p{L}.-]{1,30}:(?!\/)/u, '');
  const at = address.indexOf('@');
  const query = at < 0 ? -1 : address.indexOf('?', at);
  let [start, end] = [0, query < 0 ? address.length : query];
  while (start < end && AROUND.includes(address.charAt(start))) start += 1;
  while (end > start && AROUND.includes(address.charAt(end - 1))) end -= 1;
  return address.slice(start, end);
}
