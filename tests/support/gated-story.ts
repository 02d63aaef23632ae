import { importScores } from "../../src/assessments/import-scores.actions.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { testWork } from "./database.ts";
import { categories } from "./score-stories.ts";
import { ministries, scoredReviewName, withUpload } from "./scored-review.ts";
import { makeSigningStory, type SigningStory } from "./signing-story.ts";

/*
 * The story of signing, in which every item of every ministry is scored best: what caps a rating then
 * are risks that nobody decided and signatures that did not come.
 */

export const gated = "measured-first@1.1";
export const ungated = "measured-first@1.0";
export const gatedDay = "2026-03-31";

/** Makes the review by the methodology with gates, with its people, risks and scores. */
export async function makeGatedStory(database: Database): Promise<SigningStory> {
  const story = await makeSigningStory(database, gated);
  const rows = ministries.flatMap((organisation) =>
    categories.items.map(({ id }) => `${organisation},${id},independent,2026-03-10,5`),
  );
  const table = `organisation,item,kind,day,value\n${rows.join("\n")}\n`;
  await withUpload("scores.csv", table, (upload) =>
    testWork(database, (work) => importScores(work, scoredReviewName, upload, {}), {
      actor: story.auditor.actor,
    }),
  );
  return story;
}
