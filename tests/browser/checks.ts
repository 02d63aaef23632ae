import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2, levels A and AA, as axe names them. */
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Content of an A4 page between its margins, in pixels of print: 182 mm at 96 to the inch. */
export const paperWidth = 687;

interface AxeWindow {
  readonly axe: {
    run(
      root: Document,
      options: object,
    ): Promise<{
      violations: { id: string; help: string; nodes: { target: unknown[]; html: string }[] }[];
    }>;
  };
}

/** What axe finds against WCAG 2.2 AA, one line for each element; an accessible page has none. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as AxeWindow;
    const found = await axe.run(document, { runOnly: { type: "tag", values: tags } });
    return found.violations.flatMap((violation) =>
      violation.nodes.map(
        (node) =>
          `${violation.id}: ${violation.help}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`,
      ),
    );
  }, levels);
}

/** How many pixels a page is wider than its window; a page that only scrolls down has 0. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** What would stand beyond the right margin of a printed page, one line for each element. */
export async function beyondMargins(page: Page): Promise<readonly string[]> {
  const before = page.viewportSize();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: paperWidth, height: 1000 });
  const found = await page.evaluate((width) => {
    const wide: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      const box = element.getBoundingClientRect();
      const inChart = element.closest("svg") !== null && element.tagName !== "svg";
      if (inChart || box.width === 0 || getComputedStyle(element).visibility === "hidden") continue;
      if (element.closest(".visually-hidden, .skip, dialog") !== null) continue;
      if (box.right > width + 1) wide.push(`${element.tagName}.${element.className} ${box.right}`);
    }
    return wide;
  }, paperWidth);
  await page.emulateMedia({ media: "screen" });
  if (before !== null) await page.setViewportSize(before);
  return found;
}
