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
import { determinationCommands } from "../determination/determination.commands.ts";
import { methodologiesCommands } from "../determination/methodologies.commands.ts";
import { openApi } from "../platform/terminal/api.ts";
import { openTerminal } from "../platform/terminal/terminal.ts";

let instance: TestInstance;
const [finance = "", health = ""] = ministries;
const review = ["--review", scoredReviewName];

beforeAll(async () => {
  instance = await testInstance();
  await makeScoredReview(instance.database);
});
afterAll(() => instance.stop());

/** Runs a command as the command line does, and answers what it printed and its exit code. */
async function muster(...words: readonly string[]): Promise<{ out: string; code: number }> {
  let out = "";
  const terminal = openTerminal({
    stdout: { write: (text) => (out += text) },
    stderr: { write: () => true },
    signal: new AbortController().signal,
    wantsJson: () => false,
    api: openApi(() => ({ url: instance.url, token: instance.token })),
  });
  const program = new Command().exitOverride();
  assessmentsCommands(program, terminal);
  determinationCommands(program, terminal);
  methodologiesCommands(program, terminal);
  await program.parseAsync([...words], { from: "user" });
  return { out, code: terminal.exitCode };
}

const scores = `organisation,item,kind,day,value
Ministry of Finance,GV.OC,self,2026-03-31,4
Ministry of Finance,GV.RM,self,2026-03-31,2-3
Ministry of Health,GV.OC,self,2026-03-31,not reported
`;

test("a file is previewed with what is wrong, and brought once it is right", async () => {
  const wrong = join(instance.data, "wrong.csv");
  await writeFile(wrong, scores.replace("Ministry of Health", "Ministry of Helth"));
  const preview = await muster("score", "import", wrong, ...review, "--dry-run");
  expect(preview.code).toBe(1);
  expect(preview.out).toContain("line 4, organisation: “Ministry of Helth” is no organisation");
  expect(preview.out).toContain("nearest: Ministry of Health");
  await expect(muster("score", "import", wrong, ...review)).rejects.toThrow(
    /; nothing was saved\.$/,
  );
  const right = join(instance.data, "right.csv");
  await writeFile(right, scores);
  const done = await muster("score", "import", right, ...review);
  expect(done.out).toContain("3 rows, 3 scores given, 0 stand already");
});

test("a wrong kind, encoding or day is refused by the flag or with a day to follow", async () => {
  const file = join(instance.data, "flags.csv");
  await writeFile(file, "organisation,item,value\nMinistry of Finance,GV.OC,4\n");
  const brought = (...flags: string[]) => muster("score", "import", file, ...review, ...flags);
  await expect(brought("--kind", "selfish", "--day", "2026-03-31")).rejects.toThrow(
    /--kind .*Allowed choices are self, independent/,
  );
  await expect(brought("--encoding", "latin9")).rejects.toThrow(/choices are utf-8, windows-1252/);
  await expect(brought("--kind", "self", "--day", "2026-02-30")).rejects.toThrow(
    /expected a day, such as 2026-03-31/,
  );
});

test("a file of scores without a row below its header is refused, for it brings nothing", async () => {
  const file = join(instance.data, "header.csv");
  await writeFile(file, "organisation,item,kind,day,value\n");
  for (const flags of [[], ["--dry-run"]]) {
    await expect(muster("score", "import", file, ...review, ...flags)).rejects.toMatchObject({
      kind: "bad-input",
      message: "header.csv: this file has no rows below its header; write one score in each.",
    });
  }
});

test("a file of one row is said to have one row", async () => {
  const file = join(instance.data, "one.csv");
  await writeFile(file, scores.split("\n").slice(0, 2).join("\n"));
  const { out } = await muster("score", "import", file, ...review, "--dry-run");
  expect(out).toContain("one.csv: 1 row, 0 scores would be given, 1 stands already");
});

test("one score is given and listed beside the others", async () => {
  const given = ["--organisation", finance, "--kind", "self", "--day", "2026-03-31"];
  const set = await muster("score", "set", "5", ...review, ...given, "--item", "PR.AA");
  expect(set.out).toBe(`PR.AA of ${finance}: 5 on 2026-03-31.\n`);
  const again = await muster("score", "set", "5", ...review, ...given, "--item", "PR.AA");
  expect(again.out).toContain("nothing was changed");
  await expect(muster("score", "set", "9", ...review, ...given, "--item", "PR.AA")).rejects.toThrow(
    /is no value; write 3/,
  );
  const { out } = await muster("score", "list", ...review, "--organisation", finance);
  expect(out).toMatch(/GV.RM +self 2-3 +independent - +Risk Management Strategy\n/u);
  expect(out).toMatch(/PR.AA +self 5 /u);
});

