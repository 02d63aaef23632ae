import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import {
  makeSigningStory,
  type Person,
  signedPair,
  type SigningStory,
} from "../../tests/support/signing-story.ts";
import { attestationsCommands } from "../attestations/attestations.commands.ts";
import { keysCommands } from "../attestations/keys.commands.ts";
import { decisionsCommands } from "../decisions/decisions.commands.ts";
import { Problem } from "../kit/problem.ts";
import { headsCommands } from "../organisations/heads.commands.ts";
import { openApi } from "../platform/terminal/api.ts";
import { openTerminal } from "../platform/terminal/terminal.ts";
import { verifyCommands } from "../reports/verify.commands.ts";

let instance: TestInstance;
let story: SigningStory;
let directory: string;
const { organisation, review } = signedPair;
const at = (name: string): string => join(directory, name);
const passphrase = (): string[] => ["--passphrase-file", at("passphrase")];

beforeAll(async () => {
  instance = await testInstance();
  story = await makeSigningStory(instance.database);
  directory = await mkdtemp(join(tmpdir(), "muster-signing-"));
  await writeFile(at("passphrase"), "several words do well\n");
});
afterAll(async () => {
  await instance.stop();
  await rm(directory, { recursive: true });
});

/** Runs a command as a person; nobody: without a server. */
async function as(
  person: Person | null,
  ...words: string[]
): Promise<{ out: string; code: number }> {
  let out = "";
  const terminal = openTerminal({
    stdout: { write: (text) => (out += text) },
    stderr: { write: () => true },
    signal: new AbortController().signal,
    wantsJson: () => words.includes("--json"),
    api: openApi(() => {
      if (person === null) throw new Problem("unreachable", "there is no server here.");
      return { url: instance.url, token: person.token };
    }),
  });
  const program = new Command().exitOverride().option("--json");
  for (const add of [headsCommands, decisionsCommands, keysCommands, attestationsCommands]) {
    add(program, terminal);
  }
  verifyCommands(program, terminal);
  const rest = words.filter((word) => word !== "--json");
  await program.parseAsync(rest, { from: "user" });
  return { out, code: terminal.exitCode };
}

async function enrolled(): Promise<string> {
  const made = await as(
    story.head,
    "key",
    "enrol",
    "--out",
    at("head.key"),
    ...passphrase(),
    "--json",
  );
  const { key }: { key: { fingerprint: string } } = JSON.parse(made.out);
  for (const officer of story.officers) {
    await as(officer, "key", "approve", key.fingerprint, "--reason", "seen in person");
  }
  return key.fingerprint;
}

