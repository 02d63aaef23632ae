import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import {
  federalReviewName as review,
  makeFederalReview,
} from "../../tests/support/federal-review.ts";
import { federalFacts } from "../../tests/support/federal-facts.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import { canonicalJson, digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { changeList } from "../reviews/reviews.actions.ts";
import { showComparison } from "./comparison.actions.ts";
import { correctAndRate } from "./correction.actions.ts";
import { showDetermination } from "./determination.actions.ts";
import { recordDetermination } from "./record-determination.actions.ts";
import { showSummary } from "./summary.actions.ts";
import { determine } from "./determine.ts";
import { showItem } from "./item-view.actions.ts";
import { showOrganisation } from "./organisation-view.actions.ts";
import { partWordsOf } from "./rating-inputs.ts";
import { requireRecorded } from "./recorded.actions.ts";
import { methodologyOf } from "./policies.ts";
import { readFileSync } from "node:fs";
import { showUnits } from "./units.actions.ts";

let fresh: TestDatabase;
const on = "2020-06-08";

beforeAll(async () => {
  fresh = await testDatabase();
  await makeFederalReview(fresh.database);
});
afterAll(() => fresh.drop());

const interior = "department-of-the-interior";

test("what the database determines is what a stranger determines from the files, byte for byte", async () => {
  const ours = await testWork(fresh.database, (work) => showDetermination(work, { review, on }));
  const facts = await federalFacts();
  const evidence = countEvidence(facts, {
    on,
    asOf: "2027-01-01T00:00:00.000000Z",
    maximumAgeDays: 365,
  });
  const text = readFileSync("policy/methodologies/web-transport-1.0.yaml", "utf8");
  const theirs = determine({
    review,
    on,
    asOf: ours.as_of,
    yardstick: facts.yardstick,
    methodology: methodologyOf(text, "m"),
    parts: partWordsOf(evidence.organisations, facts.collections, facts.mappings),
    evidence,
  });
  expect(canonicalJson(ours)).toBe(canonicalJson(theirs));
  const again = await testWork(fresh.database, (work) => showDetermination(work, { review, on }));
  expect(canonicalJson(again)).toBe(canonicalJson(ours));
});

test("the overview says what was found, and what to know before relying on it", async () => {
  const summary = await testWork(fresh.database, (work) => showSummary(work, { review }));
  expect(summary.on).toBe(on);
  expect(summary.days).toEqual([on, "2017-08-09"]);
  expect(summary.enterprise.headline).toBe(
    "16 of 132 organisations are shown to be managing this risk",
  );
  expect(summary.caveats.map(({ title, words }) => `${title} ${words}`)).toEqual([
    "No rating is confirmed. 132 are computed; no verdict has been sent for reply.",
    "5 ratings hang on unknown hosts. The Department of the Interior is one host short.",
    "No inventory of hosts. The file's own count is used. For domains there is one: 158 of 1,121 have no row, 5 of them at owners outside the list.",
    "356 hosts differ from the source's verdict. Listed, never used.",
    "5 names are outside the list. 5 units belong to names that are not among the organisations of this review: reported, never dropped.",
  ]);
  expect(summary.evidence.map(({ rows, day }) => [rows, day])).toEqual([
    [24638, "2020-06-08"],
    [1250, "2020-06-03"],
  ]);
});

test("the page of an organisation says why, what moves it, where it stands and what came before", async () => {
  const view = await testWork(fresh.database, (work) =>
    showOrganisation(work, interior, { review, on }),
  );
  expect(view.headline).toBe(
    "1,379 of 1,452 hosts are proved good: one fewer than Managing Risk needs",
  );
  expect(view.lede).toBe(
    "For 14 hosts nothing is known about weak cryptography. If one of them proves good, the rating rises.",
  );
  expect(view.standing).toBe("Fifth largest of 132 by number of hosts");
  expect(view.ranks).toEqual({
    "WT-1": "17 of 85",
    "WT-2": "24 of 85",
    "WT-3": "29 of 85",
    "WT-4": "20 of 85",
    "WT-5": "9 of 34",
  });
  expect([view.previous?.name, view.next?.name]).toEqual([
    "Department of Commerce",
    "Department of State",
  ]);
  expect(view.source_differs).toBe(14);
  expect(view.history.map(({ item, words }) => [item, words])).toEqual([
    ["WT-1", "Not comparable: not measured on 9 August 2017"],
    ["WT-2", "Not comparable: not measured on 9 August 2017"],
    ["WT-3", "Not comparable: not measured on 9 August 2017"],
    ["WT-4", "Not comparable: not measured on 9 August 2017"],
    ["WT-5", "Improved: the least of 2020 is above the most of 2017"],
  ]);
});

test("the page of an item begins with what nobody measured", async () => {
  const view = await testWork(fresh.database, (work) => showItem(work, "WT-4", { review, on }));
  expect(view.headline).toBe(
    "For 2,631 hosts nobody measured it: nearly six times as many as are proved bad (457)",
  );
  expect(view.rows).toHaveLength(132);
});