test("sample, round and profile are fixed by words", async () => {
  const why = ["--reason", "as planned"];
  expect((await muster("review", "sample", ...review)).out).toContain("No sample is fixed");
  const fixed = await muster("review", "sample", "GV.OC", "GV.RM", ...review, ...why);
  expect(fixed.out).toContain("Scored independently in categories-2026: GV.OC, GV.RM.");
  const closed = await muster("review", "close-sample", "2026-04-01", ...review, ...why);
  expect(closed.out).toContain("0 of 3 organisations had items with both scores");
  const round = await muster("review", "round", "2026-01-01", ...review, ...why);
  expect(round.out).toContain("Scores of days before 2026-01-01 count no more.");
  const approved = ["--approved-by", "Chief auditor", "--approved-on", "2026-02-01"];
  const profile = ["review", "not-applicable", "GV.SC", ...review, "--organisation", health];
  const given = await muster(...profile, "--day", "2026-02-01", ...approved, ...why);
  expect(given.out).toContain(`these do not apply to ${health}: GV.SC.`);
});

test("two methodologies are compared, and each is explained", async () => {
  const names = ["half-and-half@1.0", "measured-first@1.0"];
  const compared = await muster("compare", "--methodologies", ...names, ...review);
  expect(compared.out).toMatch(
    /(?:1 of 3 organisations is|[023] of 3 organisations are) shown otherwise/u,
  );
  expect(compared.out).toContain("Whose word counts");
  await expect(muster("compare", ...review)).rejects.toThrow(/two days and an item/);
  await expect(
    muster("compare", "--methodologies", "half-and-half@1.0", ...review),
  ).rejects.toThrow(/name two methodologies/);
  const determined = await muster("determine", ...review);
  expect(determined.out).toMatch(/Come back after an incident +0 +0 +3\n/u);
  const explained = await muster("methodology", "explain", "measured-first@1.0");
  expect(explained.out).toContain("Trust is nothing until the sample is closed");
  const file = "policy/methodologies/half-and-half-1.0.yaml";
  await expect(muster("methodology", "explain", file)).rejects.toThrow(/add --yardstick FILE/);
});

test("over HTTP everything says no in one sentence to who may not and to what is not there", async () => {
  const path = `/api/reviews/${scoredReviewName}`;
  const post = (to: string, body: unknown, headers: Record<string, string> = {}) =>
    instance.fetch(`${path}${to}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const score = { organisation: finance, item: "GV.OC", kind: "self", day: "2026-03-31" };
  const cases: [string, unknown, number][] = [
    ["/scores", { ...score, value: { level: 6 } }, 400],
    ["/scores", { ...score, value: { level: 3, answer: "yes" } }, 400],
    ["/scores", { ...score, value: { share: { good: 9, bad: 9, n: 1 } } }, 400],
    ["/scores", { ...score, item: "__proto__", value: { level: 3 } }, 404],
    ["/scores", { ...score, organisation: "constructor", value: { level: 3 } }, 404],
    ["/scores", { ...score, kind: "independent", value: { level: 3 } }, 403],
    ["/scores", { ...score, day: "2026-02-30", value: { level: 3 } }, 400],
    ["/sample", { items: ["GV.OC"], reason: "another" }, 422],
    ["/sample/close", { day: "2026-05-01", reason: "again" }, 422],
    ["/rounds", { day: "2999-01-01", reason: "too early" }, 400],
  ];
  for (const [to, body, status] of cases) {
    const answer = await post(to, body);
    const text = await answer.text();
    expect(answer.status, `${to} ${JSON.stringify(body)} ${text}`).toBe(status);
  }
  const anonymous = await fetch(new URL(`${path}/sample`, instance.url));
  expect(anonymous.status).toBe(401);
  const same = await instance.fetch(
    `${path}/methodology-comparison?a=half-and-half@1.0&b=half-and-half@1.0`,
  );
  expect([same.status, await same.text()]).toEqual([400, expect.stringContaining("both sides")]);
  const unknown = await instance.fetch(`${path}/methodology-comparison?a=half-and-half@1.0&b=x@1`);
  expect(unknown.status).toBe(404);
});
