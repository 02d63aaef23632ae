import type {
  EvidenceFacts,
  EvidenceQuestion,
  ObservedCount,
  Retirement,
} from "./evidence-facts.ts";
import type { Expectation, ItemPlan } from "./plan-items.ts";
import { corrected, hasMark, type SeenTally, type Tallies, type UnseenTally } from "./tallies.ts";

/**
 * Groups the rows of all collections that a plan needs, as the database does by SQL.
 * Given: facts with every row observed; those known after `asOf` are left aside.
 */
export function tallyEvidence(
  facts: EvidenceFacts,
  plans: readonly ItemPlan[],
  question: EvidenceQuestion,
): Tallies {
  const seen = new Map<string, SeenTally[]>();
  const unseen = new Map<string, UnseenTally[]>();
  const counts = new Map(plans.flatMap((plan) => countsOf(plan, facts)));
  const retirements = facts.retirements.filter((each) => each.known_at <= question.asOf);
  for (const plan of plans) {
    const { seen: units, key } = plan.expectation;
    if (units && !seen.has(units.collection)) {
      seen.set(units.collection, tallySeen(units.collection, plan, facts, question));
    }
    if (!unseen.has(key)) unseen.set(key, tallyUnseen(plan.expectation, facts, retirements));
  }
  return { seen, counts, unseen, retired: retirements };
}

function countsOf(plan: ItemPlan, facts: EvidenceFacts): [string, readonly ObservedCount[]][] {
  const collections = [...plan.earlierCounts, ...(plan.named ? [plan.named] : [])];
  return collections.map((each) => [each.id, facts.observed.get(each.id)?.counts ?? []]);
}

function tallySeen(
  collection: string,
  { mapping }: ItemPlan,
  facts: EvidenceFacts,
  question: EvidenceQuestion,
): SeenTally[] {
  const corrections = Map.groupBy(
    facts.corrections.filter(
      (each) => each.collection === collection && each.known_at <= question.asOf,
    ),
    (each) => each.unit,
  );
  const tallies = new Map<string, { owner: string; pattern: string; units: number }>();
  for (const { owner, unit, pattern } of facts.observed.get(collection)?.units ?? []) {
    const own = corrections.get(unit);
    const now = own && mapping?.kind === "units" ? corrected(pattern, own, mapping) : pattern;
    const key = JSON.stringify([owner, now]);
    const tally = tallies.get(key);
    if (tally) tally.units += 1;
    else tallies.set(key, { owner, pattern: now, units: 1 });
  }
  return [...tallies.values()];
}

function tallyUnseen(
  { expected, seen, source, day }: Expectation,
  facts: EvidenceFacts,
  retirements: readonly Retirement[],
): UnseenTally[] {
  const owners = new Map<string, { owner: string; day: string }>();
  for (const { collection, day: from, mark } of expected) {
    const gone = new Set(
      retirements
        .filter((each) => each.source === source && each.on > from && each.on <= day)
        .flatMap((each) => each.units),
    );
    for (const { owner, unit, pattern } of facts.observed.get(collection)?.units ?? []) {
      if (hasMark(pattern, mark) && !gone.has(unit)) owners.set(unit, { owner, day: from });
    }
  }
  for (const { unit, pattern } of seen ? (facts.observed.get(seen.collection)?.units ?? []) : []) {
    if (hasMark(pattern, seen?.mark ?? 0)) owners.delete(unit);
  }
  const tallies = new Map<string, { owner: string; day: string; units: number }>();
  for (const { owner, day: from } of owners.values()) {
    const key = JSON.stringify([owner, from]);
    const tally = tallies.get(key);
    if (tally) tally.units += 1;
    else tallies.set(key, { owner, day: from, units: 1 });
  }
  return [...tallies.values()];
}
