import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const eo = "examples/orders/eo-13800.yaml";
function muster(...words: string[]): { status: number | null; out: string; said: string } {
  // No server can be reached from here: what only reads files must not ask for one.
  const env = { ...process.env, MUSTER_URL: "http://127.0.0.1:1", MUSTER_DATA: "/nonexistent" };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["src/main/cli.ts", "order", ...words],
    { env, encoding: "utf8" },
  );
  return { status, out: stdout, said: stderr };
}

describe("order dates --json", () => {
  test("prints task, clause, due, weekday, rule, repeats and projected, and nothing else", () => {
    const rows: Record<string, unknown>[] = JSON.parse(
      muster("dates", eo, "--signed", "2017-05-11", "--rule", "next", "--json").out,
    );
    expect(rows).toHaveLength(25);
    expect(rows.find((row) => row["task"] === "determination")).toEqual({
      task: "determination",
      clause: "1(c)(iv)(A)",
      due: "2017-10-10",
      weekday: "Tuesday",
      rule: "next",
      repeats: null,
      projected: true,
    });
    expect(rows.find((row) => row["task"] === "section-9-annual-update")).toMatchObject({
      due: "2018-11-07",
      repeats: "yearly",
    });
  });
  test("a delivery moves what hangs on it", () => {
    const words = [
      "dates",
      eo,
      "--signed",
      "2017-05-11",
      "--delivered",
      "agency-risk-management-report=2017-08-31",
      "--json",
    ];
    const rows: Record<string, unknown>[] = JSON.parse(muster(...words).out);
    expect(rows.find((row) => row["task"] === "determination")).toMatchObject({
      due: "2017-10-30",
      projected: false,
    });
  });
  test("before signing a task has no date", () => {
    const rows: Record<string, unknown>[] = JSON.parse(
      muster("dates", "examples/orders/draft-january-2017.yaml", "--json").out,
    );
    expect(rows.every((row) => row["due"] === null && row["weekday"] === null)).toBe(true);
  });
});

describe("order dates --before", () => {
  const later = join(mkdtempSync(join(tmpdir(), "muster-orders-")), "amended.yaml");
  writeFileSync(later, readFileSync(eo, "utf8").replace("days: 240", "days: 250"));

  test("says which dates an amendment moved, from which day to which", () => {
    const { status, out } = muster("dates", later, "--before", eo);
    expect(status).toBe(0);
    expect(out.trim().split("\n").at(-1)).toMatch(
      /^Moved: .+, from (Sat 6|Mon 8) Jan 2018 to Tue 16 Jan 2018 \(its deadline was signing \+ 240 days, and is signing \+ 250 days\)$/u,
    );
    expect(muster("dates", eo, "--before", eo).out).toContain("The amendment moved no date.");
  });

  test("--json gives each task the date that the text before gave", () => {
    const rows: Record<string, unknown>[] = JSON.parse(
      muster("dates", later, "--before", eo, "--rule", "printed", "--json").out,
    );
    const moved = rows.filter((row) => row["due"] !== row["was"]);
    expect(moved).toMatchObject([
      { task: "botnet-preliminary-report", was: "2018-01-06", due: "2018-01-16" },
    ]);
  });
  test("two files of one order are told apart by their names", () => {
    expect(muster("diff", eo, later).out).toContain(`From ${eo} to ${later}: 0 tasks added`);
  });
});

describe("commands that read files", () => {
  test.each([
    [["check", eo], 0],
    [["check", "examples/orders/none.yaml"], 3],
    [["check", "package.json"], 2],
    [["dates", eo, "--rule", "sometimes"], 2],
    [["dates", eo, "--signed", "2017-02-30"], 2],
    [["dates", eo, "--delivered", "nothing=2017-06-01"], 3],
    [["calendar", "examples/orders/draft-january-2017.yaml"], 1],
    [["diff", "examples/orders/draft-january-2017.yaml", eo], 0],
    [["diff", "no-such-file.yaml", eo], 3],
    [["diff", "eo-13800@1", "eo-13800@2"], 4],
    [["diff", "eo-13800@0", eo], 3],
    [["versions", "eo-13800"], 4],
    [["status", "eo-13800"], 4],
  ])("%s ends with %d", (words, code) => {
    const { status, said } = muster(...words);
    expect(status).toBe(code);
    if (code !== 0) expect(said.trim().split("\n")).toHaveLength(1);
  });
  test("the calendar is written with its line ends", () => {
    const bytes = execFileSync(process.execPath, ["src/main/cli.ts", "order", "calendar", eo]);
    expect(bytes.toString()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/u);
  });
});
