import { bold, dim, width } from './style.js';

const GAP = 3;
const MARGIN = 2;

/**
 * Formats a table: the first column left-aligned, the others right-aligned, the last row a total. Where it does not fit,
 * each row is a block.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[], sum: readonly string[]): string {
  const lines = [head, ...rows, sum];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const total = widths.reduce((all, columns) => all + columns + GAP, MARGIN - GAP);
  if (total > width()) return blocks(head, [...rows, sum]);
  const format = (line: readonly string[]): string =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join(' '.repeat(GAP));
  const rule = dim('─'.repeat(total - MARGIN));
  return [bold(format(head)), rule, ...rows.map(format), rule, bold(format(sum))]
    .map((line) => `${' '.repeat(MARGIN)}${line}`)
    .join('\n');
}

function blocks(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = Math.max(...head.map(({ length }) => length));
  return rows
    .flatMap(([title = '', ...cells]) => [
      `${' '.repeat(MARGIN)}${bold(title)}`,
      ...cells.flatMap((cell, column) =>
        cell === '' ? [] : `${' '.repeat(2 * MARGIN)}${(head[column + 1] ?? '').padEnd(names)}  ${cell}`,
      ),
    ])
    .join('\n');
}
