import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName,
} from "../../tests/support/scored-review.ts";
import { actOnOrder, importOrder } from "../orders/orders.actions.ts";
import type { Work } from "../platform/work.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { showItemSheet } from "./item-sheet.actions.ts";
import { giveScore } from "./scores.actions.ts";
import { showScores } from "./score-sheet.actions.ts";
import { listStages, showStages } from "./stage-pages.actions.ts";
import { moveSides } from "./stages.actions.ts";
import { setTerms } from "./terms.actions.ts";

let fresh: TestDatabase;
const review = "ordered-2026";
const order = "eo-13800";
const task = "it-modernization-report";
const [finance = "", health = ""] = ministries;

const by = <T>(action: (work: Work) => Promise<T>) => testWork(fresh.database, action);
let level = 1;
const give = (organisation = finance, where = review) =>
  by((work) =>
    giveScore(work, where, {
      organisation,
      item: "GV.OC",
      kind: "self",
      day: "2026-03-31",
      value: { level: (level = (level % 5) + 1) },
    }),
  );
const terms = (self: Parameters<typeof setTerms>[2]["self"], where = review) =>
  by((work) =>
    setTerms(work, where, { blind: false, self, independent: {}, reason: "by the order" }),
  );

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
  const text = readFileSync(`examples/orders/${order}.yaml`, "utf8");
  await by((work) => importOrder(work, { text, file_name: "eo.yaml" }));
  await by((work) =>
    newReview(work, {
      review,
      title: "Ordered",
      order,
      yardstick: "csf-categories@1",
      methodology: "measured-first@1.0",
      organisations: [...ministries],
    }),
  );
});
afterAll(() => fresh.drop());

test("a task that the order does not have is refused", async () => {
  await expect(terms({ task: "no-such-task" })).rejects.toThrow(/has no task no-such-task/u);
});

test("a side is due when the order's clock says so: not before signing, and locked after its day", async () => {
  await terms({ task });
  await give();
  const waiting = await by((work) => showStages(work, review, finance));
  expect(waiting.self).toMatchObject({ due: null, locked: false });
  expect(waiting.self.due_words).toContain("does not run yet");
  await by((work) => actOnOrder(work, order, "signed", { on: "2017-05-11" }));
  await expect(give()).rejects.toThrow(/were due on .* 2017 and are locked/u);
  const locked = await by((work) => showStages(work, review, finance));
  expect(locked.self.due?.slice(0, 7)).toBe("2017-08");
});

test("a later day that the order itself grants opens the side again", async () => {
  await by((work) =>
    actOnOrder(work, order, "extended", {
      task,
      until: "2090-01-31",
      by: "dir-omb",
      because: "the register was flooded",
    }),
  );
  await give();
  expect((await by((work) => showStages(work, review, finance))).self.due).toBe("2090-01-31");
});

/** How many statements an action sends. */
async function statementsOf(action: () => Promise<unknown>): Promise<number> {
  const before = fresh.database.statements();
  await action();
  return fresh.database.statements() - before;
}

test("a plain score costs no statement more for terms with a day, and one for those with a task", async () => {
  await give(finance, scoredReviewName);
  const plain = await statementsOf(() => give(finance, scoredReviewName));
  await terms({ due_day: "2090-01-31" }, scoredReviewName);
  expect(await statementsOf(() => give(finance, scoredReviewName))).toBe(plain);
  await give(health);
  expect(await statementsOf(() => give(health))).toBe(plain + 1);
});

test("no list asks more of the database when more organisations are asked for", async () => {
  const all = { organisations: [...ministries], side: "self" as const, to: "submitted" as const };
  const ways: [string, (limit: number) => Promise<unknown>][] = [
    ["stages", (limit) => by((work) => listStages(work, review, { limit }))],
    ["item", (limit) => by((work) => showItemSheet(work, review, "GV.OC", { limit }))],
  ];
  for (const [name, ask] of ways) {
    expect(await statementsOf(() => ask(3)), name).toBe(await statementsOf(() => ask(1)));
  }
  const one = { ...all, organisations: [finance], to: "submitted" as const };
  const small = await statementsOf(() => by((work) => moveSides(work, review, one)));
  const rest = { ...all, organisations: ministries.slice(1) };
  expect(await statementsOf(() => by((work) => moveSides(work, review, rest)))).toBe(small);
  const sheet = await statementsOf(() => by((work) => showScores(work, review, finance, {})));
  expect(sheet).toBeLessThan(30);
});
