import { pathToFileURL } from "node:url";
import { writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readZip } from "../../src/kit/zip.ts";
import { demoStory, storyBundle } from "../support/bundle-story.ts";
import { pictureFile, startBrowser } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

const looks = [
  { name: "light", width: 1280, colorScheme: "light" },
  { name: "dark", width: 1280, colorScheme: "dark" },
  { name: "phone", width: 390, colorScheme: "light" },
] as const;

let browser: Browser;
let address = "";

beforeAll(async () => {
  const { bytes } = await storyBundle(demoStory);
  const report = readZip(bytes).find(({ name }) => name === "report.html");
  const file = pictureFile("report.html");
  writeFileSync(file, report?.content ?? "");
  address = pathToFileURL(file).href;
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** Opens the report as a stranger does who unpacked the bundle: a file, and no script in it. */
async function open(look: (typeof looks)[number]): Promise<Page> {
  const { width, colorScheme } = look;
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme,
    bypassCSP: true,
  });
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

describe("the published report", () => {
  test.each(looks)(
    "is accessible with an organisation unfolded, and scrolls only down, $name",
    async (look) => {
      const page = await open(look);
      await page.locator("#organisation-department-of-the-interior > summary").click();
      expect(await page.getByText("1,379 / 1,452 = 94.9 %").count()).toBeGreaterThan(0);
      await page.screenshot({ path: pictureFile(`report-${look.name}.png`) });
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      await page.close();
    },
  );

  test("shows every organisation at once, those without a rating too, on a phone as well", async () => {
    for (const look of looks) {
      const page = await open(look);
      const drawn = page.locator("#roster > div > svg:visible");
      expect(await drawn.count(), look.name).toBe(1);
      const named = page.locator(".legend.roster-phone:visible");
      expect(await named.count(), look.name).toBe(look.name === "phone" ? 1 : 0);
      const box = await drawn.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? Infinity), look.name).toBeLessThanOrEqual(look.width);
      await page.close();
    }
  });

  test("stays within the margins on paper", async () => {
    const page = await open(looks[0]);
    expect(await beyondMargins(page)).toEqual([]);
    await page.close();
  });
});
