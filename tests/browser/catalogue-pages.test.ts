import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { looks, pictureFile, settled, type Stage } from "./browser.ts";
import { scoredDay, scoredReview, startCatalogueStage } from "./catalogue-stage.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

const review = "/reviews/web-transport-2020";
const on = `on=${scoredDay}`;

const pages = [
  { name: "yardsticks", path: "/yardsticks" },
  { name: "yardstick", path: "/yardsticks/catalogue@2" },
  { name: "yardstick-nothing-found", path: "/yardsticks/catalogue@2?find=nothing+like+this" },
  { name: "yardstick-item", path: "/yardsticks/catalogue@2/items/C-1" },
  { name: "yardstick-withdrawn", path: "/yardsticks/catalogue@2/items/C-7" },
  { name: "yardstick-differences", path: "/yardsticks/catalogue@2/differences" },
  { name: "yardstick-mappings", path: "/yardsticks/catalogue@2/mappings" },
  { name: "no-such-yardstick", path: "/yardsticks/nobody@1" },
  { name: "methodologies", path: "/methodologies" },
  { name: "methodology", path: "/methodologies/web-transport@1.0" },
  { name: "methodologies-compared", path: `${scoredReview}/methodologies?${on}` },
  { name: "one-methodology-only", path: `${review}/methodologies` },
  { name: "evidence", path: `${review}/evidence` },
  { name: "evidence-before-any", path: `${review}/evidence?on=2016-01-01` },
  { name: "evidence-add", path: `${review}/evidence/add` },
  { name: "collection", path: `${review}/evidence/pulse-2020-06-08` },
  { name: "report-page", path: `${review}/report` },
  { name: "report-page-public", path: `${review}/report?basis=public` },
  { name: "overview-scored", path: `${scoredReview}?${on}` },
  { name: "items-scored", path: `${scoredReview}/items?${on}` },
  { name: "organisation-scored", path: `${scoredReview}/organisations/organisation-1?${on}` },
] as const;

let stage: Stage;

beforeAll(async () => {
  stage = await startCatalogueStage();
});
afterAll(() => stage?.close());

test.each(pages)(
  "the page $name is accessible, scrolls only down, and stays within the margins of paper",
  async ({ name, path }) => {
    const page = await stage.open(path);
    for (const { name: look, width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: pictureFile(`${name}-${look}.png`), fullPage: true });
      expect(await accessibilityFaults(page), look).toEqual([]);
      expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0);
    }
    expect(await beyondMargins(page)).toEqual([]);
    await page.context().close();
  },
);

describe("a catalogue of a thousand controls", () => {
  test("is drawn a page at a time, and a search by keyboard reaches every item", async () => {
    const page = await stage.open("/yardsticks/catalogue@1");
    expect(await page.locator("main .lede").first().innerText()).toMatch(
      /^1,189 items in 6 groups: 1,188 in force, 1 withdrawn/u,
    );
    expect(await page.locator("table.yardstick-items tbody tr").count()).toBe(100);
    await page.getByLabel("Search", { exact: true }).focus();
    await page.keyboard.type("control 1189");
    await page.waitForURL(/find=control\+1189/u);
    const row = page.locator("table.yardstick-items tbody tr");
    await row.filter({ hasText: "C-1189" }).waitFor();
    expect(await row.count()).toBe(1);
    await page.keyboard.press("Tab");
    await page.locator("table.yardstick-items a[data-open]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/items\/C-1189$/u);
    await page.locator("main h1").filter({ hasText: "C-1189" }).waitFor();
    expect(await page.locator(".statement .part-2").count()).toBe(2);
    await page.context().close();
  });

  test("shows what changed word by word, and what was added, dropped and withdrawn", async () => {
    const page = await stage.open("/yardsticks/catalogue@2/differences?before=catalogue@1");
    expect(await page.locator("main h1").innerText()).toBe(
      "1,186 of 1,189 items are the same word for word",
    );
    expect(await page.locator(".changes del").allInnerTexts()).toEqual(["once a year."]);
    expect(await page.locator(".changes ins").allInnerTexts()).toEqual(["each month."]);
    const kinds = await page.locator(".change-kind").allInnerTexts();
    expect(kinds.toSorted()).toEqual(["added", "dropped", "reworded", "withdrawn"]);
    expect(await page.locator("main").innerText()).toContain("a total proves nothing");
    await page.getByLabel("Ask again where words or scale changed").check();
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByText(/Ask again where words or scale changed\. Decided/u).waitFor();
    await page.context().close();
  });
});

test("a methodology is read in words, and its file is downloaded byte for byte", async () => {
  const page = await stage.open("/methodologies/web-transport@1.0");
  await page.locator(".band-axis").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the file" }).first().click(),
  ]);
  const bytes = readFileSync(await download.path());
  expect(bytes.equals(readFileSync("policy/methodologies/web-transport-1.0.yaml"))).toBe(true);
  expect(await page.locator("main").innerText()).toContain(sha256(bytes));
  await page.context().close();
});

