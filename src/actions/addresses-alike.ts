import { parseUrl } from '../api/url.js';

/** Addresses without regard to case; the case of the local part means nothing in practice. */
export function addressKey(email: string): string {
  const text = email
    .replace(/\p{Cf}/gu, '')
    .trim()
    .normalize('NFC')
    .toLowerCase();
  const at = text.lastIndexOf('@');
  const host = /[\u0000-\u001f\u0080-\uffff]/.test(text.slice(at))
    ? parseUrl(`http://${text.slice(at + 1)}`)?.hostname
    : undefined;
  return host === undefined ? text : text.slice(0, at + 1) + host;
}

/** What two spellings of which a server may take one for the other have in common. */
export function addressFamily(email: string): string {
  return addressKey(email.replace(/ß/gi, 'ss')).normalize('NFD').replace(/\p{M}/gu, '');
}

/** Columns for addresses can be as short as this. */
const SHORTEST_COLUMN = 30;

/** Whether a server can have made one address of the other: by another spelling, or by cutting it. */
export function looksLike(stored: string, asked: string): boolean {
  const [held, wanted] = [addressFamily(stored), addressFamily(asked)];
  return held === wanted || (held.length >= SHORTEST_COLUMN && wanted.startsWith(held));
}
