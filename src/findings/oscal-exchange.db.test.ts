import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type TestDatabase,
  testDatabase,
  testOfficer,
  testWork,
} from "../../tests/support/database.ts";
import { entries } from "../../tests/support/record-entries.ts";
import {
  actorWith,
  makeScoredReview,
  ministries,
  withUpload,
} from "../../tests/support/scored-review.ts";
import { importScores } from "../assessments/import-scores.actions.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { addRecord, setRecordState } from "./change-records.actions.ts";
import { exportAssessmentResults, exportPlanOfAction } from "./export-oscal.actions.ts";
import { importOscal } from "./import-oscal.actions.ts";
import type { OscalImportFields } from "./oscal-exchange.contract.ts";
import { readExchange } from "./oscal/read-exchange.ts";
import { respond } from "./recommendations.actions.ts";
import { registers } from "./records.contract.ts";
import type { ContentOf } from "./stored-record.contract.ts";

let here: TestDatabase;
let there: TestDatabase;
const [finance = "", health = ""] = ministries;
const roles: readonly Actor["grants"][number]["role"][] = [
  "administrator",
  "reviewing-officer",
  "auditor",
  "head",
  "security-lead",
];
const everybody: Actor = {
  ...testOfficer,
  grants: roles.map((role) => ({ role, organisation: null })),
};

beforeAll(async () => {
  here = await testDatabase();
  there = await testDatabase();
  await makeScoredReview(here.database);
  await makeScoredReview(there.database);
});
afterAll(async () => {
  await here.drop();
  await there.drop();
});

type Work = Parameters<Parameters<typeof testWork>[1]>[0];
const as = <T>(at: TestDatabase, use: (work: Work) => Promise<T>, actor = everybody): Promise<T> =>
  testWork(at.database, use, { actor });
const makeReview = (at: TestDatabase, review: string) =>
  as(at, (work) =>
    newReview(work, {
      review,
      title: `Review ${review}`,
      yardstick: "csf-categories@1",
      methodology: "measured-first@1.0",
      organisations: ministries,
      simulated: true,
    }),
  );
const bring = (
  at: TestDatabase,
  review: string,
  content: string,
  fields: OscalImportFields = {},
  actor = everybody,
) =>
  withUpload("o.json", content, (file) =>
    as(at, (work) => importOscal(work, review, file, fields), actor),
  );
const resultsOf = (at: TestDatabase, review: string, actor = everybody, query = {}) =>
  as(at, (work) => exportAssessmentResults(work, review, query), actor);
const planOf = (at: TestDatabase, review: string) =>
  as(at, (work) => exportPlanOfAction(work, review, {}));
/** What a document says, without who brought it when. */
const said = (document: string): unknown => {
  const told = new Set(["by", "known_at", "leaf", "added_at", "as_of", "on_behalf"]);
  return JSON.parse(JSON.stringify(readExchange(document, "o.json").content), (key, value) =>
    told.has(key) ? undefined : value,
  );
};

const scores = `organisation,item,kind,day,value,note,evidence,tool,tool_version
${finance},GV.OC,self,2026-03-31,4,'=seen,https://tides.example/a The list,,
${finance},GV.OC,independent,2026-04-02,2-3,"two
lines",collection:scan-1,lister,2.1
${health},GV.RM,independent,2026-04-02,not examined,,,,
`;
const bringScores = (at: TestDatabase, review: string) =>
  withUpload("s.csv", scores, (file) => as(at, (work) => importScores(work, review, file, {})));

/** Keeps what an entry refers to inside of what there is, and of one organisation. */
function referring<C extends object>(content: C): C {
  const lists = { findings: "F", risks: "R", recommendations: "C" } as const;
  const mended = Object.entries(lists).flatMap(([field, letter]) => {
    const ids: unknown = Reflect.get(content, field);
    const some = Array.isArray(ids) ? ids.slice(0, 2).map((_id, at) => `${letter}-${at + 1}`) : [];
    return Array.isArray(ids) ? [[field, some] as const] : [];
  });
  const whose =
    "organisation" in content && content.organisation !== "" ? { organisation: finance } : {};
  return { ...content, ...Object.fromEntries(mended), ...whose };
}

