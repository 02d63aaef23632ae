import { describe, expect, test } from "vitest";
import type { RatingSummary } from "../determination/determination-views.contract.ts";
import { closestCase, drawClosest, drawCounts } from "./demo-picture.ts";

const display = (label: string, name: string, rank: number | null) => ({ label, name, rank });
const managing = display("managing-risk", "Managing Risk", 2);
const atRisk = display("at-risk", "At Risk", 1);
const highRisk = display("high-risk", "High Risk", 0);
const insufficient = display("insufficient-evidence", "Insufficient Evidence", null);
const bound = (billionths: number, percent: string) => ({ billionths, percent, exact: null });

const interior: RatingSummary = {
  organisation: "interior",
  name: "Department of the Interior",
  rating: atRisk,
  least: atRisk,
  at_best: managing,
  score: { least: bound(949_724_517, "94.9"), most: bound(959_366_391, "95.9") },
  units: "hosts",
  good: 1379,
  bad: 59,
  unknown: 14,
  n: 1452,
};
const sure: RatingSummary = { ...interior, organisation: "sure", at_best: atRisk };
const enterprise = {
  organisations: 132,
  labels: [
    { display: managing, count: 16 },
    { display: atRisk, count: 49 },
    { display: highRisk, count: 20 },
    { display: insufficient, count: 47 },
  ],
};

describe("the demo's words in a terminal without colour", () => {
  test("draw one mark for each organisation, and keep those without a rating in the total", () => {
    const lines = drawCounts(enterprise);
    expect(lines[0]).toBe(`x Managing Risk          16 ${"#".repeat(16)}`);
    expect(lines[3]).toBe(`? Insufficient Evidence  47 ${"/".repeat(47)}`);
    expect(lines[4]).toContain("132 one mark for each organisation");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(78);
  });

  test("name the closest case among the ratings that hang on the unknown, and no other", () => {
    expect(closestCase([sure, interior])).toBe(interior);
    expect(closestCase([sure])).toBeUndefined();
  });

  test("draw what is proved, unknown and bad of its last tenth, with counts in words", () => {
    const lines = drawClosest(interior, "95");
    expect(lines).toContain(`${"#".repeat(21)}|${":".repeat(5)}${".".repeat(18)}`);
    expect(lines.at(-1)).toBe("1,379 of 1,452 hosts proved good; Managing Risk is from 95 %.");
  });
});
