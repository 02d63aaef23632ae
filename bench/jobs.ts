import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { Type } from "typebox";
import { demoDay, demoReview } from "../src/main/demo-story.ts";
import {
  importDemoEvidence,
  issueDemoOrder,
  openDemoReview,
  publishDemo,
  recordDemoRatings,
} from "../src/main/demo-story.ts";
import { openDatabase } from "../src/platform/database/database.ts";
import {
  argumentsOf,
  house,
  percentile,
  residentMegabytes,
  secondsOf,
  serve,
  type Served,
  timed,
  workshop,
} from "./stage.ts";
import type { Row } from "./table.ts";

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
const seconds = (value: number): string => `${value.toFixed(2)} s`;
const hostFile = house("demo/data/pulse-https-hosts-2020-06-08.csv.gz");

/** COPY of the same rows into a bare table of the same database: the least that durable rows cost. */
async function rawCopy(databaseUrl: string): Promise<number> {
  const lines: string[] = [];
  const file = createInterface({ input: createReadStream(hostFile).pipe(createGunzip()) });
  for await (const line of file) lines.push(line);
  const rows = lines
    .slice(1)
    .map((line) => `${line.replaceAll('"', "").split(",").slice(0, 14).join("|")}\n`);
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    return await secondsOf(() =>
      database.transact("write", async (transaction) => {
        await transaction.run("create table bench_copy (line text not null)");
        await pipeline(
          Readable.from([rows.join("")]),
          transaction.copyInto("copy bench_copy from stdin"),
        );
      }),
    );
  } finally {
    await database.close();
  }
}

/** Import of the host file over HTTP, beside the bare COPY. */
export async function importRow(served: Served & { databaseUrl: string }): Promise<Row> {
  await issueDemoOrder(served.api);
  await openDemoReview(served.api);
  await importDemoEvidence(served.api, "2017");
  const took = await secondsOf(() => importDemoEvidence(served.api, "2020"));
  const bare = await rawCopy(served.databaseUrl);
  return {
    job: "Import 24,638 hosts and the registry beside them: read, checked, durable, logged",
    measured: seconds(took),
    aim: "under 2 s",
    beside: `bare \`COPY\` of the same rows ${seconds(bare)}: ${(took / bare).toFixed(0)} times`,
    met: took < 2,
  };
}

const Compact = Type.Object({ ratings: Type.Array(Type.Object({ organisation: Type.String() })) });

/** One value changed: durable commit and leaf, and all ratings with the enterprise view back. */
export async function changeRow(served: Served): Promise<Row> {
  const path = `/api/reviews/${demoReview}/corrections?on=${demoDay}`;
  const units = ["18f.gov", "accessibility.18f.gov", "acqstack-journeymap.18f.gov"];
  const times: number[] = [];
  for (let round = 0; round < 240; round += 1) {
    const body = {
      collection: `pulse-${demoDay}`,
      unit: units[round % units.length],
      part: "crypto",
      state: Math.floor(round / units.length) % 2 === 0 ? "bad" : "good",
      reason: "bench: a value is changed",
    };
    const { took } = await timed(served, path, body);
    if (round >= 40) times.push(took);
  }
  const { ratings } = await served.api.get(
    Compact,
    `/api/reviews/${demoReview}/summary?on=${demoDay}`,
  );
  const p95 = percentile(times, 0.95);
  return {
    job: `One changed value: commit, leaf, and ${ratings.length} ratings with the enterprise view back over HTTP`,
    measured: `p50 ${milliseconds(percentile(times, 0.5))}, p95 ${milliseconds(p95)}`,
    aim: "p95 under 15 ms",
    beside: "",
    met: p95 < 15,
  };
}

/** From the start of the process to the first page, on a new data directory and on an existing one. */
export async function startRows(): Promise<Row[]> {
  const { path, remove } = workshop();
  try {
    const data = join(path, "data");
    let served: Served | undefined;
    const fresh = await secondsOf(async () => (served = await serve(data)));
    await served?.stop();
    const again: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      again.push(await secondsOf(async () => (served = await serve(data))));
      await served?.stop();
    }
    const existing = percentile(again, 0.5);
    return [
      {
        job: "`npm start` to the first page, new data directory",
        measured: seconds(fresh),
        aim: "under 4 s",
        beside: "",
        met: fresh < 4,
      },
      {
        job: "`npm start` to the first page, existing data directory (median of 3)",
        measured: seconds(existing),
        aim: "under 1.5 s",
        beside: `new directory ${(fresh / existing).toFixed(1)} times`,
        met: existing < 1.5,
      },
    ];
  } finally {
    remove();
  }
}

