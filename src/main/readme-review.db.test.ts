import { exec } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";

let instance: TestInstance;
const folder = mkdtempSync(join(tmpdir(), "muster-readme-"));
const house = fileURLToPath(new URL("../../", import.meta.url));

beforeAll(async () => {
  instance = await testInstance();
});
afterAll(async () => {
  await instance.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The commands that the README shows under a heading, one a line. */
function commandsUnder(heading: string): string[] {
  const readme = readFileSync(join(house, "README.md"), "utf8");
  const section = readme.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const block = section.split("```\n")[1] ?? "";
  return block.split("\n").filter((line) => line !== "");
}

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a line in a shell, as a reader does. */
function run(line: string, env: NodeJS.ProcessEnv): Promise<Done> {
  return new Promise((resolve) => {
    exec(line, { cwd: house, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : (error.code ?? 1), out, err });
    });
  });
}

test("the review by scores in the README goes as it is written there", async () => {
  const commands = commandsUnder("A review of your own, by scores");
  expect(commands.length).toBeGreaterThan(8);
  const said: string[] = [];
  for (const command of commands) {
    const line = command.replace("--out aldermoor.pdf", `--out ${join(folder, "aldermoor.pdf")}`);
    const env = { ...process.env, MUSTER_URL: instance.url, MUSTER_TOKEN: instance.token };
    const done = await run(line, env);
    expect(`${command}: ${done.code} ${done.err}`).toBe(`${command}: 0 ${done.err}`);
    said.push(done.out);
  }
  const all = said.join("\n");
  expect(all).toContain("132 scores given");
  expect(all).toMatch(/^ +2 {2}At Risk$/mu);
  expect(all).toContain("Aldermoor Post: At Risk -> Insufficient Evidence");
  expect(readFileSync(join(folder, "aldermoor.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
});
