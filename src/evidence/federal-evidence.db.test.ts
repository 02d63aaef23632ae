import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { federalFacts } from "../../tests/support/federal-facts.ts";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { uploadOf } from "../../tests/support/uploads.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { correctUnit } from "./collections.actions.ts";
import { countEvidence } from "./count-evidence.ts";
import {
  countedEvidence,
  evidenceCollections,
  evidenceDays,
  evidenceInputs,
  organisationEvidence,
  sharedUnits,
} from "./evidence-counted.actions.ts";
import { type ReviewQuestion } from "./plan-question.actions.ts";
import { importEvidence } from "./import-evidence.actions.ts";
import { unitLines } from "./units-page.actions.ts";

let test1: TestDatabase;
let scope: string[];
const yardstick = readYardstick(
  readFileSync("policy/yardsticks/web-transport-1.yaml"),
  "web-transport-1.yaml",
);
const hostFile = "demo/data/pulse-https-hosts-2020-06-08.csv.gz";

const mapping = (name: string) => uploadOf(`policy/mappings/${name}.yaml`);

beforeAll(async () => {
  test1 = await testDatabase();
  const imported = await testWork(test1.database, (work) =>
    importOrganisations(work, uploadOf(hostFile), { name_column: "Agency" }),
  );
  scope = imported.created.map((each) => each.id).sort();
  await testWork(test1.database, (work) =>
    importEvidence(
      work,
      {
        file: uploadOf("demo/data/https-pshtt-2017-08-09.csv"),
        mapping: mapping("pulse-parents-1"),
        inventory: uploadOf("demo/data/dotgov-federal-2017-05-31.csv"),
        inventory_mapping: mapping("dotgov-2017-1"),
      },
      {},
    ),
  );
  await testWork(test1.database, (work) =>
    importEvidence(
      work,
      {
        file: uploadOf(hostFile),
        mapping: mapping("pulse-hosts-1"),
        inventory: uploadOf("demo/data/dotgov-federal-2020-06-03.csv"),
        inventory_mapping: mapping("dotgov-2020-1"),
      },
      {},
    ),
  );
});
afterAll(() => test1.drop());

async function ask<T>(
  on: string,
  action: (transaction: Parameters<typeof lastKnownAt>[0], question: ReviewQuestion) => Promise<T>,
): Promise<T> {
  return test1.database.transact("read", async (transaction) =>
    action(transaction, {
      on,
      asOf: await lastKnownAt(transaction),
      maximumAgeDays: 366,
      yardstick,
      scope,
    }),
  );
}

