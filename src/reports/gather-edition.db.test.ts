import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, testWork } from "../../tests/support/database.ts";
import {
  oneWorld,
  storyDay,
  storyReview,
  tellEditionStory,
} from "../../tests/support/edition-story.ts";
import { Problem } from "../kit/problem.ts";
import { previewEdition } from "./preview-edition.actions.ts";
import { withhold } from "./withholdings.actions.ts";

const authority = "Evidence Act, section 7(2)";
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  // One host stands in a row of Alpha and in one of Beta, and counts as one.
  const newest = `${oneWorld.newest}Beta Board,a1.example,b,b\n`;
  await tellEditionStory(database.database, { ...oneWorld, newest }, "duplicates: combine\n");
});
afterAll(() => database.drop());

const looked = () =>
  testWork(database.database, (work) =>
    previewEdition(work, { review: storyReview, on: storyDay }),
  );

const withheld = (organisation: string) =>
  testWork(database.database, (work) =>
    withhold(work, storyReview, { organisation, items: ["H1"], authority }),
  );

test("with nothing withheld, the preview says that everything is public", async () => {
  const preview = await looked();
  expect(preview.withholds).toBe(false);
  expect(preview.organisations).toBe(5);
});

test("where rows of two owners count as one unit, an edition that holds one of them back is refused", async () => {
  await withheld("beta-board");
  const refused = await looked().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(String(refused)).toContain("withhold the same items of Alpha Authority");
});

test("with both held back, nothing of either is told", async () => {
  await withheld("alpha-authority");
  const preview = await looked();
  expect(preview.withheld.map(({ organisation, item }) => `${organisation} ${item}`)).toEqual([
    "alpha-authority H1",
    "alpha-authority H2",
    "beta-board H1",
    "beta-board H2",
  ]);
});
