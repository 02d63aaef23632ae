import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import {
  madeUpCollection,
  madeUpDay as on,
  madeUpHost,
  madeUpReview as review,
  makeMadeUpReview,
} from "../../tests/support/made-up-review.ts";
import type { Work } from "../platform/work.ts";
import { changeList, listReviews, showReview } from "../reviews/reviews.actions.ts";
import { showComparison } from "./comparison.actions.ts";
import { correctAndRate } from "./correction.actions.ts";
import { showDetermination } from "./determination.actions.ts";
import { recordDetermination } from "./record-determination.actions.ts";
import { showSummary } from "./summary.actions.ts";
import { showItem } from "./item-view.actions.ts";
import { showOrganisation } from "./organisation-view.actions.ts";
import { showUnits } from "./units.actions.ts";

let few: TestDatabase;
let many: TestDatabase;

beforeAll(async () => {
  few = await testDatabase();
  many = await testDatabase();
  await makeMadeUpReview(few.database, 4, 5);
  await makeMadeUpReview(many.database, 1000, 5);
}, 300_000);
afterAll(async () => {
  await few.drop();
  await many.drop();
});

const asked = { review, on };
const correction = (host: number) => ({
  collection: madeUpCollection,
  unit: madeUpHost(1, host),
  part: "first",
  state: "bad" as const,
  reason: "a test",
});

/** Every way of asking, in an order in which each finds what it needs. */
const ways: readonly (readonly [string, (work: Work) => Promise<unknown>])[] = [
  ["reviews", (work) => listReviews(work)],
  ["review", (work) => showReview(work, review)],
  ["determination", (work) => showDetermination(work, asked)],
  ["summary", (work) => showSummary(work, asked)],
  ["organisation", (work) => showOrganisation(work, "organisation-1", asked)],
  ["item", (work) => showItem(work, "M-1", asked)],
  ["units", (work) => showUnits(work, asked, { state: "bad", limit: 50 })],
  ["units of one", (work) => showUnits(work, asked, { organisation: "organisation-1", limit: 50 })],
  [
    "comparison",
    (work) => showComparison(work, { review, from: "2020-05-01", to: on, item: "M-1" }),
  ],
  ["first correction", (work) => correctAndRate(work, asked, correction(0))],
  ["next correction", (work) => correctAndRate(work, asked, correction(2))],
  ["record", (work) => recordDetermination(work, asked)],
  ["record again", (work) => recordDetermination(work, asked)],
  [
    "list",
    (work) =>
      changeList(work, review, {
        act: "leave",
        organisations: ["organisation-2"],
        reason: "a test",
      }),
  ],
];

async function statements({ database }: TestDatabase): Promise<[string, number][]> {
  const counts: [string, number][] = [];
  for (const [name, way] of ways) {
    const before = database.statements();
    await testWork(database, way);
    counts.push([name, database.statements() - before]);
  }
  return counts;
}

test("no way of asking sends more queries for 1,000 organisations than for four", async () => {
  const small = await statements(few);
  expect(await statements(many)).toEqual(small);
  for (const [name, count] of small) expect(count, name).toBeLessThan(80);
}, 300_000);