/** Asks until the leaves of a signature have their places in the log. */
async function exported(file: string): Promise<void> {
  const words = ["attestation", "export", organisation, "--out", file];
  for (let tries = 0; ; tries += 1) {
    try {
      await as(story.staff, ...words, "--review", review);
      return;
    } catch (error) {
      if (tries > 100 || !(error instanceof Problem) || error.kind !== "unavailable") throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

test("a head decides, enrols a key, signs without a server, sends, and a stranger verifies the export offline", async () => {
  const decide = ["decide", organisation, "--review", review];
  const fields = ["--reason", "=replaced", "--date", "2027-03-31", "--owner", "Head of Operations"];
  await as(story.staff, ...decide.toSpliced(2, 0, "R-1"), "--decision", "mitigate", ...fields);
  await as(story.staff, ...decide, "--export", at("decisions.csv"));
  expect((await as(story.staff, ...decide, "--file", at("decisions.csv"))).out).toContain(
    "Nothing new",
  );
  const fingerprint = await enrolled();
  expect((await stat(at("head.key"))).mode & 0o777).toBe(0o600);
  const confirmed = await as(story.head, "key", "confirm", "--key", at("head.key"));
  expect(confirmed.out).toContain("Head of Finance: active");
  const out = ["--out", at("s.json")];
  await as(story.staff, "statement", "export", organisation, "--review", review, ...out);
  const signed = at("s.signed.json");
  await as(null, "sign", at("s.json"), "--key", at("head.key"), ...passphrase());
  await expect(as(story.staff, "attestation", "send", signed)).rejects.toThrow(/^Only the holder/u);
  expect((await as(story.head, "attestation", "send", signed)).out).toContain(": current");
  expect((await as(story.head, "attestation", "send", signed)).out).toContain("there already");
  await exported(at("a.json"));
  const key = await instance.fetch("/log/vkey").then((answer) => answer.text());
  await writeFile(at("log.trust"), key);
  await writeFile(at("all.trust"), `${key.trim()}\n${fingerprint}\n`);
  const bare = await as(null, "verify", at("a.json"));
  expect(bare.code).toBe(1);
  expect(bare.out).toContain("intact, origin not established");
  const byLog = await as(null, "verify", at("a.json"), "--trust", at("log.trust"));
  expect(byLog.code).toBe(0);
  expect(byLog.out).toContain("enrolment vouched for by the log only");
  const whole = await as(null, "verify", at("a.json"), "--trust", at("all.trust"));
  expect(whole.code).toBe(0);
  expect(whole.out).toContain("Head of Finance held the office");
  expect(whole.out).not.toContain("vouched");
});

test("another passphrase, another person's statement, a key that lies there and no number as a cost are refused", async () => {
  await writeFile(at("wrong"), "some other words\n");
  const sign = ["sign", at("s.json"), "--key", at("head.key")];
  await expect(as(null, ...sign, "--passphrase-file", at("wrong"))).rejects.toThrow(
    /passphrase does not open/u,
  );
  const text = await readFile(at("s.json"), "utf8");
  await writeFile(at("forged.json"), text.replaceAll(story.head.actor.account, "person-x"));
  await expect(
    as(null, "sign", at("forged.json"), "--key", at("head.key"), ...passphrase()),
  ).rejects.toThrow(/subject of the statement/u);
  await expect(
    as(story.head, "key", "rotate", "--out", at("head.key"), ...passphrase()),
  ).rejects.toThrow(/never written over/u);
  const dear = ["--decision", "avoid", "--reason", "x", "--date", "2027-01-01", "--owner", "x"];
  await expect(
    as(story.staff, "decide", organisation, "R-1", "--review", review, ...dear, "--cost", "much"),
  ).rejects.toThrow(/not a whole number/u);
  await writeFile(at("short"), "short\n");
  await expect(
    as(story.deputy, "key", "enrol", "--out", at("d.key"), "--passphrase-file", at("short")),
  ).rejects.toThrow(/at least 12 letters/u);
});

test("a head lets a deputy sign, who is listed, until it is ended", async () => {
  const days = ["--from", "2026-01-01", "--until", "2026-12-31", "--reason", "away"];
  const given = ["--to", "Deputy Head of Finance", "--review", review, ...days];
  const made = await as(story.head, "delegate", organisation, ...given, "--json");
  const { delegation }: { delegation: { delegation: string } } = JSON.parse(made.out);
  expect((await as(story.staff, "delegate", organisation)).out).toContain(
    "Deputy Head of Finance may sign instead of Head of Finance",
  );
  await as(story.head, "delegate", organisation, "--end", delegation.delegation);
  expect((await as(story.staff, "delegate", organisation)).out).toContain(", ended on ");
  expect((await as(story.staff, "org", "head", organisation)).out).toContain(
    "held by Head of Finance",
  );
});

test("whoever has no business with it is refused by the policy, in one sentence that is logged", async () => {
  await expect(
    as(story.otherHead, "statement", "export", organisation, "--review", review, "--out", at("x")),
  ).rejects.toThrow(/^This needs the role .* for ministry-of-finance/u);
  await expect(
    as(story.auditor, "decide", organisation, "R-1", "--review", review, "--decision", "avoid"),
  ).rejects.toThrow();
  const log = await instance.fetch("/api/log/entries?kind=access.refused&limit=100");
  const { entries }: { entries: { event: { data: { permission: string } } }[] } = JSON.parse(
    await log.text(),
  );
  const permissions = entries.map(({ event }) => event.data.permission);
  expect(permissions).toContain("decision.read");
  expect(permissions).toContain("attestation.sign");
});
