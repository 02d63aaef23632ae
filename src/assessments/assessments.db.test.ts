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
import { importScores } from "./import-scores.actions.ts";
import { packedValue } from "./packed-scores.ts";
import { reviewScoreFacts, reviewScores } from "./review-scores.actions.ts";
import { approveProfile, closeSampleOf, fixSample } from "./samples.actions.ts";
import { scoredReview } from "./scored-review.actions.ts";
import { scoresOn } from "./scores-on.ts";
import { showScores } from "./score-sheet.actions.ts";
import { giveScore } from "./scores.actions.ts";
import { type NewScore, type ScoreImportFields, ScoreSheet } from "./scores.contract.ts";
import { currentScores } from "./scores.store.ts";

let fresh: TestDatabase;
const [finance = "", health = "", works = ""] = ministries;
const head = actorWith("security-lead", finance);
const auditor = actorWith("auditor");

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
});
afterAll(() => fresh.drop());

const score: NewScore = {
  organisation: finance,
  item: "GV.OC",
  kind: "self",
  day: "2026-03-31",
  value: { level: 4 },
};
const give = (change: Partial<NewScore>, actor = testOfficer) =>
  testWork(fresh.database, (work) => giveScore(work, review, { ...score, ...change }), { actor });
const bring = (content: string | Uint8Array, fields: ScoreImportFields = {}, actor = testOfficer) =>
  withUpload("scores.csv", content, (file) =>
    testWork(fresh.database, (work) => importScores(work, review, file, fields), { actor }),
  );
const sheetOf = async (organisation: string, asked = {}): Promise<ScoreSheet> => {
  const { bytes } = await testWork(fresh.database, (work) =>
    showScores(work, review, organisation, asked),
  );
  const told: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return checkShape(ScoreSheet, told, (path) => ({ field: path.join(".") }));
};
const selfOf = async (item: string, asked = {}) =>
  (await sheetOf(finance, asked)).items.find((each) => each.item === item)?.self;

test("a score is kept with its wording, who gave it and when, and the same again changes nothing", async () => {
  const given = await give({}, head);
  expect(given.unchanged).toBe(false);
  expect((await give({}, head)).unchanged).toBe(true);
  const shown = (await sheetOf(finance)).items.find(({ item }) => item === "GV.OC");
  expect(shown?.self).toMatchObject({
    value: { level: 4 },
    by: "test-security-lead",
    on_behalf: false,
  });
  expect(shown?.self?.wording).toBe(shown?.wording);
  expect(shown?.independent).toBeNull();
});

test("a reviewing officer enters a self-score on behalf of an organisation, and it says so", async () => {
  await give({ item: "GV.RM", value: { from: 2, to: 3 } });
  expect(await selfOf("GV.RM")).toMatchObject({ value: { from: 2, to: 3 }, on_behalf: true });
});

test("only the organisation's own people or an officer score it, and only auditors independently", async () => {
  await expect(give({ organisation: health }, head)).rejects.toThrow(/needs the role/);
  await expect(give({ kind: "independent" }, head)).rejects.toThrow(/auditor/);
  await expect(give({ kind: "independent" })).rejects.toThrow(/auditor/);
  await expect(give({}, auditor)).rejects.toThrow(/head or security-lead/);
  expect((await give({ kind: "independent", value: { level: 2 } }, auditor)).unchanged).toBe(false);
});

test("what cannot be scored is refused in one sentence that says how to mend it", async () => {
  const refusals: [Partial<NewScore>, RegExp][] = [
    [{ item: "GV.OX" }, /“GV.OX” is not an item.*near it are/],
    [{ organisation: "Ministry of Finanse" }, /near it are.*Ministry of Finance/],
    [{ value: { answer: "yes" } }, /GV.OC is to be a level from 1 to 5/],
    [{ value: { from: 4, to: 2 } }, /from its lower to its higher level/],
    [{ day: "2999-01-01" }, /still to come/],
    [{ day: "1950-01-01" }, /before 1971/],
    [{ wording: "0".repeat(64) }, /wording of GV.OC is not the one/],
  ];
  for (const [change, sentence] of refusals) {
    await expect(give(change)).rejects.toThrow(sentence);
  }
});

