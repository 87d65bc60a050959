import { bold, dim } from './style.js';

/** Formats a table: the first column left-aligned, the others right-aligned, the last row a total. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], sum: readonly string[]): string {
  const lines = [head, ...rows, sum];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const format = (line: readonly string[]): string =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ');
  const rule = dim(widths.map((columns) => '─'.repeat(columns)).join('───'));
  return [bold(format(head)), rule, ...rows.map(format), rule, bold(format(sum))].map((line) => `  ${line}`).join('\n');
}
