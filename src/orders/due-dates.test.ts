import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSpan } from "../kit/calendar.ts";
import { applyDayRule, type HolidayCalendar } from "../kit/holidays.ts";
import type { AnchorChoice, Deadline } from "./deadline.contract.ts";
import { type DueDate, DueDates } from "./due-dates.ts";
import { noFacts, type OrderFacts } from "./order-facts.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";

const calendar: HolidayCalendar = {
  format: "muster-calendar/1",
  id: "plain",
  version: 1,
  title: "Weekends only",
  source: "this test",
  from: "1900-01-01",
  until: "2999-12-31",
  weekend: ["Saturday", "Sunday"],
  days_off: [],
};

function task(id: string, deadline: Deadline, more: Partial<OrderTask> = {}): OrderTask {
  return { id, clause: "1", title: id, leads: ["office"], product: "report", deadline, ...more };
}

function order(...tasks: OrderTask[]): OrderFile {
  const offices = { office: { title: "Office" } };
  return {
    format: "muster-order/1",
    id: "o",
    title: "O",
    kind: "order",
    status: "draft",
    source: "test",
    offices,
    tasks,
  };
}

const reports = task("reports", { kind: "after-signing", days: 90 }, { each: "organisation" });
function answer(which: AnchorChoice): OrderTask {
  return task("answer", {
    kind: "after-product",
    tasks: ["reports"],
    event: "receipt",
    which,
    days: 60,
  });
}

function received(...days: [part: string | null, on: string][]): OrderFacts["events"] {
  return days.map(([part, on]) => ({ task: "reports", event: "receipt", part, on }));
}

function due(which: AnchorChoice, facts: Partial<OrderFacts>, part: string | null = null): DueDate {
  const all = { ...noFacts, signed: "2017-05-11", organisations: ["a", "b"], ...facts };
  return new DueDates(order(reports, answer(which)), all, calendar, "printed").of(
    answer(which),
    part,
  );
}

describe("sixty days after the receipt of many reports", () => {
  test("before any report: a forecast from the reports' own date", () => {
    expect(due("last", {})).toMatchObject({ due: "2017-10-08", projected: true, notStarted: true });
  });
  test("the first report starts the clock when that was decided", () => {
    const facts = { events: received(["b", "2017-07-01"]) };
    expect(due("first", facts)).toMatchObject({ due: "2017-08-30", projected: false });
  });
  test("the last report starts the clock only when all are there", () => {
    const one = { events: received(["b", "2017-08-20"]) };
    expect(due("last", one)).toMatchObject({
      due: "2017-10-19",
      projected: true,
      notStarted: false,
    });
    const both = { events: received(["b", "2017-08-20"], ["a", "2017-07-01"]) };
    expect(due("last", both)).toMatchObject({ due: "2017-10-19", projected: false });
  });
  test("each report starts a clock of its own", () => {
    const facts = { events: received(["b", "2017-08-20"]) };
    expect(due("each", facts, "b")).toMatchObject({ due: "2017-10-19", projected: false });
    expect(due("each", facts, "a")).toMatchObject({ due: "2017-10-08", projected: true });
  });
  test("until somebody decides, the date stays a forecast, and a decision ends that", () => {
    const events = received(["b", "2017-08-20"], ["a", "2017-07-01"]);
    expect(due("undecided", { events }).projected).toBe(true);
    const anchorChoices = new Map([["answer", "first" as const]]);
    expect(due("undecided", { events, anchorChoices })).toMatchObject({
      due: "2017-08-30",
      projected: false,
    });
  });
  test("a choice that makes no difference is not waited for", () => {
    expect(due("undecided", { events: received([null, "2017-07-28"]) })).toMatchObject({
      due: "2017-09-26",
      projected: false,
    });
  });
  test("a delivery without a receipt moves the forecast, and stays one", () => {
    const events = [{ task: "reports", event: "delivery", part: null, on: "2017-07-28" }] as const;
    expect(due("last", { events })).toMatchObject({ due: "2017-09-26", projected: true });
  });
  test("an extension of the reports moves what hangs on them", () => {
    const extensions = [
      { task: "reports", part: null, until: "2017-09-01", by: "office", because: "flood" },
    ];
    expect(due("last", { extensions }).due).toBe("2017-10-31");
  });
});

