import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type TestDatabase,
  testDatabase,
  testOfficer,
  testWork,
} from "../../tests/support/database.ts";
import {
  actorWith,
  makeScoredReview,
  ministries,
  scoredReviewName as review,
} from "../../tests/support/scored-review.ts";
import { checkShape } from "../kit/check-shape.ts";
import type { Actor } from "../platform/identity/policy.ts";
import type { Work } from "../platform/work.ts";
import {
  showDivergence,
  showHeatMap,
  showLargestDivergences,
  showOwnDivergence,
} from "./divergence.actions.ts";
import { DivergencePage, HeatMap, LargestDivergences } from "./divergence.contract.ts";
import { giveMany } from "./give-many.actions.ts";
import { showItemSheet } from "./item-sheet.actions.ts";
import { showScoreHistory } from "./score-history.actions.ts";
import { ItemSheet, ScoreHistory } from "./score-views.contract.ts";
import type { NewScore } from "./scores.contract.ts";

let fresh: TestDatabase;
const [finance = "", health = "", works = ""] = ministries;
const auditor = actorWith("auditor");

const by = <T>(action: (work: Work) => Promise<T>, actor: Actor = testOfficer) =>
  testWork(fresh.database, action, { actor });
const score = (
  organisation: string,
  item: string,
  kind: NewScore["kind"],
  level: number,
): NewScore => ({ organisation, item, kind, day: "2026-03-31", value: { level } });

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
  const self = [
    score(finance, "GV.OC", "self", 5),
    score(finance, "GV.RM", "self", 3),
    score(health, "GV.OC", "self", 2),
    score(works, "PR.AA", "self", 4),
  ];
  await by((work) => giveMany(work, review, { scores: self }));
  const independent = [
    score(finance, "GV.OC", "independent", 1),
    score(finance, "GV.RM", "independent", 3),
    score(health, "GV.OC", "independent", 3),
  ];
  await by((work) => giveMany(work, review, { scores: independent }), auditor);
});
afterAll(() => fresh.drop());

test("differences are told by item, group and organisation, and what lacks one score is no agreement", async () => {
  const page = async (query: Parameters<typeof showDivergence>[2]) =>
    checkShape(DivergencePage, await by((work) => showDivergence(work, review, query)), (path) => ({
      field: path.join("."),
    }));
  const organisations = await page({});
  expect(organisations.all).toMatchObject({
    pairs: 3,
    self_only: 1,
    higher: 1,
    lower: 1,
    level: 1,
  });
  expect(organisations.rows.map(({ id, pairs }) => [id, pairs])).toEqual([
    [finance, 2],
    [health, 1],
    [works, 0],
  ]);
  expect(organisations.rows[0]).toMatchObject({ mean: 500_000_000, largest: 1_000_000_000 });
  expect((await page({ by: "item", limit: 1 })).rows[0]?.id).toBe("GV.OC");
  const groups = await page({ by: "group" });
  expect(groups.rows[0]).toMatchObject({ pairs: 3, mean: 416_666_666 });
  const sum = groups.rows.reduce((count, { pairs }) => count + pairs, 0);
  expect(sum).toBe(groups.all.pairs);
});

test("one organisation's differences are those of the review that are its own", async () => {
  const own = await by((work) => showOwnDivergence(work, review, finance, { by: "item" }));
  expect(own.all).toMatchObject({ pairs: 2, higher: 1 });
});

test("the heat map has a cell for every organisation and group, in pages", async () => {
  const heat = checkShape(
    HeatMap,
    await by((work) => showHeatMap(work, review, { limit: 2 })),
    (path) => ({ field: path.join(".") }),
  );
  expect(heat.organisations.map(({ organisation }) => organisation)).toEqual([finance, health]);
  for (const { cells } of heat.organisations) expect(cells.length).toBe(heat.groups.length);
  const [first] = heat.organisations[0]?.cells ?? [];
  expect(first).toMatchObject({ pairs: 2, self: { lo: 750_000_000, hi: 750_000_000 } });
  const rest = await by((work) => showHeatMap(work, review, { after: heat.next ?? "" }));
  expect(rest.organisations.map(({ organisation }) => organisation)).toEqual([works]);
});

test("the largest disagreements come first, in pages, and may be narrowed", async () => {
  const largest = async (query: Parameters<typeof showLargestDivergences>[2]) =>
    checkShape(
      LargestDivergences,
      await by((work) => showLargestDivergences(work, review, query)),
      (path) => ({ field: path.join(".") }),
    );
  const first = await largest({ limit: 1 });
  expect(first).toMatchObject({ total: 2, next: "1" });
  expect(first.pairs[0]).toMatchObject({
    organisation: finance,
    item: "GV.OC",
    self: { level: 5 },
    independent: { level: 1 },
    least: 1_000_000_000,
    higher: "self",
  });
  expect((await largest({ after: "1" })).pairs.map(({ organisation }) => organisation)).toEqual([
    health,
  ]);
  expect((await largest({ higher: "independent" })).total).toBe(1);
  expect((await largest({ organisation: health })).total).toBe(1);
  await expect(largest({ after: "'; drop" })).rejects.toThrow(/no place in the list/u);
});

test("as known before anything was said there is nothing to differ", async () => {
  const asked = { on: "2026-03-30" };
  const page = await by((work) => showDivergence(work, review, asked));
  expect(page.all.pairs).toBe(0);
  const largest = await by((work) => showLargestDivergences(work, review, asked));
  expect(largest.total).toBe(0);
});

test("one item is shown with every organisation, and what each may give", async () => {
  const sheet = checkShape(
    ItemSheet,
    await by((work) => showItemSheet(work, review, "GV.OC", { limit: 2 }), auditor),
    (path) => ({ field: path.join(".") }),
  );
  expect(sheet.organisations.map(({ organisation }) => organisation)).toEqual([finance, health]);
  expect(sheet.organisations[0]).toMatchObject({
    self: { value: { level: 5 } },
    independent: { value: { level: 1 } },
    may_give: ["independent"],
  });
  expect([sheet.total, sheet.next]).toEqual([3, health]);
});

test("the history of one score has every one ever given, with the wording that was shown", async () => {
  for (const level of [4, 3]) {
    const scores = [{ ...score(finance, "GV.OC", "self", level), note: `now ${level}` }];
    await by((work) => giveMany(work, review, { scores }));
  }
  const place = { review, organisation: finance, item: "GV.OC" };
  const history = checkShape(
    ScoreHistory,
    await by((work) => showScoreHistory(work, place, { kind: "self", limit: 2 })),
    (path) => ({ field: path.join(".") }),
  );
  expect(history.scores.map(({ note }) => note)).toEqual(["now 3", "now 4"]);
  expect(history.scores[0]?.wording_words?.title).toBe(history.title);
  const after = history.next ?? "";
  const rest = await by((work) => showScoreHistory(work, place, { kind: "self", after }));
  expect(rest.scores.map(({ value }) => value)).toEqual([{ level: 5 }]);
  expect(rest.next).toBeNull();
});
