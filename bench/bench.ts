/**
 * Prints the table of speed and size; `--write` puts it into the README. Both sides of a ratio are
 * measured in one run, on durable storage, over HTTP.
 */
import { cpus, totalmem } from "node:os";
import { buildWeb } from "../src/main/build-web.ts";
import {
  changeRow,
  demoRow,
  importRow,
  memoryRow,
  pageRows,
  startRows,
  verifyRow,
} from "./jobs.ts";
import { house, serveOnKnownDatabase, workshop } from "./stage.ts";
import { type Row, tableOf, writeInto } from "./table.ts";

const note = (words: string): void => void process.stderr.write(`${words}\n`);

note("Building the pages");
await buildWeb();
const rows: Row[] = [];
const { path, remove } = workshop();
try {
  const served = await serveOnKnownDatabase(path);
  try {
    note("Import");
    rows.push(await importRow(served));
    note("Bundle and its check");
    rows.push(await verifyRow(served));
    note("One changed value, 240 times");
    rows.push(await changeRow(served));
    note("Pages");
    rows.push(...(await pageRows(served)));
    rows.push(memoryRow(served));
  } finally {
    await served.stop();
  }
  note("Starts");
  rows.push(...(await startRows()));
  note("Demo");
  rows.push(await demoRow());
} finally {
  remove();
}
const gigabytes = Math.round(totalmem() / 2 ** 30);
const machine = `${cpus().length} cores of ${cpus()[0]?.model ?? "an unnamed processor"}, ${gigabytes} GB, Node ${process.versions.node}`;
const table = tableOf(rows, machine);
process.stdout.write(`${table}\n`);
if (process.argv.includes("--write")) writeInto(house("README.md"), table);
