import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../tests/support/database.ts";
import {
  makeScoredReview,
  scoredItem,
  scoredReviewName,
  testScorer,
} from "../../tests/support/made-up-scores.ts";
import { reviewScores } from "../assessments/review-scores.actions.ts";
import { approveProfile, closeSampleOf, fixSample } from "../assessments/samples.actions.ts";
import type { NewScore } from "../assessments/scores.contract.ts";
import { checkShape } from "../kit/check-shape.ts";
import { countedEvidence } from "../evidence/evidence-counted.actions.ts";
import { type Database, openDatabase } from "../platform/database/database.ts";
import type { ReadyAnswer } from "../platform/http/route.ts";
import { performWork } from "../platform/perform-work.ts";
import type { Work } from "../platform/work.ts";
import { askReview } from "./ask-review.actions.ts";
import { determine } from "./determine.ts";
import { giveScoreAndRate, showLeanRatings } from "./give-score.actions.ts";
import { GivenScoreRatings, leanOf, LeanRatings } from "./lean-views.contract.ts";

const size = { organisations: 6, items: 16 };
const review = scoredReviewName;
const methodologies = ["measured-first@1", "half-and-half@1", "maturity-average@1"];
let opened: TestDatabase;
let other: Database;
let organisations: string[];
beforeAll(async () => {
  opened = await testDatabase();
  other = openDatabase(opened.url, { connections: 3 });
  organisations = await makeScoredReview(opened.database, size);
});
afterAll(async () => {
  await other.close();
  await opened.drop();
});

/** The same sequence at each run: what fails once fails again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const anyDays = ["2024-01-10", "2025-03-01", "2025-03-02", "2025-03-03"];

function anyScore(roll: (below: number) => number): NewScore {
  const place = roll(size.items - 1);
  const value = (): NewScore["value"] => {
    if (roll(10) === 0) return { missing: roll(2) === 0 ? "not-reported" : "unknown-by-source" };
    if (place % 7 === 5) return { answer: (["yes", "no", "unknown"] as const)[roll(3)] ?? "yes" };
    if (place % 7 === 6) {
      const good = roll(40);
      const bad = roll(20);
      return { share: { good, bad, n: good + bad + roll(3) + 1 } };
    }
    const from = 1 + roll(5);
    return roll(3) > 0 ? { level: from } : { from, to: from + roll(6 - from) };
  };
  return {
    organisation: organisations[roll(organisations.length)] ?? "",
    item: scoredItem(place),
    kind: roll(2) === 0 ? "self" : "independent",
    day: anyDays[roll(anyDays.length)] ?? "",
    value: value(),
  };
}

async function run<T>(database: Database, action: (work: Work) => Promise<T>): Promise<T> {
  return (await performWork(database, "write", testScorer, action)).answer;
}

function read<T>(database: Database, action: (work: Work) => Promise<T>): Promise<T> {
  return performWork(database, "read", testScorer, action).then(({ answer }) => answer);
}

/** What the full rules make of the same facts, from the history where that is asked. */
async function full(database: Database, asked: { on: string; as_of: string; methodology: string }) {
  return read(database, async ({ transaction }) => {
    const meant = await askReview(transaction, { review, ...asked });
    const { on, asOf, yardstick, question, methodology } = meant;
    const determination = determine({
      review,
      on,
      asOf,
      yardstick,
      methodology,
      parts: [],
      evidence: await countedEvidence(transaction, question),
      scores: await reviewScores(transaction, {
        review,
        on,
        asOf,
        maximumAgeDays: question.maximumAgeDays,
        yardstick,
        organisations: question.scope,
      }),
    });
    return leanOf({ review, on, as_of: asOf }, determination);
  });
}

const said = ({ bytes }: ReadyAnswer<unknown>): unknown =>
  JSON.parse(new TextDecoder().decode(bytes));

const shapeOf = (answer: ReadyAnswer<unknown>): LeanRatings =>
  checkShape(LeanRatings, said(answer), (path) => ({ field: path.join(".") }));

