/** Who stands under whom: the parent of each organisation, null at the top. */
export type Parents = ReadonlyMap<string, string | null>;

/**
 * Finds a circle in a tree of organisations. Answers the members in order, beginning and ending
 * with the same one (`["a", "b", "a"]`), or null where every path ends at the top.
 */
export function findCircle(parents: Parents): string[] | null {
  const sound = new Set<string>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    const here = new Set<string>();
    let at: string | null | undefined = start;
    while (at !== null && at !== undefined && !sound.has(at)) {
      if (here.has(at)) return [...path.slice(path.indexOf(at)), at];
      here.add(at);
      path.push(at);
      at = parents.get(at);
    }
    for (const each of path) sound.add(each);
  }
  return null;
}

/** How deep each organisation stands; 0 at the top. The tree must have no circle. */
export function depths(parents: Parents): Map<string, number> {
  const found = new Map<string, number>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    let at: string | null | undefined = start;
    while (at !== null && at !== undefined && !found.has(at)) {
      path.push(at);
      at = parents.get(at);
    }
    let depth = at === null || at === undefined ? -1 : (found.get(at) ?? -1);
    for (const each of path.reverse()) found.set(each, (depth += 1));
  }
  return found;
}
