import { dayInWords } from "../kit/calendar.ts";
import type { OutsideOwner, SourceDifference } from "../evidence/counted-evidence.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Caveat } from "./determination-views.contract.ts";
import type { Determination, Enterprise, Rating } from "./determination.contract.ts";
import { leastCountFor } from "./exact.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import { countInWords, numberInWords, singular, unitsInWords } from "./words.ts";

/** What caveats are computed from, as counts where scores of a whole government stand behind them. */
export interface CaveatFacts {
  readonly on: string;
  /** How many are in the list. */
  readonly organisations: number;
  /** Whether anything that enters the score was measured or said. */
  readonly anyEvidence: boolean;
  /** The rating that is nearest to its next label, where the score is one share. */
  readonly closest: {
    readonly name: string;
    readonly short: number;
    readonly units: string;
  } | null;
  readonly enterprise: Enterprise;
  /** Evidence that was measured, inside and outside the list. */
  readonly measured: readonly ItemEvidence[];
  /** For how many organisations no score of an item counts because it is too old. */
  readonly staleScores: ReadonlyMap<string, number>;
  readonly outside: readonly OutsideOwner[];
  readonly differs: readonly SourceDifference[];
}

/**
 * What to know before relying on a determination, most consequential first. Each is computed; none
 * is left out because it is inconvenient.
 * Given: `left`, how many organisations left the list of the review since it was made.
 */
export function caveatsOf(
  determination: Determination,
  differs: readonly SourceDifference[],
  methodology: Methodology,
  left: number,
): Caveat[] {
  const { on, ratings, enterprise, outside } = determination;
  const all = evidenceIn(determination);
  const stale = all.filter(({ rule, missing }) => isCombined(rule) && missing === "stale");
  const facts = {
    on,
    organisations: ratings.length,
    anyEvidence: anyEvidence(determination, methodology),
    closest: closestOf(determination, methodology),
    enterprise,
    measured: all.filter(({ rule }) => !isCombined(rule)),
    staleScores: counted(stale),
    outside,
    differs,
  };
  return caveatsFrom(facts, methodology, left);
}

/** The same from counts alone. */
export function caveatsFrom(facts: CaveatFacts, methodology: Methodology, left: number): Caveat[] {
  return [
    ...noEvidence(facts),
    unconfirmed(facts),
    ...openRatings(facts, methodology),
    ...missingItems(facts),
    ...inventories(facts),
    ...sourceDiffers(facts),
    ...outsideList(facts, left),
  ];
}

function isCombined(rule: string): boolean {
  return rule.startsWith("combined");
}

function counted(evidence: readonly ItemEvidence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { item } of evidence) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function caveat(
  kind: Caveat["kind"],
  title: string,
  words: string,
  count: number,
  item = "",
): Caveat {
  return { kind, title, words, count, item };
}

function anyEvidence({ ratings }: Determination, methodology: Methodology): boolean {
  const scored = new Set(scoreItems(methodology).map(({ item }) => item));
  return ratings.some(({ items }) =>
    items.some(
      ({ item, evidence }) =>
        scored.has(item) &&
        evidence.n > 0 &&
        !(isCombined(evidence.rule) && evidence.missing !== null),
    ),
  );
}

function noEvidence({ anyEvidence: found, on, organisations }: CaveatFacts): Caveat[] {
  if (found) return [];
  const words = `Nothing that enters the score was collected for ${dayInWords(on)}. Import evidence, or choose another day.`;
  return [caveat("no-evidence", "No evidence.", words, organisations)];
}

function unconfirmed({ organisations }: CaveatFacts): Caveat {
  const words = `${countInWords(organisations)} ${organisations === 1 ? "is" : "are"} computed; no verdict has been sent for reply.`;
  return caveat("unconfirmed", "No rating is confirmed.", words, organisations);
}

function closestOf({ ratings }: Determination, methodology: Methodology): CaveatFacts["closest"] {
  const hanging = ratings.filter(
    ({ least, at_best, rating }) => least.rank !== at_best.rank && rating.rank !== null,
  );
  const [closest] = hanging
    .map((rating) => ({ name: rating.name, ...shortOf(rating, methodology) }))
    .filter(({ short }) => short > 0)
    .toSorted((left, right) => left.short - right.short || right.n - left.n);
  return closest ?? null;
}

function openRatings({ enterprise, closest }: CaveatFacts, methodology: Methodology): Caveat[] {
  const { open } = enterprise;
  if (open === 0) return [];
  const units = closest?.units ?? (methodology.scores === "measured" ? "units" : "scores");
  const title = `${countInWords(open)} ${open === 1 ? "rating hangs" : "ratings hang"} on unknown ${units}.`;
  const words = closest
    ? `${withArticle(closest.name)} is ${numberInWords(closest.short)} ${closest.short === 1 ? singular(units) : units} short.`
    : "What is unknown decides them.";
  return [caveat("open-ratings", title, words, open)];
}

