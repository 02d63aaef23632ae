import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase, testWork } from "../../tests/support/database.ts";
import { makeScoredReview, ministries } from "../../tests/support/scored-review.ts";
import { actOnOrder, importOrder } from "../orders/orders.actions.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { accountabilityOf } from "./decisions.actions.ts";
import { setSignaturesDue } from "./signatures-due.actions.ts";

let base: TestDatabase;
const order = "yearly-review";
const review = "under-an-order";
const [finance = "", health = ""] = ministries;
const work = <T>(action: (work: Work) => Promise<T>): Promise<T> => testWork(base.database, action);

beforeAll(async () => {
  base = await testDatabase();
  await makeScoredReview(base.database);
  const text = readFileSync(`examples/orders/${order}.yaml`, "utf8");
  await work((each) => importOrder(each, { text, file_name: `${order}.yaml` }));
  await work((each) =>
    newReview(each, {
      review,
      title: "Under an order",
      order,
      yardstick: "csf-categories@1",
      methodology: "measured-first@1.0",
      organisations: ministries,
    }),
  );
  await work((each) =>
    setSignaturesDue(each, review, { task: "organisation-report", reason: "as ordered" }),
  );
});
afterAll(() => base.drop());

const of = (organisation: string, on: string) =>
  work(async ({ transaction }) =>
    accountabilityOf(transaction, review, organisation, on, await lastKnownAt(transaction)),
  );

test("no clock runs before the order is signed; then each organisation is late after its own day", async () => {
  expect(await of(finance, "2026-12-31")).toMatchObject({ due: null, signature: "none" });
  await work((each) =>
    actOnOrder(each, order, "signed", { on: "2026-01-05", organisations: ministries }),
  );
  const { due } = await of(finance, "2026-01-06");
  expect(due).toMatch(/^2026-/u);
  expect((await of(finance, due ?? "")).signature).toBe("none");
  expect((await of(finance, "2026-12-31")).signature).toBe("late");
  const extension = {
    task: "organisation-report",
    part: health,
    until: "2027-02-01",
    on: "2026-02-01",
    by: "reviewing-office",
    because: "asked for more time",
  };
  await work((each) => actOnOrder(each, order, "extended", extension));
  expect(await of(health, "2026-12-31")).toMatchObject({ due: "2027-02-01", signature: "none" });
  expect((await of(finance, "2026-12-31")).due).toBe(due);
});

test("a task that the order does not have is refused, and a day takes the place of a task", async () => {
  const set = (given: { task?: string; day?: string }) =>
    work((each) => setSignaturesDue(each, review, { ...given, reason: "anew" }));
  await expect(set({ task: "no-such-task" })).rejects.toMatchObject({ kind: "not-found" });
  await set({ day: "2026-06-30" });
  expect((await of(finance, "2026-07-01")).signature).toBe("late");
});
