import { afterAll, beforeAll, expect, test } from "vitest";
import {
  administrator,
  goTo,
  pagesInstance,
  pictureFile,
  type Stage,
  startStage,
} from "./browser.ts";
import { accessibilityFaults } from "./checks.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage(await pagesInstance());
});
afterAll(() => stage?.close());

test("after the first set-up an empty instance says what belongs here and how it begins", async () => {
  const page = await stage.open("/");
  await page.getByText("No review yet").waitFor();
  await page.getByText("No order yet").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("the link that made the administrator does not work again", async () => {
  const page = await stage.open("/");
  await page.goto(stage.instance.instance.setUpAddress ?? "");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("button", { name: "Make the administrator" }).count()).toBe(0);
});

test("somebody not signed in reads nothing, is sent to sign in, and comes back", async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await goTo(page, new URL("/log", stage.instance.url).href);
  await page.getByText("Sign in to see this").waitFor();
  await page.getByRole("link", { name: "Go to the sign-in page" }).click();
  await page.getByLabel("Password").waitFor();
  await page.screenshot({ path: pictureFile("sign-in.png") });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel("Name").fill(administrator.name);
  await page.getByLabel("Password").fill("not the password at all");
  await page.keyboard.press("Enter");
  await page.getByText("Not signed in.").waitFor();
  await page.getByLabel("Password").fill(administrator.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/log$/u);
  await context.close();
});

test("signing out ends the session", async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await goTo(page, new URL("/sign-in", stage.instance.url).href);
  await page.getByLabel("Name").fill(administrator.name);
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: administrator.name }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/u);
  await goTo(page, new URL("/", stage.instance.url).href);
  await page.getByText("Sign in to see this").waitFor();
  await context.close();
});

test("a person who was invited changes their password, and comes back with the new one", async () => {
  const made = await stage.instance.fetch("/api/accounts", {
    method: "POST",
    body: JSON.stringify({ name: "Grace" }),
    headers: { "content-type": "application/json" },
  });
  const { link } = Object(await made.json());
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  const [first, second] = ["the first of all sentences", "the second of all sentences"];
  await goTo(page, new URL(String(link.path), stage.instance.url).href);
  await page.getByLabel("Password").fill(first);
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.getByRole("button", { name: "Grace" }).click();
  await page.getByRole("link", { name: "Change the password" }).click();
  await page.getByLabel("Present password").fill("not the password at all");
  await page.getByLabel("New password").fill(second);
  await page.keyboard.press("Enter");
  await page.getByText("Not changed.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: pictureFile("password.png") });
  await page.getByLabel("Present password").fill(first);
  await page.keyboard.press("Enter");
  await page.getByText("The password is changed.").waitFor();
  await context.clearCookies();
  await goTo(page, new URL("/sign-in", stage.instance.url).href);
  await page.getByLabel("Name").fill("Grace");
  await page.getByLabel("Password").fill(second);
  await page.keyboard.press("Enter");
  await page.getByText("Grace").first().waitFor();
  await context.close();
});

test("the server that is not reached is said to be not reached", async () => {
  const page = await stage.open("/");
  await page.route("**/api/**", (route) => route.abort());
  await page.reload();
  await page.getByText("The server was not reached").waitFor();
});

test("the first page carries less than 300 kB of script", async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  let bytes = 0;
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set<string>();
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await goTo(page, new URL("/sign-in", stage.instance.url).href);
  expect(scripts.size).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(300_000);
  await context.close();
});
