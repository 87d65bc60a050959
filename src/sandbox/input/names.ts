const MOST_NAMES = 12;

/** The error for a name that does not exist, with the nearest one that does. */
export function noSuchName(place: string, what: string, name: string, names: readonly string[]): RangeError {
  const near = nearestOf(name, names);
  const some = names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ', …' : '');
  const hint = near === undefined ? (some === '' ? '; there is none' : `; there is ${some}`) : hintAt(near, name);
  return new RangeError(`${place}: no ${what} '${name}'${hint}`);
}

function hintAt(near: string, name: string): string {
  const isSame = near.normalize() === name.normalize();
  return isSame ? `; there is '${near}' in another Unicode form` : `; did you mean '${near}'?`;
}

/** The error for a value of another type. */
export function wrongType(place: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${place}: expected ${expected}, not ${typeName(value)}`);
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (ArrayBuffer.isView(value)) return 'bytes';
  const tag = tagOf(value);
  if (typeof value === 'object' && tag !== 'Object') return `a ${tag}`;
  return (
    { string: 'text', number: 'the number ' + String(value), object: 'an object' }[String(typeof value)] ??
    `a ${typeof value}`
  );
}

// Of any realm: under Jest, a Date is no instance of this realm's Date.
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Checks that a value is one of the given names. */
export function checkName<Name extends string>(
  place: string,
  what: string,
  value: unknown,
  names: readonly Name[],
): Name {
  if (typeof value !== 'string') throw wrongType(place, 'text', value);
  const found = names.find((name) => name === value);
  if (found === undefined) throw noSuchName(place, what, value, names);
  return found;
}

/** Checks that a value is an object whose properties have the given names, and returns those that are set. */
export function checkObject(
  place: string,
  what: string,
  value: unknown,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(checkedProperties(place, value)).filter(([, item]) => item !== undefined);
  for (const [name] of entries) if (!names.includes(name)) throw noSuchName(place, what, name, names);
  return Object.fromEntries(entries);
}

/** Checks for text that is not empty. */
export function checkFilled(place: string, value: unknown): void {
  if (typeof value !== 'string') throw wrongType(place, 'text', value);
  if (value === '') throw new RangeError(`${place}: the text is empty`);
}

/** Checks that a value is a number that ids can be. */
export function checkId(place: string, value: unknown): number {
  if (typeof value !== 'number') throw wrongType(place, 'a number', value);
  if (!Number.isInteger(value) || value < 1 || value >= 2 ** 31) {
    throw new RangeError(`${place}: ${String(value)} is not an id`);
  }
  return value;
}

/** Returns the properties of an object; anything else is an error. */
export function checkedProperties(place: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(place, 'an object', value);
  const entries = Object.entries(value);
  // A Map or a promise has no properties, so everything in it would be lost.
  if (entries.length === 0 && tagOf(value) !== 'Object') throw wrongType(place, 'an object', value);
  return Object.fromEntries(entries);
}

function nearestOf(name: string, names: readonly string[]): string | undefined {
  const limit = name.length < 3 ? 0 : Math.max(1, Math.floor(name.length / 3));
  const scored = names
    .map((other) => ({ other, distance: editsBetween(folded(name), folded(other)) }))
    .sort((a, b) => a.distance - b.distance);
  return scored.find(({ distance }) => distance <= limit)?.other;
}

function folded(text: string): string {
  return text.normalize().toLowerCase();
}

/** The number of letters to insert, remove, replace or swap with their neighbour. */
function editsBetween(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const isSame = a[row - 1] === b[at - 1];
      const isSwap = a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1];
      next.push(
        Math.min(
          (next[at - 1] ?? 0) + 1,
          (last[at] ?? 0) + 1,
          (last[at - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (before[at - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
