import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName,
} from "../../tests/support/scored-review.ts";
import { exchangeCommands } from "../findings/exchange.commands.ts";
import { findingsCommands } from "../findings/findings.commands.ts";
import { openApi } from "../platform/terminal/api.ts";
import { openTerminal } from "../platform/terminal/terminal.ts";

let instance: TestInstance;
const [finance = ""] = ministries;
const review = ["--review", scoredReviewName];
const at = (name: string): string => join(instance.data, name);

beforeAll(async () => {
  instance = await testInstance();
  await makeScoredReview(instance.database);
  await writeFile(
    at("s.csv"),
    `organisation,item,kind,day,value,note\n${finance},GV.OC,self,2026-03-31,4,seen\n`,
  );
  await muster("assess", "import", at("s.csv"), ...review, "--save");
});
afterAll(() => instance.stop());

async function muster(...words: readonly string[]): Promise<{ out: string; code: number }> {
  let out = "";
  const terminal = openTerminal({
    stdout: { write: (text) => (out += text) },
    stderr: { write: () => true },
    signal: new AbortController().signal,
    wantsJson: () => words.includes("--json"),
    api: openApi(() => ({ url: instance.url, token: instance.token })),
  });
  const program = new Command().option("--json").exitOverride();
  findingsCommands(program, terminal);
  exchangeCommands(program, terminal);
  await program.parseAsync([...words], { from: "user" });
  return { out, code: terminal.exitCode };
}

const finding = (title: string): string[] => [
  "finding",
  "add",
  ...review,
  "--organisation",
  finance,
  "--title",
  title,
  "--criteria",
  "None is old",
  "--condition",
  "Four are old",
  "--severity",
  "low",
];

test("a review goes out as OSCAL and comes back, shown before it is saved", async () => {
  await muster(...finding("Old gauges"));
  const taken = ["assess", "export", ...review, "--format", "oscal", "--out", at("r.json")];
  expect((await muster(...taken)).out).toMatch(/r\.json, [\d,]+ bytes, sha256 [0-9a-f]{64}/);
  const stands = await muster("assess", "import", at("r.json"), ...review);
  expect(stands.out).toContain("scores: 1 there, 0 new, 0 changed, 1 as they stand, 0 wrong");
  expect(stands.out).toContain("Everything stands already; there is nothing to save.");
  const text = await readFile(at("r.json"), "utf8");
  await writeFile(at("changed.json"), text.replace("Old gauges", "Four old gauges"));
  const changed = ["assess", "import", at("changed.json"), ...review, "--reason", "said better"];
  const shown = await muster(...changed);
  expect(shown.out).toContain("changes F-1: title");
  expect(shown.out).toContain("Nothing was saved yet; add --save");
  expect((await muster(...changed, "--save")).out).toContain("Saved.");
  expect((await muster("finding", "export", ...review, "--format", "oscal")).out).toContain(
    '"title":"Four old gauges"',
  );
  const wrong = ["finding", "import", at("r.json"), ...review, "--format", "oscal"];
  const refused = await muster(...wrong);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain("wrong: F-1, reason: say why it is changed");
});

test("a plan without an action, and a table that is none of the format, are refused with what to do", async () => {
  const plan = ["assess", "export", ...review, "--format", "oscal", "--what", "plan-of-action"];
  await expect(muster(...plan)).rejects.toThrow("has no action yet");
  await muster("action", "add", ...review, "--organisation", finance, "--title", "Buy gauges");
  const { out } = await muster(...plan);
  expect(Object.keys(Object(JSON.parse(out)))).toEqual(["plan-of-action-and-milestones"]);
  const none = ["assess", "export", ...review, "--format", "csv", "--what", "plan-of-action"];
  await expect(muster(...none)).rejects.toThrow("there is no plan-of-action as csv");
  const csv = ["assess", "export", ...review, "--format", "csv", "--what", "scores"];
  expect((await muster(...csv)).out).toContain("seen");
});
