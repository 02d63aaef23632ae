import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogEntry } from "../../src/platform/log/log.contract.ts";
import { foldActs } from "./fold-acts.ts";

const entry = (number: number, change: number, kind: string): LogEntry => ({
  digest: String(number).padStart(64, "0"),
  kind,
  subject: `organisation/${number}`,
  subject_name: null,
  actor: "test-officer",
  actor_name: "Test Officer",
  at: `2026-11-22T10:00:00.${String(change).padStart(6, "0")}Z`,
  index: number,
  salt: null,
  event: null,
});

const lists = fc
  .array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom("rating.recorded", "order.signed")), {
    maxLength: 60,
  })
  .map((acts) => acts.map(([change, kind], at) => entry(at, change, kind)));

test("a fold loses no act, keeps the order and always shows the chosen one", () => {
  fc.assert(
    fc.property(lists, fc.nat(), (entries, some) => {
      const chosen = entries[some % Math.max(entries.length, 1)]?.digest ?? "";
      const runs = foldActs(entries, chosen);
      const shown = runs.flatMap((run) => run.shown);
      expect(runs.reduce((sum, run) => sum + run.shown.length + run.folded, 0)).toBe(
        entries.length,
      );
      expect(shown).toEqual(entries.filter((one) => shown.includes(one)));
      if (chosen !== "") expect(shown.map(({ digest }) => digest)).toContain(chosen);
      for (const run of runs) expect(new Set(run.shown.map(({ at }) => at)).size).toBe(1);
    }),
  );
});

test("the ratings of one determination take two rows and a line", () => {
  const entries = Array.from({ length: 132 }, (_, at) => entry(at, 1, "rating.recorded"));
  const runs = foldActs([entry(200, 1, "determination.recorded"), ...entries], "");
  expect(runs.map(({ shown, folded }) => [shown.length, folded])).toEqual([
    [1, 0],
    [2, 130],
  ]);
});
