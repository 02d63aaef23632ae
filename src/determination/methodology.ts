import { nearestNames } from "../kit/nearest-names.ts";
import { Problem } from "../kit/problem.ts";
import type { Fraction } from "./exact.ts";
import type { MethodologyFile } from "./methodology.contract.ts";

/** One label with the lower edge of its band. */
export interface Label {
  readonly label: string;
  readonly name: string;
  /** 0 the worst. */
  readonly rank: number;
  readonly from: Fraction;
  /** As written: "95". */
  readonly fromPercent: string;
  readonly said: string;
  readonly briefly: string;
}

interface GateHead {
  readonly id: string;
  readonly title: string;
  readonly cap: number;
}

/** A gate that looks at the value of an item or a function. */
export interface ValueGate extends GateHead {
  readonly when: null;
  readonly of: { readonly kind: "item" | "function"; readonly id: string };
  readonly below: Fraction;
  readonly belowPercent: string;
}

/** What a gate may look at beside values: decisions on risks, and the head's signature. */
export type StateCondition = "undecided-risks" | "unsigned-late";

/** A gate that looks at what was decided and signed (gate-states.ts). */
export interface StateGate extends GateHead {
  readonly when: StateCondition;
}

/** A condition that caps a rating. */
export type Gate = ValueGate | StateGate;

/** An item of the score. */
export interface ScoreItem {
  readonly item: string;
  readonly weight: number;
  readonly core: boolean;
}

/** A group of a yardstick whose items make a function, all with one weight. */
export interface FunctionGroup {
  readonly id: string;
  readonly weight: number;
  readonly core: boolean;
}

/** A methodology, read and checked: the published rule that turns values into ratings. */
export interface Methodology {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly scope: string;
  readonly authority: string;
  readonly yardstick: string;
  readonly scores: MethodologyFile["scores"];
  readonly trustFromPairs: number;
  readonly functions: readonly {
    readonly id: string;
    readonly title: string;
    /** Empty for a group until the methodology is laid out over its yardstick (methodology-groups.ts). */
    readonly items: readonly ScoreItem[];
    readonly group: FunctionGroup | null;
  }[];
  /** Worst first: the index is the rank. */
  readonly labels: readonly Label[];
  readonly gates: readonly Gate[];
  readonly sample: { readonly of: string; readonly units: number } | null;
  readonly minimumCoverage: Fraction;
  readonly minimumCoveragePercent: string;
  readonly systemicAbove: Fraction;
  readonly systemicAbovePercent: string;
  readonly maximumAgeDays: number;
}

/** Labels that Muster itself shows outside the order; a methodology cannot use their names. */
export const outsideTheOrder = {
  insufficient: { label: "insufficient-evidence", name: "Insufficient Evidence", rank: null },
  notReported: { label: "not-reported", name: "Not Reported", rank: null },
} as const;

/** Every item that a methodology speaks of, in its order, each once. */
export function itemsNamed(methodology: Methodology): string[] {
  return [
    ...new Set([
      ...scoreItems(methodology).map(({ item }) => item),
      ...methodology.gates.flatMap((gate) =>
        gate.when === null && gate.of.kind === "item" ? [gate.of.id] : [],
      ),
    ]),
  ];
}

/** The items that enter the score, in the order of the functions. */
export function scoreItems(methodology: Methodology): ScoreItem[] {
  return methodology.functions.flatMap(({ items }) => items);
}

/**
 * Holds a methodology against its yardstick.
 * Refuses (bad-input): another yardstick than the one it names, items that this one does not have.
 */
export function checkAgainstYardstick(
  methodology: Methodology,
  yardstick: {
    readonly id: string;
    readonly version: string;
    readonly items: readonly {
      readonly id: string;
      readonly withdrawn?: { readonly into: readonly string[] };
    }[];
  },
  file?: string,
): void {
  const place = file === undefined ? {} : { file };
  const name = `${yardstick.id}@${yardstick.version}`;
  if (methodology.yardstick !== name) {
    const sentence = `this methodology rates ${methodology.yardstick}, not ${name}; use the one that it names.`;
    throw new Problem("bad-input", sentence, { ...place, field: "yardstick" });
  }
  const known = new Map(yardstick.items.map((item) => [item.id, item]));
  for (const item of itemsNamed(methodology)) {
    const found = known.get(item);
    if (found !== undefined && found.withdrawn === undefined) continue;
    throw new Problem("bad-input", notToBeWeighed(item, name, found, [...known.keys()]), place);
  }
}

/** Lists longer than this are told by the nearest names alone. */
const mostNamed = 20;

function notToBeWeighed(
  item: string,
  yardstick: string,
  found: { readonly withdrawn?: { readonly into: readonly string[] } } | undefined,
  known: readonly string[],
): string {
  const into = found?.withdrawn?.into ?? [];
  if (found !== undefined) {
    const now = into.length === 0 ? "leave it out" : `weigh ${into.join(", ")} instead`;
    return `${item} was withdrawn from ${yardstick} and can not be weighed; ${now}.`;
  }
  if (known.length <= mostNamed) {
    return `${item} is not an item of ${yardstick}; its items are ${known.join(", ")}.`;
  }
  const near = nearestNames(item, known).map(({ name }) => name);
  const mend = near.length === 0 ? "`yardstick show` lists them" : `near it are ${near.join(", ")}`;
  return `${item} is not an item of ${yardstick}; ${mend}.`;
}
