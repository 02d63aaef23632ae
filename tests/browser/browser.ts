import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { buildWeb } from "../../src/main/build-web.ts";
import { type TestInstance, testInstance } from "../support/instance.ts";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** What keeps a browser on its own machine, so that a closed network changes nothing. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Name and password of the administrator that tests make. */
export const administrator = { name: "Ada", password: "a password of the tests" } as const;

/** A real browser in front of a real server. */
export interface Stage {
  readonly browser: Browser;
  readonly instance: TestInstance;
  /** A page of somebody who is signed in. */
  open(path: string, look?: Look): Promise<Page>;
  close(): Promise<void>;
}

/** How a page is looked at. */
export interface Look {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
}

/** Starts a browser; a machine without one fails, because a page that nobody opened is not tested. */
export async function startBrowser(): Promise<Browser> {
  const asked = process.env["MUSTER_CHROMIUM"];
  const executablePath = [...(asked === undefined ? [] : [asked]), ...installed].find(existsSync);
  if (executablePath === undefined) {
    throw new Error(
      "no Chromium was found; install the package chromium, or name one in MUSTER_CHROMIUM, to test the pages",
    );
  }
  return chromium.launch({ executablePath, args: quiet });
}

/** An instance with the pages of these sources. */
export async function pagesInstance(): Promise<TestInstance> {
  const { directory } = await buildWeb();
  return testInstance({ pages: Promise.resolve(directory) });
}

/** Starts browser and server and makes the administrator through the page that does so. */
export async function startStage(instance: TestInstance): Promise<Stage> {
  const browser = await startBrowser();
  const first = await browser.newContext();
  await makeAdministrator(await first.newPage(), instance);
  const state = await first.storageState();
  await first.close();
  const contexts: BrowserContext[] = [];
  return {
    browser,
    instance,
    async open(path, look = {}) {
      const context = await browser.newContext({
        storageState: state,
        viewport: { width: look.width ?? 1280, height: 900 },
        colorScheme: look.scheme ?? "light",
        reducedMotion: "reduce",
      });
      contexts.push(context);
      const page = await context.newPage();
      await goTo(page, new URL(path, instance.url).href);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await instance.stop();
    },
  };
}

/** Goes to an address and waits until the page has read what it shows. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
}

/** Waits until a page has its heading and reads nothing more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function makeAdministrator(page: Page, instance: TestInstance): Promise<void> {
  const address = instance.instance.setUpAddress;
  if (address === undefined) throw new Error("the instance of the test has an account already");
  await page.goto(address);
  await page.getByLabel("Name").fill(administrator.name);
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Make the administrator" }).click();
  await page.waitForURL(instance.url);
}

const pictures = fileURLToPath(new URL("../../dist/pictures/", import.meta.url));

/** Where a picture of a page is kept, beside what was built: nobody commits it. */
export function pictureFile(name: string): string {
  mkdirSync(pictures, { recursive: true });
  return join(pictures, name);
}

/** How every page is looked at: in light, in dark, and on a phone. */
export const looks = [
  { name: "light", width: 1280, colorScheme: "light" },
  { name: "dark", width: 1280, colorScheme: "dark" },
  { name: "phone", width: 390, colorScheme: "light" },
] as const;
