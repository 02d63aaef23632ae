/** Reads what vitest reported in CI and closes with one plain line; a skipped test is a failure. */
import { readFileSync } from "node:fs";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

const report = JSON.parse(readFileSync("dist/test-report.json", "utf8")) as Report;
const skipped = report.numPendingTests + report.numTodoTests;
process.stdout.write(
  `${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped\n`,
);
if (skipped > 0 || report.numFailedTests > 0 || report.numPassedTests === 0) process.exitCode = 1;