test("the newest day counts, and of one day what became known last, as of every instant", async () => {
  await give({ item: "PR.AA", day: "2026-02-01", value: { level: 2 } });
  const before = (await sheetOf(finance)).as_of;
  await give({ item: "PR.AA", day: "2026-01-01", value: { level: 5 } });
  await give({ item: "PR.AA", day: "2026-02-01", value: { missing: "not-reported" } });
  expect(await selfOf("PR.AA")).toMatchObject({ value: { missing: "not-reported" } });
  expect(await selfOf("PR.AA", { as_of: before })).toMatchObject({ value: { level: 2 } });
  expect(await selfOf("PR.AA", { on: "2026-01-15" })).toMatchObject({ value: { level: 5 } });
  expect(await selfOf("PR.AA", { on: "2025-12-31" })).toBeNull();
});

const rows = `organisation,item,kind,day,value
Ministry of Health,GV.OC,self,2026-03-31,3
ministry-of-health,GV.RM,self,2026-03-31,2-4
Ministry of Works,ID.AM,self,2026-03-31,unknown
Ministry of Works,ID.RA,self,2026-03-31,
`;

test("a file of scores is previewed, brought whole by one act, and changes nothing the second time", async () => {
  const preview = await bring(rows, { dry_run: true });
  expect(preview).toMatchObject({ unchanged: true, rows: 4, left_out: 1, given: 3, wrong: 0 });
  expect((await sheetOf(health)).items.every(({ self }) => self === null)).toBe(true);
  expect(await bring(rows)).toMatchObject({ unchanged: false, given: 3, same: 0 });
  const again = await bring(rows, { dry_run: true });
  expect([again.same, again.given]).toEqual([3, 0]);
  const missing = {
    organisation: works,
    item: "ID.AM",
    value: { missing: "unknown-by-source" },
  } as const;
  expect((await give(missing)).unchanged).toBe(true);
  expect((await give({ ...missing, value: { missing: "not-reported" } })).unchanged).toBe(false);
  expect((await give(missing)).unchanged).toBe(false);
  expect((await sheetOf(works)).items.find(({ item }) => item === "ID.AM")?.self?.value).toEqual({
    missing: "unknown-by-source",
  });
});

test("wrong rows are told one by one with the nearest names, and then nothing is saved", async () => {
  const wrong = `organisation,item,kind,day,value
Ministry of Helth,GV.OC,self,2026-04-01,5
Ministry of Health,GV.OK,self,2026-04-01,5
Ministry of Health,GV.PO,self,2026-04-01,6
Ministry of Health,GV.PO,self,31.03.2026,5
Ministry of Health,GV.PO,independent,2026-04-01,5
=HYPERLINK(1),GV.PO,self,2026-04-01,5
Ministry of Health,GV.PO,self,2026-04-01,5
Ministry of Health,GV.PO,self,2026-04-01,4
`;
  const preview = await bring(wrong, { dry_run: true });
  expect(preview.wrong).toBe(7);
  expect(preview.problems.map(({ line, column }) => [line, column])).toEqual([
    [2, "organisation"],
    [3, "item"],
    [4, "value"],
    [5, "day"],
    [6, "kind"],
    [7, "organisation"],
    [9, "item"],
  ]);
  expect(preview.problems[0]?.nearest).toContain("Ministry of Health");
  expect(preview.problems[1]?.nearest[0]).toBe("GV.OC");
  await expect(bring(wrong)).rejects.toThrow(
    /line 2.*and 6 more rows are wrong.*nothing was saved/,
  );
  expect((await sheetOf(health)).items.find(({ item }) => item === "GV.PO")?.self).toBeNull();
});

test("files that lie about their encoding or columns are refused whole", async () => {
  await expect(bring("organisation,item\nx,y\n")).rejects.toThrow(/no column “value”/);
  await expect(bring(Buffer.from(rows.replace("Health", "H\u00e9alth"), "latin1"))).rejects.toThrow(
    /not text in UTF-8/,
  );
  await expect(bring(Buffer.from(rows, "utf16le"))).rejects.toThrow(/NUL|UTF/);
  const windows = Buffer.from(rows, "latin1");
  expect((await bring(windows, { encoding: "windows-1252", dry_run: true })).wrong).toBe(0);
  await expect(bring("")).rejects.toThrow(/empty/);
});

