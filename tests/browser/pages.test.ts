import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { looks, pictureFile, type Stage } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";
import { startDemoStage } from "./demo-stage.ts";

const review = "/reviews/web-transport-2020";

const pages = [
  { name: "home", path: "/" },
  { name: "overview", path: review },
  { name: "organisations", path: `${review}/organisations?show=open` },
  { name: "organisation", path: `${review}/organisations/department-of-the-interior` },
  { name: "items", path: `${review}/items` },
  { name: "item", path: `${review}/items/WT-4` },
  {
    name: "units",
    path: `${review}/units?organisation=department-of-the-interior&item=WT-1&state=bad`,
  },
  { name: "comparison", path: `${review}/compare?item=WT-5` },
  { name: "order", path: "/orders/eo-13800?on=2018-01-08" },
  { name: "log", path: "/log" },
  { name: "nowhere", path: "/there/is/no/such/page" },
  { name: "no-such-organisation", path: `${review}/organisations/nobody` },
  { name: "before-any-evidence", path: `${review}?on=2016-01-01` },
] as const;

let stage: Stage;

beforeAll(async () => {
  stage = await startDemoStage();
});
afterAll(() => stage?.close());

describe.each(pages)("the page $name", ({ name, path }) => {
  test("is accessible and scrolls only down, in light, in dark and on a phone", async () => {
    const page = await stage.open(path);
    for (const { name: look, width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: pictureFile(`${name}-${look}.png`), fullPage: true });
      expect(await accessibilityFaults(page), look).toEqual([]);
      expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  test("stays within the margins on paper", async () => {
    const page = await stage.open(path);
    expect(await beyondMargins(page)).toEqual([]);
    const paper = await page.pdf({ path: pictureFile(`${name}.pdf`), preferCSSPageSize: true });
    expect(paper.toString("latin1")).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/u);
    await page.context().close();
  });
});

test.each([review, `${review}/organisations/department-of-the-interior`])(
  "a name of 300 letters without a space does not make %s scroll sideways",
  async (path) => {
    const page = await stage.open(path);
    await page.evaluate(() => {
      for (const name of document.querySelectorAll("main h1, main tbody th")) {
        (name.querySelector("a") ?? name).textContent = "A".repeat(300);
      }
    });
    for (const { name: look, width } of looks) {
      await page.setViewportSize({ width, height: 900 });
      expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  },
);

test("paper repeats the head of a table and carries digest and checkpoint at its foot", async () => {
  const page = await stage.open(review);
  await page.emulateMedia({ media: "print" });
  const rows = (): Promise<number> =>
    page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>("table.organisations tbody tr")].filter(
          (row) => row.offsetHeight > 0,
        ).length,
    );
  await expect.poll(rows).toBe(132);
  const seen = await page.evaluate(() => ({
    head: getComputedStyle(document.querySelector("table.organisations thead") ?? document.body)
      .display,
    foot: document.adoptedStyleSheets
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
      .join(" "),
  }));
  const drawn = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    return document.querySelector(".roster > svg")?.getAttribute("viewBox") ?? "";
  });
  expect(drawn).toMatch(/^0 0 687 /u);
  expect(seen.head).toBe("table-header-group");
  expect(seen.foot).toContain("Web transport 2020, on 8 June 2020");
  expect(seen.foot).toMatch(/Determination [0-9a-f]{4} [0-9a-f]{4}/u);
  expect(seen.foot).toMatch(/checkpoint \d/u);
  await page.context().close();
});
