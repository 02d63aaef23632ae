import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { storyInventoryText, storyMappingText } from "../../tests/support/evidence-stories.ts";
import { uploadOfText } from "../../tests/support/uploads.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import { sha256 } from "../kit/canonical-json.ts";
import type { Work } from "../platform/work.ts";
import {
  correctUnit,
  listCollections,
  readCollection,
  recordDue,
  retireUnits,
} from "./collections.actions.ts";
import type { EvidenceImportFields } from "./evidence.contract.ts";
import { importEvidence } from "./import-evidence.actions.ts";
import { rawFile } from "./raw-files.store.ts";

let kept: TestDatabase;
const header = "Owner,Host,HTTPS,HSTS,Parent,Verdict\n";
const hosts = `${header}Alder,a.gov,Yes,Yes,Yes,Yes\nAlder,b.gov,No,,No,Yes\nBirch Agency,c.gov,Yes,No,Yes,No\nXylem,x.gov,Yes,Yes,No,Yes\n`;

beforeAll(async () => {
  kept = await testDatabase();
  await act((work) =>
    importOrganisations(work, uploadOfText("orgs.csv", "name\nAlder\nThe Birch Agency\n"), {}),
  );
});
afterAll(() => kept.drop());

function act<T>(action: (work: Work) => Promise<T>): Promise<T> {
  return testWork(kept.database, action);
}

function deliver(name: string, text: string, fields: EvidenceImportFields = {}) {
  return act((work) =>
    importEvidence(
      work,
      { file: uploadOfText(name, text), mapping: uploadOfText("hosts-1.yaml", storyMappingText) },
      fields,
    ),
  );
}

const leaves = (): Promise<number> =>
  kept.database.transact("read", async (transaction) => transaction.run("select from log_leaves"));

