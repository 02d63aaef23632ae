import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { fixtureMapping, published } from "../../tests/support/published-files.ts";
import { uploadOf } from "../../tests/support/uploads.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { countedEvidence } from "./evidence-counted.actions.ts";
import { importEvidence } from "./import-evidence.actions.ts";

const scans = [
  { day: "2015-06-13", registry: "dotgov-federal-2015-03-15.csv" },
  { day: "2016-12-31", registry: "dotgov-federal-2016-12-06.csv" },
];
const mapping = fixtureMapping("https-parents");
const yardstick: Yardstick = {
  format: "muster/yardstick/1",
  id: "published",
  version: "1",
  title: "What was published",
  sources: [{ title: "Published files" }],
  items: [
    {
      id: "H-1",
      title: "Valid HTTPS",
      text: "Valid HTTPS",
      scale: "share",
      units: "domains",
      measured_by: mapping.source,
    },
  ],
  digest: sha256("published"),
};
let kept: TestDatabase;
let scope: string[];

beforeAll(async () => {
  kept = await testDatabase();
  const organisations = new Set<string>();
  for (const { day, registry } of scans) {
    const owners = await testWork(kept.database, (work) =>
      importOrganisations(work, uploadOf(published(registry)), { name_column: "Agency" }),
    );
    for (const { id } of owners.created) organisations.add(id);
    await testWork(kept.database, (work) =>
      importEvidence(
        work,
        {
          file: uploadOf(published(`https-parents-${day}.csv`)),
          mapping: uploadOf("tests/fixtures/mappings/https-parents.yaml"),
          inventory: uploadOf(published(registry)),
          inventory_mapping: uploadOf("policy/mappings/dotgov-2017-1.yaml"),
        },
        {},
      ),
    );
  }
  scope = [...organisations].sort();
});
afterAll(() => kept.drop());

test.each([
  ["2015-06-13", 1356, 333, [103, 36], [117, 27], [32, 2]],
  ["2016-12-31", 1315, 765, [107, 75], [121, 79], [34, 9]],
] as const)(
  "the scan of %s, imported with its registry: %i domains, %i with valid HTTPS",
  async (on, domains, valid, gsa, health, defense) => {
    const counted = await kept.database.transact("read", async (transaction) =>
      countedEvidence(transaction, {
        on,
        asOf: await lastKnownAt(transaction),
        maximumAgeDays: 30,
        yardstick,
        scope,
      }),
    );
    const all = [...counted.organisations, ...counted.outside].flatMap(
      ({ items }) => items[0] ?? [],
    );
    const sum = (of: "n" | "good" | "unseen") => all.reduce((total, item) => total + item[of], 0);
    expect([sum("n") - sum("unseen"), sum("good")]).toEqual([domains, valid]);
    const of = (name: string) => {
      const item = counted.organisations.find((each) => each.name === name)?.items[0];
      return item ? [item.n - item.unseen, item.good] : [];
    };
    expect([
      of("General Services Administration"),
      of("Department of Health And Human Services"),
      of("Department of Defense"),
    ]).toEqual([gsa, health, defense]);
  },
);
