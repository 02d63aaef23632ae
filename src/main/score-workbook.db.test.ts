import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filledWorkbook } from "../../tests/support/filled-workbook.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { testWork } from "../../tests/support/database.ts";
import {
  actorWith,
  makeScoredReview,
  ministries,
  scoredReviewName,
  withUpload,
} from "../../tests/support/scored-review.ts";
import { assessmentsCommands } from "../assessments/assessments.commands.ts";
import { importScoreWorkbook } from "../assessments/score-workbook.actions.ts";
import { scoreWorkbookCommands } from "../assessments/score-workbook.commands.ts";
import { moveSides } from "../assessments/stages.actions.ts";
import { exchangeCommands } from "../findings/exchange.commands.ts";
import { readOfficePackage, writeOfficePackage } from "../kit/office-package.ts";
import { readForm } from "../kit/read-form.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { rotateLogKey } from "../platform/keys/rotate-keys.ts";
import { openApi } from "../platform/terminal/api.ts";
import { openTerminal } from "../platform/terminal/terminal.ts";

let instance: TestInstance;
let blank: Uint8Array;
const [finance = "", health = ""] = ministries;
const at = (name: string): string => join(instance.data, name);

beforeAll(async () => {
  instance = await testInstance();
  await makeScoredReview(instance.database);
  const made = ["template", finance, "--review", scoredReviewName, "--out", at("blank.xlsx")];
  expect((await muster(...made)).out).toContain("assess import");
  blank = await readFile(at("blank.xlsx"));
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
  assessmentsCommands(program, terminal);
  scoreWorkbookCommands(program, terminal);
  exchangeCommands(program, terminal);
  await program.parseAsync([...words], { from: "user" });
  return { out, code: terminal.exitCode };
}

const filled = (
  cells: Readonly<Record<string, Readonly<Record<string, string>>>>,
  book = blank,
): Uint8Array => filledWorkbook(book, cells);

async function assess(
  book: Uint8Array,
  ...flags: string[]
): Promise<{ out: string; code: number }> {
  await writeFile(at("back.xlsx"), book);
  return muster("assess", "import", at("back.xlsx"), ...flags);
}
const day = { "Read first": { B6: "2026-03-31" } };

describe("a workbook that is mailed out", () => {
  test("asks every item on the sheet of its group, and has the same bytes each time", async () => {
    const sheets = readForm(blank, "blank.xlsx");
    expect(sheets.map(({ name }) => name)).toEqual([
      "Read first",
      "GV Govern",
      "ID Identify",
      "PR Protect",
      "DE Detect",
      "RS Respond",
      "RC Recover",
      "muster",
    ]);
    const rows = sheets.flatMap(({ rows }) => [...rows.values()].filter((row) => row.has("I")));
    expect(rows.length).toBe(22 + 6);
    expect(sheets[1]?.rows.get(3)?.get("B")).toBe("Organizational Context");
    await muster("template", finance, "--review", scoredReviewName, "--out", at("again.xlsx"));
    expect((await readFile(at("again.xlsx"))).equals(blank)).toBe(true);
  });

  test("comes back: first what it would change is shown, then just that is saved", async () => {
    const book = filled({
      ...day,
      "GV Govern": { E3: "4", E4: "2-3", F5: "unknown", G3: "Seen on paper." },
    });
    const shown = await assess(book);
    expect(shown.out).toContain(
      "22 items asked: 3 scores to be given, 0 stand already, 19 left out, 0 wrong.",
    );
    expect(shown.out).toContain("GV Govern, row 3: GV.OC nothing → 4");
    expect(shown.out).toContain("Nothing was saved yet; add --save");
    const listed = ["score", "list", "--review", scoredReviewName, "--organisation", finance];
    expect((await muster(...listed)).out).toMatch(/GV\.OC +self - /);
    expect((await assess(book, "--save")).out).toContain("Saved: 3 scores.");
    expect((await muster(...listed)).out).toMatch(/GV\.OC +self 4 /);
    expect((await assess(book, "--save")).out).toContain("There is nothing to save.");
  });

  test("says which scores somebody gave since it was made", async () => {
    const out = (await assess(filled({ ...day, "GV Govern": { E3: "5" } }))).out;
    expect(out).toContain("GV.OC 4 → 5 (given by somebody since the workbook was made)");
  });

  test("is not saved when another difference would be saved than the one shown", async () => {
    await writeFile(at("late.xlsx"), filled({ ...day, "ID Identify": { E3: "3" } }));
    const form = new FormData();
    form.set("file", new Blob([await readFile(at("late.xlsx"))]), "late.xlsx");
    form.set("difference", "0".repeat(64));
    const path = `/api/reviews/${scoredReviewName}/scores/workbook`;
    const answer = await instance.fetch(path, { method: "POST", body: form });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("look at it again, then save");
  });
});

describe("a workbook with something wrong in it", () => {
  test("tells every wrong row with its sheet, row and column, and saves nothing", async () => {
    const { out, code } = await assess(
      filled({
        ...day,
        "PR Protect": { E3: "7", E4: "3", F4: "unknown", G5: "only a note" },
        "DE Detect": { E3: "2", H3: "file://secret" },
      }),
      "--save",
    );
    expect(code).toBe(1);
    expect(out).toContain("PR Protect, row 3, Score: “7” is no value; write a level from 1 to 5");
    expect(out).toContain(
      "PR Protect, row 4, Why there is no score: there is a score and a reason",
    );
    expect(out).toContain("PR Protect, row 5, Score: a note or evidence stands without a score");
    expect(out).toContain("DE Detect, row 3, Evidence: “file://secret” is no source");
    expect(out).toContain("Nothing is saved while a row is wrong.");
  });

  test("is refused where its words, its organisation or its day were changed", async () => {
    const changed = await assess(filled({ ...day, "GV Govern": { C3: "Is all well?", E3: "5" } }));
    expect(changed.out).toContain("the words of GV.OC in column C were changed");
    const identity = readForm(blank, "f.xlsx").at(-1)?.rows.get(3)?.get("A") ?? "";
    expect(identity).toBe(`organisation ${finance}`);
    const forged = filled({ ...day, muster: { A3: `organisation ${health}` } });
    await expect(assess(forged)).rejects.toThrow(
      "back.xlsx: what this workbook says of its organisation and review was changed, or another instance made it; fill in the one that was sent.",
    );
    await expect(assess(blank)).rejects.toThrow("write the day as 2026-03-31, or add --day.");
    await expect(assess(filled({ "Read first": { B6: "31.3.2026" } }))).rejects.toThrow(
      "is not a day",
    );
    await expect(assess(filled(day), "--day", "2026-04-01")).rejects.toThrow("keep one of them");
    await expect(assess(filled(day), "--review", "another")).rejects.toThrow(/review|another/);
    await expect(assess(filled({ ...day, "GV Govern": { E2: "Points" } }))).rejects.toThrow(
      "sheet “GV Govern”: row 2 is to say “Score” in column E",
    );
  });

  test("comes in as a table too, which is shown before it is saved", async () => {
    await writeFile(
      at("scores.csv"),
      `organisation,item,kind,day,value\n${health},GV.OC,self,2026-03-31,3\n`,
    );
    const flags = ["--review", scoredReviewName];
    expect((await muster("assess", "import", at("scores.csv"), ...flags)).out).toContain(
      "add --save",
    );
    expect((await muster("assess", "import", at("scores.csv"), ...flags, "--save")).out).toContain(
      "Saved.",
    );
    await expect(muster("assess", "import", at("scores.csv"))).rejects.toThrow("add --review R");
  });
});

describe("a workbook in the wrong hands", () => {
  const bring = (actor: Actor, book: Uint8Array) =>
    withUpload("back.xlsx", book, (file) =>
      testWork(instance.database, (work) => importScoreWorkbook(work, scoredReviewName, file, {}), {
        actor,
      }),
    );
  const book = (): Uint8Array => filled({ ...day, "RC Recover": { E3: "3" } });

  test("is refused once to whoever may not give its scores, and taken from whoever may", async () => {
    await expect(bring(actorWith("security-lead", health), book())).rejects.toThrow(
      /^This needs the role head or security-lead or reviewing-officer for ministry-of-finance\./,
    );
    await expect(bring(actorWith("auditor"), book())).rejects.toThrow("This needs the role head");
    expect((await bring(actorWith("security-lead", finance), book())).unchanged).toBe(false);
  });

  test("is refused once its side was handed in", async () => {
    await testWork(instance.database, (work) =>
      moveSides(work, scoredReviewName, {
        organisations: [finance],
        side: "self",
        to: "submitted",
      }),
    );
    await expect(bring(actorWith("security-lead", finance), book())).rejects.toThrow(
      /^ministry-of-finance: .*submitted/,
    );
  });

  test("is refused where it holds macros, is a bomb, or is no workbook", async () => {
    const parts = new Map(
      [...readOfficePackage(blank, "f.xlsx")].map(([key, part]) => [
        key,
        new TextDecoder().decode(part),
      ]),
    );
    const lead = actorWith("security-lead", finance);
    const macros = new Map([...parts, ["xl/vbaProject.bin", "x"]]);
    await expect(bring(lead, writeOfficePackage(macros))).rejects.toThrow(
      "back.xlsx: this workbook holds macros; fill in the workbook that was sent",
    );
    const bomb = new Map([...parts, ["xl/media/a.png", " ".repeat(65 * 1024 * 1024)]]);
    await expect(bring(lead, writeOfficePackage(bomb))).rejects.toThrow("once unpacked");
    await expect(bring(lead, new TextEncoder().encode("PK"))).rejects.toThrow("no workbook");
  });

  test("is still known as ours when the key of the log was replaced since", async () => {
    await rotateLogKey(instance.database, await readFile(at("secret")));
    await expect(bring(actorWith("security-lead", finance), book())).rejects.toThrow(
      /^ministry-of-finance: .*submitted/,
    );
  });
});
