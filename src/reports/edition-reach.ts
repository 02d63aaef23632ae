import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { nameResolver } from "../organisations/organisation-names.ts";
import type { Parents } from "../organisations/organisation-tree.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";

/** What officers withheld: an item of an organisation; or, with an empty item, that it is there. */
export interface Withholding {
  readonly organisation: string;
  readonly item: string;
  /** Which law, clause or officer allows it. */
  readonly authority: string;
}

/** Why one item is withheld: by its own authority, or along with another. */
export interface WithheldBecause {
  readonly authority: string;
  /** The item that takes it along; empty where it was withheld itself. */
  readonly along: string;
}

/** Everything that withholdings reach. */
export interface Reach {
  /** Organisations that leave the scope, each with the one it leaves with; itself where it was named. */
  readonly hidden: ReadonlyMap<string, string>;
  /** By organisation, then by item. */
  readonly withheld: ReadonlyMap<string, ReadonlyMap<string, WithheldBecause>>;
}

type ReachedItem = Pick<Yardstick["items"][number], "id" | "measured_by" | "withdrawn">;

/**
 * Finds out what withholdings reach beyond what they name. Whoever stands below a hidden organisation
 * leaves with it. A withheld item with a measured source takes along every item of its organisation
 * with the same source: both are counted over the same rows, so that the units of one, and the parts
 * that both are made of, would tell the other.
 */
export function reachOf(
  withholdings: readonly Withholding[],
  items: readonly ReachedItem[],
  parents: Parents,
): Reach {
  const hidden = hiddenOf(withholdings, parents);
  const byOrganisation = Map.groupBy(
    withholdings.filter(({ organisation, item }) => item !== "" && !hidden.has(organisation)),
    ({ organisation }) => organisation,
  );
  const withheld = new Map(
    [...byOrganisation]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([organisation, own]) => [organisation, itemsOf(own, items)] as const),
  );
  return { hidden, withheld };
}

function hiddenOf(withholdings: readonly Withholding[], parents: Parents): Map<string, string> {
  const named = new Set(
    withholdings.filter(({ item }) => item === "").map(({ organisation }) => organisation),
  );
  const hidden = new Map<string, string>([...named].toSorted().map((each) => [each, each]));
  for (const organisation of [...parents.keys()].toSorted()) {
    const seen = new Set<string>();
    let at: string | null | undefined = organisation;
    while (at !== null && at !== undefined && !seen.has(at) && !named.has(at)) {
      seen.add(at);
      at = parents.get(at);
    }
    if (typeof at === "string" && named.has(at) && !named.has(organisation)) {
      hidden.set(organisation, at);
    }
  }
  return hidden;
}

function itemsOf(
  own: readonly Withholding[],
  items: readonly ReachedItem[],
): ReadonlyMap<string, WithheldBecause> {
  const named = Map.groupBy(own, ({ item }) => item);
  const sources = Map.groupBy(
    items.filter(({ id, measured_by }) => named.has(id) && measured_by !== undefined),
    ({ measured_by }) => measured_by ?? "",
  );
  const found = new Map<string, WithheldBecause>();
  for (const { id, measured_by, withdrawn } of items) {
    const itself = named.get(id);
    const takers = measured_by === undefined ? [] : (sources.get(measured_by) ?? []);
    const reasons = itself ?? takers.flatMap((taker) => named.get(taker.id) ?? []);
    if (reasons.length === 0 || withdrawn !== undefined) continue;
    const authorities = new Set(reasons.map(({ authority }) => authority));
    found.set(id, {
      authority: [...authorities].toSorted().join("; "),
      along: itself === undefined ? takers.map((taker) => taker.id).join(", ") : "",
    });
  }
  return found;
}

/** A collection as far as its rows are told apart. */
export interface ReadCollection {
  readonly kind: "delivered" | "due" | "inventory";
  readonly source: string;
  readonly day: string;
}

/** Says whether the rows of an owner are left out of a collection before anything is counted. */
export type LeftOut = (collection: ReadCollection, owner: string) => boolean;

/**
 * Prepares the answer to "is this row left out?". Rows of hidden organisations are left out of every
 * file, those of an organisation with withheld items out of the deliveries of their sources: so no
 * count of anybody else hangs on them, such as a unit that moved.
 * Given: all organisations that reach could mean, with their names as known at the instant.
 */
export function leftOutRows(
  { hidden, withheld }: Reach,
  items: readonly ReachedItem[],
  organisations: readonly OrganisationFact[],
  asOf: string,
): LeftOut {
  const resolve = nameResolver(organisations, asOf);
  const source = new Map(items.map(({ id, measured_by }) => [id, measured_by]));
  const sources = new Map(
    [...withheld].map(([organisation, own]) => [
      organisation,
      new Set([...own.keys()].map((item) => source.get(item))),
    ]),
  );
  return (collection, owner) => {
    const organisation = owner === "" ? null : resolve(owner, collection.day);
    if (organisation === null) return false;
    if (hidden.has(organisation)) return true;
    return (
      collection.kind !== "inventory" &&
      (sources.get(organisation)?.has(collection.source) ?? false)
    );
  };
}
