/** A known name that looks like another, with how much: 1 is the same but for case and signs. */
export interface NearName {
  readonly name: string;
  readonly likeness: number;
}

const leastLikeness = 0.6;

/**
 * The known names that look most like a name, nearest first; ties in code point order. For showing
 * to a person who decides: nothing is ever joined because names look alike.
 * Likeness is 1 - d / length, d being the Damerau-Levenshtein distance (optimal string alignment)
 * of both names in lower case without signs.
 */
export function nearestNames(name: string, known: Iterable<string>, limit = 3): NearName[] {
  const wanted = folded(name);
  const found: NearName[] = [];
  for (const candidate of known) {
    const other = folded(candidate);
    const longest = Math.max(wanted.length, other.length);
    if (longest === 0) continue;
    const most = Math.floor(longest * (1 - leastLikeness));
    if (Math.abs(wanted.length - other.length) > most) continue;
    const distance = distanceUpTo(wanted, other, most);
    if (distance <= most) found.push({ name: candidate, likeness: 1 - distance / longest });
  }
  return found
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

const foldedNames = new Map<string, string>();

function folded(name: string): string {
  const known = foldedNames.get(name);
  if (known !== undefined) return known;
  const made = name
    .slice(0, 300)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  // A small memory: the same hundreds of names are asked for again and again in one import.
  if (foldedNames.size > 20_000) foldedNames.clear();
  foldedNames.set(name, made);
  return made;
}

/** Damerau-Levenshtein distance (neighbours may swap), given up as soon as it exceeds `most`. */
function distanceUpTo(one: string, two: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= two.length; j += 1) {
      const same = one[i - 1] === two[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[two.length] ?? 0;
}
