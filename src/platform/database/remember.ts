/** Reads something unless it is remembered; `key` names it in full, with its version or instant. */
export type Recall<V> = (
  { home }: { readonly home: object },
  key: string,
  read: () => Promise<V>,
) => Promise<V>;

/**
 * Remembers what never changes once it is there, for each database apart: at most `most` things,
 * of which the one asked for longest ago goes first. What cannot be read is not remembered.
 */
export function remember<V>(most: number): Recall<V> {
  const homes = new WeakMap<object, Map<string, V>>();
  return async ({ home }, key, read) => {
    const known = homes.get(home) ?? new Map<string, V>();
    homes.set(home, known);
    const found = known.get(key);
    const value = found ?? (await read());
    known.delete(key);
    known.set(key, value);
    const [oldest] = known.size > most ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return value;
  };
}
