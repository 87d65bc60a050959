import { distinctTexts, type RawList } from './text.js';

/** The separator between the chosen values of a check box list. */
const SEPARATOR = '|';
/** No real form has as many boxes; comparing all parts of a longer text would take minutes. */
const MAX_PIECES = 1_000;

/** The best split of the pieces from a position on: the length of the first part, and the number of unknown values. */
interface Split {
  readonly length: number;
  readonly unknown: number;
}

/**
 * Splits the chosen values of a check box list. A possible value may contain the separator itself: the way to split
 * with the fewest unknown values counts, and among those the one with the longest parts first.
 */
export function splitChoices(text: string, possibleValues: RawList<string>): readonly string[] {
  const pieces = text.split(SEPARATOR);
  const possible = new Set(distinctTexts(possibleValues).map(choiceKey));
  const lengths = [...new Set([1, ...[...possible].map((value) => value.split(SEPARATOR).length)])].sort(
    (a, b) => b - a,
  );
  if (lengths.length === 1 || pieces.length === 1 || pieces.length > MAX_PIECES) return pieces;
  const best: Split[] = [];
  best[pieces.length] = { length: 0, unknown: 0 };
  for (let start = pieces.length - 1; start >= 0; start -= 1) {
    for (const length of lengths) {
      if (length > pieces.length - start) continue;
      const part = pieces.slice(start, start + length).join(SEPARATOR);
      const isKnown = possible.has(choiceKey(part)) || part.trim() === '';
      const rest = best[start + length];
      if (rest === undefined || (!isKnown && length > 1)) continue;
      const unknown = rest.unknown + (isKnown ? 0 : 1);
      if (unknown < (best[start]?.unknown ?? Infinity)) best[start] = { length, unknown };
    }
  }
  const parts: string[] = [];
  for (let start = 0; start < pieces.length; start += best[start]?.length ?? 1) {
    parts.push(pieces.slice(start, start + (best[start]?.length ?? 1)).join(SEPARATOR));
  }
  return parts;
}

function choiceKey(value: string): string {
  return value.normalize('NFC').trim();
}
