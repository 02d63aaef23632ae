import fc from "fast-check";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { ScoreSheet } from "../../src/assessments/scores.contract.ts";
import { isItem } from "./sheet-answer.ts";

const contract = ScoreSheet.properties.items.items;

const score = {
  value: { level: 3 },
  day: "2026-03-31",
  known_at: "2026-03-31T10:00:00.000000Z",
  by: "somebody",
  on_behalf: false,
  wording: "w",
  leaf: "l",
  note: "",
  evidence: [],
  tool: null,
  overrides: null,
  after_lock: false,
};
const item = {
  item: "A1",
  label: "A1",
  title: "T",
  text: "Words.",
  scale: "level",
  units: null,
  group: "A",
  wording: "w",
  withdrawn: false,
  measured_by: null,
  sampled: true,
  applicable: true,
  not_applicable_reason: null,
  self: score,
  independent: null,
};

test("the fast look at an item answers as the contract does, whatever comes", () => {
  const odd = fc.oneof(
    fc.constantFrom(null, "", 0, 6, 2.5, true, [], {}, { level: 6 }, { level: 2, more: 1 }),
    fc.constantFrom({ missing: "not-reported" }, { from: 1, to: 2 }, { answer: "maybe" }),
    fc.constantFrom({ name: "scanner", version: "1" }, [{ link: "https://example.org" }], [7]),
  );
  const spoiled = fc.record({
    at: fc.constantFrom(...Object.keys(item), "more"),
    inScore: fc.constantFrom("", ...Object.keys(score), "more"),
    odd,
    gone: fc.boolean(),
  });
  fc.assert(
    fc.property(spoiled, ({ at, inScore, odd: value, gone }) => {
      const inside: Record<string, unknown> = { ...score, [inScore]: value };
      if (gone) delete inside[inScore];
      const whole: Record<string, unknown> =
        inScore === "" ? { ...item, [at]: value } : { ...item, self: inside };
      if (gone && inScore === "") delete whole[at];
      expect(isItem(whole)).toBe(Value.Check(contract, whole));
    }),
    { numRuns: 2000 },
  );
  expect(isItem(item)).toBe(true);
});
