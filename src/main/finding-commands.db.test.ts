import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { personWith } from "../../tests/support/people.ts";
import { makeScoredReview, scoredReviewName } from "../../tests/support/scored-review.ts";
import { findingsCommands } from "../findings/findings.commands.ts";
import { ordersCommands } from "../orders/orders.commands.ts";
import { openApi } from "../platform/terminal/api.ts";
import { openTerminal } from "../platform/terminal/terminal.ts";

let instance: TestInstance;
let directory: string;
let auditor: string;
const review = ["--review", scoredReviewName];

beforeAll(async () => {
  instance = await testInstance();
  await makeScoredReview(instance.database);
  auditor = (await personWith(instance, "Audit", [{ role: "auditor", organisation: null }])).token;
  directory = await mkdtemp(join(tmpdir(), "muster-findings-"));
});
afterAll(() => instance.stop());

/** Runs a command as the command line does, and answers what it printed and its exit code. */
async function muster(...words: readonly string[]): Promise<{ out: string; code: number }> {
  let out = "";
  const terminal = openTerminal({
    stdout: { write: (text) => (out += text) },
    stderr: { write: () => true },
    signal: new AbortController().signal,
    wantsJson: () => words.includes("--json"),
    api: openApi(() => ({
      url: instance.url,
      token: words.includes("--as-auditor") ? auditor : instance.token,
    })),
  });
  const program = new Command().exitOverride().option("--json");
  findingsCommands(program, terminal);
  ordersCommands(program, terminal);
  await program.parseAsync(
    words.filter((word) => word !== "--json" && word !== "--as-auditor"),
    { from: "user" },
  );
  return { out, code: terminal.exitCode };
}

test("a finding becomes a risk, a recommendation, an action and an order, all on the command line", async () => {
  const whose = ["--organisation", "Ministry of Finance"];
  const what = ["--title", "Old servers", "--criteria", "None is old", "--condition", "4 are old"];
  const more = ["--severity", "high", "--items", "PR.AA", "--evidence", "paper | Scan of June"];
  expect((await muster("finding", "add", ...review, ...whose, ...what, ...more)).out).toContain(
    "finding F-1 added; it is open.",
  );
  const risky = ["--title", "Theft", "--statement", "Data is stolen", "--effect", "Trust is lost"];
  const from = ["--severity", "high", "--findings", "F-1", "--cost", "1000"];
  expect((await muster("risk", "add", ...review, ...whose, ...risky, ...from)).out).toContain(
    "R-1",
  );
  const said = ["--title", "Replace them", "--text", "Replace the servers", "--risks", "R-1"];
  const kind = ["--kind", "authority", "--duty", "Buy servers", "--office", "Office of Purchase"];
  const rest = ["--adequacy", "partial", "--stage", "drafted", "--addressee", "enterprise"];
  await muster("recommend", "add", ...review, ...said, ...kind, ...rest, "--due", "2027-06-30");
  await muster("recommend", "respond", "C-1", "agree", ...review);
  const file = join(directory, "order.yaml");
  await muster("recommend", "order", "C-1", ...review, "--out", file);
  expect((await muster("order", "check", file)).code).toBe(0);
  const started = await muster("recommend", "order", "C-1", ...review, "--start");
  expect(started.out).toContain("C-1 has started an order; it is in-progress.");
  const plan = ["--title", "Buy", "--cost", "1000", "--funded", "0", "--blocked-by", "money"];
  const steps = ["--milestones", "Order them | 2027-03-01", "--risks", "R-1"];
  await muster("action", "add", ...review, ...whose, ...plan, ...steps);
  const totals = await muster("action", "totals", ...review, "--on", "2027-04-01");
  expect(totals.out).toMatch(/Blocked by money +1 action; cost 1,000; unmet at least 1,000/);
  expect(totals.out).toContain("1 overdue");
});

test("what is listed, shown, taken out and brought in says the same", async () => {
  expect((await muster("finding", "list", ...review)).out).toMatch(/F-1 +open +high +Old servers/);
  expect((await muster("finding", "show", "F-1", ...review)).out).toMatch(
    /evidence: +paper \| Scan/,
  );
  const json: unknown = JSON.parse((await muster("risk", "list", ...review, "--json")).out);
  expect(json).toMatchObject({ records: [{ id: "R-1", content: { findings: ["F-1"] } }] });
  for (const word of ["finding", "risk", "recommend", "action"]) {
    const file = join(directory, `${word}.csv`);
    await muster(word, "export", ...review, "--out", file);
    expect((await muster(word, "import", file, ...review)).out).toContain("0 added, 0 changed");
    expect((await muster(word, "export", "--history", ...review)).out).toContain(",added,");
  }
});

test("a finding is amended, closed and reopened, and a wrong file ends with exit code 1", async () => {
  await muster("finding", "amend", "F-1", ...review, "--cause", "no money", "--reason", "asked");
  await expect(muster("finding", "close", "F-1", ...review, "--reason", "x")).rejects.toThrow(
    /needs the role auditor/,
  );
  const closed = await muster(
    "finding",
    "close",
    "F-1",
    ...review,
    "--reason",
    "replaced",
    "--as-auditor",
  );
  expect(closed.out).toContain("F-1 closed; it is closed.");
  await muster("finding", "reopen", "F-1", ...review, "--reason", "back again", "--as-auditor");
  const shown = (await muster("finding", "show", "F-1", ...review)).out;
  for (const act of ["added", "amended", "closed", "reopened"])
    expect(shown).toContain(` ${act} by `);
  const file = join(directory, "wrong.csv");
  await writeFile(
    file,
    (await readFile(join(directory, "finding.csv"), "utf8")).replace("high", "grave"),
  );
  const told = await muster("finding", "import", file, ...review);
  expect(told.code).toBe(1);
  expect(told.out).toContain("line 2, severity");
});
