/**
 * Takes the README's pictures from a running demo: `MUSTER_DATA=… node scripts/take-pictures.ts`,
 * with the data directory of the demo that runs.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { chromium } from "playwright-core";
import { federationOpenHead } from "../src/main/federation-open-head.ts";
import { readClientSettings } from "../src/platform/settings/settings.ts";
import { findServer } from "../src/platform/terminal/instance-file.ts";

const review = "/reviews/web-transport-2020";
const federation = "/reviews/aldermoor-2026";
const { name: head } = federationOpenHead();

interface Picture {
  readonly path: string;
  readonly height: number;
  /** Name of the account that looks; the operator when left out. */
  readonly as?: string;
}
const pictures: Readonly<Record<string, Picture>> = {
  overview: { path: `${review}?on=2020-06-08`, height: 1240 },
  organisation: {
    path: `${review}/organisations/department-of-the-interior?on=2020-06-08`,
    height: 1040,
  },
  item: { path: `${review}/items/WT-4?on=2020-06-08`, height: 1040 },
  comparison: { path: `${review}/compare?from=2017-08-09&to=2020-06-08&item=WT-5`, height: 1040 },
  order: { path: "/orders/eo-13800?on=2018-01-08", height: 1040 },
  log: { path: "/log", height: 900 },
  scores: { path: `${federation}/organisations/dockyard-agency/scores`, height: 1040 },
  sign: { path: `${federation}/organisations/dockyard-agency/decisions`, height: 1240, as: head },
  waiting: { path: "/waiting", height: 640, as: head },
};

const person = { home: homedir(), isRoot: process.getuid?.() === 0 };
const { url, token } = findServer(readClientSettings(process.env, person));
mkdirSync("docs/pictures", { recursive: true });

/** The cookie of somebody of the demonstration, who joins by a link that the operator makes. */
async function cookieOf(name: string): Promise<string> {
  const ask = async (path: string, body: unknown, headers = {}): Promise<Response> => {
    const json = { "content-type": "application/json", ...headers };
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      headers: json,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const operator = { authorization: `Bearer ${token ?? ""}` };
  const made = await ask(`/api/accounts/${encodeURIComponent(name)}/links`, {}, operator);
  const link = String(Object(await made.json()).path).split("#")[1];
  const joined = await ask("/api/set-up", { link, password: randomBytes(18).toString("hex") });
  return joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const browser = await chromium.launch({
  executablePath: process.env["MUSTER_CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const [name, { path, height, as }] of Object.entries(pictures)) {
    const headers = as
      ? { cookie: await cookieOf(as) }
      : { authorization: `Bearer ${token ?? ""}` };
    const context = await browser.newContext({
      viewport: { width: 1280, height },
      extraHTTPHeaders: headers,
    });
    const page = await context.newPage();
    await page.goto(`${url}${path}`, { waitUntil: "networkidle" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: `docs/pictures/${name}.png` });
    await context.close();
    process.stdout.write(`docs/pictures/${name}.png\n`);
  }
} finally {
  await browser.close();
}