describe("a review that goes out as OSCAL", () => {
  test("comes into another instance without loss, whatever its records say", async () => {
    let run = 0;
    const two = <C>(arbitrary: fc.Arbitrary<C>) =>
      fc.array(arbitrary, { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          findings: two(entries.findings),
          risks: two(entries.risks),
          recommendations: two(entries.recommendations),
          actions: two(entries.actions),
        }),
        async (given) => {
          run += 1;
          const review = `review-${run}`;
          await makeReview(here, review);
          await makeReview(there, review);
          await bringScores(here, review);
          for (const register of registers) {
            for (const content of given[register]) {
              await as(here, (work) =>
                addRecord(work, review, register, referring(content) as ContentOf<typeof register>),
              );
            }
          }
          const about = { review, register: "findings", id: "F-1" } as const;
          const close = { state: "closed", reason: "=done" } as const;
          await as(here, (work) => setRecordState(work, about, close));
          await as(here, (work) =>
            respond(work, review, "C-1", { answer: "partly", text: "'+why" }),
          );
          const [results, plan] = [await resultsOf(here, review), await planOf(here, review)];
          const shown = await bring(there, review, results, { dry_run: true });
          expect(shown.problems).toEqual([]);
          expect(shown.unchanged).toBe(true);
          expect((await bring(there, review, results)).unchanged).toBe(false);
          expect((await bring(there, review, plan)).problems).toEqual([]);
          expect(said(await resultsOf(there, review))).toEqual(said(results));
          expect(said(await planOf(there, review))).toEqual(said(plan));
          expect((await bring(there, review, results)).unchanged).toBe(true);
          expect((await bring(here, review, plan)).unchanged).toBe(true);
        },
      ),
      { numRuns: 6 },
    );
  });

  test("shows an organisation its own, and an auditor no score that they may not see", async () => {
    await makeReview(here, "own");
    await bringScores(here, "own");
    const head = actorWith("head", health);
    const read = readExchange(await resultsOf(here, "own", head), "o.json").content;
    expect("scores" in read && read.scores.map(({ organisation }) => organisation)).toEqual([
      health,
    ]);
    const one = readExchange(
      await resultsOf(here, "own", everybody, { organisation: finance }),
      "o.json",
    );
    expect("scores" in one.content && one.content.scores.length).toBe(2);
  });
});

describe("a document of OSCAL that comes in", () => {
  test("is refused whole where one row is wrong, and says which", async () => {
    await makeReview(here, "wrong");
    await makeReview(there, "wrong");
    await bringScores(here, "wrong");
    const results = (await resultsOf(here, "wrong")).replaceAll(
      `"value":"GV.RM"`,
      `"value":"GV.XX"`,
    );
    const shown = await bring(there, "wrong", results, { dry_run: true });
    expect(shown.problems).toEqual([
      expect.objectContaining({ what: "scores", id: `${health} GV.XX independent`, field: "item" }),
    ]);
    await expect(bring(there, "wrong", results)).rejects.toThrow(
      /^o\.json, ministry-of-health GV\.XX independent, item: “GV.XX” is not an item.*; nothing was saved\.$/,
    );
    const { content } = readExchange(await resultsOf(there, "wrong"), "o.json");
    expect("scores" in content && content.scores).toEqual([]);
  });

  test("is refused where it is of another review, or brings what somebody may not give", async () => {
    await makeReview(there, "other");
    const results = await resultsOf(here, "wrong");
    await expect(bring(there, "other", results)).rejects.toThrow(
      "this document is of the review wrong, not of other; name that one.",
    );
    const lead = actorWith("security-lead", finance);
    await expect(bring(there, "wrong", results, {}, lead)).rejects.toThrow(/role auditor/);
  });
});
