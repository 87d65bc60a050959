/** Returns the value of a key, created when first needed; a full memory is cleared. */
export function memoize<K, V>(known: Map<K, V>, key: K, limit: number, make: (key: K) => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make(key);
  if (known.size >= limit) known.clear();
  known.set(key, made);
  return made;
}
