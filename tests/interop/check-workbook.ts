import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReportContent } from "../../src/reports/report-content.ts";
import { reportWorkbook } from "../../src/reports/report-workbook.ts";
import { demoContent } from "../support/demo-content.ts";
import { reportStory } from "../support/report-story.ts";
import { pinnedPython } from "./pinned-python.ts";
import { runTool } from "./run-tool.ts";

const script = join(import.meta.dirname, "workbook/check_workbook.py");
const requirements = join(import.meta.dirname, "workbook/requirements.txt");

/** Lets openpyxl, which we did not write, read the workbooks of two reports and find their ratings. */
export async function checkWorkbook(): Promise<{ absent: string; fault: string | null }> {
  const directory = mkdtempSync(join(tmpdir(), "muster-workbook-"));
  try {
    const python = await pinnedPython("workbook", requirements, directory);
    if (python === null) return { absent: "python3 with venv and openpyxl", fault: null };
    const faults: string[] = [];
    for (const content of [await demoContent(), reportStory()]) {
      const { code, said } = await read(python, directory, content);
      if (code !== 0) faults.push(said);
    }
    return { absent: "", fault: faults.length === 0 ? null : faults.join("\n") };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function read(python: string, directory: string, content: ReportContent) {
  const [workbook, expected] = [join(directory, "report.xlsx"), join(directory, "expected.json")];
  writeFileSync(workbook, await reportWorkbook(content));
  const ratings = content.determination.ratings.map(({ organisation, name, score }) => [
    organisation,
    name,
    score.least.billionths,
    score.most.billionths,
  ]);
  writeFileSync(expected, JSON.stringify(ratings));
  return runTool(python, [script, workbook, expected], directory);
}
