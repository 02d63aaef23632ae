import { readFileSync } from "node:fs";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi } from "../../src/platform/terminal/api.ts";
import { pagesInstance, pictureFile, type Stage, startStage } from "./browser.ts";
import { accessibilityFaults, sidewaysScroll } from "./checks.ts";

const file_name = "yearly-review.yaml";
const text = readFileSync(`examples/orders/${file_name}`, "utf8");
let stage: Stage;

beforeAll(async () => {
  const instance = await pagesInstance();
  const api = openApi(() => ({ url: instance.url, token: instance.token }));
  await api.send(Type.Unknown(), "POST", "/api/orders/import", { text, file_name });
  await api.send(Type.Unknown(), "POST", "/api/orders/yearly-review/sign", { on: "2024-01-08" });
  const eo = readFileSync("examples/orders/eo-13800.yaml", "utf8");
  const body = { text: eo, file_name: "eo-13800.yaml" };
  await api.send(Type.Unknown(), "POST", "/api/orders/import", body);
  await api.send(Type.Unknown(), "POST", "/api/orders/eo-13800/sign", {});
  stage = await startStage(instance);
});
afterAll(() => stage?.close());

test("a link for a calendar is made on the page, is read without signing in, and is revoked", async () => {
  const page = await stage.open("/orders/yearly-review?on=2024-05-03");
  const part = page.getByRole("region", { name: "In your own calendar" });
  await part.getByText("Links for calendars").click();
  await part.getByText("No link is open.").waitFor();
  await part.getByLabel("For whom or which calendar").fill("Calendar of the board");
  await page.keyboard.press("Enter");
  const shown = part.getByLabel("Link to subscribe to");
  await shown.waitFor();
  const link = await shown.inputValue();
  expect((await fetch(link)).status).toBe(200);
  expect(await (await fetch(link)).text()).toContain("BEGIN:VEVENT");

  const revoke = part.getByRole("button", { name: "Revoke the link for Calendar of the board" });
  await revoke.waitFor();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: pictureFile(`order-calendar-${width}.png`), fullPage: true });
    expect(await accessibilityFaults(page), `${width}`).toEqual([]);
    expect(await sidewaysScroll(page), `${width}`).toBeLessThanOrEqual(0);
  }
  await revoke.click();
  await part.getByText("No link is open.").waitFor();
  expect((await fetch(link)).status).toBe(404);
  await page.context().close();
});

test("what the text leaves open is decided on the page, and the decision is a leaf of the log", async () => {
  const page = await stage.open("/orders/eo-13800?on=2018-01-08");
  const part = page.getByRole("region", { name: "Waiting for a decision" });
  const open = part.getByRole("listitem");
  await open.first().waitFor();
  const before = await open.count();
  await open.first().getByText("Decide and log").click();
  await open.first().getByLabel("Why").fill("said in a letter");
  await page.keyboard.press("Enter");
  await expect.poll(() => open.count()).toBe(before - 1);
  await expect
    .poll(() => page.getByRole("region", { name: "What was done" }).textContent())
    .toContain("said in a letter");
  await page.context().close();
});
