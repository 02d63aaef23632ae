import { execFileSync } from "node:child_process";
import type { Page } from "playwright-core";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TokenMade } from "../../src/platform/identity/identity.contract.ts";
import { pagesInstance, pictureFile, settled, type Stage, startStage } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

let stage: Stage;

/** Makes a token with a name that a shell would stumble over, and answers what it is called. */
async function makeToken(number: number): Promise<string> {
  const response = await stage.instance.fetch("/api/tokens", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: `it's “number” ${number} $HOME \\n` }),
  });
  return Value.Parse(TokenMade, await response.json()).token.token;
}

/** Makes and revokes tokens, two acts each, and a last one that stays. */
async function makeLeaves(pairs: number): Promise<void> {
  for (let made = 0; made < pairs; made += 1) {
    const token = await makeToken(made);
    const response = await stage.instance.fetch(`/api/tokens/${token}`, { method: "DELETE" });
    expect(response.status).toBe(200);
  }
  await makeToken(pairs);
}

beforeAll(async () => {
  stage = await startStage(await pagesInstance());
  await makeLeaves(50);
});
afterAll(() => stage?.close());

/** Opens the newest act by keyboard and waits until it was checked. */
async function openNewest(page: Page): Promise<void> {
  await page.locator("table.log tbody tr").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/entry=[0-9a-f]{64}/u);
  await page.locator(".steps li").last().waitFor();
}

describe("the log", () => {
  test("lists acts in plain words, and an act opens by keyboard and is checked in the browser", async () => {
    const page = await stage.open("/log");
    const first = page.locator("table.log tbody tr").first();
    expect(await first.innerText()).toContain("Operator of this machine made an API token");
    await openNewest(page);
    await page.getByText(/This browser has checked it: all \d+ steps hold\./u).waitFor();
    expect(await page.locator("main h1").innerText()).toContain("made an API token");
    expect(await page.getByRole("img", { name: "holds" }).count()).toBe(4);
    await page.context().close();
  });

  test("turns pages back and forth, and narrows to one subject", async () => {
    const page = await stage.open("/log");
    await page.getByRole("link", { name: "Older acts" }).click();
    await page.waitForURL(/after=/u);
    await page.getByText("Muster made a one-time link").waitFor();
    await page.getByRole("link", { name: "Back to the newest" }).click();
    await page.getByRole("link", { name: "account Operator of this machine" }).first().click();
    await page.waitForURL(/subject=/u);
    await page.getByRole("heading", { name: "Acts about account/operator" }).waitFor();
    await page.context().close();
  });

  test("gives commands that a shell runs to the same digest and leaf", async () => {
    const page = await stage.open("/log");
    await openNewest(page);
    const steps = await page.locator(".steps > li > div > .given .hash").allInnerTexts();
    const commands = await page.locator("pre.command").allInnerTexts();
    const given = commands
      .filter((command) => command.endsWith("| sha256sum"))
      .map((command) => execFileSync("sh", ["-c", command], { encoding: "utf8" }).slice(0, 64));
    expect(given).toEqual(steps.slice(0, 2));
    await page.context().close();
  });

  test("says that it does not hold when the server shows another event than it logged", async () => {
    const page = await stage.open("/log");
    await page.route("**/api/log/entries/*", async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replaceAll("number", "nomber");
      await route.fulfill({ response, body: text });
    });
    await openNewest(page);
    await page.getByText(/This does not hold/u).waitFor();
    await page.getByText("Salt and event do not give the digest").waitFor();
    await page.context().close();
  });

  test("says that it does not hold when the server changes the checkpoint", async () => {
    const page = await stage.open("/log");
    await page.route("**/api/log/entries/*", async (route) => {
      const response = await route.fetch();
      const body: unknown = await response.json();
      const text = JSON.stringify(body).replace(
        /(muster\.local\/log\/[0-9a-f]{8}\\n)(\d)/u,
        "$11$2",
      );
      await route.fulfill({ response, body: text });
    });
    await openNewest(page);
    await page.getByText("This is not the root in the checkpoint").waitFor();
    await page.getByText("The checkpoint is not signed by the key of the log").waitFor();
    await page.context().close();
  });

  test("says what to do about a digest that it does not have", async () => {
    const page = await stage.open(`/log?entry=${"0".repeat(64)}`);
    await page.getByText(/The log has no entry 0000/u).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });
});

describe("the proof of an act", () => {
  test.each([
    { name: "light", look: {} },
    { name: "dark", look: { scheme: "dark" as const } },
    { name: "phone", look: { width: 390 } },
  ])("is accessible and scrolls only down ($name)", async ({ name, look }) => {
    const page = await stage.open("/log", look);
    await openNewest(page);
    await page.locator("details.joins summary").click();
    await settled(page);
    await page.screenshot({ path: pictureFile(`log-entry-${name}.png`), fullPage: true });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    if (name === "light") expect(await beyondMargins(page)).toEqual([]);
    await page.context().close();
  });
});