describe("the evidence of 2017 and 2020, kept in the database", () => {
  test("counts exactly as the pure rules count the files", async () => {
    const facts = { ...(await federalFacts()), scope };
    for (const on of ["2017-08-09", "2018-01-31", "2020-06-08", "2021-12-31"]) {
      const counted = await ask(on, countedEvidence);
      const pure = countEvidence(facts, {
        on,
        asOf: "9999-01-01T00:00:00.000000Z",
        maximumAgeDays: 366,
      });
      expect(counted).toEqual(pure);
    }
  });

  test("gives one organisation what it has in the whole", async () => {
    const whole = await ask("2020-06-08", organisationEvidence);
    const before = test1.database.statements();
    const one = await ask("2020-06-08", (transaction, question) =>
      organisationEvidence(transaction, question, ["department-of-the-interior"]),
    );
    expect(test1.database.statements() - before).toBeLessThan(15);
    expect(one).toEqual(whole.filter((each) => each.organisation === "department-of-the-interior"));
    expect(one[0]?.items[0]).toMatchObject({ good: 1379, bad: 59, unknown: 14, n: 1452 });
  });

  test("lists the units behind a number, seen and unseen, a page at a time", async () => {
    const organisation = "department-of-the-interior";
    const pages = [];
    let after = "";
    do {
      const page = await ask("2020-06-08", (transaction, question) =>
        unitLines(transaction, question, {
          organisation,
          item: "WT-1",
          state: "bad",
          after,
          limit: 25,
        }),
      );
      expect(page.total).toBe(59);
      pages.push(...page.units);
      after = page.next;
    } while (after !== "");
    expect(pages).toHaveLength(59);
    expect(new Set(pages.map((each) => each.unit)).size).toBe(59);
    const unseen = await ask("2020-06-08", (transaction, question) =>
      unitLines(transaction, question, { organisation, item: "WT-5", state: "unseen", limit: 100 }),
    );
    expect(unseen).toMatchObject({ total: 5, next: "" });
    expect(unseen.units.map((each) => each.state)).toEqual(Array(5).fill("unseen"));
    const differs = await ask("2020-06-08", (transaction, question) =>
      unitLines(transaction, question, { differs: true, limit: 10 }),
    );
    expect(differs.total).toBe(356);
    expect(differs.units[0]).toMatchObject({ state: "unknown", source_verdict: "Yes" });
    const crypto = await ask("2020-06-08", (transaction, question) =>
      unitLines(transaction, question, { organisation, part: "crypto", limit: 10 }),
    );
    expect(crypto.total).toBe(8);
  });

  test("keeps the source's value beside a correction, and counts the correction", async () => {
    const organisation = "department-of-the-interior";
    const { units } = await ask("2020-06-08", (transaction, question) =>
      unitLines(transaction, question, { organisation, state: "unknown", limit: 1 }),
    );
    const unit = units[0]?.unit ?? "";
    const before = await ask("2020-06-08", (_, question) => Promise.resolve(question.asOf));
    const change = { collection: "pulse-2020-06-08", unit, part: "crypto", state: "good" as const };
    const done = await testWork(test1.database, (work) =>
      correctUnit(work, { ...change, reason: "scanned again by hand" }),
    );
    expect(done).toMatchObject({ from: "unknown", to: "good", unchanged: false });
    const again = await testWork(test1.database, (work) =>
      correctUnit(work, { ...change, reason: "twice" }),
    );
    expect(again.unchanged).toBe(true);
    const [interior] = await ask("2020-06-08", (transaction, question) =>
      organisationEvidence(transaction, question, [organisation]),
    );
    expect(interior?.items[0]).toMatchObject({ good: 1380, bad: 59, unknown: 13, n: 1452 });
    const [as] = await ask("2020-06-08", (transaction, question) =>
      organisationEvidence(transaction, { ...question, asOf: before }, [organisation]),
    );
    expect(as?.items[0]).toMatchObject({ good: 1379, unknown: 14 });
    const page = await ask("2020-06-08", (transaction, question) =>
      unitLines(transaction, question, { organisation, state: "good", limit: 2000 }),
    );
    const line = page.units.find((each) => each.unit === unit);
    expect(line?.parts.find((part) => part.part === "crypto")).toMatchObject({
      state: "good",
      corrected_from: "unknown",
    });
    expect(page.total).toBe(1380);
    const inputs = await ask("2020-06-08", evidenceInputs);
    expect(inputs.corrections).toMatchObject([{ unit, reason: "scanned again by hand" }]);
  });

  test("says which days and collections the numbers stand on", async () => {
    const days = await ask("2020-06-08", (transaction, { asOf }) =>
      evidenceDays(transaction, yardstick, asOf),
    );
    expect(days).toEqual(["2020-06-08", "2017-08-09"]);
    const collections = await ask("2020-06-08", evidenceCollections);
    expect(collections.map((each) => each.id)).toEqual(["pulse-2020-06-08", "dotgov-2020-06-03"]);
    expect(collections[0]?.rows).toBe(24_638);
  });

  test("shows whom a name without a row seems to follow, by shared units", async () => {
    const shared = await ask("2020-06-08", (transaction, { asOf }) =>
      sharedUnits(transaction, {
        asOf,
        yardstick,
        maximumAgeDays: 366,
        item: "WT-5",
        from: "2017-08-09",
        to: "2020-06-08",
      }),
    );
    const [first] = shared.filter(
      (each) => each.from_owner === "Department of Health And Human Services",
    );
    expect(first?.to_owner).toBe("Department of Health and Human Services");
  });
});
