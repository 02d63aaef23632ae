import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  administrator,
  goTo,
  looks,
  pagesInstance,
  pictureFile,
  type Stage,
  startStage,
} from "./browser.ts";
import { scoredDay, scoresText } from "./catalogue-stage.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";
import { importScores } from "../../src/assessments/import-scores.actions.ts";
import { testWork } from "../support/database.ts";
import { makeScoredReview, scoredReviewName, testScorer } from "../support/made-up-scores.ts";
import { uploadOfText } from "../support/uploads.ts";

const items = 1196;
const review = `/reviews/${scoredReviewName}`;
const on = `on=${scoredDay}`;
const sheet = (organisation: number) =>
  `${review}/organisations/organisation-${organisation}/scores`;

let stage: Stage;

beforeAll(async () => {
  const instance = await pagesInstance();
  const organisations = await makeScoredReview(instance.database, { organisations: 4, items });
  const file = uploadOfText("scores.csv", scoresText(organisations, items - 1));
  await testWork(instance.database, (work) => importScores(work, scoredReviewName, file, {}), {
    actor: testScorer,
  });
  stage = await startStage(instance);
}, 120_000);
afterAll(() => stage?.close());

const pages = [
  { name: "scores-of-organisation", path: `${sheet(1)}?${on}` },
  { name: "scores-apart", path: `${sheet(1)}?${on}&show=apart` },
  { name: "scores-nothing-found", path: `${sheet(1)}?${on}&find=nothing+like+this` },
  { name: "scores-of-item", path: `${review}/items/S-2/scores?${on}` },
  { name: "scores-heat-map", path: `${review}/scores?${on}` },
  { name: "scores-largest", path: `${review}/scores/largest?${on}` },
] as const;

test.each(pages)(
  "the page $name is accessible, scrolls only down, and stays within the margins of paper",
  async ({ name, path }) => {
    const page = await stage.open(path);
    for (const { name: look, width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: pictureFile(`${name}-${look}.png`) });
      expect(await accessibilityFaults(page), look).toEqual([]);
      expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0);
    }
    expect(await beyondMargins(page)).toEqual([]);
    await page.context().close();
  },
);

function status(page: Page): Promise<string> {
  return page.locator(".save-bar [role=status]").innerText();
}

async function saved(page: Page): Promise<void> {
  await page
    .locator(".save-bar [role=status]")
    .filter({ hasText: /^Saved/u })
    .waitFor();
}

/** The row in focus. */
function row(page: Page) {
  return page.locator("table.scores tr.chosen");
}

async function opened(path: string): Promise<Page> {
  const page = await stage.open(path);
  await page.locator("table.scores").focus();
  await page.keyboard.press("ArrowLeft");
  return page;
}

describe("1,196 items of one organisation", () => {
  test("are all there, few are drawn, and paper has each of them", async () => {
    const page = await stage.open(`${sheet(2)}?${on}`);
    expect(await page.locator("table.scores").getAttribute("aria-rowcount")).toBe(`${items + 1}`);
    expect(await page.locator("table.scores th.name").count()).toBeLessThan(60);
    await page.locator("table.scores").focus();
    await page.keyboard.press("End");
    await row(page)
      .filter({ hasText: `S-${items}` })
      .waitFor();
    await page.emulateMedia({ media: "print" });
    await page
      .locator("table.scores th.name")
      .nth(items - 1)
      .waitFor();
    expect(await page.locator("table.scores th.name").count()).toBe(items);
    await page.context().close();
  });

  test("take a score by key, save it under a leaf, and undo it by a further score", async () => {
    const page = await opened(sheet(1));
    const before = await page.locator("main h1").innerText();
    await page.keyboard.press("5");
    await saved(page);
    expect(await status(page)).toMatch(
      /^Saved \d\d:\d\d:\d\d · leaf [0-9a-f]{8} · number follows/u,
    );
    expect(await row(page).innerText()).toContain("5");
    expect(await page.locator("main h1").innerText()).not.toBe(before);
    await page.keyboard.press("Control+z");
    await page.getByText("Undone by a further score").waitFor();
    await saved(page);
    expect(await page.locator("main h1").innerText()).toBe(before);
    await page.context().close();
  });

  test("take why there is no score, a note and an address of evidence", async () => {
    const page = await opened(sheet(1));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "Why is there no score?" });
    await dialog.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("2");
    await saved(page);
    expect(await row(page).innerText()).toContain("none");
    await page.keyboard.press("e");
    await page.keyboard.type("https://example.org/register");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "https://example.org/register" }).waitFor();
    await page.getByRole("textbox", { name: /^(?:Note|Why different)$/u }).fill("Nobody knew.");
    await page.keyboard.press("Escape");
    await page.getByText("“Nobody knew.”").waitFor();
    await saved(page);
    await page.reload();
    await page.locator("table.scores").focus();
    await page.keyboard.press("ArrowDown");
    await page.getByText("“Nobody knew.”").waitFor();
    await page.context().close();
  });

  test("show the next difference by one key, and only differences by the filter", async () => {
    const page = await opened(`${sheet(3)}?${on}`);
    await page.keyboard.press("d");
    await row(page).locator(".difference.wide").waitFor();
    await page.getByRole("navigation", { name: "Show items" }).getByText("apart").click();
    await page.waitForURL(/show=apart/u);
    await page.locator("table.scores .difference").first().waitFor();
    const narrow = await page.locator("table.scores .difference:not(.wide)").count();
    expect(narrow).toBe(0);
    await page.context().close();
  });
});

