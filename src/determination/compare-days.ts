import { dayInWords } from "../kit/calendar.ts";
import { unreachable } from "../kit/problem.ts";
import type { CountedEvidence } from "../evidence/counted-evidence.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type {
  ComparedName,
  Comparison,
  Determination,
  Movement,
} from "./determination.contract.ts";
import { intervalOf, valueOfItem } from "./item-value.ts";
import { movementOfItem, movementOfRating } from "./movement.ts";
import { seemsToFollow, type SharedUnits } from "./seems-to-follow.ts";
import { capital, countInWords, numberInWords } from "./words.ts";

/** Everything known of one of the two days. */
export interface ComparedDay {
  readonly day: string;
  readonly evidence: Pick<CountedEvidence, "organisations" | "outside">;
  readonly determination: Pick<Determination, "ratings" | "methodology" | "yardstick">;
}

/** What a comparison is made of. */
export interface ComparisonInputs {
  readonly review: string;
  readonly asOf: string;
  readonly item: string;
  readonly items: readonly { readonly id: string; readonly title: string }[];
  /** Items that enter the score, to tell whether anything was there to rate. */
  readonly scoreItems: readonly string[];
  readonly from: ComparedDay;
  readonly to: ComparedDay;
  /** Units that names of both days share; empty where only counts are there. */
  readonly shared: readonly SharedUnits[];
}

const movements: readonly Movement[] = [
  "improved",
  "declined",
  "lost-sight",
  "now-seen",
  "unchanged",
  "not-comparable",
];

/**
 * Sets two days side by side for one item (determination.md, section 3): every name that has
 * evidence on either day, also those outside the list, with how it moved or why that cannot be told.
 */
export function compareDays(inputs: ComparisonInputs): Comparison {
  const { from, to, item } = inputs;
  const names = comparedNames(inputs);
  const counts = Object.fromEntries(
    movements.map((movement) => [
      movement,
      names.filter((name) => name.movement === movement).length,
    ]),
  );
  return {
    format: "muster/comparison/1",
    review: inputs.review,
    item,
    title: inputs.items.find(({ id }) => id === item)?.title ?? item,
    from: from.day,
    to: to.day,
    as_of: inputs.asOf,
    items: inputs.items.map(({ id, title }) => ({
      item: id,
      title,
      ...comparability(id, from, to),
    })),
    counts,
    headline: headlineOf(counts),
    lede: ledeOf(inputs, names),
    names,
    ratings: comparedRatings(inputs),
  };
}

interface Held {
  readonly organisation: string;
  readonly name: string;
  readonly evidence: ItemEvidence;
}

/** What each name holds of an item on a day, by a key that is the same on both days. */
function heldOn(day: ComparedDay, item: string): Map<string, Held> {
  const held = new Map<string, Held>();
  const add = (key: string, organisation: string, name: string, items: readonly ItemEvidence[]) => {
    const evidence = items.find((each) => each.item === item);
    if (evidence && evidence.n > 0 && name !== "") held.set(key, { organisation, name, evidence });
  };
  for (const { organisation, name, items } of day.evidence.organisations) {
    add(`in ${organisation}`, organisation, name, items);
  }
  for (const { name, organisation, items } of day.evidence.outside) {
    add(organisation === "" ? `out ${name}` : `in ${organisation}`, organisation, name, items);
  }
  return held;
}

function comparedNames({ from, to, item, shared }: ComparisonInputs): ComparedName[] {
  const before = heldOn(from, item);
  const after = heldOn(to, item);
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return keys
    .map((key) => {
      const [old, now] = [before.get(key), after.get(key)];
      const moved = movementOfItem(
        { day: from.day, evidence: old?.evidence ?? null },
        { day: to.day, evidence: now?.evidence ?? null },
      );
      const name = now?.name ?? old?.name ?? "";
      return {
        organisation: now?.organisation ?? old?.organisation ?? "",
        name,
        ...moved,
        from: old?.evidence ?? null,
        to: now?.evidence ?? null,
        from_value: old ? intervalOf(valueOfItem(old.evidence)) : null,
        to_value: now ? intervalOf(valueOfItem(now.evidence)) : null,
        seems: old && !now ? follower(old, after, shared) : null,
      };
    })
    .toSorted(bySizeThenName);
}

function follower(
  gone: Held,
  later: ReadonlyMap<string, Held>,
  shared: readonly SharedUnits[],
): ComparedName["seems"] {
  const found = seemsToFollow(gone.name, shared);
  if (found === null) return null;
  const holder = [...later.values()].find(({ name }) => name === found.name);
  return { ...found, organisation: holder?.organisation ?? "", of: gone.evidence.n };
}

function bySizeThenName(left: ComparedName, right: ComparedName): number {
  const size = ({ from, to }: ComparedName): number => Math.max(from?.n ?? 0, to?.n ?? 0);
  return size(right) - size(left) || (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);
}

