import { type Methodology, scoreItems } from "./methodology.ts";
import type { RatedYardstick } from "./rating-inputs.ts";

/** A list of items that are averaged: places in the yardstick, with what each weighs. */
export interface WeighedPlaces {
  readonly places: Int32Array;
  readonly weights: readonly number[];
}

/** A methodology laid out over the places of a yardstick's items, once for all organisations. */
export interface LeanRules {
  readonly methodology: Methodology;
  /** How many items the yardstick has. */
  readonly items: number;
  /** 1 where only what was measured counts. */
  readonly measured: Uint8Array;
  /** What the score is the mean of. */
  readonly score: WeighedPlaces;
  /** Every item that weighs anything, for whether there is any evidence at all. */
  readonly weighed: Int32Array;
  /** 1 where the methodology gives the item a weight. */
  readonly weighs: Uint8Array;
  readonly functions: ReadonlyMap<string, WeighedPlaces>;
  readonly placeOf: ReadonlyMap<string, number>;
  /** What the yardstick calls capabilities, and for each the places of its items; -1 for none. */
  readonly capabilities: NonNullable<RatedYardstick["capabilities"]>;
  readonly capabilityPlaces: readonly (readonly number[])[];
}

/** Lays a methodology out over a yardstick. Items that the yardstick lacks are left out. */
export function leanRules(methodology: Methodology, yardstick: RatedYardstick): LeanRules {
  const placeOf = new Map(yardstick.items.map(({ id }, place) => [id, place]));
  const members = scoreItems(methodology);
  const weights = new Map(members.map(({ item, weight }) => [item, weight]));
  const averaged = methodology.scores === "maturity-average";
  const laidOut = (items: readonly string[], alike: boolean): WeighedPlaces => {
    const known = items.filter((item) => placeOf.has(item) && (weights.get(item) ?? 0) > 0);
    return {
      places: Int32Array.from(known, (item) => placeOf.get(item) ?? 0),
      weights: known.map((item) => (alike ? 1 : (weights.get(item) ?? 0))),
    };
  };
  const supplemental = new Set(members.flatMap(({ item, core }) => (core ? [] : [item])));
  const inScore = [...weights.keys()].filter((item) => !averaged || !supplemental.has(item));
  return {
    methodology,
    items: yardstick.items.length,
    measured: Uint8Array.from(yardstick.items, ({ measured_by }) =>
      measured_by === undefined && methodology.scores !== "measured" ? 0 : 1,
    ),
    score: laidOut(inScore, averaged),
    weighed: laidOut([...weights.keys()], false).places,
    weighs: Uint8Array.from(yardstick.items, ({ id }) => ((weights.get(id) ?? 0) > 0 ? 1 : 0)),
    functions: new Map(
      methodology.functions.map(({ id, items }) => [
        id,
        laidOut([...new Set(items.map(({ item }) => item))], false),
      ]),
    ),
    placeOf,
    capabilities: yardstick.capabilities ?? [],
    capabilityPlaces: (yardstick.capabilities ?? []).map(({ items }) =>
      items.map((item) => placeOf.get(item) ?? -1),
    ),
  };
}
