import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type TestDatabase,
  testDatabase,
  testOfficer,
  testWork,
} from "../../tests/support/database.ts";
import { entries } from "../../tests/support/record-entries.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName as review,
  withUpload,
} from "../../tests/support/scored-review.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { addRecord, setRecordState } from "./change-records.actions.ts";
import { exportHistory, exportRecords } from "./record-export.actions.ts";
import { importRecords } from "./record-import.actions.ts";
import type { RecordImportFields } from "./record-import.contract.ts";
import { respond } from "./recommendations.actions.ts";
import { listRecords } from "./records.actions.ts";
import { type Register, registers } from "./records.contract.ts";
import type { ContentOf } from "./stored-record.contract.ts";

let fresh: TestDatabase;
const [finance = ""] = ministries;
const everybody: Actor = {
  ...testOfficer,
  grants: ["administrator", "reviewing-officer", "auditor", "head", "security-lead"].map(
    (role) => ({
      role: role as Actor["grants"][number]["role"],
      organisation: null,
    }),
  ),
};

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
});
afterAll(() => fresh.drop());

type Work = Parameters<Parameters<typeof testWork>[1]>[0];
const as = <T>(actor: Actor, use: (work: Work) => Promise<T>): Promise<T> =>
  testWork(fresh.database, use, { actor });
const bring = (
  register: Register,
  content: string,
  fields: RecordImportFields = {},
  { into = review, actor = everybody } = {},
) =>
  withUpload(`${register}.csv`, content, (file) =>
    as(actor, (work) => importRecords(work, { review: into, register }, file, fields)),
  );
const takenOut = (register: Register, from = review) =>
  as(everybody, (work) => exportRecords(work, from, register, {}));
const makeReview = (name: string) =>
  as(testOfficer, (work) =>
    newReview(work, {
      review: name,
      title: name,
      yardstick: "csf-categories@1",
      methodology: "measured-first@1.0",
      organisations: ministries,
      simulated: true,
    }),
  );

const header = "id,organisation,title,criteria,condition,severity";

test("findings come in as CSV with a few columns, in one act, and the preview saves nothing", async () => {
  const rows = `${header}\n,Ministry of Finance,Old servers,None is old,4 are old,High\n,ministry-of-finance,'=1+1,"a, b","c\nd",low\n`;
  const preview = await bring("findings", rows, { dry_run: true });
  expect(preview).toMatchObject({ added: 2, saved: false, wrong: 0 });
  expect((await as(everybody, (work) => listRecords(work, review, "findings", {}))).total).toBe(0);
  expect(await bring("findings", rows)).toMatchObject({ added: 2, saved: true });
  const { records } = await as(everybody, (work) => listRecords(work, review, "findings", {}));
  expect(records.map(({ content }) => content.title)).toEqual(["Old servers", "=1+1"]);
  expect(records[0]?.leaf).toBe(records[1]?.leaf);
});

test("what an export wrote says nothing new, and holds no cell that a spreadsheet would run", async () => {
  const file = await takenOut("findings");
  expect(file).toContain("'=1+1");
  expect(file).not.toMatch(/[,\n]"?[=+@-]/);
  expect(await bring("findings", file)).toMatchObject({ added: 0, changed: 0, unchanged: true });
});

test("a row with a number changes that record with a reason, and closes it where somebody may", async () => {
  const rows = `id,severity,state,state_reason,reason\nF-1,moderate,closed,replaced,less grave\n`;
  await expect(bring("findings", rows, {}, { actor: testOfficer })).resolves.toMatchObject({
    wrong: 1,
    saved: false,
  });
  expect(await bring("findings", rows)).toMatchObject({ changed: 1, saved: true });
  const { records } = await as(everybody, (work) => listRecords(work, review, "findings", {}));
  expect(records[0]).toMatchObject({ state: "closed", state_reason: "replaced" });
  expect(records[0]?.content).toMatchObject({ severity: "moderate", criteria: "None is old" });
  const history = await as(everybody, (work) => exportHistory(work, review, "findings", {}));
  expect(history.split("\r\n").filter((each) => each.startsWith("F-1,"))).toHaveLength(3);
});

test("every wrong row is told with its line and column, and then nothing is saved", async () => {
  const rows = [
    header,
    ",Ministry of Finanse,A,B,C,low",
    ",Ministry of Health,A,B,C,grave",
    "F-99x,Ministry of Health,A,B,C,low",
    ",Ministry of Health,,B,C,low",
    "F-2,ministry-of-health,'=1+1,B,C,low",
    ",Ministry of Health,A,B,C,low",
  ].join("\n");
  const told = await bring("findings", rows, { reason: "tidied" });
  expect(told).toMatchObject({ wrong: 5, saved: false });
  expect(told.problems.map(({ line, column }) => [line, column])).toEqual([
    [2, "organisation"],
    [3, "severity"],
    [4, "id"],
    [5, "title"],
    [6, "organisation"],
  ]);
  await expect(bring("findings", "id,colour\n,red\n")).rejects.toThrow(/“colour” is no column/);
  await expect(bring("findings", `${header}\n`)).rejects.toThrow(/no rows/);
});

test("everything that can be entered comes back into another review as it was", async () => {
  const numbersFrom = (list: readonly string[], letter: string): string[] => [
    ...new Set(list.map((id) => `${letter}-${(Number(id.slice(2)) % 2) + 1}`)),
  ];
  const referring = <C extends object>(content: C): C => {
    const lists = { findings: "F", risks: "R", recommendations: "C" } as const;
    const mended = Object.entries(lists).flatMap(([field, letter]) => {
      const ids: unknown = Reflect.get(content, field);
      return Array.isArray(ids) ? [[field, numbersFrom(ids.map(String), letter)]] : [];
    });
    return {
      ...content,
      ...Object.fromEntries(mended),
      ...("organisation" in content && content.organisation !== ""
        ? { organisation: finance }
        : {}),
    };
  };
  const two = <C>(arbitrary: fc.Arbitrary<C>) =>
    fc.array(arbitrary, { minLength: 2, maxLength: 3 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        findings: two(entries.findings),
        risks: two(entries.risks),
        recommendations: two(entries.recommendations),
        actions: two(entries.actions),
      }),
      fc.constantFrom("agree", "partly", "disagree"),
      async (given, answer) => {
        run += 1;
        const [from, into] = [`from-${run}`, `into-${run}`];
        await makeReview(from);
        await makeReview(into);
        for (const register of registers) {
          for (const content of given[register]) {
            await as(everybody, (work) =>
              addRecord(work, from, register, referring(content) as ContentOf<typeof register>),
            );
          }
        }
        const close = { state: "closed", reason: "=done" } as const;
        const about = (register: Register, id: string) => ({ review: from, register, id });
        await as(everybody, (work) => setRecordState(work, about("findings", "F-1"), close));
        await as(everybody, (work) =>
          setRecordState(work, about("actions", "A-1"), { state: "dropped", reason: "x" }),
        );
        await as(everybody, (work) => respond(work, from, "C-1", { answer, text: "'+why" }));
        for (const register of registers) {
          const file = await takenOut(register, from);
          const told = await bring(register, file, {}, { into });
          expect(told.problems).toEqual([]);
          const same = (rows: string): string =>
            rows.replaceAll(/SIMULATED,[^,\r]*,[^,\r]*,[^,\r]*(?=\r)/gu, "");
          expect(same(await takenOut(register, into))).toBe(same(file));
        }
      },
    ),
    { numRuns: 12 },
  );
});
