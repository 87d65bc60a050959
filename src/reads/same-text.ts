/** Whether two names are the same: case-insensitive, composed or decomposed, blanks around them ignored. */
export function sameText(a: string | null | undefined, b: string): boolean {
  return a !== null && a !== undefined && plain(a) === plain(b);
}

function plain(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
