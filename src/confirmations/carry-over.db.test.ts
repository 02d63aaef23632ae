import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import {
  decisions,
  makeSigningStory,
  prepare,
  type SigningStory,
} from "../../tests/support/signing-story.ts";
import { ministries, scoredReviewName as from } from "../../tests/support/scored-review.ts";
import { listDecisions } from "../decisions/decisions.actions.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { readRecords } from "../findings/records.store.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { carryOver, showCarryOver } from "./carry-over.actions.ts";

const review = "categories-2027";
const [finance = "", health = ""] = ministries;
let kept: TestDatabase;
let story: SigningStory;

const act = <T>(action: Parameters<typeof testWork<T>>[1]): Promise<T> =>
  testWork(kept.database, action, { actor: story.officers[0].actor });

beforeAll(async () => {
  kept = await testDatabase();
  story = await makeSigningStory(kept.database);
  await prepare(kept.database, story.head, decisions);
  for (const [name, simulated] of [
    [review, false],
    ["invented", true],
  ] as const) {
    await act((work) =>
      newReview(work, {
        review: name,
        title: name,
        yardstick: "csf-categories@1",
        methodology: "measured-first@1.0",
        organisations: [finance, health],
        simulated,
      }),
    );
  }
});
afterAll(() => kept.drop());

describe("the next review", () => {
  test("is shown what it would take over, and takes over nothing that was not shown", async () => {
    const preview = await act((work) => carryOver(work, review, { from, dry_run: true }));
    expect(preview).toMatchObject({
      dry_run: true,
      counts: { findings: 1, risks: 2, actions: 0, decisions: 2, expired: 0, left: 1, items: 0 },
    });
    await expect(act((work) => showCarryOver(work, review))).rejects.toThrow("took over nothing");
    await expect(act((work) => carryOver(work, review, { from }))).rejects.toThrow("preview first");
    const other = { from, expects: "0".repeat(64) };
    await expect(act((work) => carryOver(work, review, other))).rejects.toThrow("look at it again");
    await expect(act((work) => carryOver(work, "invented", { from }))).rejects.toThrow("simulated");
    await expect(act((work) => carryOver(work, from, { from }))).rejects.toThrow("from itself");
  });

  test("takes it over once, as one act, with decisions that are prepared and not signed", async () => {
    const { plan } = await act((work) => carryOver(work, review, { from, dry_run: true }));
    const saved = await act((work) => carryOver(work, review, { from, expects: plan }));
    expect(saved).toMatchObject({ dry_run: false, unchanged: false, plan });
    const again = await act((work) => carryOver(work, review, { from, expects: plan }));
    expect(again.unchanged).toBe(true);
    expect(await act((work) => showCarryOver(work, review))).toEqual(saved);
    const asOf = await act((work) => lastKnownAt(work.transaction));
    const rows = await act((work) =>
      readRecords(work.transaction, "risks", { review, asOf, only: null }),
    );
    expect(rows.map(({ reason }) => reason)).toEqual([
      `taken over from ${from}, R-1`,
      `taken over from ${from}, R-2`,
    ]);
    expect(new Set(rows.map(({ leaf }) => leaf)).size).toBe(1);
    const list = await act((work) =>
      listDecisions(work, { review, organisation: finance }, { limit: 10 }),
    );
    expect(list.risks.map(({ state }) => state)).toEqual(["prepared", "prepared"]);
  });
});
