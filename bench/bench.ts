/**
 * Prints the table of speed and size; `--write` puts it into the README, `--only scores` measures one
 * group of rows. Both sides of a ratio are measured in one run, on durable storage, over HTTP.
 */
import { mkdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
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
import { reportRow } from "./report.ts";
import { scoredReviews, scoreRows } from "./scores.ts";
import { house, type Served, serveOnKnownDatabase, workshop } from "./stage.ts";
import { type Row, tableOf, writeInto } from "./table.ts";
import { yardstickRow } from "./yardsticks.ts";

const note = (words: string): void => void process.stderr.write(`${words}\n`);

type Known = Served & { readonly databaseUrl: string };

/** Groups of rows in the order of the table, each on a database of its own where it needs one. */
const groups: Readonly<Record<string, (path: string) => Promise<Row[]>>> = {
  demo: async (path) => {
    const at = join(path, "demo");
    const brought = await onServer(at, bringDemo);
    // As with scores: what a bulk import leaves to be written is not measured beside small changes.
    return [...brought, ...(await onServer(at, demoRows))];
  },
  scores: async (path) => {
    const at = join(path, "scores");
    const reviews = await onServer(at, (served) => scoredReviews(served, at, note));
    // Measured on a server and a database that start anew: what was brought in bulk lies on the disk.
    return onServer(at, (served) => scoreRows(served, reviews, note));
  },
  yardsticks: (path) =>
    onServer(join(path, "yardsticks"), async (served) => {
      note("SP 800-53");
      return [await yardstickRow(served)];
    }),
  report: async () => {
    note("Report as PDF");
    return [await reportRow()];
  },
  starts: async () => {
    note("Starts");
    return startRows();
  },
  story: async () => {
    note("Demo");
    return [await demoRow()];
  },
};

async function onServer<T>(path: string, measure: (served: Known) => Promise<T>): Promise<T> {
  mkdirSync(path, { recursive: true, mode: 0o711 });
  const served = await serveOnKnownDatabase(path);
  try {
    return await measure(served);
  } finally {
    await served.stop();
  }
}

async function bringDemo(served: Known): Promise<Row[]> {
  note("Import");
  const rows = [await importRow(served)];
  note("Bundle and its check");
  return [...rows, await verifyRow(served)];
}

async function demoRows(served: Known): Promise<Row[]> {
  note("One changed value, 240 times");
  const rows = [await changeRow(served)];
  note("Pages");
  rows.push(...(await pageRows(served)));
  rows.push(memoryRow(served));
  return rows;
}

const { values } = parseArgs({
  options: { only: { type: "string" }, write: { type: "boolean", default: false } },
});
const { only, write } = values;
if (only !== undefined && (write || !Object.hasOwn(groups, only))) {
  throw new Error(
    `--only is one of ${Object.keys(groups).join(", ")}, and goes without --write: the table is written whole`,
  );
}
note("Building the pages");
await buildWeb();
const rows: Row[] = [];
const { path, remove } = workshop();
try {
  for (const [name, measure] of Object.entries(groups)) {
    if (only === undefined || only === name) rows.push(...(await measure(path)));
  }
} finally {
  remove();
}
const gigabytes = Math.round(totalmem() / 2 ** 30);
const machine = `${cpus().length} cores of ${cpus()[0]?.model ?? "an unnamed processor"}, ${gigabytes} GB, Node ${process.versions.node}`;
const table = tableOf(rows, machine);
process.stdout.write(`${table}\n`);
if (write) writeInto(house("README.md"), table);
