/**
 * Returns "; did you mean …?" with the name among `names` that resembles `given`, else with the path among `paths` that
 * ends in it; empty if there is none.
 */
export function didYouMean(given: string, names: readonly string[], paths: readonly string[]): string {
  const wanted = plain(given);
  const [best] = names
    .map((name) => ({ name, score: difference(wanted, plain(name)) }))
    .filter(({ score }) => score <= (wanted.length < 5 ? 1 : 2))
    .sort((a, b) => a.score - b.score);
  const found = best?.name ?? paths.find((path) => plain(path.slice(path.lastIndexOf('.') + 1)) === wanted);
  return found === undefined ? '' : `; did you mean ${found}?`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** Counts the characters to add, remove or replace. A name that begins with the other differs by one. */
function difference(a: string, b: string): number {
  if (a !== b && Math.min(a.length, b.length) > 3 && (a.startsWith(b) || b.startsWith(a))) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [line, char] of [...a].entries()) {
    const next = [line + 1];
    for (const [index, other] of [...b].entries()) {
      const replaced = (row[index] ?? 0) + (char === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
