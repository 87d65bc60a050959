/** Returns the cached value of a key, creating it if needed; a full cache is cleared. */
export function memoize<K, V>(cache: Map<K, V>, key: K, limit: number, make: (key: K) => V): V {
  const found = cache.get(key);
  if (found !== undefined) return found;
  const made = make(key);
  if (cache.size >= limit) cache.clear();
  cache.set(key, made);
  return made;
}
