import { nearestNames } from "../kit/nearest-names.ts";
import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { nameOn, nameResolver } from "../organisations/organisation-names.ts";
import type { CountedEvidence, OutsideOwner, SourceDifference } from "./counted-evidence.ts";
import type { EvidenceQuestion } from "./evidence-facts.ts";
import { foldItem, type HolderOf, itemEvidence } from "./fold-tallies.ts";
import type { ItemEvidence, OrganisationEvidence } from "./item-evidence.ts";
import type { UnitsMapping } from "./mapping.contract.ts";
import type { ItemPlan } from "./plan-items.ts";
import { readPattern, type Tallies } from "./tallies.ts";
import { byText } from "./text-order.ts";
import { patternState, stateOf } from "./unit-state.ts";

/** Whose evidence is wanted, and who they are. */
export interface FoldScope {
  readonly organisations: readonly OrganisationFact[];
  /** Identifiers, in the order of the review's list. */
  readonly scope: readonly string[];
}

/** Letter before the identifier of an organisation in the list; names outside have another. */
const [inside, outside] = ["in ", "out "];

/** Prepares the answer to "whose is this row?": an organisation of the list, or a name outside it. */
export function holders({ organisations, scope }: FoldScope, asOf: string): HolderOf {
  const resolve = nameResolver(organisations, asOf);
  const listed = new Set(scope);
  return (owner, day) => {
    const organisation = owner === "" ? null : resolve(owner, day);
    return organisation !== null && listed.has(organisation)
      ? `${inside}${organisation}`
      : `${outside}${owner}`;
  };
}

/** The evidence of every organisation of the list, one entry an item of the plan, from tallies. */
export function foldOrganisations(
  plans: readonly ItemPlan[],
  tallies: Tallies,
  where: FoldScope,
  question: EvidenceQuestion,
): OrganisationEvidence[] {
  const folded = foldAll(plans, tallies, holders(where, question.asOf));
  return organisationsOf(plans, folded, where, question);
}

/** The same with the names outside the list, and where the source's verdict differs. */
export function foldEvidence(
  plans: readonly ItemPlan[],
  tallies: Tallies,
  where: FoldScope,
  question: EvidenceQuestion,
): CountedEvidence {
  const folded = foldAll(plans, tallies, holders(where, question.asOf));
  return {
    organisations: organisationsOf(plans, folded, where, question),
    outside: outsideOf(plans, folded, where, question),
    differs: differences(plans, tallies, holders(where, question.asOf)),
  };
}

type Folded = readonly ReadonlyMap<string, ItemEvidence>[];

function foldAll(plans: readonly ItemPlan[], tallies: Tallies, holderOf: HolderOf): Folded {
  return plans.map((plan) => foldItem(plan, tallies, holderOf));
}

function itemsOf(plans: readonly ItemPlan[], folded: Folded, holder: string): ItemEvidence[] {
  return plans.map((plan, at) => folded[at]?.get(holder) ?? itemEvidence(plan));
}

function organisationsOf(
  plans: readonly ItemPlan[],
  folded: Folded,
  { organisations, scope }: FoldScope,
  question: EvidenceQuestion,
): OrganisationEvidence[] {
  const facts = new Map(organisations.map((each) => [each.id, each]));
  return scope.map((organisation) => {
    const fact = facts.get(organisation);
    return {
      organisation,
      name: fact ? nameOn(fact, question.on, question.asOf) : organisation,
      items: itemsOf(plans, folded, `${inside}${organisation}`),
    };
  });
}

function outsideOf(
  plans: readonly ItemPlan[],
  folded: Folded,
  { organisations, scope }: FoldScope,
  question: EvidenceQuestion,
): OutsideOwner[] {
  const resolve = nameResolver(organisations, question.asOf);
  const listed = new Set(scope);
  const known = organisations
    .filter((each) => listed.has(each.id))
    .map((each) => nameOn(each, question.on, question.asOf));
  const names = new Set(folded.flatMap((each) => [...each.keys()]));
  return [...names]
    .filter((holder) => holder.startsWith(outside))
    .map((holder) => holder.slice(outside.length))
    .sort(byText)
    .map((name) => {
      const items = itemsOf(plans, folded, `${outside}${name}`);
      const days = plans.flatMap((plan) => [
        plan.expectation.day,
        ...plan.expectation.expected.map((each) => each.day),
      ]);
      const organisation =
        days
          .map((day) => (name === "" ? null : resolve(name, day)))
          .find((each) => each !== null) ?? "";
      return {
        name,
        because:
          name === "" ? "not-in-inventory" : organisation === "" ? "unknown-name" : "not-in-scope",
        organisation,
        nearest: name === "" ? [] : nearestNames(name, known).map((near) => near.name),
        units: Math.max(0, ...items.map((item) => item.n)),
        items,
      };
    });
}

function differences(
  plans: readonly ItemPlan[],
  tallies: Tallies,
  holderOf: HolderOf,
): SourceDifference[] {
  const found = new Map<string, SourceDifference & { units: number }>();
  for (const { item, mapping, named, expectation } of plans) {
    const collection = expectation.seen?.collection;
    if (!named || collection === undefined || mapping?.kind !== "units") continue;
    if (mapping.verdict?.item !== item.id) continue;
    for (const { owner, pattern, units } of tallies.seen.get(collection) ?? []) {
      const said = sourceDiffers(pattern, mapping);
      if (!said) continue;
      const holder = holderOf(owner, named.day);
      const organisation = holder.startsWith(inside) ? holder.slice(inside.length) : "";
      const key = JSON.stringify([organisation, item.id, said.source_says, said.proved]);
      const before = found.get(key)?.units ?? 0;
      found.set(key, { organisation, item: item.id, collection, ...said, units: before + units });
    }
  }
  return [...found].sort(([a], [b]) => byText(a, b)).map(([, each]) => each);
}

/**
 * Says how the source's own verdict on a unit differs from what its parts prove; null where it does
 * not, where the source gives none, and where the unit does not count for the verdict's item.
 */
export function sourceDiffers(
  pattern: string,
  mapping: UnitsMapping,
): Pick<SourceDifference, "source_says" | "proved"> | null {
  const { verdict } = mapping;
  const written = readPattern(pattern).verdict;
  if (!verdict || written === "") return null;
  const state = patternState(pattern, mapping, verdict.item)?.state;
  const says = stateOf(
    verdict.good.includes(written) ? "g" : (verdict.bad ?? []).includes(written) ? "b" : "?",
  );
  if (state === undefined || state === says) return null;
  return { source_says: written, proved: state };
}