test("a file is previewed before anything is saved, and imported by keyboard alone", async () => {
  const page = await stage.open(`${review}/evidence/add`);
  const header =
    "Domain,Base Domain,Agency,Enforces HTTPS,Strict Transport Security (HSTS),Free of RC4/3DES and SSLv2/SSLv3,Compliant with M-15-13 and BOD 18-01";
  const rows =
    "a.gov,a.gov,Department of Energy,Yes,No,,No\nb.gov,b.gov,Departmnt of Energy,Yes,Yes,Yes,Yes";
  await page.locator("input[name=file]").setInputFiles({
    name: "pulse-https-hosts-2020-07-01.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${header}\n${rows}\n`),
  });
  await page.getByRole("button", { name: "Preview" }).focus();
  await page.keyboard.press("Enter");
  const title = page.getByRole("heading", { name: /^Nothing is saved yet: this would be pulse-/u });
  await title.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const shown = await page.locator(".import-preview").innerText();
  expect(shown).toContain("1 owner is no known organisation");
  expect(shown).toContain("It is Department of Energy");
  const before = await stage.instance.fetch("/api/evidence/collections");
  expect(await before.text()).not.toContain("2020-07-01");
  await page.getByRole("button", { name: "Import it" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Imported as pulse-2020-07-01").waitFor();
  await page.getByRole("link", { name: "Open the collection" }).click();
  await page.locator("main h1").filter({ hasText: "pulse, 1 July 2020" }).waitFor();
  await page.context().close();
});

test("a file that a mapping cannot read is refused with the server's sentence", async () => {
  const page = await stage.open(`${review}/evidence/add`);
  await page.locator("input[name=file]").setInputFiles({
    name: "wrong-2020-07-02.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Name,Colour\nApple,red\n"),
  });
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("alert").getByText("Not read.").waitFor();
  expect(await page.getByRole("alert").innerText()).toMatch(/column/u);
  await page.context().close();
});

test("scores that disagree are shown apart, and items are folded by function and page", async () => {
  const page = await stage.open(`${scoredReview}/organisations/organisation-1?${on}`);
  expect(await page.locator("table.scored tbody tr").count()).toBe(60);
  await page.getByRole("navigation", { name: "Show items" }).getByText("Scores apart").click();
  await page.waitForURL(/show=apart/u);
  await page.locator("table.scored .apart").first().waitFor();
  const rows = await page.locator("table.scored tbody tr").count();
  expect(await page.locator("table.scored .apart").count()).toBe(rows);
  await page.context().close();
});

test("the report is read in the browser, and the first page needs little script", async () => {
  const page = await stage.open(`${review}/report`);
  await page.getByRole("link", { name: "Read it here" }).click();
  await page.waitForURL(/read=true/u);
  expect(await page.locator("h1").first().innerText()).toMatch(/organisations are shown to be/u);
  await page.context().close();
  const first = await stage.open("/sign-in");
  const sizes: Promise<number>[] = [];
  first.on("response", (response) => {
    if (response.url().endsWith(".js")) {
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      );
    }
  });
  await first.goto(new URL(review, stage.instance.url).href);
  await settled(first);
  const all = await Promise.all(sizes);
  expect(all.length).toBeGreaterThan(2);
  expect(all.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
  await first.context().close();
});
