import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weekendsOnly } from "../platform/calendars/find-calendar.ts";
import { type CountedText, datesMovedByAmendments, datesMovedByText } from "./amended-dates.ts";
import { DueDates } from "./due-dates.ts";
import { emptyAct } from "./empty-act.ts";
import type { OrderAct } from "./order-act.contract.ts";
import { noFacts, type OrderFacts } from "./order-facts.ts";
import type { OrderFile } from "./order.contract.ts";
import { readOrder } from "./read-order.ts";

const file = "examples/orders/yearly-review.yaml";
const first = readOrder(readFileSync(file), file);
const signed: OrderFacts = { ...noFacts, signed: "2024-01-08" };

function counted(order: OrderFile, version = 1): CountedText {
  return { version, order, calendar: weekendsOnly, rule: "next" };
}
/** The same order, whose reports are due so many days after signing. */
function dueAfter(days: number): OrderFile {
  return {
    ...first,
    tasks: first.tasks.map((task) =>
      task.id === "organisation-report"
        ? { ...task, deadline: { kind: "after-signing", days } }
        : task,
    ),
  };
}
function amended(version: number, day: string, because: string | null = null): OrderAct {
  return { ...emptyAct("amended", day), version, because };
}
const imported = { ...emptyAct("imported", "2024-01-01"), version: 1 };
const signing = emptyAct("signed", "2024-01-08");

describe("dates that an amendment moves", () => {
  const moves = datesMovedByText(counted(first), counted(dueAfter(120)), signed);

  test("the task itself moves by its new deadline, and what hangs on it moves with it", () => {
    expect(moves.map(({ task, was, now }) => [task, was, now])).toEqual([
      ["organisation-report", "2024-04-08", "2024-05-07"],
      ["independent-scores", "2024-05-07", "2024-06-06"],
      ["determination", "2024-07-08", "2024-08-05"],
      ["plan", "2024-10-07", "2024-11-05"],
      ["public-summary", "2024-08-05", "2024-09-04"],
      ["next-review", "2025-07-07", "2025-08-05"],
    ]);
    expect(moves[0]?.by).toBe("its deadline was signing + 90 days, and is signing + 120 days");
    expect(moves[1]?.by).toBe("it counts from Organisation reports, whose date moved");
  });

  test("another rule for days off moves only what falls on a day off, and says so", () => {
    const printed: CountedText = { ...counted(first), rule: "printed" };
    const ruled = datesMovedByText(printed, counted(first), signed);
    expect(ruled).toContainEqual({
      task: "organisation-report",
      title: "Organisation reports",
      was: "2024-04-07",
      now: "2024-04-08",
      by: "its days off are counted differently",
    });
  });

  test("a task that was renamed is followed, one that is new or gone is no moved date", () => {
    const [, report, ...others] = dueAfter(120).tasks;
    if (!report) throw new Error("the example has tasks");
    const renamed = { ...report, id: "heads-report", formerly: [report.id] };
    const alone = { ...first, tasks: [renamed] };
    expect(others.length).toBeGreaterThan(0);
    expect(datesMovedByText(counted(first), counted(alone), signed)).toMatchObject([
      { task: "heads-report", was: "2024-04-08", now: "2024-05-07" },
    ]);
  });

  const days = fc.integer({ min: 1, max: 800 });
  test("a task is listed exactly when its date differs, and back again is the same turned round", () => {
    fc.assert(
      fc.property(days, days, fc.constantFrom("printed", "next", "previous"), (one, two, rule) => {
        const [before, after] = [one, two].map((each) => ({ ...counted(dueAfter(each)), rule }));
        if (!before || !after) return;
        const dates = (text: CountedText) =>
          new DueDates(text.order, signed, text.calendar, text.rule).all();
        const later = new Map(dates(after).map((each) => [each.task, each]));
        const differ = dates(before).filter(
          (each) =>
            later.get(each.task)?.due !== each.due ||
            later.get(each.task)?.printed !== each.printed,
        );
        const found = datesMovedByText(before, after, signed);
        expect(found.map((each) => each.task)).toEqual(differ.map((each) => each.task));
        expect(
          datesMovedByText(after, before, signed).map(({ task, was, now }) => [task, now, was]),
        ).toEqual(found.map(({ task, was, now }) => [task, was, now]));
      }),
      { numRuns: 60 },
    );
  });
});

describe("what amendments moved since signing", () => {
  const texts = [counted(first, 1), counted(dueAfter(120), 2), counted(dueAfter(100), 3)];
  const kept = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      leaf: `leaf-${at}`,
      known_at: "2024-03-05T10:00:00.000000Z",
    }));

  test("each amendment is listed with its act, its day and when it became known", () => {
    const acts = [imported, signing, amended(2, "2024-03-01", "a flood"), amended(3, "2024-03-05")];
    const report = datesMovedByAmendments(texts, acts, kept(4)).filter(
      (each) => each.task === "organisation-report",
    );
    expect(report).toEqual([
      {
        task: "organisation-report",
        title: "Organisation reports",
        was: "2024-04-08",
        now: "2024-05-07",
        because:
          "amended on 1 March 2024 (version 2, known since 5 March 2024): a flood; its deadline was signing + 90 days, and is signing + 120 days",
        amendment: {
          from_version: 1,
          version: 2,
          day: "2024-03-01",
          known_at: "2024-03-05T10:00:00.000000Z",
          leaf: "leaf-2",
          because: "a flood",
        },
      },
      expect.objectContaining({
        was: "2024-05-07",
        now: "2024-04-17",
        because:
          "amended on 5 March 2024 (version 3); its deadline was signing + 120 days, and is signing + 100 days",
      }),
    ]);
  });

  test("a text that changed before signing moved nothing: there was no date yet", () => {
    const acts = [imported, amended(2, "2024-01-05"), signing];
    expect(datesMovedByAmendments(texts, acts, kept(3))).toEqual([]);
    expect(datesMovedByAmendments(texts, acts.slice(0, 2), kept(2))).toEqual([]);
  });

  test("an extension that holds both before and after is not put down to the amendment", () => {
    const until = { ...emptyAct("extended", "2024-02-01"), task: "organisation-report" };
    const extended = { ...until, until: "2024-12-02", by: "chief-executive", because: "a storm" };
    const acts = [imported, signing, extended, amended(2, "2024-03-01")];
    expect(datesMovedByAmendments(texts, acts, kept(4))).toEqual([]);
  });

  test("along any line of amendments each move begins where the one before ended", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }), (line) => {
        const all = [first, ...line.map(dueAfter)].map((order, at) => counted(order, at + 1));
        const acts = line.map((_, at) => amended(at + 2, "2024-03-01"));
        const found = datesMovedByAmendments(all, [imported, signing, ...acts], []);
        const own = found.filter((each) => each.task === "organisation-report");
        const chain = ["2024-04-08", ...own.map((each) => each.now)];
        expect(own.map((each) => each.was)).toEqual(chain.slice(0, -1));
      }),
      { numRuns: 60 },
    );
  });
});