test("of two people at the same item the second sees both and chooses", async () => {
  const [first, second] = [await opened(sheet(2)), await opened(sheet(2))];
  await first.keyboard.press("2");
  await saved(first);
  await second.keyboard.press("4");
  await second.getByText("somebody else changed 1 score").waitFor();
  await second.getByRole("button", { name: "Compare" }).click();
  const dialog = second.getByRole("dialog", { name: "Two people scored the same item" });
  await dialog.waitFor();
  expect(await dialog.innerText()).toMatch(/Stands now[^]*2[^]*You gave[^]*4/u);
  expect(await accessibilityFaults(second)).toEqual([]);
  await second.getByRole("button", { name: "Give mine over it" }).click();
  await saved(second);
  await first.context().close();
  await second.context().close();
});

test("what the server did not answer to is kept, also when the page is loaded again", async () => {
  const page = await opened(sheet(2));
  await page.keyboard.press("ArrowDown");
  await page.route("**/scores?answer=own", (route) => route.abort());
  await page.keyboard.press("1");
  await page.getByText("Not saved: 1 score.").waitFor();
  expect(await row(page).innerText()).toContain("not saved");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText("Not saved: 1 score.").waitFor();
  await page.unroute("**/scores?answer=own");
  await page.getByRole("button", { name: "Try again" }).click();
  await saved(page);
  await page.context().close();
});

test("many organisations get the same score of an item by one act", async () => {
  const page = await stage.open(`${review}/items/S-3/scores`);
  await page.locator("table.scores").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await page.getByText("2 organisations selected").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page
    .getByRole("group", { name: "Give all of them the same self score" })
    .getByRole("button", { name: "3", exact: true })
    .click();
  await page.getByText(/^\d scores? given by one act/u).waitFor();
  await page.context().close();
});

test("a side is submitted, takes no score then, and is returned with reasons", async () => {
  const page = await opened(sheet(3));
  const side = page.locator(".stage-side").first();
  const dialog = page.locator("dialog[open]");
  await side.getByRole("button", { name: "Submit" }).click();
  await dialog.getByRole("button", { name: "Submit" }).click();
  await side.locator("[aria-current=step]").filter({ hasText: "Submitted" }).waitFor();
  await page.locator("table.scores").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("2");
  await page.locator(".save-bar").getByText("submitted and locked").waitFor();
  await page.screenshot({ path: pictureFile("scores-submitted.png") });
  await side.getByRole("button", { name: "Request changes" }).click();
  await dialog.getByLabel("Reason").fill("The logs of May were not read.");
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Request changes" }).click();
  await side.getByText("The logs of May were not read.").waitFor();
  await page.screenshot({ path: pictureFile("scores-returned.png") });
  await page.context().close();
});

test("for a blind auditor the other side is absent, not empty", async () => {
  const { instance } = stage;
  const send = async (path: string, body: object) => {
    const response = await instance.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBeLessThan(300);
  };
  await send(`/api${review}/terms`, {
    blind: true,
    self: {},
    independent: {},
    reason: "So that neither follows the other.",
  });
  await send(`/api/accounts/${administrator.name}/grants`, { role: "auditor", organisation: null });
  const page = await stage.open(`${sheet(0)}?${on}`);
  expect(await page.locator("main h1").innerText()).toMatch(/items scored independently$/u);
  expect(await page.getByRole("columnheader", { name: "Self" }).count()).toBe(0);
  expect(await page.locator("main").innerText()).not.toMatch(/apart/u);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: pictureFile("scores-blind.png") });
  await goTo(page, new URL(`${review}/scores`, instance.url).href);
  expect(await page.getByRole("columnheader", { name: "Self side" }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.context().close();
});
