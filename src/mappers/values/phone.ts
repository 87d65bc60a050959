import { nameKey, withoutHidden } from './text.js';

/** The parts of a phone number; in national form the country is unknown. */
interface Phone {
  readonly country: string | null;
  /** Without the leading 0 of national numbers. */
  readonly number: string;
}

/** The country codes of one and two digits; all others have three. */
const SHORT_CODES = /^(?:1|7|2[07]|3[0123469]|4[013456789]|5[12345678]|6[0123456]|8[1246]|9[0123458])/;
/** A number with fewer digits is an extension, or ambiguous. */
const MIN_DIGITS = 6;

/**
 * Whether two spellings mean the same phone number: `0043/664/1234567`, `+43 (0)664 1234567` and `tel:+436641234567`
 * do, and `0664 1234567` matches any of them.
 */
export function isSamePhone(first: string, second: string): boolean {
  const [a, b] = [toPhone(first), toPhone(second)];
  if (a === undefined || b === undefined) {
    return (digitsOf(first) || nameKey(first)) === (digitsOf(second) || nameKey(second));
  }
  // A national number matches any country.
  return a.number === b.number && (a.country === b.country || a.country === null || b.country === null);
}

/** Returns a phone number without its scheme and invisible characters. */
export function withoutScheme(text: string): string {
  const plain = withoutHidden(text).trim();
  return /^tel:/i.test(plain) ? (plain.slice(4).split(';', 1)[0] ?? '').trim() : plain;
}

/** Parses a number in international form, or in national form with its leading 0; `undefined` for any other. */
function toPhone(text: string): Phone | undefined {
  const digits = digitsOf(text);
  const international = digits.startsWith('+') ? digits.slice(1) : undefined;
  if (international === undefined) {
    const number = digits.startsWith('0') ? digits.slice(1) : '';
    return number.length < MIN_DIGITS ? undefined : { country: null, number };
  }
  const country = SHORT_CODES.exec(international)?.[0] ?? international.slice(0, 3);
  const number = international.slice(country.length).replace(/^0/, '');
  return number.length < MIN_DIGITS ? undefined : { country, number };
}

/** Returns the digits, after a `+` if the number is international: 0043 664 and +43/664 are the same. */
function digitsOf(text: string): string {
  const digits = withoutScheme(text)
    .normalize('NFKC')
    .replace(/[^\d+]/g, '');
  const plain = digits.replace(/(?!^)\+/g, '');
  return plain.startsWith('00') ? `+${plain.slice(2)}` : plain;
}
