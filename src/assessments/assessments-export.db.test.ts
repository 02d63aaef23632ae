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
  withUpload,
} from "../../tests/support/scored-review.ts";
import { checkShape } from "../kit/check-shape.ts";
import { exportAssessments } from "./assessments-export.actions.ts";
import { AssessmentsFile, type ExportQuery } from "./assessments-export.contract.ts";
import { giveMany } from "./give-many.actions.ts";
import { importScores } from "./import-scores.actions.ts";
import { approveTailoring, proposeTailoring } from "./profiles.actions.ts";
import type { NewScore } from "./scores.contract.ts";
import { moveSides } from "./stages.actions.ts";
import { setTerms } from "./terms.actions.ts";

let fresh: TestDatabase;
let other: TestDatabase;
const [finance = "", health = ""] = ministries;

const formula = '=HYPERLINK("https://bad.example")';
const plain = { organisation: finance, kind: "self" as const, day: "2026-03-31" };
const scores: NewScore[] = [
  { ...plain, item: "GV.OC", value: { level: 4 }, note: formula },
  {
    ...plain,
    item: "GV.RM",
    value: { from: 2, to: 4 },
    evidence: [
      { link: "https://a.example/x", title: "the plan, of 2026" },
      { file: "a".repeat(64), name: "minutes 3.pdf" },
      { collection: "c-1" },
    ],
  },
  { ...plain, item: "PR.AA", value: { missing: "not-examined" }, note: 'two\nlines, "quoted"' },
  { ...plain, organisation: health, item: "PR.AA", value: { missing: "access-refused" } },
  { ...plain, item: "DE.CM", value: { level: 1 }, tool: { name: "probe", version: "2.1" } },
];

beforeAll(async () => {
  fresh = await testDatabase();
  other = await testDatabase();
  await makeScoredReview(fresh.database);
  await makeScoredReview(other.database);
  await testWork(fresh.database, (work) => giveMany(work, review, { scores }));
});
afterAll(async () => {
  await fresh.drop();
  await other.drop();
});

const taken = async (query: ExportQuery, from = fresh): Promise<string> => {
  const { content } = await testWork(from.database, (work) =>
    exportAssessments(work, review, query),
  );
  if (typeof content !== "string") throw new Error("an export is no text");
  return content;
};
/** The columns that are entered, without who entered them and when. */
const entered = (csv: string): string[] =>
  csv.split("\r\n").map((line) => line.split(",").slice(0, 10).join(","));

test("scores that are taken out come back in on another instance without loss", async () => {
  const csv = await taken({});
  expect(csv).toContain("'=HYPERLINK");
  expect(csv).not.toMatch(/(^|,)"?=/mu);
  const read = await withUpload("scores.csv", csv, (file) =>
    testWork(other.database, (work) => importScores(work, review, file, {})),
  );
  expect(read).toMatchObject({ wrong: 0, given: scores.length });
  expect(entered(await taken({}, other))).toEqual(entered(csv));
  // And into the instance that they came from they change nothing.
  const again = await withUpload("scores.csv", csv, (file) =>
    testWork(fresh.database, (work) => importScores(work, review, file, {})),
  );
  expect(again).toMatchObject({ given: 0, unchanged: true });
});

test("everything that was entered is in one file: scores, stages, terms and profiles", async () => {
  await testWork(fresh.database, (work) =>
    setTerms(work, review, { blind: true, self: {}, independent: {}, reason: "by the order" }),
  );
  await testWork(fresh.database, (work) =>
    moveSides(work, review, { organisations: [finance], side: "self", to: "submitted" }),
  );
  const tailoring = {
    from: "2026-01-01",
    practices: [{ practice: "own-drills", title: "Drills", text: formula, items: ["GV.OC"] }],
    not_applicable: [{ item: "GV.SC", reason: "it buys nothing" }],
    reason: "small",
  };
  await testWork(fresh.database, (work) => proposeTailoring(work, review, finance, tailoring), {
    actor: actorWith("head", finance),
  });
  const place = { review, organisation: finance, version: "1" };
  const officer = { officer: "Head of the Review Office", reason: "as agreed" };
  await testWork(fresh.database, (work) => approveTailoring(work, place, officer));
  const file = checkShape(AssessmentsFile, JSON.parse(await taken({ format: "json" })), (path) => ({
    field: path.join("."),
  }));
  expect(file.scores.length).toBe(scores.length);
  expect(file.scores.find(({ item }) => item === "GV.OC")?.note).toBe(formula);
  expect(file.terms[0]).toMatchObject({ blind: true, reason: "by the order" });
  expect(file.stages[0]).toMatchObject({ organisation: finance, stage: "submitted" });
  expect(file.profiles[0]).toMatchObject({ state: "approved", practices: [{ text: formula }] });
  const profiles = await taken({ what: "profiles" });
  expect(profiles).toContain("'=HYPERLINK");
  expect(profiles).toContain("not-applicable,GV.SC");
  expect(await taken({ what: "stages" })).toContain(`${finance},self,stage,submitted`);
});

test("one organisation is taken out alone, and one that is not there is refused", async () => {
  const csv = await taken({ organisation: health });
  expect(csv).toContain(health);
  expect(csv).not.toContain(finance);
  await expect(taken({ organisation: "nowhere" })).rejects.toThrow(/no organisation/u);
  const before = await taken({ as_of: "2020-01-01T00:00:00Z" });
  expect(before.trim().split("\r\n").length).toBe(1);
  expect(testOfficer.account).not.toBe("");
});
