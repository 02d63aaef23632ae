import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../../tests/support/instance.ts";
import { openApi } from "../terminal/api.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { logCommands } from "./log.commands.ts";
import { LogEntry, LogEntryProof, LogPage } from "./log.contract.ts";

let instance: TestInstance;
let older: string;
let trusted: string;

/** Runs a command as the command line does, and answers what it printed. */
async function run(...words: readonly string[]): Promise<{ out: string; noted: string }> {
  let [out, noted] = ["", ""];
  const terminal = openTerminal({
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (noted += text) },
    signal: new AbortController().signal,
    wantsJson: () => words.includes("--json"),
    api: openApi(() => ({ url: instance.url, token: instance.token })),
  });
  const program = new Command().option("--json").exitOverride();
  logCommands(program, terminal);
  await program.parseAsync(["log", ...words], { from: "user" });
  return { out, noted };
}

async function makeLeaves(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    const response = await instance.fetch("/api/tokens", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: `token of ${new Date().toISOString()} ${made}` }),
    });
    expect(response.status).toBe(200);
  }
  const waiting = async (): Promise<boolean> => {
    const page = Value.Parse(LogPage, await (await instance.fetch("/api/log/entries")).json());
    return page.entries.some(({ index }) => index === null);
  };
  while (await waiting()) await new Promise((resolve) => setTimeout(resolve, 20));
}

beforeAll(async () => {
  instance = await testInstance();
  older = join(instance.data, "older-checkpoint");
  trusted = join(instance.data, "trusted-keys");
  await makeLeaves(10);
  await writeFile(trusted, await (await fetch(`${instance.url}/log/vkey`)).text());
});
afterAll(() => instance.stop());

describe("muster log show", () => {
  test("lists the newest acts with time, digest, number, kind, subject and name", async () => {
    const { out, noted } = await run("show", "--limit", "3", "--kind", "token.created");
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}[0-9a-f]{12} +\d+ {2}token\.created {2}\S+ {2}Operator of this machine$/,
    );
    expect(noted).toMatch(/^There is more: --after [0-9a-f]{64}\n$/);
  });

  test("shows one act with salt, event, proof and checkpoint", async () => {
    const page = Value.Parse(LogPage, JSON.parse((await run("show", "--json")).out));
    const digest = page.entries[3]?.digest ?? "";
    const { out } = await run("show", digest);
    for (const word of [
      digest,
      "Salt ",
      '"kind":"token.created"',
      "from the leaf up",
      "muster.local/log/",
    ]) {
      expect(out).toContain(word);
    }
    const proof = Value.Parse(LogEntryProof, JSON.parse((await run("show", digest, "--json")).out));
    expect(proof.entry.digest).toBe(digest);
  });

  test("takes a digest cut short, as its own list shows it", async () => {
    const { entries } = Value.Parse(LogPage, JSON.parse((await run("show", "--json")).out));
    const digest = entries[0]?.digest ?? "";
    const [shown = ""] = /[0-9a-f]{12}(?= )/u.exec((await run("show", "--limit", "1")).out) ?? [];
    expect(digest.startsWith(shown)).toBe(true);
    expect((await run("show", shown)).out).toContain(`Digest  ${digest}`);
  });

  test("says in a sentence that nothing fits, or that a digest is none", async () => {
    expect((await run("show", "--subject", "order/none")).out).toBe(
      "Nothing in the log fits this.\n",
    );
    await expect(run("show", "abc")).rejects.toThrow("its first 12 digits or more");
    await expect(run("show", "../../health")).rejects.toMatchObject({ kind: "bad-input" });
    await expect(run("show", "0".repeat(64))).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("muster log verify", () => {
  test("checks every entry, and keeps the checkpoint when asked", async () => {
    const { out, noted } = await run("verify", "--save", older);
    expect(out).toMatch(/✓ The checkpoint over \d+ entries is signed by muster\.local\/log\//);
    expect(out).toMatch(/✓ Every entry and 1 tiles? give the root that was signed\./);
    expect(noted).toContain("The key came from the server itself");
    expect(await readFile(older, "utf8")).toContain("\n— muster.local/log/");
  });

  test("checks that the log went on from an older checkpoint, with a key from elsewhere", async () => {
    await run("verify", "--save", older);
    await makeLeaves(5);
    const { out, noted } = await run("verify", "--since", older, "--trust", trusted);
    expect(out).toMatch(/✓ The log of \d+ entries is its unchanged beginning\./);
    expect(noted).toBe("");
    const { out: json } = await run("verify", "--since", older, "--trust", trusted, "--json");
    expect(JSON.parse(json)).toMatchObject({ holds: true, origin: "established" });
  });

  test("refuses a forged checkpoint, a foreign key and files that are neither", async () => {
    await run("verify", "--save", older);
    const forged = join(instance.data, "forged");
    const text = await readFile(older, "utf8");
    await writeFile(forged, text.replace(/\n(\d+)\n/, "\n1$1\n"));
    await expect(run("verify", "--since", forged)).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining(`${forged}: the signature of muster.local`),
    });
    const foreign = join(instance.data, "foreign");
    const key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    await writeFile(foreign, `# a key of somebody else\n${key}\n`);
    await expect(run("verify", "--trust", foreign)).rejects.toThrow(
      "/log/checkpoint: no key that is trusted has signed this note.",
    );
    await expect(run("verify", "--since", trusted)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(run("verify", "--trust", older)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(run("verify", "--since", "/nonexistent")).rejects.toMatchObject({
      kind: "not-found",
    });
  });
});

test("muster log export writes every entry, oldest first, a line each", async () => {
  const file = join(instance.data, "log.jsonl");
  const { out } = await run("export", "--out", file);
  const entries = (await readFile(file, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => Value.Parse(LogEntry, JSON.parse(line)));
  expect(entries.map(({ index }) => index)).toEqual([...entries.keys()]);
  expect(out).toBe(`${entries.length} entries are in ${file}.\n`);
  await expect(run("export", "--out", "/nonexistent/log")).rejects.toThrow(
    "/nonexistent/log: this cannot be written",
  );
});
