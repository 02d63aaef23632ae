import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase, testWork } from "../../tests/support/database.ts";
import { Problem } from "../kit/problem.ts";
import { assignOffice, listOffices } from "../offices/offices.actions.ts";
import type { Work } from "../platform/work.ts";
import {
  compareOrders,
  listObligations,
  listOrders,
  showCalendar,
  showClock,
  showOrderFile,
} from "./order-views.actions.ts";
import { compareVersions, listVersions } from "./order-versions.actions.ts";
import { actOnOrder, amendOrder, importOrder } from "./orders.actions.ts";
import { readDeliveries } from "./read-deliveries.ts";

const order = "eo-13800";
const text = readFileSync(`examples/orders/${order}.yaml`, "utf8");
const draft = readFileSync("examples/orders/draft-january-2017.yaml", "utf8");
const known = readDeliveries(
  readFileSync(`examples/orders/${order}.deliveries.yaml`),
  "deliveries",
);
let place: TestDatabase;

function work<T>(action: (work: Work) => Promise<T>): Promise<T> {
  return testWork(place.database, action);
}
function clock(on: string, rule: "printed" | "next" = "next", asOf?: string) {
  return work((each) => showClock(each, order, { on, rule, as_of: asOf }));
}
async function refusal(action: (work: Work) => Promise<unknown>): Promise<Problem> {
  try {
    await work(action);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

beforeAll(async () => {
  place = await testDatabase();
  await work((each) => importOrder(each, { text: draft, file_name: "draft.yaml" }));
  await work((each) => importOrder(each, { text, file_name: "eo.yaml" }));
});
afterAll(() => place.drop());

// These tests tell one story, in order: each goes on where the one before ended.
describe("the life of an order", () => {
  test("an imported order runs no clock, whatever its file says of signing", async () => {
    const view = await clock("2017-08-10");
    expect(view).toMatchObject({ status: "draft", signed: null });
    expect(view.headline).toBe("Not signed: no clock runs for its 18 dated products");
    expect(view.rows.find((row) => row.task === "it-modernization-report")).toMatchObject({
      due: null,
      rule_words: "signing + 90 days",
      state: "not-signed",
    });
  });

  test("the same bytes again change nothing, and another text is an amendment", async () => {
    expect(await work((each) => importOrder(each, { text, file_name: "eo.yaml" }))).toMatchObject({
      unchanged: true,
    });
    const other = { text: `${text}\n# another\n`, file_name: "eo.yaml" };
    expect((await refusal((each) => importOrder(each, other))).kind).toBe("conflict");
  });

  test("products cannot be entered before signing", async () => {
    const early = await refusal((each) =>
      actOnOrder(each, order, "delivered", { task: "determination", on: "2017-06-01" }),
    );
    expect([early.kind, early.message]).toEqual([
      "refused",
      "The order eo-13800 is draft; products are entered while it is in force.",
    ]);
  });

  test("it is scheduled, postponed and signed, and each day shows the state of that day", async () => {
    await work((each) =>
      actOnOrder(each, order, "scheduled", { until: "2017-05-10", on: "2017-05-01" }),
    );
    await work((each) =>
      actOnOrder(each, order, "postponed", {
        until: null,
        because: "text replaced",
        on: "2017-05-10",
      }),
    );
    const signed = await work((each) => actOnOrder(each, order, "signed", {}));
    expect(signed.act.day).toBe("2017-05-11");
    expect((await clock("2017-05-05")).status_words).toBe("to be signed on 10 May 2017");
    expect((await clock("2017-05-10")).status_words).toBe("postponed, no day set");
    expect((await clock("2017-05-12")).status_words).toBe("signed Thursday 11 May 2017");
    expect(
      (await refusal((each) => actOnOrder(each, order, "signed", { on: "2017-05-12" }))).kind,
    ).toBe("refused");
  });

  test("known deliveries give the headline of 8 January 2018", async () => {
    for (const { task, on, note = null, source = null } of known.deliveries) {
      await work((each) => actOnOrder(each, order, "delivered", { task, on, note, source }));
    }
    const view = await clock("2018-01-08");
    expect(view.headline).toBe(
      "11 of 18 dated products are past their date with no delivery on record",
    );
    expect(view.lede).toBe(
      "3 more count from reports that are not on record either. One product came early, one 126 days late, two are not due yet. “No delivery on record” means nobody told this log; it does not mean nothing was written.",
    );
    expect(view.counts).toEqual({ dated: 18, no_own_date: 4, continuing: 3 });
    const state = (task: string) => view.rows.find((row) => row.task === task)?.state_words;
    expect(state("botnet-preliminary-report")).toBe("Delivered 3 days early");
    expect(state("it-modernization-report")).toBe("Delivered 126 days late");
    expect(state("determination")).toBe("Clock not started");
    expect(state("botnet-final-report")).toBe("Due in 123 days");
  });

  test("the page says which seats were empty, and which choices are open", async () => {
    const view = await clock("2018-01-08");
    expect(view.rows.find((row) => row.task === "deterrence-report")?.empty_offices).toEqual([
      { office: "ustr", short: "Trade", words: "Trade vacant at signing" },
    ]);
    expect(view.seats.find((seat) => seat.office === "dir-fbi")).toMatchObject({
      at_signing: "vacant",
      clauses: ["2(b)", "2(d)", "2(f)", "3(c)"],
    });
    expect(view.decisions.map((each) => each.question)).toContain(
      "Which receipt starts the 60 days?",
    );
  });

  test("nobody is past a date that is only a forecast", async () => {
    const rows = (await clock("2026-01-01")).rows;
    expect(rows.find((row) => row.task === "section-9-annual-update")).toMatchObject({
      state: "clock-not-started",
      state_words: "Forecast only",
    });
    const task = "international-priorities";
    await work((each) =>
      actOnOrder(each, order, "delivered", { task, part: "sec-state", on: "2017-06-20" }),
    );
    const strategy = (await clock("2018-01-08")).rows.find(
      (row) => row.task === "international-engagement-strategy",
    );
    expect(strategy).toMatchObject({
      state: "clock-not-started",
      state_note: "what starts its clock is not settled",
    });
    await work((each) =>
      actOnOrder(each, order, "returned", {
        task,
        part: "sec-state",
        because: "sent in error",
        on: "2017-06-21",
      }),
    );
  });

  test("a delivery moves what hangs on it, and the clock says what moved and why", async () => {
    const task = "international-priorities";
    await work((each) => actOnOrder(each, order, "delivered", { task, on: "2017-06-26" }));
    const view = await clock("2018-01-08");
    expect(view.moved).toEqual([
      {
        task: "international-engagement-strategy",
        title: "International engagement strategy",
        was: "2017-09-25",
        now: "2017-09-25",
        because: "International priorities (one each): delivered 26 June 2017",
        amendment: null,
      },
    ]);
    expect((await clock("2018-01-08", "printed")).moved[0]).toMatchObject({
      was: "2017-09-23",
      now: "2017-09-24",
    });
  });

  test("an extension and a waiver keep by whom and why, and who held the office", async () => {
    await work((each) => assignOffice(each, "president", { from: "2017-01-20", acting: false }));
    const given = {
      task: "workforce-report",
      by: "president",
      because: "offices not staffed",
      on: "2017-09-01",
    };
    const extended = await work((each) =>
      actOnOrder(each, order, "extended", { ...given, until: "2018-05-30" }),
    );
    expect(extended.act.held_by).toEqual([{ office: "president", state: "held", holder: null }]);
    await work((each) =>
      actOnOrder(each, order, "waived", { ...given, task: "deterrence-report" }),
    );
    const view = await clock("2018-01-08");
    expect(view.rows.find((row) => row.task === "workforce-report")).toMatchObject({
      due: "2018-05-30",
      state: "not-due",
    });
    expect(view.rows.find((row) => row.task === "deterrence-report")).toMatchObject({
      state: "waived",
      state_note: "waived by President: offices not staffed",
    });
    const { obligations } = await work((each) =>
      listObligations(each, order, { task: "deterrence-report" }),
    );
    expect(obligations).toMatchObject([
      { state: "waived", by: "president", because: "offices not staffed" },
    ]);
  });

  test("what was known at an instant can be asked for again, word for word", async () => {
    const before = await clock("2018-01-08");
    await work((each) =>
      actOnOrder(each, order, "delivered", { task: "section-9-report", on: "2017-11-06" }),
    );
    const after = await clock("2018-01-08");
    expect(after.headline).not.toBe(before.headline);
    expect(await clock("2018-01-08", "next", before.as_of)).toEqual(before);
  });

  test("a product cannot precede the order, lie in the future, or be received undelivered", async () => {
    const enter = (kind: "delivered" | "received", on: string) =>
      refusal((each) => actOnOrder(each, order, kind, { task: "determination", on }));
    expect((await enter("delivered", "2017-05-10")).message).toContain(
      "cannot precede the order it answers",
    );
    expect((await enter("delivered", "2999-01-01")).message).toContain("has not come yet");
    expect((await enter("received", "2017-10-01")).message).toContain(
      "no delivery of determination on record",
    );
    expect((await enter("delivered", "2017-02-30")).kind).toBe("bad-input");
  });

  test("a decision ends a forecast's question", async () => {
    const task = "section-9-annual-update";
    const given = {
      task,
      by: "sec-homeland-security",
      because: "said in a letter",
      on: "2017-12-01",
    };
    expect(
      (await refusal((each) => actOnOrder(each, order, "decided", { ...given, choice: "first" })))
        .message,
    ).toContain("due-date, delivery");
    await work((each) => actOnOrder(each, order, "decided", { ...given, choice: "delivery" }));
    const view = await clock("2018-01-08");
    expect(view.rows.find((row) => row.task === task)).toMatchObject({
      printed: "2018-11-06",
      projected: false,
    });
    expect(view.decisions.flatMap((each) => each.tasks)).not.toContain(task);
  });

  test("an amendment is a new version from its day on; the old text stays", async () => {
    const amended = text.replace("days: 240", "days: 250");
    await work((each) =>
      amendOrder(each, order, {
        text: amended,
        file_name: "eo.yaml",
        on: "2017-12-20",
        because: "more time",
      }),
    );
    const due = async (on: string) =>
      (await clock(on)).rows.find((row) => row.task === "botnet-preliminary-report")?.due;
    expect([await due("2017-12-19"), await due("2017-12-20")]).toEqual([
      "2018-01-08",
      "2018-01-16",
    ]);
    expect((await work((each) => showOrderFile(each, order, { on: "2017-12-19" }))).text).toBe(
      text,
    );
  });

  test("the clock lists the date that the amendment moved, with its act and the day it was known", async () => {
    expect((await clock("2017-12-19")).moved.filter((each) => each.amendment)).toEqual([]);
    const { moved, acts } = await clock("2017-12-20");
    const leaf = acts.find((each) => each.kind === "amended")?.leaf;
    const amendment = {
      from_version: 1,
      version: 2,
      day: "2017-12-20",
      because: "more time",
      leaf,
    };
    expect(moved.filter((each) => each.amendment)).toMatchObject([
      {
        task: "botnet-preliminary-report",
        was: "2018-01-08",
        now: "2018-01-16",
        because: expect.stringMatching(
          /^amended on 20 December 2017 \(version 2, known since .+\): more time; its deadline was signing \+ 240 days, and is signing \+ 250 days$/u,
        ),
        amendment: { ...amendment, known_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/u) },
      },
    ]);
  });

  test("two versions of one text can be set side by side, and fetched byte for byte", async () => {
    const { versions } = await work((each) => listVersions(each, order, {}));
    expect(versions).toMatchObject([
      { version: 1, tasks: 25, because: null },
      { version: 2, tasks: 25, because: "more time", day: "2017-12-20" },
    ]);
    expect(await work((each) => compareVersions(each, order, { from: 1, to: 2 }))).toMatchObject({
      before: "eo-13800@1",
      after: "eo-13800@2",
      text_changed: [],
      tasks_changed: [
        {
          after: { task: "botnet-preliminary-report" },
          changes: [{ what: "date", before: "signing + 240 days", after: "signing + 250 days" }],
        },
      ],
      unchanged: 24,
    });
    expect(await work((each) => showOrderFile(each, order, { version: 1 }))).toEqual({
      text,
      name: "eo-13800@1.yaml",
    });
    const absent = await refusal((each) => compareVersions(each, order, { from: 1, to: 3 }));
    expect([absent.kind, absent.message]).toEqual([
      "not-found",
      "The order eo-13800 has no text version 3; its texts are versions 1 to 2.",
    ]);
  });

  test("a version that was not known yet at an instant is not there as of that instant", async () => {
    const { versions } = await work((each) => listVersions(each, order, {}));
    const before = { as_of: versions[0]?.known_at };
    expect((await work((each) => listVersions(each, order, before))).versions).toHaveLength(1);
    const early = await refusal((each) =>
      compareVersions(each, order, { from: 1, to: 2, ...before }),
    );
    expect(early.message).toContain("its only text is version 1");
  });

  test("the list, the differences and the calendar speak of the same order", async () => {
    const { orders } = await work((each) => listOrders(each, { on: "2018-01-08" }));
    expect(orders.map((each) => [each.order, each.status])).toEqual([
      [order, "amended"],
      ["draft-january-2017", "leaked"],
    ]);
    const difference = await work((each) => compareOrders(each, order, "draft-january-2017", {}));
    expect([difference.tasks_added.length, difference.tasks_dropped.length]).toEqual([21, 4]);
    expect(await work((each) => showCalendar(each, order, {}))).toContain(
      "DTSTART;VALUE=DATE:20180511",
    );
  });

  test("a closed order takes no more acts", async () => {
    await work((each) => actOnOrder(each, order, "closed", { because: "carried out" }));
    expect(
      (await refusal((each) => actOnOrder(each, order, "delivered", { task: "determination" })))
        .kind,
    ).toBe("refused");
  });

  test("offices of the texts are in the register, as they stood on a day", async () => {
    const { offices } = await work((each) => listOffices(each, { on: "2017-05-11" }));
    expect(offices.find((each) => each.office === "dir-fbi")?.standing).toMatchObject({
      state: "vacant",
      from_memory: true,
    });
  });
});