describe("an import of evidence", () => {
  test("can be tried first, and then changes nothing", async () => {
    const before = await leaves();
    const tried = await deliver("scan-2020-01-01.csv", hosts, { dry_run: true });
    expect(tried).toMatchObject({ dry_run: true, unchanged: true, units: 4, owners: 3 });
    expect(await leaves()).toBe(before);
    expect((await act((work) => listCollections(work, {}))).collections).toEqual([]);
  });

  test("keeps every row, and lists names that are nobody's with the nearest known ones", async () => {
    const done = await deliver("scan-2020-01-01.csv", hosts);
    expect(done).toMatchObject({
      unchanged: false,
      collection: { id: "scan-2020-01-01", rows: 4 },
    });
    expect(done.unmatched).toEqual([
      {
        name: "Birch Agency",
        rows: 1,
        nearest: [{ organisation: "the-birch-agency", name: "The Birch Agency" }],
      },
      { name: "Xylem", rows: 1, nearest: [] },
    ]);
    expect(done.notes.join(" ")).toMatch(/No inventory by registry is known for 1 January 2020/);
  });

  test("of the same bytes changes nothing", async () => {
    const before = await leaves();
    const again = await deliver("renamed-2020-01-01.csv", hosts);
    expect(again).toMatchObject({ unchanged: true, collection: { id: "scan-2020-01-01" } });
    expect(await leaves()).toBe(before);
  });

  test("keeps the bytes as they were delivered", async () => {
    const file = await kept.database.transact("read", (transaction) =>
      rawFile(transaction, sha256(hosts)),
    );
    expect(file?.name).toBe("scan-2020-01-01.csv");
    expect(new TextDecoder().decode(file?.content)).toBe(hosts);
  });

  test("of another file for a day that was delivered is refused, unless it revises that", async () => {
    const changed = hosts
      .replace("b.gov,No", "b.gov,Yes")
      .replace("Xylem,x.gov,Yes,Yes,No,Yes\n", "");
    await expect(deliver("scan-2020-01-01.csv", changed)).rejects.toThrow(
      /scan delivered 1 January 2020 already \(scan-2020-01-01, scan-2020-01-01\.csv\); give --revises scan-2020-01-01/,
    );
    await expect(
      deliver("scan-2020-01-02.csv", changed, { revises: "scan-2020-01-01" }),
    ).rejects.toThrow(/delivered nothing for 2 January 2020 that this could revise/);
    const revision = await deliver("scan-2020-01-01.csv", changed, { revises: "scan-2020-01-01" });
    expect(revision.collection).toMatchObject({
      id: "scan-2020-01-01-r2",
      revises: "scan-2020-01-01",
    });
    expect(revision.difference).toEqual({
      revises: "scan-2020-01-01",
      added: 0,
      removed: 1,
      changed: 1,
      rows: [
        {
          name: "b.gov",
          before: "Alder; https bad; hsts unknown; verdict Yes",
          after: "Alder; https good; hsts unknown; verdict Yes",
        },
        { name: "x.gov", before: "Xylem; https good; hsts good; verdict Yes", after: "" },
      ],
    });
    const shown = await act((work) => readCollection(work, "scan-2020-01-01-r2"));
    expect(shown.difference).toEqual(revision.difference);
    expect((await act((work) => listCollections(work, {}))).collections).toHaveLength(2);
    await expect(
      deliver("scan-2020-01-01.csv", `${changed}Alder,z.gov,Yes,Yes,No,Yes\n`, {
        revises: "scan-2020-01-01",
      }),
    ).rejects.toThrow(/was revised already; this can revise scan-2020-01-01-r2/);
  });

  test("by a mapping that was changed under its version is refused", async () => {
    const other = uploadOfText(
      "hosts-1.yaml",
      storyMappingText.replace("title: Hosts", "title: Other"),
    );
    const file = uploadOfText("scan-2020-01-09.csv", hosts);
    await expect(act((work) => importEvidence(work, { file, mapping: other }, {}))).rejects.toThrow(
      /hosts@1 is there with other content; give the changed file another version/,
    );
    await expect(act((work) => importEvidence(work, { file }, {}))).rejects.toThrow(
      /by which mapping/,
    );
    await expect(
      act((work) => importEvidence(work, { file }, { mapping_name: "nothing@1" })),
    ).rejects.toThrow(/no mapping "nothing@1"/);
    const named = await act((work) => importEvidence(work, { file }, { mapping_name: "hosts" }));
    expect(named.collection.id).toBe("scan-2020-01-09");
  });

  test("that fails half way leaves nothing behind", async () => {
    const before = await leaves();
    await expect(
      deliver("scan-2020-01-05.csv", `${hosts}Alder,q.gov,Maybe,Yes,No,Yes\n`),
    ).rejects.toThrow(/scan-2020-01-05\.csv, line 6, HTTPS: "Maybe" means nothing/);
    expect(await leaves()).toBe(before);
    const all = await act((work) => listCollections(work, {}));
    expect(all.collections.map((each) => each.day)).not.toContain("2020-01-05");
  });

  test("brings the inventory of its day, which must not be of a later one", async () => {
    const files = {
      mapping: uploadOfText("hosts-1.yaml", storyMappingText),
      inventory_mapping: uploadOfText("registry-1.yaml", storyInventoryText),
    };
    const registry = "Owner,Host\nAlder,a.gov\nAlder,z.gov\n";
    await expect(
      act((work) =>
        importEvidence(
          work,
          {
            ...files,
            file: uploadOfText("scan-2020-01-20.csv", hosts),
            inventory: uploadOfText("registry-2020-01-21.csv", registry),
          },
          {},
        ),
      ),
    ).rejects.toThrow(/speaks for 21 January 2020, after 20 January 2020/);
    const done = await act((work) =>
      importEvidence(
        work,
        {
          ...files,
          file: uploadOfText("scan-2020-01-20.csv", hosts),
          inventory: uploadOfText("registry-2020-01-19.csv", registry),
        },
        {},
      ),
    );
    expect(done).toMatchObject({
      collection: { id: "scan-2020-01-20" },
      inventory: { id: "registry-2020-01-19", kind: "inventory", rows: 2 },
    });
  });

  test("of two at once for one day keeps one and refuses the other", async () => {
    const results = await Promise.allSettled([
      deliver("scan-2020-01-25.csv", hosts),
      deliver("scan-2020-01-25.csv", `${hosts}Alder,w.gov,Yes,Yes,No,Yes\n`),
    ]);
    expect(results.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((each) => each.status === "rejected");
    expect(String(refused?.reason)).toMatch(/delivered 25 January 2020 already/);
  });
});

describe("what people add to evidence", () => {
  let leavesBefore = 0;
  beforeEach(async () => {
    leavesBefore = await leaves();
  });

  test("a day that was due is recorded once", async () => {
    const due = () => act((work) => recordDue(work, { source: "scan", day: "2020-02-01" }));
    expect(await due()).toMatchObject({
      unchanged: false,
      collection: { id: "scan-2020-02-01-due", kind: "due", mapping: "hosts@1", rows: 0 },
    });
    expect((await due()).unchanged).toBe(true);
    const delivered = await act((work) => recordDue(work, { source: "scan", day: "2020-01-01" }));
    expect(delivered).toMatchObject({ unchanged: true, collection: { id: "scan-2020-01-01-r2" } });
    expect(await leaves()).toBe(leavesBefore + 1);
    await expect(
      act((work) => recordDue(work, { source: "scan", day: "2020-02-30" })),
    ).rejects.toThrow(/not a day/);
  });

  test("a correction keeps the source's value, and says who, why and when", async () => {
    const body = {
      collection: "scan-2020-01-20",
      unit: "b.gov",
      part: "https",
      state: "good" as const,
    };
    const done = await act((work) => correctUnit(work, { ...body, reason: "seen by hand" }));
    expect(done).toMatchObject({ from: "bad", to: "good", owner: "Alder", unchanged: false });
    const shown = await act((work) => readCollection(work, "scan-2020-01-20"));
    expect(shown.corrections).toMatchObject([
      {
        unit: "b.gov",
        part: "https",
        from: "bad",
        to: "good",
        reason: "seen by hand",
        by: "test-officer",
      },
    ]);
    expect(shown.corrections[0]?.known_at).toMatch(/^\d{4}-.*Z$/);
    for (const wrong of [
      { unit: "nobody.gov" },
      { part: "dnssec" },
      { collection: "scan-1999-01-01" },
    ]) {
      await expect(
        act((work) => correctUnit(work, { ...body, ...wrong, reason: "wrong" })),
      ).rejects.toMatchObject({ kind: "not-found" });
    }
    expect(await leaves()).toBe(leavesBefore + 1);
  });

  test("retired units are listed one by one, and once", async () => {
    const body = {
      source: "scan",
      on: "2020-01-28",
      units: ["a.gov", "a.gov", "q.gov"],
      reason: "gone",
    };
    expect(await act((work) => retireUnits(work, body))).toMatchObject({
      units: 2,
      unchanged: false,
    });
    expect(await act((work) => retireUnits(work, body))).toMatchObject({
      units: 0,
      unchanged: true,
    });
    expect(await leaves()).toBe(leavesBefore + 1);
  });
});
