import { afterAll, beforeAll, expect, test } from "vitest";
import { setTerms } from "../assessments/terms.actions.ts";
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
import type { Actor } from "../platform/identity/policy.ts";
import { addRecord } from "./change-records.actions.ts";
import { findingTotals } from "./finding-totals.actions.ts";
import type { FindingContent } from "./findings.contract.ts";
import { exportHistory, exportRecords } from "./record-export.actions.ts";
import { showFinding } from "./record-views.actions.ts";
import { listRecords } from "./records.actions.ts";
import { risksOfAll } from "./risks-of.actions.ts";

let fresh: TestDatabase;
const [finance = ""] = ministries;
const auditor = actorWith("auditor");

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
});
afterAll(() => fresh.drop());

type Work = Parameters<Parameters<typeof testWork>[1]>[0];
const as = <T>(actor: Actor, use: (work: Work) => Promise<T>): Promise<T> =>
  testWork(fresh.database, use, { actor });
const finding = (title: string): FindingContent => ({
  organisation: finance,
  title,
  criteria: "c",
  condition: "d",
  cause: "",
  effect: "",
  sample: "",
  severity: "low",
  system: "",
  items: [],
  evidence: [],
});
const risk = {
  organisation: finance,
  title: "What staff know",
  statement: "s",
  severity: "low" as const,
  effect: "e",
  cost: null,
  findings: ["F-1"],
  items: [],
};

test("an auditor who is blind sees what they wrote, and nothing that others wrote", async () => {
  await as(auditor, (work) => addRecord(work, review, "findings", finding("Of the auditor")));
  await as(testOfficer, (work) => addRecord(work, review, "findings", finding("Of the office")));
  await as(testOfficer, (work) => addRecord(work, review, "risks", risk));
  const seen = async (): Promise<string[]> =>
    (await as(auditor, (work) => listRecords(work, review, "findings", {}))).records.map(
      ({ content }) => content.title,
    );
  expect(await seen()).toEqual(["Of the auditor", "Of the office"]);
  await as(testOfficer, (work) =>
    setTerms(work, review, { blind: true, self: {}, independent: {}, reason: "as ordered" }),
  );
  expect(await seen()).toEqual(["Of the auditor"]);
  await expect(as(auditor, (work) => showFinding(work, review, "F-2", {}))).rejects.toThrow(
    /no finding F-2/,
  );
  expect((await as(auditor, (work) => showFinding(work, review, "F-1", {}))).risks).toEqual([]);
  const totals = await as(auditor, (work) => findingTotals(work, review, {}));
  expect(totals).toMatchObject({ findings: { open: 1 }, risks: { open: 0 } });
  for (const take of [exportRecords, exportHistory]) {
    const file = await as(auditor, (work) => take(work, review, "findings", {}));
    expect(file).toContain("Of the auditor");
    expect(file).not.toContain("Of the office");
  }
});

test("lists, totals, exports and the risks of heads take as many statements for many as for few", async () => {
  const count = async (use: (work: Work) => Promise<unknown>): Promise<number> => {
    const before = fresh.database.statements();
    await as(testOfficer, use);
    return fresh.database.statements() - before;
  };
  const uses: ((work: Work) => Promise<unknown>)[] = [
    (work) => listRecords(work, review, "findings", { limit: 500 }),
    (work) => findingTotals(work, review, {}),
    (work) => exportRecords(work, review, "risks", {}),
    (work) => exportHistory(work, review, "findings", {}),
    (work) => risksOfAll(work.transaction, review, null, "infinity"),
  ];
  const few: number[] = [];
  for (const use of uses) few.push(await count(use));
  for (let more = 0; more < 12; more += 1) {
    await as(testOfficer, (work) => addRecord(work, review, "findings", finding(`F ${more}`)));
    await as(testOfficer, (work) => addRecord(work, review, "risks", risk));
  }
  for (const [at, use] of uses.entries()) expect(await count(use), `${at}`).toBe(few[at]);
});
