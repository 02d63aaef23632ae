import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { gated, gatedDay as on, makeGatedStory, ungated } from "../../tests/support/gated-story.ts";
import { ministries } from "../../tests/support/scored-review.ts";
import {
  decisions,
  enrol,
  prepare,
  signedPair,
  signNow,
  type SigningStory,
} from "../../tests/support/signing-story.ts";
import { setSignaturesDue } from "../decisions/signatures-due.actions.ts";
import { checkShape } from "../kit/check-shape.ts";
import type { Work } from "../platform/work.ts";
import { askReview } from "./ask-review.actions.ts";
import { showDetermination } from "./determination.actions.ts";
import type { Determination, Rating } from "./determination.contract.ts";
import { giveScoreAndRate, showLeanRatings } from "./give-score.actions.ts";
import { lastStateFact } from "./last-facts.actions.ts";
import { leanOf, LeanRatings } from "./lean-views.contract.ts";
import { showOrganisation } from "./organisation-view.actions.ts";
import { statesAsked } from "./states-asked.actions.ts";
import { showSummary } from "./summary.actions.ts";

let base: TestDatabase;
let story: SigningStory;
const { review } = signedPair;
const [finance = "", health = ""] = ministries;
beforeAll(async () => {
  base = await testDatabase();
  story = await makeGatedStory(base.database);
}, 60_000);
afterAll(() => base.drop());

const work = <T>(action: (work: Work) => Promise<T>): Promise<T> => testWork(base.database, action);

function ratingOf({ ratings }: Determination, organisation: string): Rating {
  const found = ratings.find((each) => each.organisation === organisation);
  if (found) return found;
  throw new Error(`there is no rating of ${organisation}`);
}

/** Every way of asking answers the same ratings; answers them as the full rules have them. */
async function everyWay(methodology = gated): Promise<Determination> {
  const asked = { review, on, methodology };
  const full = await work((each) => showDetermination(each, asked));
  const lean = await work((each) => showLeanRatings(each, asked));
  const text: unknown = JSON.parse(new TextDecoder().decode(lean.bytes));
  const told = checkShape(LeanRatings, text, () => ({}));
  expect(told).toEqual(leanOf({ review, on, as_of: told.as_of }, full));
  const summary = await work((each) => showSummary(each, asked));
  expect(summary.inputs).toBe(full.inputs);
  expect(summary.enterprise).toEqual(full.enterprise);
  for (const { organisation, rating } of full.ratings) {
    expect(summary.ratings.find((each) => each.organisation === organisation)?.rating).toEqual(
      rating,
    );
    const page = await work((each) => showOrganisation(each, organisation, asked));
    expect(page.rating).toEqual(ratingOf(full, organisation));
  }
  return full;
}

test("undecided risks cap a rating until the head has signed, and a change to them caps it again", async () => {
  const before = await everyWay();
  const capped = ratingOf(before, finance);
  expect(capped.rating.label).toBe("at-risk");
  expect(capped.reasons[0]?.remark).toBe(
    "because the gate “Risks that the head decided on” leaves no better one",
  );
  const words = capped.reasons.map((each) => each.words);
  expect(words).toContain(
    "Gate: Risks that the head decided on (an open risk is undecided): shut, so at most At Risk",
  );
  expect(words).toContain("2 of 2 open risks undecided");
  expect(capped.changes[0]).toMatchObject({
    title: "Up to Managing Risk",
    words:
      "the gate “Risks that the head decided on” has to open: two open risks have to be decided and signed by the head.",
  });
  expect(ratingOf(before, health).rating.label).toBe("managing-risk");
  expect(ratingOf(await everyWay(ungated), finance).rating.label).toBe("managing-risk");

  await prepare(base.database, story.staff);
  expect(ratingOf(await everyWay(), finance).rating.label).toBe("at-risk");

  const { pair } = await enrol(base.database, story.head, story.officers);
  await signNow(base.database, story.head, pair);
  const signed = await everyWay();
  expect(ratingOf(signed, finance).rating.label).toBe("managing-risk");
  expect(ratingOf(signed, finance).inputs).not.toBe(capped.inputs);

  await prepare(
    base.database,
    story.staff,
    decisions.slice(0, 1).map((each) => ({ ...each, reason: "Otherwise." })),
  );
  expect(ratingOf(await everyWay(), finance).rating.label).toBe("at-risk");

  // What was known earlier gives the same bytes as then.
  for (const then of [before, signed]) {
    const asked = { review, on, methodology: gated, as_of: then.as_of };
    expect(await work((each) => showDetermination(each, asked))).toEqual(then);
    const lean = await work((each) => showLeanRatings(each, asked));
    const text: unknown = JSON.parse(new TextDecoder().decode(lean.bytes));
    expect(text).toEqual(leanOf({ review, on, as_of: then.as_of }, then));
  }
});

test("who did not sign in time is capped, and so is an answer to a score that is given then", async () => {
  const score = {
    organisation: health,
    item: "GV.OC",
    kind: "independent",
    day: "2026-03-11",
  } as const;
  const give = async (level: number): Promise<unknown> => {
    const asked = { review, on, methodology: gated };
    const answer = await testWork(
      base.database,
      (each) => giveScoreAndRate(each, asked, { ...score, value: { level } }),
      { actor: story.auditor.actor },
    );
    return JSON.parse(new TextDecoder().decode(answer.bytes));
  };
  expect(await give(4)).toMatchObject({
    ratings: expect.arrayContaining([
      expect.objectContaining({ organisation: health, rating: "managing-risk" }),
    ]),
  });
  await work((each) => setSignaturesDue(each, review, { day: "2026-01-31", reason: "as ordered" }));
  const said = await give(5);
  const late = await everyWay();
  expect(said).toMatchObject({ ratings: leanOf({ review, on, as_of: "" }, late).ratings });
  const capped = ratingOf(late, health);
  expect(capped.rating.label).toBe("at-risk");
  expect(capped.reasons.map(({ words }) => words)).toContain(
    "the head's signature was due on 31 January 2026, and nothing is signed",
  );
  await work((each) => setSignaturesDue(each, review, { day: "2026-04-30", reason: "extended" }));
  expect(ratingOf(await everyWay(), health).rating.label).toBe("managing-risk");
});

test("a methodology without such gates asks nothing of risks and signatures", async () => {
  await work(async ({ transaction }) => {
    const asked = await askReview(transaction, { review, on, methodology: ungated });
    const before = base.database.statements();
    expect(await lastStateFact(transaction, asked, asked.asOf)).toBeNull();
    expect((await statesAsked(transaction, asked)).size).toBe(0);
    expect(base.database.statements()).toBe(before);
  });
});
