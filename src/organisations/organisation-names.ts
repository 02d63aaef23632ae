import type { NameFact, OrganisationFact } from "./organisation-facts.ts";

/** Whether a fact about a name speaks of a day. */
function covers(fact: NameFact, day: string): boolean {
  return (fact.from === null || fact.from <= day) && (fact.until === null || day < fact.until);
}

/** The fact that decides about one name of one organisation on a day: the one known last. */
function deciding(facts: readonly NameFact[], day: string): NameFact | undefined {
  let decides: NameFact | undefined;
  for (const fact of facts) {
    if (covers(fact, day) && (!decides || decides.known_at <= fact.known_at)) decides = fact;
  }
  return decides;
}

/** Says which organisation a name means on a day; null for none, and for a name of several. */
export type NameResolver = (name: string, day: string) => string | null;

/**
 * Prepares the answer to "whose name is this?".
 * Given: organisations with all their names, and the instant as of which names are known.
 * Names are compared exactly, once trimmed: a difference in case or in a sign is another name until
 * somebody approves the alias.
 */
export function nameResolver(
  organisations: readonly OrganisationFact[],
  asOf: string,
): NameResolver {
  const byName = new Map<string, Map<string, NameFact[]>>();
  for (const organisation of organisations) {
    for (const fact of organisation.names) {
      if (fact.known_at > asOf) continue;
      const name = fact.name.trim();
      const holders = byName.get(name) ?? new Map<string, NameFact[]>();
      byName.set(name, holders);
      holders.set(organisation.id, [...(holders.get(organisation.id) ?? []), fact]);
    }
  }
  const answers = new Map<string, string | null>();
  return (name, day) => {
    const key = `${day} ${name}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = [...(byName.get(name.trim()) ?? [])].filter(([, facts]) => {
      const fact = deciding(facts, day);
      return fact !== undefined && fact.kind !== "ends";
    });
    const answer = found.length === 1 ? (found[0]?.[0] ?? null) : null;
    answers.set(key, answer);
    return answer;
  };
}

/**
 * The name by which an organisation is called on a day: its own name if one holds, else the last
 * one known, else its identifier. Aliases are never used to call somebody.
 */
export function nameOn(organisation: OrganisationFact, day: string, asOf: string): string {
  const own = organisation.names.filter((fact) => fact.known_at <= asOf && fact.kind === "name");
  const holding = own.filter((fact) => {
    const all = organisation.names.filter(
      (each) => each.name === fact.name && each.known_at <= asOf,
    );
    return covers(fact, day) && deciding(all, day)?.kind !== "ends";
  });
  const latest = (facts: readonly NameFact[]): NameFact | undefined =>
    facts.reduce<NameFact | undefined>(
      (best, fact) => (!best || best.known_at <= fact.known_at ? fact : best),
      undefined,
    );
  return (latest(holding) ?? latest(own))?.name ?? organisation.id;
}

/**
 * Says whether a name, meant for one organisation over some days, already means another on one of
 * them. Answers that organisation, or null.
 */
export function nameClash(
  organisations: readonly OrganisationFact[],
  wanted: { organisation: string; name: string; from: string | null; until: string | null },
  asOf: string,
): string | null {
  const resolve = nameResolver(organisations, asOf);
  const days = new Set<string>([wanted.from ?? "0001-01-01"]);
  for (const organisation of organisations) {
    for (const fact of organisation.names) {
      if (fact.name.trim() !== wanted.name.trim()) continue;
      for (const edge of [fact.from, fact.until]) if (edge !== null) days.add(edge);
    }
  }
  for (const day of days) {
    const inside =
      (wanted.from === null || wanted.from <= day) && (wanted.until === null || day < wanted.until);
    const holder = inside ? resolve(wanted.name, day) : null;
    if (holder !== null && holder !== wanted.organisation) return holder;
  }
  return null;
}
