import { distinctTexts, type RawList } from './text.js';

/** What joins the chosen values of a check box list. */
const SEPARATOR = '|';
/** Nobody ticks that many boxes; comparing all parts of a longer text would take minutes. */
const MOST_PIECES = 1_000;

/** The best way to take the pieces from a place on: how long its first part is, how many are no possible values. */
interface Split {
  readonly length: number;
  readonly unknown: number;
}

/**
 * Takes the chosen values of a check box list apart. A possible value may hold the separator itself: of all ways the
 * one with the fewest parts that are no possible values counts, and of those the one with the longest parts first.
 */
export function splitChoices(text: string, possibleValues: RawList<string>): readonly string[] {
  const pieces = text.split(SEPARATOR);
  const possible = new Set(distinctTexts(possibleValues).map(choiceKey));
  const lengths = [...new Set([1, ...[...possible].map((value) => value.split(SEPARATOR).length)])].sort(
    (a, b) => b - a,
  );
  if (lengths.length === 1 || pieces.length === 1 || pieces.length > MOST_PIECES) return pieces;
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
