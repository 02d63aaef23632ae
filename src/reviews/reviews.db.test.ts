import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { madeUpReview, makeMadeUpReview } from "../../tests/support/made-up-review.ts";
import { changeList, listReviews, newReview, showReview } from "./reviews.actions.ts";

let fresh: TestDatabase;

beforeAll(async () => {
  fresh = await testDatabase();
  await makeMadeUpReview(fresh.database, 3, 2);
});
afterAll(() => fresh.drop());

const wanted = {
  review: "second",
  title: "Second",
  yardstick: "made-up@1",
  methodology: "made-up@1",
  organisations: ["Organisation 0", "organisation-2"],
};

test("a review keeps the list it was made with, by identifier or name", async () => {
  const review = await testWork(fresh.database, (work) => newReview(work, wanted));
  expect(review.list).toEqual([
    { organisation: "organisation-0", name: "Organisation 0" },
    { organisation: "organisation-2", name: "Organisation 2" },
  ]);
  const { reviews } = await testWork(fresh.database, listReviews);
  expect(reviews.map((each) => [each.review, each.organisations])).toEqual([
    ["second", 2],
    [madeUpReview, 3],
  ]);
});

test("a name that is taken, and rules or organisations that are not there, are refused", async () => {
  const refusals = [
    [{}, /already a review second/],
    [{ review: "x", methodology: "nothing@1" }, /no methodology nothing@1/],
    [{ review: "x", yardstick: "nothing@1" }, /no yardstick nothing@1/],
    [{ review: "x", organisations: ["Organisaton 0"] }, /nearest are Organisation 0/],
  ] as const;
  for (const [change, sentence] of refusals) {
    const act = testWork(fresh.database, (work) =>
      newReview(work, {
        ...wanted,
        ...change,
        organisations: [
          ...("organisations" in change ? change.organisations : wanted.organisations),
        ],
      }),
    );
    await expect(act).rejects.toThrow(sentence);
  }
});

test("joining and leaving are logged with their reason, and what changes nothing says so", async () => {
  const change = { organisations: ["organisation-1"], reason: "merged in spring" };
  const join = await testWork(fresh.database, (work) =>
    changeList(work, "second", { act: "join", ...change }),
  );
  expect([join.unchanged, join.organisations]).toEqual([false, 3]);
  const again = await testWork(fresh.database, (work) =>
    changeList(work, "second", { act: "join", ...change }),
  );
  expect(again.unchanged).toBe(true);
  await testWork(fresh.database, (work) => changeList(work, "second", { act: "leave", ...change }));
  const review = await testWork(fresh.database, (work) => showReview(work, "second"));
  expect([review.organisations, review.left]).toEqual([2, 1]);
  expect(
    review.acts.map(({ organisation, act, reason, by }) => [organisation, act, reason, by]),
  ).toEqual([
    ["organisation-1", "joined", "merged in spring", "test-officer"],
    ["organisation-1", "left", "merged in spring", "test-officer"],
  ]);
});

test("the last organisation cannot leave", async () => {
  const act = testWork(fresh.database, (work) =>
    changeList(work, "second", {
      act: "leave",
      organisations: ["organisation-0", "organisation-2"],
      reason: "a test",
    }),
  );
  await expect(act).rejects.toThrow(/at least one organisation/);
});
