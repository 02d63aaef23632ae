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
import { Problem } from "../kit/problem.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { giveMany } from "./give-many.actions.ts";
import { importScores } from "./import-scores.actions.ts";
import { reviewScoreFacts } from "./review-scores.actions.ts";
import { scoredReview } from "./scored-review.actions.ts";
import { keepScoreFile, showScoreFile } from "./score-files.actions.ts";
import { showScores } from "./score-sheet.actions.ts";
import { ScoreConflict } from "./score-views.contract.ts";
import { giveScore } from "./scores.actions.ts";
import { type NewScore, type ScoreImportFields, ScoreSheet } from "./scores.contract.ts";
import { moveSides } from "./stages.actions.ts";

let fresh: TestDatabase;
const [finance = "", health = "", works = ""] = ministries;
const lead = actorWith("security-lead", finance);
const system = "ledger-of-accounts";

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
  const rows = `name,parent,kind\nLedger of Accounts,Ministry of Finance,system\n`;
  const fields = { parent_column: "parent", kind_column: "kind", create: "all" as const };
  await withUpload("systems.csv", rows, (file) =>
    testWork(fresh.database, (work) => importOrganisations(work, file, fields)),
  );
});
afterAll(() => fresh.drop());

const plain: NewScore = {
  organisation: finance,
  item: "GV.OC",
  kind: "self",
  day: "2026-03-31",
  value: { level: 4 },
};
const give = (change: Partial<NewScore>, actor: Actor = testOfficer) =>
  testWork(fresh.database, (work) => giveScore(work, review, { ...plain, ...change }), { actor });
const many = (scores: readonly Partial<NewScore>[], actor: Actor = testOfficer) =>
  testWork(
    fresh.database,
    (work) => giveMany(work, review, { scores: scores.map((change) => ({ ...plain, ...change })) }),
    { actor },
  );
const bring = (content: string, fields: ScoreImportFields = {}) =>
  withUpload("scores.csv", content, (file) =>
    testWork(fresh.database, (work) => importScores(work, review, file, fields)),
  );
const sheetOf = async (organisation: string): Promise<ScoreSheet> => {
  const { bytes } = await testWork(fresh.database, (work) =>
    showScores(work, review, organisation, {}),
  );
  const told: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return checkShape(ScoreSheet, told, (path) => ({ field: path.join(".") }));
};
const selfOf = async (item: string, organisation = finance) => {
  const shown = (await sheetOf(organisation)).items.find((each) => each.item === item)?.self;
  if (!shown) throw new Error(`${item} has no score`);
  return shown;
};
const evidence = [
  { link: "https://registers.example/finance", title: "the register" },
  { file: "e".repeat(64), name: "minutes.pdf" },
];

test("a note and sources are kept beside a score; the same again changes nothing, another note does", async () => {
  await give({ note: "as the audit committee saw it", evidence });
  expect(await selfOf("GV.OC")).toMatchObject({
    note: "as the audit committee saw it",
    evidence,
    tool: null,
    after_lock: false,
  });
  expect((await give({ note: "as the audit committee saw it", evidence })).unchanged).toBe(true);
  expect((await give({})).unchanged).toBe(true);
  expect((await give({ note: "" })).unchanged).toBe(false);
  expect((await selfOf("GV.OC")).note).toBe("");
});

test("what a tool said stays when a person replaces it, and the person's score names it", async () => {
  const tool = { name: "host scanner", version: "7.2" };
  await give({ item: "PR.AA", tool, value: { level: 2 } });
  const said = await selfOf("PR.AA");
  expect(said.tool).toEqual(tool);
  await give({ item: "PR.AA", value: { level: 3 } });
  expect(await selfOf("PR.AA")).toMatchObject({ tool: null, overrides: said.leaf });
  await give({ item: "PR.AA", value: { level: 4 }, note: "again" });
  expect((await selfOf("PR.AA")).overrides).toBe(said.leaf);
});