describe("other kinds", () => {
  const dates = (deadline: Deadline, signed: string | null): DueDate | undefined =>
    new DueDates(
      order(reports, task("t", deadline)),
      { ...noFacts, signed },
      calendar,
      "next",
    ).all()[1];

  test("before signing there is no date, only the rule", () => {
    const before = dates({ kind: "after-signing", days: 90 }, null);
    expect(before).toMatchObject({ due: null, words: "signing + 90 days" });
  });
  test("a fixed date stands before signing too", () => {
    expect(dates({ kind: "fixed", on: "2018-03-01" }, null)?.due).toBe("2018-03-01");
  });
  test("at once does not wait for the next business day", () => {
    expect(dates({ kind: "at-once" }, "2017-05-13")?.due).toBe("2017-05-13");
  });
  test("months and years end on the last day where the month is shorter", () => {
    expect(dates({ kind: "after-signing", months: 1 }, "2017-01-31")?.printed).toBe("2017-02-28");
  });
  test("an order of work without a number has no date", () => {
    const work: Deadline = {
      kind: "after-product",
      tasks: ["reports"],
      event: "delivery",
      which: "last",
    };
    expect(dates(work, "2017-05-11")).toMatchObject({ due: null, projected: false });
  });
  test("a repeat ends when the text says so", () => {
    const yearly: Deadline = {
      kind: "repeat",
      task: "reports",
      counted_from: "due-date",
      years: 1,
      until: "2018-01-01",
    };
    expect(dates(yearly, "2017-05-11")).toMatchObject({ due: null, repeats: "yearly" });
  });
});

describe("for any chain of tasks", () => {
  const chain = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 30 });
  function tasksOf(days: readonly number[]): OrderTask[] {
    return days.map((count, at) =>
      task(
        `t${at}`,
        at === 0
          ? { kind: "after-signing", days: count }
          : {
              kind: "after-product",
              tasks: [`t${at - 1}`],
              event: "delivery",
              which: "last",
              days: count,
            },
      ),
    );
  }

  test("dates add up literally, and the rule for days off is applied once, at the end", () => {
    fc.assert(
      fc.property(chain, fc.constantFrom("printed", "next", "previous"), (days, rule) => {
        const facts = { ...noFacts, signed: "2017-05-11" };
        const all = new DueDates(order(...tasksOf(days)), facts, calendar, rule).all();
        let sum = 0;
        for (const [at, each] of all.entries()) {
          sum += days[at] ?? 0;
          const literal = addSpan("2017-05-11", { days: sum });
          expect(each.printed).toBe(literal);
          expect(each.due).toBe(applyDayRule(calendar, literal, rule).day);
          expect(each.projected).toBe(at > 0);
        }
      }),
    );
  });

  test("a delivery moves what hangs on it by exactly as much, and nothing before it", () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.integer({ min: -40, max: 400 }), (days, pick, shift) => {
        const tasks = tasksOf(days);
        const before = new DueDates(
          order(...tasks),
          { ...noFacts, signed: "2017-05-11" },
          calendar,
          "printed",
        ).all();
        const at = pick % tasks.length;
        const moved = before[at];
        if (!moved?.printed) throw new Error("a date was expected");
        const on = addSpan(moved.printed, { days: shift });
        const events = [{ task: moved.task, event: "delivery", part: null, on }] as const;
        const after = new DueDates(
          order(...tasks),
          { ...noFacts, signed: "2017-05-11", events },
          calendar,
          "printed",
        ).all();
        for (const [position, each] of before.entries()) {
          const expected =
            position > at && each.printed ? addSpan(each.printed, { days: shift }) : each.printed;
          expect(after[position]?.printed).toBe(expected);
        }
      }),
    );
  });
});
