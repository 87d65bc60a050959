/** Deeper levels are not compared: only a hostile answer is nested that far, and the stack is finite. */
const MAX_LEVELS = 1_000;

/** Whether a list holds names or records, whose order means nothing; numbers in a list are coordinates. */
function isSet(list: readonly unknown[]): boolean {
  return list.every((item) => typeof item === 'string' || (typeof item === 'object' && item !== null));
}

/**
 * Writes JSON in which equal content is equal text: keys in alphabetical order, lists of names and records in one
 * order, a comma after each value. Where a place has a meaning, the record holds it (`index`).
 */
export function stableJson(value: unknown, level = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (level > MAX_LEVELS) return '';
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => `${stableJson(item, level + 1)},`);
    return `[${(isSet(value) ? items.sort() : items).join('')}]`;
  }
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const item: unknown = Reflect.get(value, key);
    if (item !== undefined) text += `${JSON.stringify(key)}:${stableJson(item, level + 1)},`;
  }
  return `{${text}}`;
}