/** Memory of the server process with the demo loaded and its pages asked for. */
export function memoryRow(served: Served): Row {
  const megabytes = residentMegabytes(served.process.pid ?? 0);
  return {
    job: "Server process with the demo loaded, resident",
    measured: `${megabytes} MB`,
    aim: "under 250 MB",
    beside: "",
    met: megabytes < 250,
  };
}

/** The whole demo, from its start to "Ready". */
export async function demoRow(): Promise<Row> {
  const { path, remove } = workshop();
  const child = spawn(process.execPath, argumentsOf("demo"), {
    env: { ...process.env, MUSTER_DATA: join(path, "data"), MUSTER_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const took = await secondsOf(async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.includes("Ready in")) return;
      }
      throw new Error("the demo ended before it was ready");
    });
    child.kill("SIGTERM");
    await ended;
    return {
      job: "`npm run demo` to ready, new directory, pages built before",
      measured: seconds(took),
      aim: "under 10 s",
      beside: "",
      met: took < 10,
    };
  } finally {
    child.kill("SIGKILL");
    remove();
  }
}

/** The overview in a browser: until its headline can be read, and what script it took. */
export async function pageRows(served: Served): Promise<Row[]> {
  const executablePath = process.env["MUSTER_CHROMIUM"] ?? "/usr/bin/chromium";
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    // Each visit has an empty cache; the first, untimed, finds browser and server just started.
    const visits = [];
    for (let visit = 0; visit < 4; visit += 1) visits.push(await visitOverview(browser, served));
    const took = percentile(
      visits.slice(1).map((visit) => visit.took),
      0.5,
    );
    const kilobytes = Math.round((visits[0]?.script ?? 0) / 1000);
    return [
      {
        job: "First page usable in the browser (overview, empty cache, median of 3)",
        measured: seconds(took),
        aim: "under 1 s",
        beside: "",
        met: took < 1,
      },
      {
        job: "Script for that page, compressed",
        measured: `${kilobytes} kB`,
        aim: "under 300 kB",
        beside: "",
        met: kilobytes > 0 && kilobytes < 300,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Opens the overview in a browser that has nothing in its cache, until its finding can be read. */
async function visitOverview(
  browser: Browser,
  served: Served,
): Promise<{ readonly took: number; readonly script: number }> {
  const context = await browser.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${served.token}` },
  });
  const page = await context.newPage();
  let script = 0;
  page.on("response", (response) => {
    if (!response.url().endsWith(".js")) return;
    script += Number(response.headers()["content-length"] ?? 0);
  });
  const took = await secondsOf(async () => {
    await page.goto(`${served.url}/reviews/${demoReview}?on=${demoDay}`);
    await page.getByRole("heading", { level: 1 }).filter({ hasText: "132" }).waitFor();
  });
  await context.close();
  return { took, script };
}

/** `muster verify` of the demo's bundle, as a process of its own. */
export async function verifyRow(served: Served): Promise<Row> {
  const { path, remove } = workshop();
  try {
    await recordDemoRatings(served.api);
    const publication = await publishDemo(served.api);
    const bundle = join(path, "bundle.zip");
    const key = join(path, "key.txt");
    writeFileSync(bundle, await served.api.download(publication.bundle));
    writeFileSync(key, await served.api.download("/log/vkey"));
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      times.push(
        await secondsOf(async () => {
          const child = spawn(process.execPath, [
            house("src/main/cli.ts"),
            "verify",
            bundle,
            "--trust",
            key,
          ]);
          const [code] = await once(child, "exit");
          if (code !== 0) throw new Error("the bundle did not verify");
        }),
      );
    }
    const took = percentile(times, 0.5);
    return {
      job: "`muster verify` of the demo's bundle: 132 ratings from 24,638 raw rows (median of 3)",
      measured: seconds(took),
      aim: "under 2 s",
      beside: "",
      met: took < 2,
    };
  } finally {
    remove();
  }
}
