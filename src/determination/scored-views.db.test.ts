import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../tests/support/database.ts";
import {
  makeScoredReview,
  scoredItem,
  scoredReviewName as review,
  testScorer,
} from "../../tests/support/made-up-scores.ts";
import { approveProfile, closeSampleOf, fixSample } from "../assessments/samples.actions.ts";
import type { NewScore } from "../assessments/scores.contract.ts";
import { checkShape } from "../kit/check-shape.ts";
import { performWork } from "../platform/perform-work.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { caveatsOf } from "./caveats.ts";
import { determineReview } from "./determination.actions.ts";
import { recordDetermination } from "./record-determination.actions.ts";
import {
  DeterminationSummary,
  ItemView,
  OrganisationView,
} from "./determination-views.contract.ts";
import { giveScoreAndRate } from "./give-score.actions.ts";
import { showItem } from "./item-view.actions.ts";
import { showOrganisation } from "./organisation-view.actions.ts";
import { bySize, ranksOf, standingInWords } from "./organisation-words.ts";
import { ratingSummary } from "./standing.ts";
import { showSummary } from "./summary.actions.ts";

/*
 * What pages show of a review by scores comes from packed scores. Each is held here against the
 * determination that is made in full.
 */

const size = { organisations: 5, items: 16 };
const methodologies = ["measured-first@1", "half-and-half@1", "maturity-average@1"];
let opened: TestDatabase;
let organisations: string[];
let before: string;

/** Scores of two years: what is older than one counts no more. */
const days = ["2024-01-10", "2025-03-01", "2025-03-02"];

function anyScore(turn: number): NewScore {
  const place = (turn * 11 + (turn % 5)) % (size.items - 1);
  const value = (): NewScore["value"] => {
    if (turn % 9 === 4) return { missing: turn % 2 === 0 ? "not-reported" : "unknown-by-source" };
    if (place % 7 === 5) return { answer: (["yes", "no", "unknown"] as const)[turn % 3] ?? "yes" };
    if (place % 7 === 6) return { share: { good: turn % 4, bad: turn % 3, n: 8 } };
    const from = 1 + (turn % 5);
    return turn % 3 === 0 ? { from, to: 5 } : { level: from };
  };
  return {
    // The last one says nothing.
    organisation: organisations[turn % (size.organisations - 1)] ?? "",
    item: scoredItem(place),
    kind: turn % 3 === 1 ? "independent" : "self",
    day: days[(turn * 7) % 3] ?? "",
    value: value(),
  };
}

async function run<T>(action: (work: Work) => Promise<T>): Promise<T> {
  return (await performWork(opened.database, "write", testScorer, action)).answer;
}

async function read<T>(action: (work: Work) => Promise<T>): Promise<T> {
  return (await performWork(opened.database, "read", testScorer, action)).answer;
}

async function give(from: number, to: number): Promise<void> {
  for (let turn = from; turn < to; turn += 1) {
    await run((work) => giveScoreAndRate(work, { review }, anyScore(turn)));
  }
}

beforeAll(async () => {
  opened = await testDatabase();
  organisations = await makeScoredReview(opened.database, size);
  await give(0, 60);
  const items = [scoredItem(0), scoredItem(1), scoredItem(5)];
  await run((work) => fixSample(work, review, { items, reason: "a test" }));
  await run((work) => closeSampleOf(work, review, { reason: "a test", day: "2025-03-01" }));
  await run((work) =>
    approveProfile(work, review, {
      organisation: organisations[1] ?? "",
      items: [scoredItem(2), scoredItem(9)],
      applies: false,
      day: "2024-01-01",
      approved_by: "a test",
      approved_on: "2024-01-01",
      reason: "a test",
    }),
  );
  before = await read(async ({ transaction }) => (await askReview(transaction, { review })).asOf);
  await give(60, 90);
});
afterAll(() => opened.drop());

/** Everything that is shown, under each rule: now, on an earlier day, and as it was known earlier. */
function questions(): ReviewAsked[] {
  return methodologies.flatMap((methodology) => [
    { review, methodology },
    { review, methodology, on: "2025-03-01" },
    { review, methodology, on: "2024-06-01" },
    { review, methodology, on: "2026-02-20" },
    { review, methodology, as_of: before },
  ]);
}

function full(asked: ReviewAsked) {
  return read(async ({ transaction }) => {
    const question = await askReview(transaction, asked);
    const { methodology } = question.methodology;
    return { question, methodology, ...(await determineReview(transaction, question)) };
  });
}

test("an overview of scores says what the whole determination says", async () => {
  const kinds = new Set<string>();
  for (const asked of questions()) {
    const summary = await read((work) => showSummary(work, asked));
    for (const { kind } of summary.caveats) kinds.add(kind);
    checkShape(DeterminationSummary, summary, (path) => ({ field: path.join(".") }));
    const { question, methodology, determination, evidence } = await full(asked);
    const left = question.review.left;
    expect(summary.as_of).toBe(determination.as_of);
    expect(summary.inputs).toBe(determination.inputs);
    expect(summary.ratings).toEqual(
      determination.ratings.map((each) => ratingSummary(each, methodology)),
    );
    expect(summary.enterprise).toEqual(determination.enterprise);
    expect(summary.caveats).toEqual(caveatsOf(determination, evidence.differs, methodology, left));
  }
  expect([...kinds]).toContain("stale");
});

test("an overview of scores names the record of its determination", async () => {
  const asked = { review, on: "2025-03-01" };
  const recorded = await run((work) => recordDetermination(work, asked));
  const summary = await read((work) => showSummary(work, asked));
  expect(summary.recorded).toMatchObject({ leaf: recorded.leaf, digest: recorded.digest });
});

test("the page of an organisation says of it what the whole determination says", async () => {
  for (const asked of questions()) {
    const { methodology, determination, evidence } = await full(asked);
    const ordered = bySize(determination.ratings, methodology);
    for (const [at, rating] of ordered.entries()) {
      const { organisation } = rating;
      const view = await read((work) => showOrganisation(work, organisation, asked));
      checkShape(OrganisationView, view, (path) => ({ field: path.join(".") }));
      expect(view.rating).toEqual(rating);
      expect(view.standing).toBe(standingInWords(rating, ordered, methodology));
      expect(view.ranks).toEqual(ranksOf(rating, ordered, methodology));
      expect(view.previous?.organisation).toBe(ordered[at - 1]?.organisation);
      expect(view.next?.organisation).toBe(ordered[at + 1]?.organisation);
      expect(view.source_differs).toBe(
        evidence.differs.filter((each) => each.organisation === organisation).length,
      );
    }
  }
});

test("the page of an item says of each organisation what the whole determination says", async () => {
  const places = [0, 4, 5, 6, 9, size.items - 1];
  for (const asked of questions()) {
    const { determination } = await full(asked);
    for (const item of places.map(scoredItem)) {
      const view = await read((work) => showItem(work, item, asked));
      checkShape(ItemView, view, (path) => ({ field: path.join(".") }));
      expect(view.total).toEqual(determination.enterprise.items.find((each) => each.item === item));
      expect(view.rows).toEqual(
        determination.ratings.flatMap(({ organisation, name, items }) =>
          items
            .filter((each) => each.item === item)
            .map(({ value, evidence }) => ({ organisation, name, value, evidence })),
        ),
      );
    }
  }
});
