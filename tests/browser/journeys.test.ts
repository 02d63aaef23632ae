import type { Page } from "playwright-core";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountMade } from "../../src/platform/identity/identity.contract.ts";
import { settled, type Stage } from "./browser.ts";
import { accessibilityFaults } from "./checks.ts";
import { startDemoStage } from "./demo-stage.ts";

const review = "/reviews/web-transport-2020";
let stage: Stage;

beforeAll(async () => {
  stage = await startDemoStage();
});
afterAll(() => stage?.close());

async function heading(page: Page): Promise<string> {
  await settled(page);
  return page.locator("main h1").first().innerText();
}

async function opened(page: Page, path: RegExp): Promise<string> {
  await page.waitForURL(path);
  return heading(page);
}

/** Waits for the address and then for the heading: a page that is still being read has another one. */
async function openedAs(page: Page, path: RegExp, expected: string | RegExp): Promise<void> {
  await page.waitForURL(path);
  await page.locator("main h1").filter({ hasText: expected }).first().waitFor();
  expect(await heading(page)).toMatch(expected);
}

describe("by keyboard alone", () => {
  test("somebody finds an organisation, reads why, and goes to the next", async () => {
    const page = await stage.open(review);
    expect(await heading(page)).toBe("16 of 132 organisations are shown to be managing this risk");
    await page.keyboard.press("/");
    await page.keyboard.type("interior");
    const found = page.getByRole("search").getByRole("option", { name: /^Department of the Int/u });
    await found.waitFor();
    await page.keyboard.press("Enter");
    await openedAs(page, /department-of-the-interior/u, "Department of the Interior");
    await page.keyboard.press("j");
    await openedAs(page, /department-of-state/u, "Department of State");
    await page.keyboard.press("k");
    await openedAs(page, /department-of-the-interior/u, "Department of the Interior");
  });

  test("somebody walks the roster and opens a column", async () => {
    const page = await stage.open(review);
    const roster = page.getByRole("listbox", { name: /132 organisations/u });
    await roster.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    const name = await page.locator(".pointed strong").innerText();
    await page.keyboard.press("Enter");
    await openedAs(page, /organisations\/./u, name);
  });

  test("somebody walks the rows of an item and opens one", async () => {
    const page = await stage.open(`${review}/items/WT-4`);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const name = await page.evaluate(() => document.activeElement?.textContent ?? "");
    expect(name).not.toBe("");
    await page.keyboard.press("Enter");
    await openedAs(page, /organisations\/./u, name);
  });

  test("letters lead to overview, items, comparison and log; digits to items", async () => {
    const page = await stage.open(`${review}/organisations`);
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await opened(page, /\/items$/u);
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await openedAs(page, /\/compare$/u, /^16 organisations provably improved/u);
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await opened(page, /web-transport-2020$/u);
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await opened(page, /\/log$/u);
  });

  test("brackets change the day, and every link keeps it", async () => {
    const page = await stage.open(review);
    await page.keyboard.press("[");
    await page.waitForURL(/on=2017-08-09/u);
    await page.getByRole("link", { name: /^Items/u }).click();
    await opened(page, /\/items\?on=2017-08-09/u);
    await page.keyboard.press("]");
    await page.waitForURL(/on=2020-06-08/u);
  });

  test("all keys are told, Esc closes, and single keys can be switched off", async () => {
    const page = await stage.open(review);
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    await dialog.getByLabel("Use single keys").uncheck();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("[");
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(review);
  });
});

describe("the explanation of a rating", () => {
  const interior = `${review}/organisations/department-of-the-interior`;

  test("opens the list behind each number, with as many rows as it counts", async () => {
    const page = await stage.open(interior);
    await page.getByRole("link", { name: /list: 33 lack/u }).click();
    await opened(page, /\/units\?/u);
    expect(await page.locator("table.units tbody tr").count()).toBe(33);
  });

  test("is recomputed in the browser from the evidence shown", async () => {
    const page = await stage.open(interior);
    await page.getByRole("button", { name: "Recompute here" }).click();
    await page.getByText("At Risk. The same.").waitFor();
  });

  test("can be checked: the determination is fetched, hashed and added up", async () => {
    const page = await stage.open(interior);
    await page.getByRole("button", { name: "Check this page yourself" }).click();
    await page.getByText("added up again from 132 ratings: the same").waitFor();
    await page.getByText("recorded in the log").waitFor();
  });

  test("names what is missing instead of leaving it blank", async () => {
    const page = await stage.open(`${interior}?on=2017-08-09`);
    expect(await page.locator("main").innerText()).toMatch(/not measured|no collection/u);
  });
});

test("what opens on a page is as accessible as the page", async () => {
  const page = await stage.open(review);
  await page.getByRole("button", { name: /^On/u }).click();
  await page.getByRole("group", { name: "The day spoken of" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("group", { name: "The day spoken of" }).waitFor({ state: "detached" });
  await page.keyboard.press("/");
  await page.keyboard.type("department");
  await page.getByRole("search").getByRole("option").first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("every number of an item opens a list with as many rows", async () => {
  const page = await stage.open(`${review}/organisations/department-of-the-interior`);
  await page.getByRole("link", { name: "43 unknown, list" }).click();
  await openedAs(page, /\/units\?/u, /^43 hosts/u);
  expect(await page.locator("table.units tbody tr").count()).toBe(43);
});

test("a filter and an order stand in the address, so that a link shows the same", async () => {
  const page = await stage.open(`${review}/organisations`);
  await page.getByRole("link", { name: /^High Risk/u }).click();
  await page.waitForURL(/show=high-risk/u);
  await page.getByRole("link", { name: /^Proved/u }).click();
  await page.waitForURL(/sort=proved/u);
  const { pathname, search } = new URL(page.url());
  const again = await stage.open(pathname + search);
  const names = (shown: Page) => shown.locator("table.organisations tbody th").allInnerTexts();
  expect(await names(again)).toEqual(await names(page));
  expect(await names(again)).toHaveLength(20);
});

test("while another day is computed the old numbers stay, with their date", async () => {
  const page = await stage.open(review);
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/summary?on=2017-08-09", async (route) => {
    await asked;
    await route.continue();
  });
  await page.keyboard.press("[");
  await page
    .getByText("Computing for 9 August 2017. The numbers below are of 8 June 2020.")
    .waitFor();
  expect(await page.locator("main h1").innerText()).toMatch(/^16 of 132/u);
  answer();
  await page.getByText(/^Computing for/u).waitFor({ state: "detached" });
  expect(await page.locator("main h1").innerText()).not.toMatch(/^16 of 132/u);
});

test("somebody without a role joins by a link and is told what is not open, and why", async () => {
  const made = await stage.instance.fetch("/api/accounts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Guest", grants: [] }),
  });
  const { link } = Value.Parse(AccountMade, await made.json());
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.goto(new URL(link.path, stage.instance.url).href);
  await page.getByRole("heading", { name: "Welcome, Guest" }).waitFor();
  await page.getByLabel("Password").fill("a password of the guest");
  await page.keyboard.press("Enter");
  await page.waitForURL(stage.instance.url);
  await page.goto(new URL(review, stage.instance.url).href);
  await page.getByText("This is not open to you").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
});

test("what was known before the evidence came is shown as it was known then", async () => {
  const page = await stage.open(`${review}?as_of=2000-01-01T00:00:00.000000Z`);
  await page.getByText(/^As known at/u).waitFor();
  await page.context().close();
});