function withArticle(name: string): string {
  return name.startsWith("Department") ? `The ${name}` : name;
}

/** How many units are missing to the next label, where the score is one share. */
function shortOf(
  { items, least }: Rating,
  methodology: Methodology,
): { short: number; n: number; units: string } {
  const weighed = items.filter(({ weight }) => weight > 0);
  const goal = methodology.labels[(least.rank ?? 0) + 1];
  const [only] = weighed;
  if (methodology.scores !== "measured") return { short: 0, n: 0, units: "scores" };
  if (weighed.length !== 1 || only === undefined || goal === undefined) {
    return { short: 0, n: 0, units: "units" };
  }
  const { good, n, units } = only.evidence;
  return { short: leastCountFor(goal.from, n) - good, n, units };
}

function evidenceIn({ ratings, outside }: Determination): ItemEvidence[] {
  return [
    ...ratings.flatMap(({ items }) => items.map(({ evidence }) => evidence)),
    ...outside.flatMap(({ items }) => items),
  ];
}

function missingItems({ enterprise, measured, staleScores }: CaveatFacts): Caveat[] {
  const lateOf = counted(measured.filter(({ missing }) => missing === "not-delivered"));
  const staleOf = counted(measured.filter(({ missing }) => missing === "stale"));
  return enterprise.items.flatMap(({ item, title }) => {
    const late = lateOf.get(item) ?? 0;
    const stale = (staleOf.get(item) ?? 0) + (staleScores.get(item) ?? 0);
    return [
      ...(late > 0
        ? [
            caveat(
              "not-delivered",
              `${item} was not delivered.`,
              `A collection of “${title}” was due and did not come; all of it is unknown.`,
              late,
              item,
            ),
          ]
        : []),
      ...(stale > 0
        ? [
            caveat(
              "stale",
              `${item} is too old.`,
              `The newest collection of “${title}” is older than the methodology allows; it counts no more.`,
              stale,
              item,
            ),
          ]
        : []),
    ];
  });
}

/** What counts were held against: nothing, or an inventory, each told once for each kind of unit. */
function inventories({ enterprise, measured }: CaveatFacts): Caveat[] {
  // What is withheld is one unknown, told elsewhere; nobody knows here what it was counted in.
  const all = measured.filter(({ n, missing }) => n > 0 && missing !== "withheld");
  const items = new Set(all.map(({ item }) => item));
  const totals = enterprise.items.filter(({ n, item }) => n > 0 && items.has(item));
  const heldBy = (item: string, how: ItemEvidence["held_against"]): boolean =>
    all.some((each) => each.item === item && each.held_against === how);
  const free = totals.filter(({ item }) => heldBy(item, "nothing"));
  const held = totals.filter(({ item }) => heldBy(item, "inventory"));
  const units = [...new Set(free.map((total) => total.units))];
  const known = held.map(({ units: counted, unseen, n, outside }) => {
    const beside =
      outside === 0 ? "" : `, ${countInWords(outside)} of them at owners outside the list`;
    return `For ${counted} there is one: ${countInWords(unseen)} of ${countInWords(n)} have no row${beside}.`;
  });
  if (units.length > 0) {
    const words = ["The file's own count is used.", ...known].join(" ");
    return [
      caveat(
        "no-inventory",
        `No inventory of ${units.join(", ")}.`,
        words,
        units.length,
        free[0]?.item,
      ),
    ];
  }
  return held.map((total, at) =>
    caveat(
      "inventory",
      `${unitsInWords(total.unseen, total.units)} of the inventory have no row.`,
      known[at] ?? "",
      total.unseen,
      total.item,
    ),
  );
}

function sourceDiffers({ enterprise, differs }: CaveatFacts): Caveat[] {
  const count = differs.reduce((sum, { units }) => sum + units, 0);
  if (count === 0) return [];
  const item = differs[0]?.item ?? "";
  const units = enterprise.items.find((total) => total.item === item)?.units ?? "units";
  const verb = count === 1 ? "differs" : "differ";
  const title = `${unitsInWords(count, units)} ${verb} from the source's verdict.`;
  return [caveat("source-differs", title, "Listed, never used.", count, item)];
}

function outsideList({ outside }: CaveatFacts, left: number): Caveat[] {
  const names = outside.filter(({ name }) => name !== "");
  const units = names.reduce((sum, each) => sum + each.units, 0);
  return [
    ...(names.length > 0
      ? [
          caveat(
            "outside",
            `${countInWords(names.length)} ${names.length === 1 ? "name is" : "names are"} outside the list.`,
            `${countInWords(units)} units belong to names that are not among the organisations of this review: reported, never dropped.`,
            names.length,
          ),
        ]
      : []),
    ...(left > 0
      ? [
          caveat(
            "outside",
            `${countInWords(left)} left the list of this review.`,
            "By a logged act; the totals are over those that are in it.",
            left,
          ),
        ]
      : []),
  ];
}
