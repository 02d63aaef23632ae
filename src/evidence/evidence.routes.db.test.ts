import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storyMappingText } from "../../tests/support/evidence-stories.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";

let instance: TestInstance;
let folder: string;
const header = "Owner,Host,HTTPS,HSTS,Parent,Verdict\n";

beforeAll(async () => {
  instance = await testInstance();
  folder = mkdtempSync(join(tmpdir(), "muster-evidence-"));
});
afterAll(() => instance.stop());

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs the command line as a person does, against the instance. */
async function muster(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, MUSTER_URL: instance.url, MUSTER_TOKEN: instance.token };
  const child = spawn(process.execPath, ["src/main/cli.ts", ...words], { env });
  const [chunks, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number>((resolve) => {
    child.on("close", (status) => resolve(status ?? -1));
  });
  return { code, out: Buffer.concat(chunks).toString(), err: Buffer.concat(errors).toString() };
}

describe("evidence from the command line", () => {
  test("goes from organisations to a collection, with what is outside and what is missing", async () => {
    const orgs = file("orgs.csv", "name,parent\nAlder,\nAlder Labs,Alder\n");
    const preview = await muster("org", "import", orgs, "--dry-run", "--json");
    expect(JSON.parse(preview.out)).toMatchObject({ dry_run: true, unchanged: true, rows: 2 });
    expect((await muster("org", "import", orgs)).out).toMatch(/2 rows: 0 known, 2 made/);
    expect((await muster("org", "list")).out).toMatch(/^Alder {2}alder\n {2}Alder Labs/);

    const mapping = file("hosts-1.yaml", storyMappingText);
    const hosts = file(
      "scan-2020-01-01.csv",
      `${header}Alder,a.gov,Yes,Yes,Yes,Yes\nAldr,b.gov,No,No,No,No\n`,
    );
    const done = await muster("evidence", "import", hosts, "--mapping", mapping, "--json");
    expect(done).toMatchObject({ code: 0 });
    expect(JSON.parse(done.out)).toMatchObject({
      unchanged: false,
      unmatched: [{ name: "Aldr", rows: 1, nearest: [{ organisation: "alder" }] }],
    });
    const again = await muster("evidence", "import", hosts, "--mapping", "hosts@1");
    expect(again.out).toMatch(/is there already as scan-2020-01-01/);
    expect(again.out).toMatch(/outside: Aldr, 1 row; nearest: Alder/);
  });

  test("refuses another file of the day with exit code 1, and bad input with 2", async () => {
    const other = file("other-2020-01-01.csv", `${header}Alder,a.gov,No,Yes,Yes,Yes\n`);
    const refused = await muster("evidence", "import", other, "--mapping", "hosts@1");
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/already .*--revises scan-2020-01-01/);
    const revised = await muster(
      "evidence",
      "import",
      other,
      "--mapping",
      "hosts",
      "--revises",
      "scan-2020-01-01",
    );
    expect(revised.out).toMatch(/revises scan-2020-01-01: 0 added, 1 removed, 1 changed/);
    const bad = file("bad-2020-01-02.csv", `${header}Alder,a.gov,Perhaps,Yes,Yes,Yes\n`);
    const wrong = await muster("evidence", "import", bad, "--mapping", "hosts");
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringMatching(/bad-2020-01-02\.csv, line 2/),
    ]);
    expect((await muster("evidence", "import", "nothing.csv", "--mapping", "hosts")).code).toBe(3);
    expect((await muster("evidence", "list")).out.split("\n")).toHaveLength(3);
  });

  test("takes days that were due, corrections, retirements and aliases", async () => {
    expect((await muster("evidence", "due", "scan", "2020-02-01")).out).toMatch(/1 February 2020/);
    const id = "scan-2020-01-01-r2";
    const words = ["evidence", "correct", id, "a.gov", "https", "good", "--reason", "by hand"];
    expect((await muster(...words)).out).toMatch(/a\.gov, https: bad -> good/);
    expect((await muster("evidence", "show", id)).out).toMatch(/corrected to good by .*by hand/);
    const retire = [
      "evidence",
      "retire",
      "scan",
      "b.gov",
      "--on",
      "2020-01-15",
      "--reason",
      "gone",
    ];
    expect((await muster(...retire)).out).toMatch(/1 unit of scan retired/);
    const alias = await muster("org", "alias", "alder", "Aldr", "--reason", "misspelt");
    expect(alias.out).toMatch(/"Aldr" now means alder/);
  });

  test("checks mappings and yardsticks without a server", async () => {
    expect((await muster("mapping", "check", "policy/mappings/pulse-hosts-1.yaml")).out).toMatch(
      /Sound/,
    );
    const yardstick = "policy/yardsticks/web-transport-1.yaml";
    expect((await muster("yardstick", "check", yardstick)).out).toMatch(/5 items/);
    expect((await muster("yardstick", "import", yardstick)).out).toMatch(/imported: 5 items/);
    expect((await muster("yardstick", "import", yardstick)).out).toMatch(/nothing was changed/);
    expect((await muster("mapping", "list")).out).toMatch(/hosts@1/);
  });
});

describe("evidence over HTTP", () => {
  test("is read by nobody who is not signed in", async () => {
    for (const path of [
      "/api/organisations",
      "/api/yardsticks",
      "/api/mappings",
      "/api/evidence/collections",
    ]) {
      expect((await fetch(new URL(path, instance.url))).status).toBe(401);
      expect((await instance.fetch(path)).status).toBe(200);
    }
  });

  test("gives back the bytes as they were delivered, and the mapping as it was written", async () => {
    const raw = await instance.fetch("/api/evidence/collections/scan-2020-01-01/file");
    expect(await raw.text()).toBe(`${header}Alder,a.gov,Yes,Yes,Yes,Yes\nAldr,b.gov,No,No,No,No\n`);
    const mapping = await instance.fetch("/api/mappings/hosts@1");
    expect(await mapping.text()).toBe(storyMappingText);
    expect((await instance.fetch("/api/evidence/collections/scan-1999-01-01")).status).toBe(404);
  });

  test("lists organisations and collections in as many queries for 1,000 as for a few", async () => {
    const count = async (path: string): Promise<number> => {
      const before = instance.database.statements();
      expect((await instance.fetch(path)).status).toBe(200);
      return instance.database.statements() - before;
    };
    const paths = [
      "/api/organisations?limit=2000",
      "/api/evidence/collections?limit=1000",
      "/api/yardsticks",
    ];
    // What never changes is remembered after the first question.
    for (const path of paths) await count(path);
    const before: number[] = [];
    for (const path of paths) before.push(await count(path));
    const rows = Array.from({ length: 1000 }, (_, at) => `Number ${at * 7919} of the thousand`);
    const orgs = file("thousand.csv", `name\n${rows.join("\n")}\n`);
    const done = await muster("org", "import", orgs, "--create", "all", "--json");
    expect(JSON.parse(done.out)).toMatchObject({ rows: 1000 });
    for (const path of paths) await count(path);
    const after: number[] = [];
    for (const path of paths) after.push(await count(path));
    expect(after.map((each, at) => each <= (before[at] ?? 0))).toEqual([true, true, true]);
  });
});
