import type { CapabilityTotal } from "./determination.contract.ts";
import { compareFractions, fraction } from "./exact.ts";
import type { ItemCounts } from "./item-counts.ts";
import { intervalOf, valueOfItem } from "./item-value.ts";
import type { Methodology } from "./methodology.ts";
import type { RatedYardstick } from "./rating-inputs.ts";

/** Where an organisation stands in a capability: it has what all items of it ask, or it does not. */
export type CapabilityStanding = "fine" | "lacking" | "unknown" | "not-applicable";

/** One capability of one organisation, with the items that are in the way. */
export interface OrganisationCapability {
  readonly capability: string;
  readonly title: string;
  readonly standing: CapabilityStanding;
  /** Items proved bad. */
  readonly lacking: readonly string[];
  /** Items of which it is not known. */
  readonly unknown: readonly string[];
}

/**
 * Where one organisation stands in each capability that the yardstick describes: lacking when any of
 * its items is proved bad, fine when all are proved good, else unknown; items that do not apply are
 * passed over.
 * Given: how each item of the organisation counts in totals (item-counts.ts).
 */
export function capabilitiesOf(
  { capabilities = [] }: Pick<RatedYardstick, "capabilities">,
  items: readonly ItemCounts[],
): OrganisationCapability[] {
  const byItem = new Map(items.map((each) => [each.item, each]));
  return capabilities.map(({ id, title, items: members }) => {
    const applying = members.flatMap((item) => {
      const counts = byItem.get(item);
      return counts !== undefined && counts.n === 0 && counts.missing === null
        ? []
        : [{ item, counts }];
    });
    const lacking = applying.filter(({ counts }) => (counts?.bad ?? 0) > 0).map(({ item }) => item);
    const unknown = applying
      .filter(({ counts }) => counts === undefined || isUnknown(counts))
      .map(({ item }) => item);
    const standing = standingOf(applying.length, lacking.length, unknown.length);
    return { capability: id, title, standing, lacking, unknown };
  });
}

function isUnknown({ bad, unknown, unseen, n, missing }: ItemCounts): boolean {
  return bad === 0 && (n === 0 || missing !== null || unknown + unseen > 0);
}

function standingOf(applying: number, lacking: number, unknown: number): CapabilityStanding {
  if (applying === 0) return "not-applicable";
  return lacking > 0 ? "lacking" : unknown > 0 ? "unknown" : "fine";
}

/** The same of one capability by its items alone; undefined stands for an item without counts. */
export function capabilityStanding(
  members: readonly (ItemCounts | undefined)[],
): CapabilityStanding {
  const applying = members.filter(
    (counts) => counts === undefined || counts.n > 0 || counts.missing !== null,
  );
  const lacking = applying.filter((counts) => (counts?.bad ?? 0) > 0).length;
  const unknown = applying.filter((counts) => counts === undefined || isUnknown(counts)).length;
  return standingOf(applying.length, lacking, unknown);
}

/**
 * Capabilities over all organisations: how many have each, how many are proved to lack it, and who;
 * systemic when more lack it than the methodology's share. Null where the yardstick describes none.
 */
export function capabilityTotals(
  methodology: Methodology,
  yardstick: Pick<RatedYardstick, "capabilities">,
  organisations: readonly {
    readonly organisation: string;
    readonly items: readonly ItemCounts[];
  }[],
): CapabilityTotal[] | null {
  if ((yardstick.capabilities ?? []).length === 0) return null;
  const all = organisations.map(({ organisation, items }) => ({
    organisation,
    capabilities: capabilitiesOf(yardstick, items).map(({ standing }) => standing),
  }));
  return totalsOfStandings(methodology, yardstick, all);
}

/** The same from where each organisation stands in each capability, in the yardstick's order. */
export function totalsOfStandings(
  methodology: Methodology,
  { capabilities = [] }: Pick<RatedYardstick, "capabilities">,
  organisations: readonly {
    readonly organisation: string;
    readonly capabilities: readonly CapabilityStanding[];
  }[],
): CapabilityTotal[] {
  return capabilities.map(({ id, title, items }, at) => {
    const those = (standing: CapabilityStanding): string[] =>
      organisations.flatMap((each) =>
        each.capabilities[at] === standing ? [each.organisation] : [],
      );
    const [lacking, unknown, fine] = [those("lacking"), those("unknown"), those("fine").length];
    const n = fine + lacking.length + unknown.length;
    const counts = { good: fine, bad: lacking.length, unknown: unknown.length, unseen: 0, n };
    return {
      capability: id,
      title,
      items: [...items],
      value: intervalOf(
        valueOfItem({
          ...counts,
          item: id,
          units: "organisations",
          held_against: "nothing",
          parts: [],
          collection: null,
          inventory: null,
          missing: n === 0 ? "no-collection" : null,
          rule: "",
        }),
      ),
      organisations_fine: fine,
      organisations_lacking: lacking.length,
      organisations_unknown: unknown.length,
      lacking,
      unknown,
      systemic:
        organisations.length > 0 &&
        compareFractions(
          fraction(lacking.length, organisations.length),
          methodology.systemicAbove,
        ) > 0,
    };
  });
}
