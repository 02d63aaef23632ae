import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { walkSteps } from "../../src/main/walk.ts";
import type { Walk } from "../../src/main/walk-place.ts";
import { createSignInLink } from "../../src/platform/identity/accounts.actions.ts";
import { openApi } from "../../src/platform/terminal/api.ts";
import { testWork } from "../support/database.ts";
import type { TestInstance } from "../support/instance.ts";
import { goTo, looks, pagesInstance, pictureFile, startBrowser } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

let instance: TestInstance;
let browser: Browser;
let walk: Walk;

beforeAll(async () => {
  instance = await pagesInstance();
  browser = await startBrowser();
  const { url, token } = instance;
  walk = {
    administrator: openApi(() => ({ url, token })),
    number: "waits",
    today: new Date().toISOString().slice(0, 10),
    organisation: { id: "lighthouse-board-waits", name: "Lighthouse Board waits" },
    people: {},
    keys: {},
  };
  for (const { run, does } of walkSteps) {
    await run(walk);
    if (does.includes("sets the terms")) break;
  }
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
});

/** The page of what waits, as the security lead who has signed in by a one-time link. */
async function openAsLead(): Promise<Page> {
  const account = walk.people.lead?.account ?? "";
  const made = await testWork(instance.database, (work) => createSignInLink(work, account));
  const answer = await instance.fetch("/api/sign-in/link", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "none" },
    body: JSON.stringify({ link: made.path.split("#")[1] }),
  });
  const [name = "", value = ""] = answer.headers.getSetCookie()[0]?.split(";")[0]?.split("=") ?? [];
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await context.addCookies([{ name, value, url: instance.url }]);
  const page = await context.newPage();
  await goTo(page, new URL("/waiting", instance.url).href);
  return page;
}

test("shows what waits, with its day, and leads to where it is done", async () => {
  const page = await openAsLead();
  await page.getByRole("heading", { level: 1, name: "1 thing waits for you" }).waitFor();
  expect(await page.getByRole("row").nth(1).textContent()).toContain("SIMULATED");
  for (const { name: look, width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: pictureFile(`waiting-${look}.png`), fullPage: true });
    expect(await accessibilityFaults(page), look).toEqual([]);
    expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0);
  }
  expect(await beyondMargins(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("link", { name: /^Score and hand in/u }).click();
  await page.waitForURL(/\/organisations\/lighthouse-board-waits\/scores/u);
  await page.context().close();
});

test("makes an address for a calendar, shows it once, and revokes it", async () => {
  const page = await openAsLead();
  await page.getByLabel("For which calendar").fill("my phone");
  await page.getByRole("button", { name: "Make an address" }).click();
  const address = await page.getByLabel("Copy this address").inputValue();
  expect((await fetch(address)).status).toBe(200);
  await page.reload();
  expect(await page.getByLabel("Copy this address").count()).toBe(0);
  await page.getByRole("button", { name: /^Revoke/u }).click();
  await page.getByText("No address is open").waitFor();
  expect((await fetch(address)).status).toBe(404);
  await page.context().close();
});
