/** Columns to use where there is no terminal, or one that does not know how wide it is: some say 0. */
const DEFAULT_COLUMNS = 100;
const MOST_COLUMNS = 120;

/** Whether the output is a terminal that can redraw a line. */
export function isInteractive({ isTTY }: { readonly isTTY?: boolean } = process.stdout): boolean {
  return isTTY === true && process.env['TERM'] !== 'dumb';
}

/** As Node does: `FORCE_COLOR` decides, then `NO_COLOR`, then whether it is a terminal. */
export function hasColours(): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: unwanted } = process.env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isInteractive() && !unwanted;
}

function paint(code: number): (text: string) => string {
  return (text) => (hasColours() ? `\x1b[${code}m${text}\x1b[0m` : text);
}

export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);

/** The number of columns to use. */
export function width(): number {
  const { columns } = process.stdout;
  return columns >= 1 ? Math.min(columns, MOST_COLUMNS) : DEFAULT_COLUMNS;
}

/** Cuts a text to at most this many characters, but never to nothing. */
export function cut(text: string, most: number): string {
  const kept = Math.max(1, most);
  return text.length <= kept ? text : `${text.slice(0, kept - 1)}…`;
}

/** Formats a count: `1 record`, `2 records`, `1,200 records`. */
export function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
