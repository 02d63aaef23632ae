import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { storyCatalog, storyProfile } from "../../tests/support/oscal-story.ts";
import { readOscal } from "./oscal/read-oscal.ts";
import { readYardstick } from "./read-yardstick.ts";

let instance: TestInstance;
let folder: string;

beforeAll(async () => {
  instance = await testInstance();
  folder = mkdtempSync(join(tmpdir(), "muster-yardsticks-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await instance.stop();
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Runs the command line as a person does, against the instance. */
async function muster(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, MUSTER_URL: instance.url, MUSTER_TOKEN: instance.token };
  const child = spawn(process.execPath, ["src/main/cli.ts", "yardstick", ...words], { env });
  const [chunks, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number>((resolve) => {
    child.on("close", (status) => resolve(status ?? -1));
  });
  return { code, out: Buffer.concat(chunks).toString(), err: Buffer.concat(errors).toString() };
}

async function json(path: string): Promise<unknown> {
  const response = await instance.fetch(path);
  expect(response.status).toBe(200);
  return response.json();
}

const table = `Control Identifier,Name,Control Text,Withdrawn,Low,
AA-1,List,"Keep a list
of systems.",,x ,
AA-1(1),Short,Keep the list short.,,N/A,
AA-2,Burn,"[Withdrawn: Incorporated into AA-1.]",w,,
AA-3,Hello,Say hello.,,X,
`;

describe("yardsticks from the command line", () => {
  test("an OSCAL catalogue becomes a yardstick, is listed, shown and given out again", async () => {
    const catalog = file("catalog.json", JSON.stringify(storyCatalog()));
    const done = await muster("import", catalog, "--as", "made-up@1.0", "--scale", "level");
    expect(done).toMatchObject({ code: 0 });
    expect(done.out).toMatch(
      /^made-up@1\.0 imported: 6 items, 2 of them withdrawn, digest [0-9a-f]{64}\./,
    );
    expect(done.err).toMatch(/2 parts have no id/);
    expect(
      (await muster("import", catalog, "--as", "made-up@1.0", "--scale", "level")).out,
    ).toMatch(/is there already; nothing was changed/);
    const other = await muster("import", catalog, "--as", "made-up@1.0");
    expect(other.err).toMatch(
      /made-up@1\.0 is there with other content; give the changed file another version, by `--as made-up@VERSION`\./,
    );
    expect(other.code).not.toBe(0);
    expect((await muster("list")).out).toMatch(/made-up@1\.0 {2}Made-up controls {2}6 items/);
    expect((await muster("show", "made-up", "--item", "AA-1(1)")).out).toMatch(
      /^AA-1\(1\) {2}Keep it short\n {2}Keep the list short\.\n {2}Scale: level\./,
    );
    expect((await muster("show", "made-up@1.0")).out).toMatch(
      /made from catalog\.json \(oscal-catalog/,
    );
    const out = join(folder, "out.json");
    expect((await muster("export", "made-up@1.0", "--out", out)).out).toMatch(/out\.json written/);
    const written = readOscal(readFileSync(out), "out.json");
    expect(written).toMatchObject({
      kind: "catalog",
      catalog: { metadata: { "oscal-version": "1.1.3" } },
    });
    const own = await muster("export", "made-up@1.0", "--format", "muster");
    expect(readYardstick(own.out, "own.json")).toMatchObject({
      id: "made-up",
      items: { length: 6 },
    });
  });

  test("what is wrong in a file given by --how names that file", async () => {
    const table = file("how-table.csv", "identifier,name,control_text\nA1,Do,Do this\n");
    const asked = ["import", table, "--as", "how-table@1", "--how"];
    const format = "format: muster/yardstick-import/1\n";
    const scaled = file("scaled.yaml", `${format}scales: [{ items: [A9], scale: level }]\n`);
    expect((await muster(...asked, scaled)).err).toMatch(/scaled\.yaml, scales\[0\]: no item fits/);
    const shaped = file("shaped.yaml", `${format}version: 1.0\n`);
    expect((await muster(...asked, shaped)).err).toMatch(
      /shaped\.yaml, line 2, column 1, version: .*put it in quotes \("1\.0"\)/,
    );
  });

  test("a profile is resolved against a file beside it, or against what is here already", async () => {
    const profile = file("profile.json", JSON.stringify(storyProfile()));
    const catalog = join(folder, "catalog.json");
    const done = await muster(
      "import",
      profile,
      "--with",
      catalog,
      "--as",
      "low@1",
      "--items",
      "statements",
    );
    expect(done.out).toMatch(/^low@1 imported: 4 items/);
    expect(
      (await muster("import", profile, "--with", "made-up@1.0", "--as", "low-controls@1")).out,
    ).toMatch(/imported: 2 items/);
    const twice = await muster(
      "import",
      profile,
      "--with",
      "made-up@1.0",
      "--with",
      catalog,
      "--as",
      "low-again@1",
    );
    expect(twice.out).toMatch(/imported: 2 items/);
    const exported = JSON.parse((await muster("export", "low@1")).out) as {
      catalog: { groups: { controls: { id: string }[] }[] };
    };
    expect(
      exported.catalog.groups.map((group) => group.controls.map((control) => control.id)),
    ).toEqual([["aa-1"], ["bb-1"]]);
    const alone = await muster("import", profile, "--as", "alone@1");
    expect(alone.err).toMatch(
      /profile\.json, profile\.imports\[0\]\.href: the file catalog\.json that this imports was not given/,
    );
    expect((await muster("list")).out).not.toMatch(/alone/);
  });

  test("a table becomes a yardstick, with scales of its own, and another chooses from it", async () => {
    const controls = file(
      "controls.csv",
      Buffer.from(table.replace("hello.", "h\u00E9llo."), "latin1"),
    );
    const how = file(
      "how.yaml",
      `format: muster/yardstick-import/1
id: table
version: "1"
title: A table
table: { encoding: windows-1252, columns: { title: Name } }
scales:
  - { items: [AA-3], scale: share, units: systems }
capabilities:
  - { id: lists, title: Knows what there is, items: [AA-1, "AA-1(1)"] }
`,
    );
    const refused = await muster("import", controls, "--as", "table@1");
    expect(refused.err).toMatch(/controls\.csv, line \d+: this is not text in UTF-8/);
    expect((await muster("check", controls, "--how", how)).out).toMatch(
      /^table@1: 4 items\. Sound\./,
    );
    expect((await muster("import", controls, "--how", how)).out).toMatch(
      /^table@1 imported: 4 items, 1 of them withdrawn/,
    );
    const shown = await json("/api/yardsticks/table@1");
    expect(shown).toMatchObject({
      capabilities: [{ id: "lists" }],
      origin: { format: "csv", file: "controls.csv" },
      items: [
        { id: "AA-1", text: "Keep a list\nof systems.", scale: "yes-no" },
        { id: "AA-1(1)", parent: "AA-1" },
        { id: "AA-2", withdrawn: { into: ["AA-1"] } },
        { id: "AA-3", text: "Say h\u00E9llo.", scale: "share", units: "systems" },
      ],
    });
    const marks = file("marks.csv", table);
    const low = await muster(
      "import",
      marks,
      "--as",
      "table-low@1",
      "--select",
      "Low",
      "--of",
      "table@1",
    );
    expect(low.out).toMatch(/^table-low@1 imported: 2 items/);
    expect(low.err).toMatch(/"N\/A" is not a mark: AA-1\(1\) are not chosen/);
  });

  test("two versions are compared, and what becomes of answers is chosen once, as an act", async () => {
    const changed = JSON.stringify(storyCatalog()).replace("Say hello.", "Say goodbye.");
    const path = file("catalog-2.json", changed);
    expect((await muster("import", path, "--as", "made-up@2.0", "--scale", "level")).code).toBe(0);
    const diff = await muster("diff", "made-up@1.0", "made-up@2.0", "--all");
    expect(diff.out).toMatch(/5 the same\n {2}1 reworded/);
    expect(diff.out).toMatch(/BB-1 {2}Say hello\n {4}- Say hello\.\n {4}\+ Say goodbye\./);
    expect((await muster("map", "made-up@1.0", "made-up@2.0")).out).toMatch(/There is no map/);
    const chosen = await muster("map", "made-up@1.0", "made-up@2.0", "--strategy", "ask-again");
    expect(chosen.out).toMatch(
      /strategy ask-again: 5 items unchanged, 0 added\.\n {2}1 asked again:\n {4}bb-1 {2}The words changed\./,
    );
    const again = await muster("map", "made-up@1.0", "made-up@2.0", "--strategy", "ask-again");
    expect(again.err).toMatch(/is there already/);
    const maps = await json("/api/yardsticks/made-up@2.0/maps");
    expect(maps).toMatchObject({ maps: [{ map: { kind: "succession", strategy: "ask-again" } }] });
    const log = JSON.stringify(await json("/api/log/entries?limit=50"));
    expect(log).toMatch(/yardstick\.strategy-chosen/);
  });

  test("a crosswalk is brought, its description passed over and what it names checked", async () => {
    const rows =
      "source,target,relation\nA reference to the source,A list of targets,The relation\n";
    const good = file("crosswalk.csv", `${rows}aa-1,AA-3,superset-of\nAA-2,,\n`);
    const done = await muster("map", "made-up@1.0", "table@1", "--file", good);
    expect(done.out).toMatch(
      /made-up@1\.0 to table@1, by crosswalk\.csv: 2 items, 1 of them with counterparts/,
    );
    const bad = file("bad.csv", `${rows}aa-1,AA-1 AA-9,superset-of\n`);
    const lines = (await muster("map", "made-up@1.0", "table@1", "--file", bad)).out;
    expect(lines).toMatch(
      /bad\.csv: 1 item, 1 of them with counterparts.*\n {2}line 3: table@1 has no AA-9\./,
    );
    const prose = file("prose.csv", `${rows}aa-1,AA-1 AA-3 from families,superset-of\n`);
    expect((await muster("map", "made-up@1.0", "table@1", "--file", prose)).out).toContain(
      "  line 3: table@1 has none of “from”, “families”.",
    );
    const swapped = await muster(
      "map",
      "low-controls@1",
      "table@1",
      "--file",
      file("odd.csv", `${rows}zz-1,zz-2,\n`),
    );
    expect(swapped.err).toMatch(
      /odd\.csv, line 3: low-controls@1 has no item zz-1, and of 1 names only 0 are in it/,
    );
  });

  test("what cannot be read leaves nothing behind", async () => {
    const before = await json("/api/yardsticks");
    const cut = file("cut.json", JSON.stringify(storyCatalog()).slice(0, 1000));
    const bomb = file("bomb.xlsx", "PK\u0003\u0004 no workbook");
    for (const [path, words] of [
      [cut, /cut\.json, line 1, column \d+: this ends before it is complete/],
      [bomb, /bomb\.xlsx: this is no workbook/],
    ] as const) {
      const refused = await muster("import", path, "--as", "broken@1");
      expect(refused.err).toMatch(words);
      expect(refused.code).not.toBe(0);
    }
    expect((await muster("import", join(folder, "none.json"))).err).toMatch(
      /none\.json: there is no such file/,
    );
    expect(await json("/api/yardsticks")).toEqual(before);
  });
});
