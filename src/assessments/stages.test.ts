import fc from "fast-check";
import { expect, test } from "vitest";
import { addSpan } from "../kit/calendar.ts";
import {
  daysLate,
  isIn,
  lastDayOf,
  lockedBecause,
  type Mover,
  moverOf,
  stageOf,
  stageOrder,
  stagesFrom,
} from "./stages.ts";

const stage = fc.constantFrom(...stageOrder);
const day = fc.integer({ min: 0, max: 4000 }).map((days) => addSpan("2020-01-01", { days }));
const facts = fc.record({
  stage: fc.option(stage),
  due: fc.option(day),
  extendedUntil: fc.option(day),
});
const both: ReadonlySet<Mover> = new Set(["side", "officer"]);

test("after a lock only an officer's request for changes opens a side again", () => {
  fc.assert(
    fc.property(stage, stage, (from, to) => {
      const mover = moverOf(from, to);
      if (mover === null || !isIn(from) || isIn(to)) return;
      expect({ to, mover }).toEqual({ to: "changes-requested", mover: "officer" });
    }),
  );
});

test("what is closed goes nowhere, and no stage leads to itself", () => {
  expect(stagesFrom("closed", both)).toEqual([]);
  for (const each of stageOrder) expect(moverOf(each, each)).toBeNull();
});

test("every stage can be reached from the first, and whoever scores reaches none of an officer's", () => {
  const reached = new Set<string>(["assigned"]);
  for (let round = 0; round < stageOrder.length; round += 1) {
    for (const from of stageOrder) {
      if (reached.has(from)) for (const to of stagesFrom(from, both)) reached.add(to);
    }
  }
  expect([...reached].toSorted()).toEqual([...stageOrder].toSorted());
  for (const from of stageOrder) {
    for (const to of stagesFrom(from, new Set<Mover>(["side"]))) {
      expect(["in-progress", "submitted"]).toContain(to);
    }
  }
});

test("a side that is in is locked on every day, whatever was granted", () => {
  fc.assert(
    fc.property(facts, day, (each, today) => {
      if (each.stage === null || !isIn(each.stage)) return;
      expect(lockedBecause(each, today)).toMatch(/locked/u);
      expect(daysLate(each, today)).toBe(0);
    }),
  );
});

test("an open side is locked exactly after its last day, and an extension never shortens", () => {
  fc.assert(
    fc.property(facts, day, (each, today) => {
      if (each.stage !== null && isIn(each.stage)) return;
      const last = lastDayOf(each);
      expect(lockedBecause(each, today) !== null).toBe(last !== null && today > last);
      expect(daysLate(each, today) > 0).toBe(last !== null && today > last);
      if (each.due !== null) expect(last !== null && last >= each.due).toBe(true);
      else expect(last).toBeNull();
    }),
  );
});

test("a day that passes never opens a side", () => {
  fc.assert(
    fc.property(facts, day, fc.nat(400), (each, today, days) => {
      if (lockedBecause(each, today) === null) return;
      expect(lockedBecause(each, addSpan(today, { days }))).not.toBeNull();
    }),
  );
});

test("a side is in progress by itself once anything was scored, and never falls back by it", () => {
  expect(stageOf(null, false)).toBe("assigned");
  expect(stageOf(null, true)).toBe("in-progress");
  expect(stageOf("assigned", true)).toBe("in-progress");
  fc.assert(
    fc.property(stage, fc.boolean(), (stored, scored) => {
      if (stored !== "assigned") expect(stageOf(stored, scored)).toBe(stored);
    }),
  );
});
