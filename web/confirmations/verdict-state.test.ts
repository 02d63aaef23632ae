import { describe, expect, test } from "vitest";
import type { SignableConfirmation, Verdict } from "../../src/confirmations/verdicts.contract.ts";
import {
  departing,
  displayNamed,
  inTime,
  lastDay,
  stageIn,
  stageTabs,
  stepsOf,
  takesFinalWord,
  takesReply,
} from "./verdict-state.ts";

const leaf = "0".repeat(64);
const said = { by: "a", by_name: "Officer", known_at: "2026-03-01T00:00:00.000000Z", leaf };
const sent: Verdict = {
  review: "yearly",
  organisation: "tides",
  name: "Office of Tides",
  simulated: false,
  stage: "sent",
  draft: leaf,
  on: "2026-03-31",
  as_of: "2026-04-01T00:00:00.000000Z",
  determination: leaf,
  computed: "at-risk",
  at_best: "at-risk",
  headline: "",
  inputs: "",
  sent_at: "2026-04-01T00:00:00.000000Z",
  reply_by: "2026-05-01",
  reply_extended: null,
  reply: null,
  final_word: null,
  signatures: [],
  confirmed: null,
  superseded: false,
};
const signed = { rating: "at-risk", reason: "", key: "k", ...said };
const states = (verdict: Verdict): string =>
  stepsOf(verdict)
    .map(({ state }) => state)
    .join(" ");

describe("the way of a verdict", () => {
  test("goes on from step to step, and what was not needed counts as behind", () => {
    expect(states(sent)).toBe("done next later later later");
    const disputes = {
      text: "No",
      points: [{ risk: "R-1", position: "disagree" as const, text: "" }],
    };
    const replied = { ...sent, stage: "replied" as const, reply: { ...disputes, ...said } };
    expect(states(replied)).toBe("done done next later later");
    const silent = { ...sent, stage: "not-replied" as const };
    expect(states(silent)).toBe("done done done next later");
    const half = { ...silent, stage: "half-confirmed" as const, signatures: [signed] };
    expect(states(half)).toBe("done done done done next");
    const two = [signed, { ...signed, by: "b" }];
    const confirmed = {
      ...half,
      signatures: two,
      confirmed: "at-risk",
      stage: "confirmed" as const,
    };
    expect(states(confirmed)).toBe("done done done done done");
  });

  test("takes no reply after a signature or a new draft, and no final word before the day", () => {
    expect(takesReply(sent)).toBe(true);
    expect(takesFinalWord(sent)).toBe(false);
    expect(takesReply({ ...sent, superseded: true })).toBe(false);
    expect(takesReply({ ...sent, stage: "replied", signatures: [signed] })).toBe(false);
    expect(takesFinalWord({ ...sent, stage: "confirmed", confirmed: "at-risk" })).toBe(false);
  });

  test("counts the extended day, and tells signatures in the order of time", () => {
    const reply_extended = { until: "2026-06-01", reason: "flood", ...said };
    expect(lastDay({ ...sent, reply_extended })).toBe("2026-06-01");
    expect(lastDay(sent)).toBe("2026-05-01");
    const later = { ...signed, by: "b", known_at: "2026-03-02T00:00:00.000000Z" };
    expect(inTime([later, signed]).map(({ by }) => by)).toEqual(["a", "b"]);
  });
});

test("an address that names no stage shows all, and an unknown label keeps its own word", () => {
  expect(stageTabs.map(stageIn)).toEqual(stageTabs);
  expect(stageIn("computed")).toBeNull();
  expect(stageIn("anything")).toBeNull();
  expect(displayNamed([], "odd")).toEqual({ label: "odd", name: "odd", rank: null });
});

test("a statement as computed carries no reason, and another rating carries the reason given", () => {
  const verdict = { organisation: "tides", computed: "at-risk", rating: "at-risk", reason: "" };
  // Only what the rule reads.
  const statement = Object.assign(Object.create(null), {
    predicate: { verdicts: [verdict] },
  }) as SignableConfirmation;
  expect(departing(statement, "at-risk", "typed before").predicate.verdicts[0]).toEqual(verdict);
  const other = departing(statement, "high-risk", "too kind").predicate.verdicts[0];
  expect(other).toMatchObject({ rating: "high-risk", reason: "too kind" });
});