test("a sample is fixed once and closed once", async () => {
  const reason = "drawn by lot";
  const fix = (items: string[]) =>
    testWork(fresh.database, (work) => fixSample(work, review, { items, reason }));
  await expect(fix(["GV.OC", "XX"])).rejects.toThrow(/not an item/);
  expect(await fix(["GV.RM", "GV.OC", "ID.AM"])).toMatchObject({ unchanged: false });
  expect(await fix(["GV.OC", "GV.RM", "ID.AM"])).toMatchObject({ unchanged: true });
  await expect(fix(["GV.OC"])).rejects.toThrow(/is fixed since/);
  const close = (day: string) =>
    testWork(fresh.database, (work) => closeSampleOf(work, review, { day, reason }));
  expect((await close("2026-04-30")).closed).toEqual({
    day: "2026-04-30",
    organisations: 3,
    with_pairs: 1,
  });
  await expect(close("2026-05-01")).rejects.toThrow(/closed once/);
});

test("a profile takes items away from a day on, and gives them back", async () => {
  const approve = (change: object) =>
    testWork(fresh.database, (work) =>
      approveProfile(work, review, {
        organisation: works,
        items: ["GV.SC"],
        day: "2026-05-01",
        approved_by: "Chief auditor",
        approved_on: "2026-04-20",
        reason: "has no suppliers",
        ...change,
      }),
    );
  expect((await approve({})).not_applicable).toEqual(["GV.SC"]);
  expect((await approve({})).unchanged).toBe(true);
  expect((await approve({ day: "2026-06-01", applies: true })).not_applicable).toEqual([]);
  const applies = async (on: string) =>
    (await sheetOf(works, { on })).items.find(({ item }) => item === "GV.SC")?.applicable;
  expect([
    await applies("2026-04-30"),
    await applies("2026-05-02"),
    await applies("2026-06-02"),
  ]).toEqual([true, false, true]);
});

test("what stands packed, what the history says and what a stranger reads out of the facts are the same", async () => {
  await testWork(fresh.database, async ({ transaction }) => {
    const { yardstick, asOf, scope } = await scoredReview(transaction, review);
    const facts = await reviewScoreFacts(transaction, review, yardstick, asOf);
    for (const on of ["2026-01-15", "2026-02-01", "2026-03-31", "2026-11-22"]) {
      const question = { on, asOf, maximumAgeDays: 365 };
      const ours = await reviewScores(transaction, {
        ...question,
        review,
        yardstick,
        organisations: scope,
      });
      expect(ours).toEqual(scoresOn(facts, yardstick.items, scope, question));
    }
  });
});

test("after random scores of any days the packed scores are those of the history", async () => {
  const numbers = Array.from({ length: 60 }, (_, at) => (at * 7919) % 61);
  for (const number of numbers) {
    const item = ["GV.OV", "GV.PO", "DE.CM"][number % 3] ?? "GV.OV";
    const day = `2026-0${1 + (number % 5)}-10`;
    const value: NewScore["value"] =
      number % 7 === 0 ? { missing: "unknown-by-source" } : { level: 1 + (number % 5) };
    await give({ organisation: ministries[number % 3] ?? finance, item, day, value });
  }
  await testWork(fresh.database, async ({ transaction }) => {
    const { yardstick, asOf, scope, items } = await scoredReview(transaction, review);
    const facts = await reviewScoreFacts(transaction, review, yardstick, asOf);
    const question = { on: "2026-11-22", asOf, maximumAgeDays: 3650 };
    const stranger = scoresOn(facts, yardstick.items, scope, question);
    const packed = await currentScores(transaction, review, null, yardstick.items.length);
    for (const { organisation, self } of stranger) {
      const own = packed.find((each) => each.kind === "self" && each.organisation === organisation);
      for (const evidence of self) {
        const place = items.get(evidence.item)?.place ?? -1;
        const { good = -1, bad = -1, n = -1 } = (own && packedValue(own.scores, place)) ?? {};
        expect([good, bad]).toEqual([evidence.good, evidence.bad]);
        expect(n).toBe(evidence.missing === null ? evidence.n : 0);
      }
    }
  });
});
