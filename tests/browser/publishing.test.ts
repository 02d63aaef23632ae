import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { looks, pictureFile, settled, type Stage } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";
import { startDemoStage } from "./demo-stage.ts";

const report = "/reviews/web-transport-2020/report";
const authority = "Section 7(2), security of sites, as decided by the Office of Tides";

let stage: Stage;
beforeAll(async () => {
  stage = await startDemoStage();
});
afterAll(() => stage?.close());

/** Looks at the page in light, in dark and on a phone, keeps pictures, and asks axe. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const { name: look, width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: pictureFile(`${name}-${look}.png`), fullPage: true });
    expect(await accessibilityFaults(page), look).toEqual([]);
    expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0);
  }
  expect(await beyondMargins(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

test("an officer withholds and publishes for the public, without a mouse where it counts", async () => {
  const page = await stage.open(`${report}?basis=public`);
  const main = page.locator("main");
  await main.getByText("Nothing is withheld, so there is nothing to leave out").waitFor();

  await page.getByText("Withhold something from the public").click();
  await page
    .getByRole("combobox", { name: /^Organisation/u })
    .selectOption({ label: "American Battle Monuments Commission" });
  await page.getByRole("combobox", { name: /^What/u }).selectOption({ index: 1 });
  await page.getByRole("textbox", { name: /^Authority/u }).fill(authority);
  await lookAt(page, "withhold");
  await page.getByRole("button", { name: "Withhold", exact: true }).click();
  await main.getByText("One thing is withheld now").waitFor();
  await main.getByText(/Saved\. Leaf [0-9a-f]{8}/).waitFor();
  await main.getByRole("table").getByText(authority).first().waitFor();

  await page.getByLabel("Where readers report errors").fill("errors@tides.example");
  await page.getByRole("button", { name: "Look at what becomes public" }).click();
  const forGood = page.getByRole("heading", { name: "This becomes public, for good" });
  await forGood.waitFor();
  expect(await forGood.evaluate((heading) => heading === document.activeElement)).toBe(true);
  await main.getByText("It is never taken back or changed.").waitFor();
  await lookAt(page, "publish-confirm");

  // Somebody who uses no mouse: from what was read to the button, and on.
  await forGood.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await main.getByText("Published.", { exact: true }).waitFor({ timeout: 120_000 });
  await settled(page);
  await main.getByRole("heading", { name: /edition of .* is published/ }).waitFor();

  await page.context().close();
});

test("what is withheld stops the publishing of everything, until it is told again; then it corrects", async () => {
  const page = await stage.open(report);
  const main = page.locator("main");
  await main.getByText("so everything cannot be published").waitFor();
  await page.getByRole("link", { name: "For the public" }).click();
  await page.getByText("Tell it again …").click();
  await page.getByLabel("Why it may be told again").fill("The site is closed.");
  await page.getByRole("button", { name: "Tell it again", exact: true }).click();
  await main.getByText("Nothing is withheld now").waitFor();

  await page.getByRole("link", { name: "For the office, with everything" }).click();
  await settled(page);
  const corrects = page.getByLabel("Does it correct an edition");
  await corrects.selectOption({ index: 1 });
  await page.getByLabel("Why it is corrected").fill("The whole may be told now.");
  await page.getByRole("button", { name: "Look at what becomes public" }).click();
  await main.getByText("Reason: The whole may be told now.").waitFor();
  await page.getByRole("button", { name: "Publish for good" }).click();
  await main.getByText("Published.", { exact: true }).waitFor({ timeout: 120_000 });
  await main.getByText("This edition was corrected.").waitFor();
  await lookAt(page, "published");

  await page.context().close();
});

test("a refusal is said in words, and what was typed is kept", async () => {
  const page = await stage.open(report);
  await page.getByLabel("Where readers report errors").fill("errors@tides.example");
  await page.getByRole("button", { name: "Look at what becomes public" }).click();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Publish for good" }).click();
  const refused = page.getByRole("alert").getByText("Not published.");
  await refused.waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("nothing was changed");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Back" }).click();
  expect(await page.getByLabel("Where readers report errors").inputValue()).toBe(
    "errors@tides.example",
  );
  await page.context().close();
});
