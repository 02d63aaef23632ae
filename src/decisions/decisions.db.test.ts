import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase, testWork } from "../../tests/support/database.ts";
import {
  decisions,
  makeSigningStory,
  prepare,
  signedPair,
  type SigningStory,
} from "../../tests/support/signing-story.ts";
import { setRecordState } from "../findings/change-records.actions.ts";
import { listAccountability, listDecisions } from "./decisions.actions.ts";
import type { NewDecision } from "./decisions.contract.ts";
import { setSignaturesDue } from "./signatures-due.actions.ts";

let base: TestDatabase;
let story: SigningStory;
beforeAll(async () => {
  base = await testDatabase();
  story = await makeSigningStory(base.database);
});
afterAll(() => base.drop());

const [mitigate, accept] = decisions as readonly [NewDecision, NewDecision];
const list = (query = {}) =>
  testWork(base.database, (work) => listDecisions(work, signedPair, query));

test("decisions are prepared together or not at all, once, and listed with who prepared them", async () => {
  await expect(
    prepare(base.database, story.staff, [mitigate, { ...accept, risk: "R-9" }]),
  ).rejects.toThrow(/has no risk R-9/u);
  expect((await list()).accountability).toMatchObject({ undecided: 2, prepared: 0 });
  const done = await prepare(base.database, story.staff);
  expect(done).toMatchObject({ prepared: ["R-1", "R-2"], unchanged: false });
  expect((await prepare(base.database, story.staff)).unchanged).toBe(true);
  const { risks } = await list();
  expect(risks[0]).toMatchObject({
    risk: "R-1",
    state: "prepared",
    decision: { decision: "mitigate", by_name: "Security Lead of Finance" },
  });
  const first = await list({ limit: 1 });
  expect(first.next).toBe("R-1");
  expect((await list({ limit: 1, after: "R-1" })).risks[0]?.risk).toBe("R-2");
});

test("of two people who decide the same risk the second is told, and nothing of theirs is kept", async () => {
  const shown = (await list()).risks[0]?.decision?.leaf ?? null;
  const mine = { ...mitigate, reason: "Mine.", expects: shown };
  await prepare(base.database, story.staff, [mine]);
  const theirs = { ...mitigate, decision: "avoid" as const, expects: shown };
  await expect(prepare(base.database, story.head, [theirs])).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringContaining("R-1 is another one than was shown"),
  });
  expect((await list()).risks[0]?.decision?.reason).toBe("Mine.");
  const again = { ...mitigate, expects: null };
  await expect(prepare(base.database, story.staff, [again])).rejects.toMatchObject({
    kind: "conflict",
  });
});

test.each<[string, readonly NewDecision[], RegExp]>([
  [
    "an acceptance without a last day",
    [{ ...mitigate, decision: "accept" }],
    /an acceptance expires/u,
  ],
  ["a last day of anything else", [{ ...mitigate, expires: "2027-01-01" }], /only an acceptance/u],
  [
    "an acceptance that ends before it begins",
    [{ ...accept, expires: "2025-01-01" }],
    /before it begins/u,
  ],
  ["a day that does not exist", [{ ...mitigate, date: "2026-02-30" }], /not a day that exists/u],
  ["one risk twice", [mitigate, mitigate], /decided twice/u],
])("refused is %s", async (_what, given, sentence) => {
  await expect(prepare(base.database, story.staff, given)).rejects.toThrow(sentence);
});

test("a closed risk needs no decision and takes none", async () => {
  const close = (register: "findings" | "risks", id: string) =>
    testWork(
      base.database,
      (work) => {
        const about = { review: signedPair.review, register, id };
        return setRecordState(work, about, { state: "closed", reason: "gone" });
      },
      { actor: story.auditor.actor },
    );
  await close("findings", "F-1");
  await close("risks", "R-2");
  expect((await list()).accountability.open_risks).toBe(1);
  await expect(
    prepare(base.database, story.staff, [{ ...accept, reason: "Still." }]),
  ).rejects.toThrow(/R-2 is closed/u);
});

test("all organisations are told a page at a time, by as many statements as one", async () => {
  const due = (given: { day?: string; task?: string }) =>
    testWork(base.database, (work) =>
      setSignaturesDue(work, signedPair.review, { ...given, reason: "as announced" }),
    );
  await expect(due({})).rejects.toThrow(/either a day or a task/u);
  await expect(due({ task: "report" })).rejects.toThrow(/no order asked for the review/u);
  expect((await due({ day: "2026-01-31" })).unchanged).toBe(false);
  expect((await due({ day: "2026-01-31" })).unchanged).toBe(true);
  const count = async (limit: number): Promise<[number, number]> => {
    const before = base.database.statements();
    const page = await testWork(base.database, (work) =>
      listAccountability(work, signedPair.review, { limit }),
    );
    return [page.organisations.length, base.database.statements() - before];
  };
  const [few, statements] = await count(1);
  const [many, more] = await count(3);
  expect([few, many]).toEqual([1, 3]);
  expect(more).toBe(statements);
});