/** Whether an item was measured by the same rule on both days, and if not, why. */
function comparability(
  item: string,
  from: ComparedDay,
  to: ComparedDay,
): { comparable: boolean; because: string } {
  const [before, after] = [rulesOn(from, item), rulesOn(to, item)];
  const missing = [...(before.size === 0 ? [from] : []), ...(after.size === 0 ? [to] : [])].map(
    ({ day }) => `not measured on ${dayInWords(day)}`,
  );
  if (missing.length > 0) return { comparable: false, because: missing.join(", ") };
  if ([...before].some((rule) => after.has(rule))) return { comparable: true, because: "" };
  return { comparable: false, because: `measured by another rule on ${dayInWords(from.day)}` };
}

function rulesOn({ evidence }: ComparedDay, item: string): Set<string> {
  const items = [...evidence.organisations, ...evidence.outside].flatMap((each) => each.items);
  return new Set(
    items
      .filter((each) => each.item === item && each.n > 0 && each.missing === null)
      .map(({ rule }) => rule),
  );
}

function headlineOf(counts: Record<string, number>): string {
  const count = (movement: Movement): number => counts[movement] ?? 0;
  const improved = count("improved");
  const noun = improved === 1 ? "organisation" : "organisations";
  return `${countInWords(improved)} ${noun} provably improved, ${countInWords(count("declined"))} declined; for ${countInWords(count("lost-sight"))} we lost sight`;
}

function ledeOf(
  { item, items, from, to }: ComparisonInputs,
  names: readonly ComparedName[],
): string {
  const comparable = items.filter(({ id }) => comparability(id, from, to).comparable);
  const same = comparable.some(({ id }) => id === item);
  const held = new Set(
    names.flatMap((name) => [name.from, name.to]).map((side) => side?.held_against),
  );
  const units = names.find(({ to: now }) => now !== null)?.to?.units ?? "units";
  return [
    same
      ? `${comparable.length === 1 ? `Only ${item} was` : `${item} was`} measured by the same rule on both dates.`
      : `${item} may not be compared: ${comparability(item, from, to).because}.`,
    ...(same && held.has("inventory") && !held.has("nothing")
      ? [`Both dates have an inventory, so ${units} without a row are unknown.`]
      : []),
    "A movement counts only if it holds however the unknown turns out; losing sight is never an improvement.",
  ].join(" ");
}

function comparedRatings({ from, to, scoreItems }: ComparisonInputs): Comparison["ratings"] {
  const madeBy = ({ determination: { methodology, yardstick } }: ComparedDay): string =>
    `${methodology.digest} ${yardstick.digest}`;
  const before = new Map(from.determination.ratings.map((each) => [each.organisation, each]));
  return to.determination.ratings.flatMap((now) => {
    const old = before.get(now.organisation);
    if (old === undefined) return [];
    const dated = (side: ComparedDay, rating: typeof now) => ({
      day: side.day,
      rating: rating.rating,
      least: rating.least,
      at_best: rating.at_best,
      anything: rating.items.some(
        ({ item, evidence }) => scoreItems.includes(item) && evidence.n > 0,
      ),
      madeBy: madeBy(side),
    });
    const moved = movementOfRating(dated(from, old), dated(to, now));
    const { organisation, name } = now;
    return [{ organisation, name, from: old.rating, to: now.rating, ...moved }];
  });
}

/** What stands under the heading of each movement. */
export function movementExplained(movement: Movement, from: string, to: string): string {
  const [before, after] = [from.slice(0, 4), to.slice(0, 4)];
  const [old, now] = before === after ? [dayInWords(from), dayInWords(to)] : [before, after];
  switch (movement) {
    case "improved":
      return `The least of ${now} is above the most of ${old}.`;
    case "declined":
      return `The most of ${now} is below the least of ${old}.`;
    case "lost-sight":
      return `Less is known in ${now}: the range became wider and overlaps the old one.`;
    case "now-seen":
      return `More is known in ${now}, but the ranges overlap: neither better nor worse.`;
    case "unchanged":
      return "The ranges overlap and are equally wide.";
    case "not-comparable":
      return "Nothing is there on one of the days, or it was measured by another rule.";
    default:
      return unreachable(movement);
  }
}

/** Why names may not be compared, in a few sentences with counts. */
export function notComparableInWords(comparison: Comparison): string {
  const names = comparison.names.filter(({ movement }) => movement === "not-comparable");
  const gone = names.filter(({ from, to }) => from !== null && to === null);
  const fresh = names.filter(({ from, to }) => from === null && to !== null);
  const follow = gone.filter(({ seems }) => seems !== null).length;
  const [old, now] = [dayInWords(comparison.from), dayInWords(comparison.to)];
  return [
    ...(gone.length > 0 ? [`${withoutRow(gone.length, old, now)}.`] : []),
    ...(fresh.length > 0 ? [`${withoutRow(fresh.length, now, old)}.`] : []),
    ...(gone.length > 0
      ? [
          `By their units ${numberInWords(follow)} of the ${numberInWords(gone.length)} seem to follow under another name.`,
        ]
      : []),
    "Nothing is joined before a match is approved.",
  ].join(" ");
}

function withoutRow(count: number, there: string, missing: string): string {
  const names = count === 1 ? "name" : "names";
  return `${capital(numberInWords(count))} ${names} of ${there} ${count === 1 ? "has" : "have"} no row on ${missing}`;
}
