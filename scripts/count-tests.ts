/**
 * Reads what vitest reported in CI and closes with one plain line; a skipped test is a failure, and so
 * is a file of tests that was not run. Says whether the published files beside the repository were read.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { relative } from "node:path";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

const report = JSON.parse(readFileSync("dist/test-report.json", "utf8")) as Report;
const skipped = report.numPendingTests + report.numTodoTests;
const ran = new Set(
  report.testResults
    .filter((file) => file.assertionResults.length > 0)
    .map((file) => relative(process.cwd(), file.name)),
);
const left = globSync("{src,web,charts,bench,scripts,tests}/**/*.test.{ts,tsx}")
  .filter((file) => !ran.has(file))
  .sort();
for (const file of left) process.stdout.write(`not run: ${file}\n`);
process.stdout.write(
  existsSync("../shared/data")
    ? "The published files beside the repository were read.\n"
    : "The published files beside the repository (../shared/data) are not at hand: only the numbers of those carried here were tested.\n",
);
process.stdout.write(
  `${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped\n`,
);
const nothing = report.numPassedTests === 0;
if (skipped > 0 || report.numFailedTests > 0 || nothing || left.length > 0) process.exitCode = 1;
