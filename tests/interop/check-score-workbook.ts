import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  dayOfWorkbook,
  noteOfWorkbook,
  readScoreWorkbook,
} from "../../src/assessments/read-score-workbook.ts";
import { scoreWorkbook } from "../../src/assessments/score-workbook.ts";
import { readForm } from "../../src/kit/read-form.ts";
import { workbookStory } from "../support/score-workbook-story.ts";
import { pinnedPython } from "./pinned-python.ts";
import { runTool } from "./run-tool.ts";

const script = join(import.meta.dirname, "workbook/check_form.py");
const requirements = join(import.meta.dirname, "workbook/requirements.txt");
/** As many items as the largest catalogue that is scored has. */
const items = 1196;

/**
 * Lets openpyxl, which we did not write, open a workbook that is to be filled in, find every lock and
 * choice, and fill it in; what it saves has to come back with every value, on one line or two.
 */
export async function checkScoreWorkbook(): Promise<{ absent: string; fault: string | null }> {
  const directory = mkdtempSync(join(tmpdir(), "muster-form-"));
  try {
    const python = await pinnedPython("workbook", requirements, directory);
    if (python === null) return { absent: "python3 with venv and openpyxl", fault: null };
    const [blank, filled] = [join(directory, "blank.xlsx"), join(directory, "filled.xlsx")];
    const story = workbookStory(items);
    writeFileSync(blank, scoreWorkbook(story));
    const run = await runTool(python, [script, blank, filled, String(items)], directory);
    return { absent: "", fault: run.code === 0 ? faultOf(filled, story) : run.said.slice(-2000) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function faultOf(path: string, story: ReturnType<typeof workbookStory>): string | null {
  const sheets = readForm(readFileSync(path), "filled.xlsx");
  if (noteOfWorkbook(sheets, path) !== story.note) return "the identity came back changed";
  if (dayOfWorkbook(sheets) !== story.day) return "the day came back changed";
  const { rows, wrong, problems } = readScoreWorkbook(sheets, story.items, "filled.xlsx");
  if (wrong > 0) return `${wrong} rows came back wrong: ${JSON.stringify(problems[0])}`;
  const values = new Set(rows.map(({ value }) => value));
  const expected = ["3", "2-4", "yes", "45/3/50"];
  const whole = rows.length === items && expected.every((value) => values.has(value));
  const notes = rows.filter(({ note }) => note === "A note\nof two lines").length;
  return whole && values.size === 4 && notes > 300 ? null : "values came back changed";
}
