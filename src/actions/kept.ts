import { toDate } from '../mappers/index.js';
import { nameKey, words } from '../mappers/values/text.js';
import { addressKey } from './addresses-alike.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * The names of the properties that eRecruiter holds in another form than they were sent in. What an answer leaves out
 * is not known, and an enum that comes back by name, and was sent as a number, counts as kept.
 */
export function differing(sent: Row, stored: Row, timeZone: string): string[] {
  return Object.entries(sent).flatMap(([name, value]) => {
    const isKnown = value !== null && value !== undefined && stored[name] !== undefined;
    const isKept = !isKnown || (name === 'Email' ? isSameAddress : isSame)(value, stored[name], timeZone);
    return isKept ? [] : [name];
  });
}

function isSameAddress(sent: unknown, stored: unknown): boolean {
  return typeof sent === 'string' && typeof stored === 'string' && addressKey(sent) === addressKey(stored);
}

function isSame(sent: unknown, stored: unknown, timeZone: string): boolean {
  if (typeof sent === 'string') return typeof stored === 'string' && isSameText(sent, stored, timeZone);
  if (typeof sent === 'number' && typeof stored === 'string') return Number.isNaN(Number(stored)) || sent === +stored;
  if (Array.isArray(sent)) {
    const held = new Set(Array.isArray(stored) ? stored.map(keyOf) : []);
    return sent.every((item) => held.has(keyOf(item)));
  }
  if (typeof sent === 'object' && sent !== null && typeof stored === 'object' && stored !== null) {
    const held = new Map(Object.entries(stored));
    return Object.entries(sent).every(([name, value]) => (value ?? null) === (held.get(name) ?? null));
  }
  return sent === stored;
}

function isSameText(sent: string, stored: string, timeZone: string): boolean {
  if (plain(sent) === plain(stored)) return true;
  const [wanted, held] = [sent, stored].map((text) => toDate(text, timeZone)?.getTime());
  // Some columns keep whole seconds only.
  return wanted !== undefined && held !== undefined && Math.abs(wanted - held) < 1_000;
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

function keyOf(item: unknown): unknown {
  return typeof item === 'string' ? nameKey(item) : item;
}

/** Whether a text can be what a server made of another: trimmed, cleaned, transcribed, cut or lengthened. */
export function resembles(stored: string, sent: string): boolean {
  const [held, wanted] = [forms(stored), forms(sent)];
  if ([held, wanted].some((all) => all.every((form) => form === ''))) return true; // nothing but signs
  return held.some((form, index) => {
    const other = wanted[index] ?? '';
    return form !== '' && (other.startsWith(form) || (other.length > 2 && form.startsWith(other)));
  });
}

/** Whether two texts differ at most in what a server cleans away or transcribes: blanks, signs, umlauts, case. */
export function isSpeltAlike(stored: string, sent: string): boolean {
  const wanted = forms(sent);
  return forms(stored).some((form, index) => form !== '' && form === wanted[index]);
}

/** A text that is shorter is another one rather than what a server cut. */
const SHORTEST_CUT = 8;

/** Whether one of two texts is the other's beginning, and long enough to be no text of its own. */
export function isCutOrLengthened(stored: string, sent: string): boolean {
  return Math.min(stored.length, sent.length) >= SHORTEST_CUT && resembles(stored, sent);
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** A text without signs: its umlauts left out, without their dots, and written as two letters. */
function forms(text: string): string[] {
  const lower = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/&(?:amp|lt|gt|quot|#\d{1,5});/g, '');
  const transcribed = lower.replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter);
  const ascii = [lower, lower.normalize('NFD')].map((form) => form.replace(/[^a-z\d]/g, ''));
  return [...ascii, words(lower).join(''), words(transcribed).join('')];
}

/** Whether a value that was sent as text is that of a stored text; one of several may stand there among others. */
export function isStored(sent: string, stored: string, isOneOfSeveral: boolean): boolean {
  const [wanted, held] = [plain(sent).toLowerCase(), plain(stored).toLowerCase()];
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(wanted);
  if (day !== null && (held.startsWith(wanted) || held === `${day[3]}.${day[2]}.${day[1]}`)) return true;
  return isOneOfSeveral ? held.includes(wanted) : held === wanted;
}
