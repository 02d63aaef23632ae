import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { uploadOfText } from "../../tests/support/uploads.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { nameResolver } from "./organisation-names.ts";
import { changeOrganisations } from "./organisation-changes.actions.ts";
import { approveAlias, importOrganisations, listOrganisations } from "./organisations.actions.ts";
import type { OrganisationImportFields } from "./organisations.contract.ts";
import { organisationFacts, organisationFactsOf } from "./organisations.store.ts";

let kept: TestDatabase;
beforeAll(async () => {
  kept = await testDatabase();
});
afterAll(() => kept.drop());

function act<T>(action: (work: Work) => Promise<T>): Promise<T> {
  return testWork(kept.database, action);
}

function bring(text: string | Uint8Array, fields: OrganisationImportFields = {}) {
  return act((work) => importOrganisations(work, uploadOfText("orgs.csv", text), fields));
}

async function whose(name: string, day: string): Promise<string | null> {
  return kept.database.transact("read", async (transaction) => {
    const asOf = await lastKnownAt(transaction);
    return nameResolver(await organisationFacts(transaction, asOf), asOf)(name, day);
  });
}

const tree = "name,parent,kind\nTreasury,,\nMint,Treasury,\nVault,Mint,system\nTrade,,\n";

test("organisations are imported as a tree with systems, after a preview, and once", async () => {
  expect(await bring(tree, { dry_run: true })).toMatchObject({ unchanged: true, dry_run: true });
  expect((await act((work) => listOrganisations(work, {}))).total).toBe(0);
  const done = await bring(tree);
  expect(done).toMatchObject({ unchanged: false, rows: 4, known: 0, held_back: [] });
  expect(await bring(tree)).toMatchObject({ unchanged: true, known: 4, created: [] });
  const { organisations } = await act((work) => listOrganisations(work, {}));
  expect(organisations.map(({ id, parent, depth, kind }) => [id, parent, depth, kind])).toEqual([
    ["mint", "treasury", 1, "organisation"],
    ["trade", null, 0, "organisation"],
    ["treasury", null, 0, "organisation"],
    ["vault", "mint", 2, "system"],
  ]);
});

test("a list comes a page at a time", async () => {
  const first = await act((work) => listOrganisations(work, { limit: 3 }));
  expect([first.organisations.length, first.next, first.total]).toEqual([3, "treasury", 4]);
  const last = await act((work) => listOrganisations(work, { limit: 3, after: first.next }));
  expect([last.organisations.map((each) => each.id), last.next]).toEqual([["vault"], ""]);
});

test("a circle is refused by name, and nothing of the file is kept", async () => {
  await expect(bring("name,parent\nQuartz,\nTreasury,Vault\n")).rejects.toThrow(
    /orgs\.csv: .*circle: .*treasury under vault under mint under treasury|circle: .*vault/,
  );
  expect(await whose("Quartz", "2026-01-01")).toBeNull();
});

test.each([
  ["title\nA\n", /no column is named "name"; the file has title/],
  ["name\n \n", /line 2.*needs a name/],
  ["name,kind\nA,office\n", /line 2.*"office" is no kind/],
  ["name\n\u0000\n", /NUL/],
])("a file of organisations such as %j is refused in one sentence", async (text, sentence) => {
  await expect(bring(text)).rejects.toThrow(sentence);
});

test("a file in Windows-1252 is read when that is said, and else the refusal says how", async () => {
  const bytes = new Uint8Array([...Buffer.from("name\nCaf"), 0xe9, 10]);
  await expect(bring(bytes)).rejects.toThrow(
    "orgs.csv, line 2: this is not text in UTF-8 (it may be Windows-1252); save it as UTF-8, or say --encoding windows-1252.",
  );
  const done = await bring(bytes, { encoding: "windows-1252", dry_run: true });
  expect(done.created.map(({ name }) => name)).toEqual(["Café"]);
});

test("an alias means its organisation on its days only, and nobody else's name can be taken", async () => {
  const alias = { organisation: "trade", name: "Board of Trade", reason: "former name" };
  const done = await act((work) => approveAlias(work, { ...alias, until: "2020-01-01" }));
  expect(done.unchanged).toBe(false);
  const again = await act((work) => approveAlias(work, { ...alias, until: "2020-01-01" }));
  expect(again.unchanged).toBe(true);
  expect(await whose("Board of Trade", "2019-12-31")).toBe("trade");
  expect(await whose("Board of Trade", "2020-01-01")).toBeNull();
  await expect(
    act((work) =>
      approveAlias(work, { organisation: "mint", name: "Board of Trade", reason: "x" }),
    ),
  ).rejects.toThrow(/already means trade/);
  await expect(
    act((work) => approveAlias(work, { organisation: "nobody", name: "N", reason: "x" })),
  ).rejects.toMatchObject({ kind: "not-found" });
  await expect(act((work) => approveAlias(work, { ...alias, from: "2021-02-30" }))).rejects.toThrow(
    /not a day/,
  );
});

test("a rename, a merge and a split hold from their day on, and what was before stays", async () => {
  await act((work) =>
    changeOrganisations(work, {
      kind: "rename",
      on: "2021-01-01",
      before: ["trade"],
      after: ["trade"],
      name: "Commerce",
      reason: "act of 2020",
    }),
  );
  const called = async (on: string) =>
    (await act((work) => listOrganisations(work, { on }))).organisations.find(
      (each) => each.id === "trade",
    )?.name;
  expect([await called("2020-12-31"), await called("2021-01-01")]).toEqual(["Trade", "Commerce"]);
  expect(await whose("Trade", "2022-01-01")).toBe("trade");
  await bring("name\nHarbours\nAirports\nCoast Office\n");
  await act((work) =>
    changeOrganisations(work, {
      kind: "merge",
      on: "2022-01-01",
      before: ["harbours", "airports"],
      after: ["harbours"],
      reason: "act of 2021",
    }),
  );
  expect(await whose("Airports", "2021-12-31")).toBe("airports");
  expect(await whose("Airports", "2022-01-01")).toBe("harbours");
  await act((work) =>
    changeOrganisations(work, {
      kind: "split",
      on: "2023-01-01",
      before: ["coast-office"],
      after: ["harbours", "trade"],
      reason: "act of 2022",
    }),
  );
  expect(await whose("Coast Office", "2022-12-31")).toBe("coast-office");
  expect(await whose("Coast Office", "2023-01-01")).toBeNull();
  await expect(
    act((work) =>
      changeOrganisations(work, {
        kind: "merge",
        on: "2023-01-01",
        before: ["harbours"],
        after: ["trade", "mint"],
        reason: "x",
      }),
    ),
  ).rejects.toThrow(/one organisation after it/);
});

test("the names of one organisation come with whoever else bears one of them", async () => {
  const facts = await kept.database.transact("read", async (transaction) =>
    organisationFactsOf(transaction, ["harbours"], await lastKnownAt(transaction)),
  );
  expect(facts.map((each) => each.id)).toEqual(["airports", "harbours"]);
});
