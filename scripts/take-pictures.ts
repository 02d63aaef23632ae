/**
 * Takes the README's pictures from a running demo: `MUSTER_DATA=… node scripts/take-pictures.ts`,
 * with the data directory of the demo that runs.
 */
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { chromium } from "playwright-core";
import { readClientSettings } from "../src/platform/settings/settings.ts";
import { findServer } from "../src/platform/terminal/instance-file.ts";

const review = "/reviews/web-transport-2020";
const pictures: Readonly<Record<string, { readonly path: string; readonly height: number }>> = {
  overview: { path: `${review}?on=2020-06-08`, height: 1240 },
  organisation: {
    path: `${review}/organisations/department-of-the-interior?on=2020-06-08`,
    height: 1040,
  },
  item: { path: `${review}/items/WT-4?on=2020-06-08`, height: 1040 },
  comparison: { path: `${review}/compare?from=2017-08-09&to=2020-06-08&item=WT-5`, height: 1040 },
  order: { path: "/orders/eo-13800?on=2018-01-08", height: 1040 },
  log: { path: "/log", height: 900 },
};

const person = { home: homedir(), isRoot: process.getuid?.() === 0 };
const { url, token } = findServer(readClientSettings(process.env, person));
mkdirSync("docs/pictures", { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env["MUSTER_CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const [name, { path, height }] of Object.entries(pictures)) {
    const context = await browser.newContext({
      viewport: { width: 1280, height },
      extraHTTPHeaders: { authorization: `Bearer ${token ?? ""}` },
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
