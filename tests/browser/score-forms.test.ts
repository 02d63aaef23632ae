import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filledWorkbook } from "../support/filled-workbook.ts";
import { makeScoredReview, ministries, scoredReviewName } from "../support/scored-review.ts";
import {
  administrator,
  goTo,
  looks,
  pagesInstance,
  pictureFile,
  type Stage,
  startStage,
} from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

const review = `/reviews/${scoredReviewName}`;
const [finance = ""] = ministries;
const organisation = `${review}/organisations/${finance}`;
let stage: Stage;

beforeAll(async () => {
  const instance = await pagesInstance();
  await makeScoredReview(instance.database);
  stage = await startStage(instance);
}, 120_000);
afterAll(() => stage?.close());

/** Looks at a page as it stands, in light, in dark, on a phone and on paper. */
async function looksWell(page: Page, name: string): Promise<void> {
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

test("an officer sets the terms of a review, and grants a later day", async () => {
  const page = await stage.open(`${review}/scores/terms`);
  await page.getByText("No terms were set").waitFor();
  await page.getByLabel("Auditors are blind until both sides are in").check();
  await page.getByLabel("Self-scores due on").fill("2026-03-31");
  const set = page.locator("form", { has: page.getByRole("button", { name: "Set the terms" }) });
  await set.getByLabel("Reason").fill("So that neither follows the other.");
  await set.getByRole("button", { name: "Set the terms" }).click();
  await page.getByText("due on 31 March 2026").waitFor();
  await page.getByText(/^Set by Ada, .*“So that neither follows the other\.”/u).waitFor();
  const later = page.locator("form", {
    has: page.getByRole("button", { name: "Grant a later day" }),
  });
  await later.getByLabel("Organisations, one a line").fill(finance);
  await later.getByLabel("Last day from now on").fill("2100-01-01");
  await later.getByLabel("Officer who granted it").fill("Head of the reviewing office");
  await later.getByLabel("Reason").fill("The registers were moved.");
  await later.getByRole("button", { name: "Grant a later day" }).click();
  await later.getByText(/^Saved/u).waitFor();
  await looksWell(page, "review-terms");
  await goTo(page, new URL(`${organisation}/scores`, stage.instance.url).href);
  await page.getByText(/extended to .*1 January 2100 by Head of the reviewing office/u).waitFor();
  await page.context().close();
});

test("a profile is proposed, approved by a named officer, and counts on the sheet", async () => {
  const page = await stage.open(`${organisation}/profile`);
  await page.getByText("nothing was tailored").waitFor();
  await page.getByLabel("Counts from").fill("2026-01-01");
  await page.getByLabel("Items that do not apply").fill("GV.RM");
  await page.getByLabel("Reason", { exact: true }).fill("It runs no ships.");
  await page.getByRole("button", { name: "Propose" }).click();
  await page.getByText("“GV.RM” lacks a part").waitFor();
  await page.getByLabel("Items that do not apply").fill("GV.RM | It has no ships.");
  await page
    .getByLabel("Practices of its own")
    .fill("own-drills | Drills of the gauges | GV.OC | Each spring.");
  await page.getByRole("button", { name: "Propose" }).click();
  await page.getByText("Version 1: proposed, not answered yet").waitFor();
  await looksWell(page, "profile-proposed");
  const answer = page.locator("details", { has: page.getByText("Approve", { exact: true }) });
  await answer.getByLabel("Officer who decided").fill("Head of the reviewing office");
  await answer.getByLabel("Reason", { exact: true }).fill("It has none.");
  await answer.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Version 1: approved").waitFor();
  await page.getByText(/^Answered by Head of the reviewing office/u).waitFor();
  await looksWell(page, "profile-approved");
  await page.context().close();
});

test("a filled workbook shows what it would change before anything is saved, then saves all of it", async () => {
  const { instance } = stage;
  const answer = await instance.fetch(`/api${organisation}/workbook?kind=self&day=2026-03-31`);
  const blank = new Uint8Array(await answer.arrayBuffer());
  const give = (cells: Readonly<Record<string, string>>) => ({
    name: "back.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: Buffer.from(filledWorkbook(blank, { "PR Protect": cells })),
  });
  const page = await stage.open(`${review}/scores/workbook`);
  const file = page.getByLabel("Workbook (XLSX)");
  await file.setInputFiles(give({ E3: "7" }));
  await page.getByRole("button", { name: "Show what would change" }).click();
  await page.getByText("1 row is wrong").waitFor();
  expect(await page.getByRole("button", { name: /^Save/u }).count()).toBe(0);
  await looksWell(page, "workbook-wrong");
  await file.setInputFiles(give({ E3: "4", G3: "Seen on paper." }));
  await page.getByRole("button", { name: "Show what would change" }).click();
  const table = page.getByRole("table", { name: "What would change" });
  await table.getByText("with a note or evidence").waitFor();
  await looksWell(page, "workbook-difference");
  await page.getByRole("button", { name: "Save 1 score" }).click();
  await page.getByText(/^1 score saved by one act · leaf [0-9a-f]{4}/u).waitFor();
  expect(await page.getByRole("button", { name: /^Save/u }).count()).toBe(0);
  await page.context().close();
});

test("the page of an organisation says how far its assessment is, and leads to all that is done about it", async () => {
  const page = await stage.open(organisation);
  await page.getByRole("heading", { name: "How far the assessment is" }).waitFor();
  const ways = page.getByRole("navigation", { name: "What was found here" });
  for (const [name, address] of [
    ["Scores", /\/scores$/u],
    ["Decide and sign", /\/decisions$/u],
    ["Verdict", /\/verdict$/u],
  ] as const) {
    const link = await ways.getByRole("link", { name, exact: true }).getAttribute("href");
    expect(link).toMatch(address);
  }
  await looksWell(page, "organisation-scored");
  await page.context().close();
});

test("what has no room in the row of tabs is behind More, by pointer and by key", async () => {
  const page = await stage.open(`${review}/scores`);
  const tabs = page.getByRole("navigation", { name: "Pages of this review" });
  expect(await tabs.locator("ul").first().locator("li").count()).toBeLessThanOrEqual(8);
  await tabs.getByRole("button", { name: "More" }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: pictureFile("tabs-more.png") });
  await tabs.getByRole("link", { name: /^Items/u }).click();
  await page.waitForURL(/\/items/u);
  await tabs.getByRole("button", { name: "More: Items" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.waitForURL(/\/compare/u);
  await page.context().close();
});

test("the log tells a blind auditor that it leaves acts out, and shows none of them", async () => {
  const { instance } = stage;
  const send = async (path: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const sent = await instance.fetch(path, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(sent.status).toBeLessThan(300);
  };
  await send(`/api${review}/scores`, {
    organisation: finance,
    item: "RC.RP",
    kind: "self",
    day: "2026-03-31",
    value: { level: 2 },
  });
  const terms = { blind: true, self: {}, independent: {}, reason: "So that neither follows." };
  await send(`/api${review}/terms`, terms);
  await send(`/api/accounts/${administrator.name}/grants`, { role: "auditor", organisation: null });
  const page = await stage.open("/log");
  await page.getByText("You audit, and of some organisations not both sides are in").waitFor();
  expect(await page.locator("table.log").innerText()).not.toContain("gave a score");
  await looksWell(page, "log-blind");
  await page.context().close();
});
