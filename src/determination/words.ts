import { unreachable } from "../kit/problem.ts";
import type { ItemEvidence, MissingReason } from "../evidence/item-evidence.ts";
import { fraction } from "./exact.ts";
import { percentCut } from "./percent.ts";
import type { Display, Interval, Movement } from "./determination.contract.ts";

/*
 * The one place that turns a score, a count or a movement into words: for pages, the report, the
 * terminal and the reasons of a rating alike.
 */

/** A whole number with its thousands apart: 24,638. */
export function countInWords(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

const small = [
  "none",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];

/** A number inside a sentence: "five" up to ten, figures above. */
export function numberInWords(count: number): string {
  return small[count] ?? countInWords(count);
}

/** The singular of what is counted: "hosts" gives "host", "countries" gives "country". */
export function singular(units: string): string {
  if (units.endsWith("ies")) return `${units.slice(0, -3)}y`;
  return units.endsWith("s") ? units.slice(0, -1) : units;
}

/** A count with its noun: "1 host", "2,631 hosts". */
export function unitsInWords(count: number, units: string): string {
  return `${countInWords(count)} ${count === 1 ? singular(units) : units}`;
}

/** A percentage: "64.1 %". */
export function percentInWords(percent: string): string {
  return `${percent} %`;
}

/** Unknown units, whether seen or not. */
export function unknownOf(evidence: Pick<ItemEvidence, "unknown" | "unseen">): number {
  return evidence.unknown + evidence.unseen;
}

/** What is proved of an item: "2,819 of 4,393 hosts are proved good". */
export function provedInWords(evidence: ItemEvidence): string {
  if (evidence.n === 0) return `no ${singular(evidence.units)} is known of`;
  const verb = evidence.good === 1 ? "is" : "are";
  return `${countInWords(evidence.good)} of ${unitsInWords(evidence.n, evidence.units)} ${verb} proved good`;
}

/** The text of an interval bar: "1,379 of 1,452 proved good, 14 unknown, 59 proved bad". */
export function barInWords(evidence: ItemEvidence): string {
  if (evidence.n === 0) return missingInWords(evidence.missing ?? "no-collection");
  if (evidence.rule.startsWith("combined")) return combinedInWords(evidence);
  const unknown = unknownOf(evidence);
  return [
    `${countInWords(evidence.good)} of ${countInWords(evidence.n)} proved good`,
    ...(unknown > 0 ? [`${countInWords(unknown)} unknown`] : []),
    ...(evidence.bad > 0 ? [`${countInWords(evidence.bad)} proved bad`] : []),
  ].join(", ");
}

/** What is proved where scores were combined: a share, not a count of things. */
function combinedInWords({ missing, good, bad, n }: ItemEvidence): string {
  if (missing !== null) return missingInWords(missing);
  const [least, most] = [percentCut(fraction(good, n)), percentCut(fraction(n - bad, n))];
  return least === most
    ? percentInWords(least)
    : `from ${percentInWords(least)} to ${percentInWords(most)}`;
}

/** A score: "64.1 %", or "from 64.1 % to 65.6 %" when part of it is not known. */
export function intervalInWords({ least, most }: Interval): string {
  return least.billionths === most.billionths
    ? percentInWords(least.percent)
    : `from ${percentInWords(least.percent)} to ${percentInWords(most.percent)}`;
}

/** What is shown of a rating: "At Risk (web transport), at best Managing Risk". */
export function ratingInWords(
  rating: { readonly rating: Display; readonly at_best: Display; readonly least: Display },
  scope: string,
): string {
  const open = rating.rating.rank !== null && rating.at_best.rank !== rating.least.rank;
  return `${rating.rating.name} (${scope})${open ? `, at best ${rating.at_best.name}` : ""}`;
}

/** Why a value is not there. */
export function missingInWords(reason: MissingReason): string {
  switch (reason) {
    case "no-collection":
      return "not measured: no collection";
    case "not-in-collection":
      return "no row under this name";
    case "not-delivered":
      return "a collection was due and not delivered";
    case "no-such-column":
      return "not measured by this collection";
    case "stale":
      return "the newest collection is too old";
    case "unknown-by-source":
      return "the source does not know";
    case "withheld":
      return "withheld";
    case "not-reported":
      return "not reported";
    case "access-refused":
      return "access refused";
    case "not-examined":
      return "not examined";
    default:
      return unreachable(reason);
  }
}

/** How something moved, in one or two words. */
export function movementInWords(movement: Movement): string {
  switch (movement) {
    case "improved":
    case "declined":
    case "unchanged":
      return movement;
    case "lost-sight":
      return "lost sight";
    case "now-seen":
      return "now seen";
    case "not-comparable":
      return "not comparable";
    default:
      return unreachable(movement);
  }
}

/** A place in an order of size: "Largest", "Fifth largest", "12th largest". */
export function placeBySize(place: number): string {
  const words = ["", "Largest", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];
  const word = words[place];
  if (place === 1) return "Largest";
  return `${word ?? `${place}${ordinalEnding(place)}`} largest`;
}

function ordinalEnding(number: number): string {
  const tens = number % 100;
  if (tens >= 11 && tens <= 13) return "th";
  return ["th", "st", "nd", "rd"][number % 10] ?? "th";
}

/** Joins phrases as people do: "a", "a and b", "a, b and c". */
export function listInWords(phrases: readonly string[]): string {
  const last = phrases.at(-1) ?? "";
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(", ")} and ${last}`;
}

/** A sentence begins with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const irregular: ReadonlyMap<string, string> = new Map([
  ["are", "is"],
  ["have", "has"],
  ["do", "does"],
]);

/** A phrase that begins with a verb in the plural, for a count: 1 gives "lacks HTTPS", 2 "lack HTTPS". */
export function verbFor(count: number, phrase: string): string {
  if (count !== 1) return phrase;
  const [verb = "", ...rest] = phrase.split(" ");
  const ending = /(?:s|sh|ch|x|z)$/.test(verb) ? "es" : "s";
  return [irregular.get(verb) ?? `${verb}${ending}`, ...rest].join(" ");
}
