import { type Browser, chromium, type Page } from "playwright-core";
import type { ScoredReview } from "./scores-fixture.ts";
import { percentile, type Served } from "./stage.ts";
import type { Row } from "./table.ts";

const visits = 7;
/** The first visits, with everything just started, are not measured. */
const untimed = 2;
const keystrokes = 60;
const warmUp = 10;

/** All items of one organisation opened for entry in a browser, and what a key takes to be seen. */
export async function scoresPageRows(served: Served, scored: ScoredReview): Promise<Row[]> {
  const executablePath = process.env["MUSTER_CHROMIUM"] ?? "/usr/bin/chromium";
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return [await openingRow(browser, served, scored), await keystrokeRow(browser, served, scored)];
  } finally {
    await browser.close();
  }
}

function pageOf(served: Served, { review, organisations, day }: ScoredReview, at: number): string {
  const organisation = organisations[(at * 37) % organisations.length] ?? "";
  return `${served.url}/reviews/${review}/organisations/${organisation}/scores?on=${day}`;
}

function contextOf(browser: Browser, { token }: Served): ReturnType<Browser["newContext"]> {
  const viewport = { width: 1280, height: 900 };
  const extraHTTPHeaders = { authorization: `Bearer ${token}` };
  return browser.newContext({ viewport, extraHTTPHeaders });
}

/** Milliseconds from the start of a page to the frame in which its grid takes keys. */
async function untilEntry(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => document.activeElement?.matches("table.scores") ?? false);
  // Counted by the browser from the moment at which it was told the address.
  return page.evaluate(
    () => new Promise<number>((seen) => requestAnimationFrame(() => seen(performance.now()))),
  );
}

async function openingRow(browser: Browser, served: Served, scored: ScoredReview): Promise<Row> {
  const again: number[] = [];
  const empty: number[] = [];
  const context = await contextOf(browser, served);
  for (let visit = 0; visit < visits; visit += 1) {
    const page = await context.newPage();
    const took = await untilEntry(page, pageOf(served, scored, visit));
    if (visit >= untimed) again.push(took);
    await page.close();
  }
  await context.close();
  for (let visit = 0; visit < visits; visit += 1) {
    const fresh = await contextOf(browser, served);
    const took = await untilEntry(await fresh.newPage(), pageOf(served, scored, visits + visit));
    if (visit >= untimed) empty.push(took);
    await fresh.close();
  }
  const took = percentile(again, 0.5);
  const items = scored.items.length.toLocaleString("en");
  return {
    job: `${items} items of one organisation opened for entry in the browser: address to a grid that takes keys (median of ${again.length})`,
    measured: `${took.toFixed(0)} ms`,
    aim: "under 500 ms",
    beside: `with an empty cache ${percentile(empty, 0.5).toFixed(0)} ms`,
    met: took < 500,
  };
}

/** A level by its key, and the next row by the arrow: until the frame in which it is seen. */
async function keystrokeRow(browser: Browser, served: Served, scored: ScoredReview): Promise<Row> {
  const context = await contextOf(browser, served);
  const page = await context.newPage();
  await untilEntry(page, pageOf(served, scored, 0));
  await page.evaluate(listenToKeys);
  const times: number[] = [];
  for (let stroke = 0; stroke < keystrokes; stroke += 1) {
    await page.keyboard.press(stroke % 2 === 0 ? String(1 + ((stroke / 2) % 5)) : "ArrowDown");
    const took = await page.evaluate(lastKey);
    if (stroke >= warmUp) times.push(took);
  }
  await context.close();
  const p95 = percentile(times, 0.95);
  return {
    job: "A keystroke there, a level or the next row: until the frame in which it is seen, while scores are saved",
    measured: `p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
    aim: "p95 under 50 ms",
    beside: "",
    met: p95 < 50,
  };
}

/** Runs in the page: notes how long each key took from the event to the frame after its change. */
function listenToKeys(): void {
  const { body } = document;
  body.dataset["key"] = "";
  addEventListener(
    "keydown",
    (event) => {
      body.dataset["key"] = "";
      requestAnimationFrame(() => {
        // The task after a frame: what the key changed has been drawn.
        setTimeout(() => {
          body.dataset["key"] = String(performance.now() - event.timeStamp);
        });
      });
    },
    { capture: true },
  );
}

/** Runs in the page: how long the last key took, once it was seen. */
async function lastKey(): Promise<number> {
  while (document.body.dataset["key"] === "") {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Number(document.body.dataset["key"]);
}
