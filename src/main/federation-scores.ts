import { addSpan } from "../kit/calendar.ts";
import { type Cell, writeCsv } from "../kit/csv-write.ts";

/** A body of the invented federation, as demo/federation/organisations.csv lists it. */
export interface FederationBody {
  readonly name: string;
  /** Name of the body above it; empty for none. */
  readonly parent: string;
  readonly kind: "organisation" | "system";
}

/** How a body stands in the story: what it says of itself, and how far anybody looked. */
export interface FederationStanding {
  /** How good it is: 100 to 500 hundredths of a level. */
  readonly maturity: number;
  /** By how many levels it flatters itself. */
  readonly flattery: number;
  /** What it says of itself: everything, a part, or nothing. */
  readonly reports: "all" | "some" | "nothing";
  /** What the auditors could see: everything, the sample, or nothing because access was refused. */
  readonly examined: "all" | "sample" | "refused";
}

/** The days of the story: the order was signed a while ago, so that some of its days are past. */
export interface FederationDays {
  readonly signed: string;
  readonly self: string;
  readonly independent: string;
  /** The day spoken of. */
  readonly on: string;
}

/** The days of the story, as seen from a day. */
export function federationDays(today: string): FederationDays {
  return {
    signed: addSpan(today, { days: -110 }),
    self: addSpan(today, { days: -31 }),
    independent: addSpan(today, { days: -12 }),
    on: addSpan(today, { days: -12 }),
  };
}

/** The items that every body's auditors look at: fixed before anybody knew how they would turn out. */
export const federationSample = [
  "GV.OC",
  "GV.RR",
  "GV.SC",
  "ID.AM",
  "ID.RA",
  "ID.IM",
  "PR.AA",
  "PR.DS",
  "PR.PS",
  "PR.IR",
  "DE.CM",
  "DE.AE",
  "RS.MA",
  "RS.AN",
  "RC.RP",
] as const;

/**
 * Numbers from 0 up to, not including, `below`, that look thrown but follow from a seed alone: the
 * story is the same on every machine (32-bit mix of xorshift and multiplication).
 */
export function thrownFrom(seed: string): (below: number) => number {
  let state = 0x811c9dc5;
  for (const letter of seed) {
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) >>> 0;
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    return mixed % below;
  };
}

/** How a body stands, from its name alone. */
export function standingOfBody({ name }: Pick<FederationBody, "name">): FederationStanding {
  const thrown = thrownFrom(`standing of ${name}`);
  const reporting = thrown(100);
  const examining = thrown(100);
  return {
    maturity: 190 + thrown(170) + thrown(170),
    flattery: [0, 0, 0, 1, 1, 2][thrown(6)] ?? 0,
    reports: reporting < 6 ? "nothing" : reporting < 18 ? "some" : "all",
    examined: examining < 7 ? "refused" : examining < 40 ? "sample" : "all",
  };
}

const level = (hundredths: number): number =>
  Math.min(5, Math.max(1, Math.floor((hundredths + 50) / 100)));

/**
 * What every body says of itself and what was found of it, as a table that `score import` reads: one
 * row for each score, and none where nothing was said. All of it is invented.
 */
export function federationScores(
  bodies: readonly FederationBody[],
  items: readonly string[],
  kind: "self" | "independent",
  day: string,
): string {
  const rows: Cell[][] = [["organisation", "item", "kind", "day", "value"]];
  for (const body of bodies) {
    if (body.kind === "system") continue;
    const standing = standingOfBody(body);
    const thrown = thrownFrom(`levels of ${body.name}`);
    for (const item of items) {
      const found = standing.maturity + thrown(220) - 110;
      const said = found + standing.flattery * 100 + thrown(80) - 40;
      const dropped = thrown(4) === 0;
      const value =
        kind === "self"
          ? selfValue(standing, level(said), dropped)
          : independentValue(standing, item, level(found));
      if (value !== null) rows.push([body.name, item, kind, day, value]);
    }
  }
  return writeCsv(rows);
}

function selfValue({ reports }: FederationStanding, said: number, dropped: boolean): Cell {
  if (reports === "nothing") return null;
  return reports === "some" && dropped ? "not reported" : said;
}

function independentValue({ examined }: FederationStanding, item: string, found: number): Cell {
  const sampled = federationSample.some((each) => each === item);
  if (examined === "refused") return sampled ? "access refused" : null;
  return examined === "sample" && !sampled ? null : found;
}
