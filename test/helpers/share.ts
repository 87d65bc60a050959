/** Whether every combination is tried: `npm run test:soak -- matrix`. `npm test` tries a third of the large tables. */
const IS_WHOLE = process.env['MATRIX'] === 'all';

/** Whether a cell of a table is tried: all, or every third, another third in each row. */
export function isTried(row: number, column: number): boolean {
  return IS_WHOLE || (row + column) % 3 === 0;
}

/** Returns the cells of a row that are tried; never none of some. */
export function triedOf<T>(cells: readonly T[], row: number): readonly T[] {
  return cells.length < 3 ? cells : cells.filter((_, column) => isTried(row, column));
}
