import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoStory, storyBundle } from "../../tests/support/bundle-story.ts";

const commandLine = fileURLToPath(new URL("../main/cli.ts", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "muster-verify-"));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** Runs the command line where there is no server, no database and nothing on the PATH. */
function muster(...words: string[]): Promise<Ended> {
  const env = { PATH: "/nowhere", HOME: directory, MUSTER_DATA: join(directory, "none") };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [commandLine, ...words],
      { cwd: directory, env },
      (error, out, said) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, said });
      },
    );
  });
}

describe("verify on a machine with no server and no database", () => {
  beforeAll(async () => {
    const { bytes, key } = await storyBundle(demoStory);
    writeFileSync(join(directory, "bundle.zip"), bytes);
    writeFileSync(join(directory, "keys.txt"), `${key}\n`);
    const half = Math.floor(bytes.length / 2);
    bytes[half] = (bytes[half] ?? 0) ^ 1;
    writeFileSync(join(directory, "changed.zip"), bytes);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it("recomputes every rating, says in one line each what holds, and exits 0", async () => {
    const { code, out } = await muster("verify", "bundle.zip", "--trust", "keys.txt");
    expect(out).toContain("132 ratings recomputed, 0 differ");
    expect(out).toContain("4 published acts found in the log of 6 leaves");
    expect(out).toContain("enrolment vouched for by the log only");
    expect(code).toBe(0);
  });

  it("says without a key: intact, origin not established; and exits 1", async () => {
    const { code, out } = await muster("verify", "bundle.zip");
    expect(out).toContain("intact, origin not established");
    expect(code).toBe(1);
  });

  it("names what was changed, and exits 1", async () => {
    const { code, out } = await muster("verify", "changed.zip", "--trust", "keys.txt");
    expect(out.replaceAll(/\s+/g, " ")).toMatch(
      /DOES NOT HOLD: changed\.zip, [\w./-]+: its content/,
    );
    expect(code).toBe(1);
  });

  it("prints JSON for machines, and the rating of one organisation", async () => {
    const { out } = await muster(
      "verify",
      "bundle.zip",
      "--trust",
      "keys.txt",
      "--organisation",
      "department-of-the-interior",
      "--json",
    );
    const said: unknown = JSON.parse(out);
    expect(said).toMatchObject({ verdict: "verified" });
    expect(out).toContain("At Risk (web transport), at best Managing Risk");
  });

  it("says which file is not there (3), and what is no file of keys (2)", async () => {
    expect((await muster("verify", "none.zip")).code).toBe(3);
    const bad = await muster("verify", "bundle.zip", "--trust", "bundle.zip");
    expect(bad.code).toBe(2);
    expect(bad.said).toContain("bundle.zip");
  });
});
