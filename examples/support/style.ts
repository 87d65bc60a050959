/** Whether the output is a terminal that can redraw a line. */
export const interactive = process.stdout.isTTY && process.env['TERM'] !== 'dumb';

const colours = interactive && !process.env['NO_COLOR'];

function paint(code: number): (text: string) => string {
  return (text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
}

export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);

/** The number of columns to use. */
export function width(): number {
  return Math.min(process.stdout.columns ?? 100, 120);
}

/** Cuts a text to at most this many characters. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`;
}

/** Formats a count: `1 record`, `2 records`, `1,200 records`. */
export function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
