import { expect, test } from "vitest";
import type { StatedRisk } from "../../src/attestations/attestations.contract.ts";
import type { Accountability } from "../../src/decisions/decisions.contract.ts";
import {
  byPressure,
  daysFrom,
  filterOf,
  isLeft,
  missingOf,
  moneyTyped,
  standingOf,
  weekdayOf,
} from "./sign-state.ts";

test("a signature is late only after its last day, and stale however early it was given", () => {
  const day = "2026-06-30";
  expect(standingOf({ due: day, on: day }, undefined)).toBe("unsigned");
  expect(standingOf({ due: day, on: "2026-07-01" }, undefined)).toBe("late");
  expect(standingOf({ due: null, on: "2026-07-01" }, undefined)).toBe("unsigned");
  expect(standingOf({ due: day, on: "2026-07-01" }, { state: "current" })).toBe("signed");
  expect(standingOf({ due: day, on: day }, { state: "stale" })).toBe("stale");
});

const decision = {
  decision: "accept",
  reason: "Known.",
  cost: null,
  date: "2026-01-01",
  owner: "Head of Tides",
  expires: "2026-05-31",
  expired: true,
  prepared_by: "Security lead",
  prepared_at: "2026-01-01T00:00:00.000000Z",
} as const;
const risk: StatedRisk = {
  risk: "R-1",
  title: "Tables may be lost",
  statement: "",
  severity: "high",
  effect: "",
  cost: null,
  findings: [],
  decision: null,
};

test("what is undecided and what has expired is missing, and nothing else", () => {
  const expired = { ...risk, risk: "R-2", decision };
  const decided = { ...risk, risk: "R-3", decision: { ...decision, expired: false } };
  expect(missingOf({ risks: [risk, expired, decided] })).toEqual([
    { risk: "R-1", words: "R-1 is undecided: Tables may be lost" },
    { risk: "R-2", words: "the acceptance of R-2 expired on 31 May 2026" },
  ]);
});

test("days are counted over months, years and changes of the clock", () => {
  expect(daysFrom("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysFrom("2027-01-01", "2026-12-31")).toBe(-1);
  expect(weekdayOf("2026-06-30")).toBe("Tuesday");
});

test("money is read as people type it, and never guessed", () => {
  expect(moneyTyped("250,000")).toBe(250_000);
  expect(moneyTyped(" 250 000 ")).toBe(250_000);
  expect(moneyTyped("")).toBeNull();
  for (const text of ["-1", "1.5", "2m", "about 3"]) expect(moneyTyped(text)).toBeUndefined();
});

const of = (
  organisation: string,
  signature: Accountability["signature"],
  undecided = 0,
): Accountability => ({
  organisation,
  open_risks: undecided,
  undecided,
  prepared: 0,
  expired: 0,
  signature,
  due: null,
  signed_at: null,
  signed_late: false,
});

test("what presses most stands first, and an unknown filter hides nobody", () => {
  const all = [of("a", "signed"), of("b", "none", 1), of("c", "late"), of("d", "none", 3)];
  const names = new Map([["b", "Aa"]]);
  const order = all.toSorted(byPressure(names)).map(({ organisation }) => organisation);
  expect(order).toEqual(["c", "d", "b", "a"]);
  expect(filterOf("no such filter")).toBe("");
  expect(all.filter((each) => isLeft(each, "unsigned"))).toHaveLength(2);
  expect(all.filter((each) => isLeft(each, "undecided"))).toHaveLength(2);
  expect(all.filter((each) => isLeft(each, ""))).toHaveLength(4);
});