test("whoever saves over what somebody else saved meanwhile is answered both, and nothing is saved", async () => {
  await give({ item: "GV.RM", expects: null, value: { level: 1 } });
  const shown = await selfOf("GV.RM");
  await give({ item: "GV.RM", expects: shown.leaf, value: { level: 2 }, note: "theirs" });
  const theirs = await selfOf("GV.RM");
  const late = give({ item: "GV.RM", expects: shown.leaf, value: { level: 5 }, note: "mine" });
  const problem = await late.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(problem instanceof Problem)) throw new Error("nobody was refused");
  expect(problem.kind).toBe("conflict");
  expect(problem.message).toMatch(
    /^Not saved: somebody changed the score of GV\.RM at .+ choose\.$/u,
  );
  const [conflict] = Object(problem.members)["conflicts"];
  expect(checkShape(ScoreConflict, conflict, () => ({}))).toMatchObject({
    yours: { value: { level: 5 }, note: "mine" },
    theirs: { value: { level: 2 }, note: "theirs", leaf: theirs.leaf },
    expected: shown.leaf,
  });
  expect(await selfOf("GV.RM")).toEqual(theirs);
  // Who says the same as the other has no quarrel.
  const same = { item: "GV.RM", expects: shown.leaf, value: { level: 2 } };
  expect((await give(same)).unchanged).toBe(true);
});

