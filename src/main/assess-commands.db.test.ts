import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName,
} from "../../tests/support/scored-review.ts";
import { assessmentsCommands } from "../assessments/assessments.commands.ts";
import { profilesCommands } from "../assessments/profiles.commands.ts";
import { stagesCommands } from "../assessments/stages.commands.ts";
import { exchangeCommands } from "../findings/exchange.commands.ts";
import { openApi } from "../platform/terminal/api.ts";
import { openTerminal } from "../platform/terminal/terminal.ts";

let instance: TestInstance;
const [finance = "", health = ""] = ministries;
const review = ["--review", scoredReviewName];
const self = ["--side", "self"];

beforeAll(async () => {
  instance = await testInstance();
  await makeScoredReview(instance.database);
});
afterAll(() => instance.stop());

/** Runs a command as the command line does, and answers what it printed. */
async function muster(...words: readonly string[]): Promise<string> {
  let out = "";
  const terminal = openTerminal({
    stdout: { write: (text) => (out += text) },
    stderr: { write: () => true },
    signal: new AbortController().signal,
    wantsJson: () => words.includes("--json"),
    api: openApi(() => ({ url: instance.url, token: instance.token })),
  });
  const program = new Command().exitOverride();
  for (const add of [assessmentsCommands, exchangeCommands, stagesCommands, profilesCommands]) {
    add(program, terminal);
  }
  await program.parseAsync(
    words.filter((word) => word !== "--json"),
    { from: "user" },
  );
  return out;
}

test("terms are shown and set, with a reason", async () => {
  expect(await muster("assess", "terms", ...review)).toContain("No terms are set");
  const blind = ["assess", "terms", ...review, "--blind", "--self-due", "2090-01-31"];
  await expect(muster(...blind)).rejects.toThrow(/--reason/u);
  const told = await muster(...blind, "--reason", "as the order says");
  expect(told).toContain("Auditors are blind until both sides are in; self due 31 January 2090");
});

test("a side is scored, handed in, returned with a day and accepted", async () => {
  const score = ["--organisation", finance, "--item", "GV.OC", "--kind", "self"];
  await muster("score", "set", "4", ...review, ...score, "--day", "2026-03-31");
  const stage = (...words: string[]) => muster("assess", "stage", ...words, ...review);
  expect(await stage("submit", finance, ...self)).toContain("self is submitted");
  expect(await stage("submit", finance, ...self)).toContain("Nothing was changed");
  expect(await stage("list")).toContain("submitted, 1 of 22 items, due 31 January 2090, locked");
  await expect(stage("return", finance, ...self)).rejects.toThrow(/which changes/u);
  const back = ["--reason", "name your sources", "--until", "2090-02-28"];
  expect(await stage("return", finance, ...self, ...back)).toContain("changes requested");
  const shown = await stage("show", finance);
  expect(shown).toContain("name your sources");
  expect(shown).toContain("until 28 February 2090");
  await stage("submit", finance, ...self);
  expect(await stage("accept", finance, ...self)).toContain("self is accepted");
});

test("more time is granted by a named officer", async () => {
  const words = ["assess", "extend", health, ...review, ...self, "--until", "2091-01-31"];
  const told = await muster(
    ...words,
    "--officer",
    "Head of the Review Office",
    "--reason",
    "flood",
  );
  expect(told).toContain(`${health}: self until 31 January 2091.`);
});

test("a profile is proposed from a file, approved and listed", async () => {
  const file = join(instance.data, "profile.yaml");
  const place = [...review, "--organisation", finance];
  await writeFile(
    file,
    `from: "2026-01-01"
reason: a small ministry
practices:
  - practice: own-drills
    title: Drills
    text: Twice a year.
    items: [RC.RP]
not_applicable:
  - item: GV.SC
    reason: it buys nothing
`,
  );
  expect(await muster("profile", "propose", file, ...place)).toContain("version 1: proposed");
  const officer = ["--officer", "Head of the Review Office", "--reason", "agreed"];
  const approved = await muster("profile", "approve", ...place, ...officer);
  expect(approved).toContain("GV.SC loses its weight; own-drills is new");
  expect(await muster("profile", "list", ...review)).toContain(`${finance} 1: approved`);
  expect(await muster("profile", "show", ...place, "--which", "1")).toContain("it buys nothing");
  await writeFile(file, "from: yesterday\n");
  await expect(muster("profile", "propose", file, ...place)).rejects.toThrow(/profile\.yaml/u);
});

test("what was entered is taken out as CSV and JSON, and an import shows the difference first", async () => {
  const out = join(instance.data, "scores.csv");
  const csv = ["--format", "csv", "--out", out];
  await muster("assess", "export", ...review, ...csv);
  const json = await muster("assess", "export", ...review, "--format", "json");
  expect(JSON.parse(json)).toMatchObject({ format: "muster/assessments/1" });
  const rows = join(instance.data, "rows.csv");
  const row = `${health},GV.OC,self,2026-03-31,3,"seen, by hand"`;
  await writeFile(rows, `organisation,item,kind,day,value,note\n${row}\n`);
  const shown = await muster("assess", "import", rows, ...review);
  expect(shown).toContain(`${health} GV.OC self nothing → 3 (with note, sources or tool)`);
  expect(shown).toContain("add --save");
  expect(await muster("assess", "import", rows, ...review, "--save")).toContain("Saved.");
  expect(await muster("assess", "divergence", ...review)).toContain("0 pairs of scores differ");
});