test("two days are compared by name, and units say whom a name seems to follow", async () => {
  const asked = { review, from: "2017-08-09", to: on, item: "WT-5" };
  const comparison = await testWork(fresh.database, (work) => showComparison(work, asked));
  expect(comparison.counts).toMatchObject({
    improved: 16,
    declined: 5,
    "lost-sight": 3,
    "now-seen": 34,
    unchanged: 32,
    "not-comparable": 91,
  });
  const gone = comparison.names.filter(
    ({ to, movement }) => movement === "not-comparable" && to === null,
  );
  expect(gone.filter(({ seems }) => seems !== null)).toHaveLength(31);
});

test("the units behind a number are listed", async () => {
  const page = await testWork(fresh.database, (work) =>
    showUnits(work, { review, on }, { organisation: interior, state: "bad", limit: 10 }),
  );
  expect([page.total, page.units.length, page.title]).toEqual([59, 10, "59 hosts proved bad"]);
});

test("a recorded determination is kept as it was, and recording it again changes nothing", async () => {
  const first = await testWork(fresh.database, (work) => recordDetermination(work, { review, on }));
  expect([first.unchanged, first.ratings]).toEqual([false, 132]);
  const second = await testWork(fresh.database, (work) =>
    recordDetermination(work, { review, on }),
  );
  expect(second).toEqual({ ...first, unchanged: true });
  const kept = await testWork(fresh.database, (work) =>
    requireRecorded(work.transaction, review, on),
  );
  const now = await testWork(fresh.database, (work) => showDetermination(work, { review, on }));
  const { ratings, ...head } = now;
  expect(kept).toEqual({ ...head, digest: digestOf(now) });
  expect(ratings).toHaveLength(132);
  const view = await testWork(fresh.database, (work) =>
    showOrganisation(work, interior, { review, on }),
  );
  expect(view.proof.leaf).toMatch(/^[0-9a-f]{64}$/);
});

test("one correction rates one organisation again, and an earlier instant still says what it said", async () => {
  const before = await testWork(fresh.database, (work) => showDetermination(work, { review, on }));
  const page = await testWork(fresh.database, (work) =>
    showUnits(work, { review, on }, { organisation: interior, state: "unknown", limit: 1 }),
  );
  const unit = page.units[0]?.unit ?? "";
  const body = {
    collection: "pulse-2020-06-08",
    unit,
    part: "crypto",
    state: "good" as const,
    reason: "measured by hand",
  };
  const after = await testWork(fresh.database, (work) =>
    correctAndRate(work, { review, on }, body),
  );
  expect(after.organisation).toBe(interior);
  expect(after.enterprise.shown_best).toBe(17);
  expect(after.ratings.find(({ organisation }) => organisation === interior)?.rating.label).toBe(
    "managing-risk",
  );
  const now = await testWork(fresh.database, (work) => showDetermination(work, { review, on }));
  expect(now.enterprise).toEqual(after.enterprise);
  expect(now.as_of).toBe(after.as_of);
  const then = await testWork(fresh.database, (work) =>
    showDetermination(work, { review, on, as_of: before.as_of }),
  );
  expect(canonicalJson(then)).toBe(canonicalJson(before));
  const same = await testWork(fresh.database, (work) => correctAndRate(work, { review, on }, body));
  expect(same.unchanged).toBe(true);
});

test("leaving the list is a logged act and is shown beside the totals", async () => {
  await testWork(fresh.database, (work) =>
    changeList(work, review, {
      act: "leave",
      organisations: ["civil-air-patrol"],
      reason: "a test",
    }),
  );
  const summary = await testWork(fresh.database, (work) => showSummary(work, { review, on }));
  expect(summary.enterprise.organisations).toBe(131);
  expect(summary.caveats.at(-1)?.title).toBe("1 left the list of this review.");
  await testWork(fresh.database, (work) =>
    changeList(work, review, {
      act: "join",
      organisations: ["civil-air-patrol"],
      reason: "a test",
    }),
  );
});

test("what is not there, and what is not settled yet, is refused in one sentence", async () => {
  const refused = async (asked: Parameters<typeof showSummary>[1]): Promise<string> => {
    try {
      await testWork(fresh.database, (work) => showSummary(work, asked));
    } catch (error) {
      if (error instanceof Problem) return `${error.kind}: ${error.message}`;
    }
    throw new Error("it was answered");
  };
  expect(await refused({ review: "nothing" })).toMatch(/^not-found: there is no review nothing/);
  expect(await refused({ review, on: "2020-02-30" })).toMatch(/^bad-input: on: .*not a day/);
  expect(await refused({ review, as_of: "2999-01-01T00:00:00Z" })).toMatch(
    /^refused: .*not settled/,
  );
  expect(await refused({ review, as_of: "yesterday" })).toMatch(/^bad-input: .*not an instant/);
  expect(await refused({ review, methodology: "other@1" })).toMatch(/^not-found: /);
  expect(await refused({ review, as_of: "2020-01-01T00:00:00Z" })).toMatch(
    /^not-found: there was no review .* yet as known at 2020-01-01T00:00:00.*; it was made at 2/,
  );
});