test("of two people who save the same item at once one is told of the other", async () => {
  const tries = await Promise.allSettled(
    [2, 3].map((level) => give({ item: "GV.PO", expects: null, value: { level } })),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("one item of many organisations is given by one act, or not at all", async () => {
  const scores = ministries.map((organisation) => ({ organisation, item: "DE.CM" }));
  const given = await many(scores);
  expect(given).toMatchObject({ given: 3, same: 0, unchanged: false });
  expect((await selfOf("DE.CM", works)).leaf).toBe(given.leaf);
  expect(await many(scores)).toMatchObject({ given: 0, same: 3, unchanged: true, leaf: null });
  await expect(many([{ item: "DE.AE" }, { item: "no-such" }])).rejects.toThrow(/is not an item/u);
  await expect(many([{ item: "DE.AE" }, { item: "DE.AE" }])).rejects.toThrow(/given twice/u);
  await expect(many([{ organisation: works }], lead)).rejects.toThrow(/needs the role/u);
  expect((await sheetOf(finance)).items.find(({ item }) => item === "DE.AE")?.self).toBeNull();
});

test("of many scores every one that no longer stands as shown is told, and none is saved", async () => {
  const before = await selfOf("DE.CM");
  await give({ item: "DE.CM", value: { level: 1 } });
  const late = many([
    { item: "DE.CM", expects: before.leaf, value: { level: 5 } },
    { item: "DE.AE", expects: null, value: { level: 5 } },
  ]);
  await expect(late).rejects.toMatchObject({ kind: "conflict", members: { conflicts: [{}] } });
  expect((await sheetOf(finance)).items.find(({ item }) => item === "DE.AE")?.self).toBeNull();
});

test("a system inside an organisation is scored by that organisation's people, and counts nowhere", async () => {
  await give({ organisation: "Ledger of Accounts", item: "ID.AM", value: { level: 5 } }, lead);
  const sheet = await sheetOf(system);
  expect(sheet.within?.organisation).toBe(finance);
  expect((await sheetOf(finance)).systems.map(({ organisation }) => organisation)).toEqual([
    system,
  ]);
  expect((await sheetOf(finance)).items.find(({ item }) => item === "ID.AM")?.self).toBeNull();
  const asked = (name: string, of: string) =>
    testWork(fresh.database, (work) => showScores(work, review, name, { system: of }));
  const { bytes } = await asked(finance, "Ledger of Accounts");
  expect(new TextDecoder().decode(bytes)).toContain(`"organisation":"${system}"`);
  await expect(asked(health, system)).rejects.toThrow(/no system of ministry-of-health/u);
  const stranger = actorWith("security-lead", health);
  await expect(give({ organisation: system, item: "ID.AM" }, stranger)).rejects.toThrow(/role/u);
  const facts = await testWork(fresh.database, async ({ transaction }) => {
    const { yardstick } = await scoredReview(transaction, review);
    return reviewScoreFacts(transaction, review, yardstick, "infinity");
  });
  expect(JSON.stringify(facts)).not.toContain(system);
});

test("a table brings notes, sources and tools, and shows what each row replaces before it is saved", async () => {
  const rows = `organisation,item,kind,day,value,note,evidence,tool,tool_version
Ministry of Health,GV.OC,self,2026-03-31,4,'=not a formula,https://a.example the plan ; file:${"a".repeat(64)} plan.pdf,,
Ministry of Health,GV.RM,self,2026-03-31,2,,,probe,1.0
Ledger of Accounts,GV.RM,self,2026-03-31,access refused,,,,
`;
  const dry = await bring(rows, { dry_run: true });
  expect(dry).toMatchObject({ given: 3, wrong: 0, unchanged: true });
  expect(dry.changes[0]).toMatchObject({ before: null, after: { level: 4 }, remark: true });
  expect(await bring(rows)).toMatchObject({ given: 3, unchanged: false });
  expect(await bring(rows)).toMatchObject({ given: 0, same: 3 });
  expect(await selfOf("GV.OC", health)).toMatchObject({
    note: "=not a formula",
    evidence: [
      { link: "https://a.example", title: "the plan" },
      { file: "a".repeat(64), name: "plan.pdf" },
    ],
  });
  expect((await selfOf("GV.RM", health)).tool).toEqual({ name: "probe", version: "1.0" });
  expect((await selfOf("GV.RM", system)).value).toEqual({ missing: "access-refused" });
  const wrong = await bring(rows.replace("https://a.example", "javascript:1"), { dry_run: true });
  expect(wrong.problems[0]).toMatchObject({ line: 2, column: "evidence" });
});

test("what is locked is refused row by row in a table, and for many as for one", async () => {
  const change = { organisations: [works], side: "self" as const, to: "submitted" as const };
  await testWork(fresh.database, (work) => moveSides(work, review, change));
  const row = "organisation,item,kind,day,value\nMinistry of Works,GV.OC,self,2026-03-31,4\n";
  expect((await bring(row, { dry_run: true })).problems[0]?.sentence).toMatch(/and locked/u);
  await expect(bring(row)).rejects.toThrow(/and locked/u);
  await expect(many([{ organisation: works }, {}])).rejects.toThrow(/and locked/u);
  const reason = "name your sources";
  const back = { ...change, to: "changes-requested" as const, reason };
  await testWork(fresh.database, (work) => moveSides(work, review, back));
  await bring(row);
  expect((await selfOf("GV.OC", works)).after_lock).toBe(true);
  await give({ organisation: works, item: "GV.RM" });
  expect((await selfOf("GV.RM", works)).after_lock).toBe(true);
});

test("a file that a score rests on is kept once, and given only for the organisation that it is of", async () => {
  const keep = (name: string, actor: Actor = lead) =>
    withUpload("minutes.txt", "the minutes", (file) =>
      testWork(fresh.database, (work) => keepScoreFile(work, review, name, file), { actor }),
    );
  const kept = await keep(finance);
  expect(kept).toMatchObject({ unchanged: false, name: "minutes.txt", size: 11 });
  expect((await keep(finance)).unchanged).toBe(true);
  await expect(keep(health)).rejects.toThrow(/needs the role/u);
  const show = (organisation: string) =>
    testWork(fresh.database, (work) =>
      showScoreFile(work, { review, organisation, digest: kept.file }),
    );
  const { content } = await show(finance);
  expect(Buffer.from(Object(content)).toString()).toBe("the minutes");
  await expect(show(health)).rejects.toThrow(/no file with this digest/u);
});