test("after 1,000 random scores through two pools every answer is that of the full rules", async () => {
  const roll = dice(20_261_123);
  let compared = 0;
  let unchanged = 0;
  for (let round = 0; round < 1000; round += 1) {
    const database = roll(2) === 0 ? opened.database : other;
    const methodology = methodologies[roll(3)] ?? "";
    // The same question mostly, so that what is remembered is used; now and then an earlier day.
    const on = roll(12) === 0 ? { on: "2025-03-02" } : {};
    const score = anyScore(roll);
    const wanted = round % 9 > 0 && roll(3) === 0 ? "own" : "all";
    const answer = await run(database, (work) =>
      giveScoreAndRate(work, { review, methodology, ...on }, score, wanted),
    );
    if (answer.unchanged) unchanged += 1;
    if (round === 300) {
      await run(other, (work) =>
        fixSample(work, review, { items: [0, 1, 2, 3, 4].map(scoredItem), reason: "the plan" }),
      );
    }
    if (round === 500) {
      await run(other, (work) =>
        approveProfile(work, review, {
          organisation: organisations[2] ?? "",
          items: [scoredItem(1), scoredItem(7)],
          applies: false,
          day: "2025-03-01",
          approved_by: "Chief",
          approved_on: "2025-03-01",
          reason: "not used there",
        }),
      );
    }
    if (round === 700) {
      await run(opened.database, (work) =>
        closeSampleOf(work, review, { day: "2025-03-03", reason: "the scoring is over" }),
      );
    }
    if (round % 9 > 0) continue;
    compared += 1;
    const text: unknown = said(answer);
    const told = checkShape(GivenScoreRatings, text, (path) => ({ field: path.join(".") }));
    const { unchanged: _, organisation, item, ...rest } = told;
    expect([organisation, item]).toEqual([score.organisation, score.item]);
    expect(rest).toEqual(await full(database, { on: told.on, as_of: told.as_of, methodology }));
  }
  expect(compared).toBeGreaterThan(100);
  expect(unchanged).toBeLessThan(200);
  for (const methodology of methodologies) {
    const ask = (database: Database) =>
      read(database, (work) => showLeanRatings(work, { review, methodology }));
    const first = shapeOf(await ask(opened.database));
    expect(first).toEqual(shapeOf(await ask(other)));
    const { on, as_of } = first;
    expect(first).toEqual(await full(other, { on, as_of, methodology }));
    const replayed = await read(other, (work) =>
      showLeanRatings(work, { review, methodology, on, as_of }),
    );
    expect(shapeOf(replayed)).toEqual(first);
  }
});

test("an answer as of an earlier instant is what it was, whatever became known since", async () => {
  const methodology = "half-and-half@1";
  const before = shapeOf(
    await read(other, (work) => showLeanRatings(work, { review, methodology })),
  );
  const roll = dice(7);
  for (let round = 0; round < 20; round += 1) {
    await run(opened.database, (work) =>
      giveScoreAndRate(work, { review, methodology }, anyScore(roll)),
    );
  }
  const { on, as_of } = before;
  const then = await read(other, (work) =>
    showLeanRatings(work, { review, methodology, on, as_of }),
  );
  expect(shapeOf(then)).toEqual(before);
});

test("many at once, some of whom change their mind, leave the same for every process", async () => {
  const asked = { review, methodology: "measured-first@1" };
  const roll = dice(31);
  for (let batch = 0; batch < 8; batch += 1) {
    const saves = Array.from({ length: 24 }, async (_, at) => {
      const score = anyScore(roll);
      const database = at % 2 === 0 ? opened.database : other;
      await run(database, async (work) => {
        const answer = await giveScoreAndRate(work, asked, score, at % 5 === 0 ? "own" : "all");
        if (at % 4 === 3) throw new Error("changed its mind");
        return answer;
      });
    });
    const ended = await Promise.allSettled(saves);
    const failed = ended.filter((end) => end.status === "rejected");
    expect(failed).toHaveLength(6);
    for (const { reason } of failed) expect(String(reason)).toContain("changed its mind");
    const first = shapeOf(await read(opened.database, (work) => showLeanRatings(work, asked)));
    expect(shapeOf(await read(other, (work) => showLeanRatings(work, asked)))).toEqual(first);
    const { on, as_of } = first;
    expect(first).toEqual(await full(other, { on, as_of, methodology: asked.methodology }));
  }
});

test("a score that is rolled back leaves nothing in what is remembered", async () => {
  const asked = { review, methodology: "measured-first@1" };
  const before = shapeOf(await read(other, (work) => showLeanRatings(work, asked)));
  const failed = run(other, async (work) => {
    await giveScoreAndRate(work, asked, anyScore(dice(99)));
    throw new Error("changed its mind");
  });
  await expect(failed).rejects.toThrow("changed its mind");
  expect(shapeOf(await read(other, (work) => showLeanRatings(work, asked)))).toEqual(before);
});

test("whoever scores for one organisation is shown that one, and not the others", async () => {
  const [organisation = ""] = organisations;
  const actor = {
    ...testScorer,
    grants: [{ role: "security-lead", organisation }] as const,
  };
  const score: NewScore = {
    organisation,
    item: scoredItem(0),
    kind: "self",
    day: "2025-03-03",
    value: { from: 2, to: 5 },
  };
  const { answer } = await performWork(opened.database, "write", actor, (work) =>
    giveScoreAndRate(work, { review }, score),
  );
  const text: unknown = said(answer);
  const told = checkShape(GivenScoreRatings, text, (path) => ({ field: path.join(".") }));
  const { ratings } = shapeOf(await read(other, (work) => showLeanRatings(work, { review })));
  expect(told.ratings).toEqual(ratings.filter((each) => each.organisation === organisation));
  expect(told.enterprise).toBeNull();
  expect(told.ratings.map((each) => each.organisation)).toEqual([organisation]);
});
