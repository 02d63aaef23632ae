import { readFileSync } from "node:fs";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApi } from "../../src/platform/terminal/api.ts";
import { pagesInstance, pictureFile, type Stage, startStage } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

const order = "yearly-review";
const text = readFileSync(`examples/orders/${order}.yaml`, "utf8");
const amended = text.replace("after-signing, days: 90", "after-signing, days: 120");
const clock = `/orders/${order}?on=2024-05-03`;
let stage: Stage;

beforeAll(async () => {
  const instance = await pagesInstance();
  const api = openApi(() => ({ url: instance.url, token: instance.token }));
  const send = (verb: string, body: object) =>
    api.send(Type.Unknown(), "POST", `/api/orders/${verb}`, body);
  const file_name = `${order}.yaml`;
  await send("import", { text, file_name });
  await send(`${order}/sign`, { on: "2024-01-08", rule: "next" });
  await send(`${order}/amend`, {
    text: amended,
    file_name,
    on: "2024-05-02",
    because: "the archive was flooded",
  });
  stage = await startStage(instance);
});
afterAll(() => stage?.close());

const looks = [
  { name: "light", width: 1280, colorScheme: "light" },
  { name: "dark", width: 1280, colorScheme: "dark" },
  { name: "phone", width: 390, colorScheme: "light" },
] as const;
const pages = [
  { name: "order-amended", path: clock },
  { name: "order-versions", path: `${clock}&show=versions` },
  { name: "order-same-version", path: `${clock}&show=versions&from=2&to=2` },
  { name: "order-no-such-version", path: `${clock}&show=versions&from=1&to=9` },
] as const;

describe.each(pages)("the page $name", ({ name, path }) => {
  test("is accessible and stays within screen, phone and paper", async () => {
    const page = await stage.open(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    for (const { name: look, width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: pictureFile(`${name}-${look}.png`), fullPage: true });
      expect(await accessibilityFaults(page), look).toEqual([]);
      expect(await sidewaysScroll(page), look).toBeLessThanOrEqual(0);
    }
    expect(await beyondMargins(page)).toEqual([]);
    await page.context().close();
  });
});

test("from a date that moved to what the amendment changed, by keyboard, and back by the address", async () => {
  const page = await stage.open(clock);
  const moved = page.getByRole("region", { name: "What moved, and why" });
  await expect
    .poll(() => moved.textContent())
    .toContain(
      "Organisation reports Mon 8 Apr 2024 → Tue 7 May 2024amended on 2 May 2024 (version 2",
    );
  await moved.getByRole("link", { name: "What changed in version 2" }).first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/show=versions/u);
  const heading = page.getByRole("heading", { name: "From version 1 to version 2" });
  await heading.waitFor();
  await expect
    .poll(() => page.getByRole("region", { name: "From version 1 to version 2" }).textContent())
    .toContain("signing + 90 days signing + 120 days");

  await page.getByRole("combobox", { name: "From version" }).selectOption("2");
  await page.waitForURL(/from=2/u);
  await page.getByText("This is one and the same version.").waitFor();
  await page.goBack();
  await heading.waitFor();
  await page.reload();
  await heading.waitFor();
  await page.context().close();
});

test("on a day before the amendment there is nothing to compare, and no way to it is offered", async () => {
  const page = await stage.open(`/orders/${order}?on=2024-05-01`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("link", { name: "What changed between versions" }).count()).toBe(0);
  await page.context().close();
});
