import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addSpan } from "../../src/kit/calendar.ts";
import { walkSteps } from "../../src/main/walk.ts";
import { walkerOf } from "../../src/main/walk-people.ts";
import { type Walk, type WalkerName, walkPath, walkReview } from "../../src/main/walk-place.ts";
import { createSignInLink } from "../../src/platform/identity/accounts.actions.ts";
import { openApi } from "../../src/platform/terminal/api.ts";
import { Type } from "typebox";
import { testWork } from "../support/database.ts";
import type { TestInstance } from "../support/instance.ts";
import { goTo, pagesInstance, settled, startBrowser } from "./browser.ts";

const today = new Date().toISOString().slice(0, 10);
const passphrase = "salt marsh at low water";
const organisation = { id: "lighthouse-board-whole", name: "Lighthouse Board whole" };
const directory = mkdtempSync(join(tmpdir(), "muster-whole-"));
const desks = new Map<string, BrowserContext>();

let instance: TestInstance;
let browser: Browser;
let walk: Walk;

/** Plays the steps of the walk that `does` names, by the API, as their people. */
async function play(...does: readonly string[]): Promise<void> {
  for (const part of does) {
    const step = walkSteps.find((each) => each.does.includes(part));
    if (!step) throw new Error(`the walk has no step that ${part}`);
    await step.run(walk);
  }
}

/** The browser of an account; everybody has their own, with their own store of keys. */
async function deskOf(account: string): Promise<BrowserContext> {
  const known = desks.get(account);
  if (known) return known;
  const made = await testWork(instance.database, (work) => createSignInLink(work, account));
  const answer = await instance.fetch("/api/sign-in/link", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "none" },
    body: JSON.stringify({ link: made.path.split("#")[1] }),
  });
  const [name = "", value = ""] = answer.headers.getSetCookie()[0]?.split(";")[0]?.split("=") ?? [];
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await context.addCookies([{ name, value, url: instance.url }]);
  desks.set(account, context);
  return context;
}

async function openAs(account: string, path: string): Promise<Page> {
  const page = await (await deskOf(account)).newPage();
  await goTo(page, new URL(path, instance.url).href);
  return page;
}

const accountOf = (name: WalkerName): string => walk.people[name]?.account ?? "";
const as = (name: WalkerName, path: string): Promise<Page> => openAs(accountOf(name), path);
const ofReview = (): string => `/reviews/${walkReview(walk)}`;
const signing = (): string => `${ofReview()}/organisations/${organisation.id}/decisions`;
const verdict = (): string => `${ofReview()}/organisations/${organisation.id}/verdict`;

/** A key as its person makes it: in the browser, approved by two officers there, confirmed. */
async function makeKey(name: WalkerName, officers: readonly WalkerName[]): Promise<void> {
  const page = await as(name, "/keys");
  await page
    .getByLabel(/^Passphrase/)
    .first()
    .fill(passphrase);
  await page.getByLabel("The passphrase again").fill(passphrase);
  await page.getByRole("button", { name: "Make the key and ask for it" }).click();
  await page
    .getByText(/^Waits for (the approval of two )?officers/)
    .first()
    .waitFor();
  for (const officer of officers) {
    const wall = await as(officer, "/keys");
    await wall.getByLabel("How you compared it").fill("On the telephone.");
    await wall.getByRole("button", { name: "Approve" }).click();
    await wall
      .getByText(/You approved it\.|No key waits/)
      .first()
      .waitFor();
    await wall.close();
  }
  await page.reload();
  await settled(page);
  await page.getByLabel("It is the one that I gave to the officers.").check();
  await page.getByRole("button", { name: "Confirm; the key signs from now on" }).click();
  await page.locator(".key-state", { hasText: "Signs" }).first().waitFor();
  await page.close();
}

beforeAll(async () => {
  instance = await pagesInstance();
  browser = await startBrowser();
  const { url, token } = instance;
  const administrator = openApi(() => ({ url, token }));
  walk = { administrator, number: "whole", today, organisation, people: {}, keys: {} };
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
  rmSync(directory, { recursive: true, force: true });
});

test("an order is signed, a review opened, people seated; an auditor who peeks before both are in is refused", async () => {
  await play("imports an order", "opens a review", "invites six people", "sets the terms");
  await play("of their own, hands in");
  const page = await as("auditor", `${ofReview()}/organisations/${organisation.id}`);
  await page.getByText("Auditors see what depends on the self-scores of").first().waitFor();
  expect(await page.getByText("Managing Risk").count()).toBe(0);
  await page.close();
  await play("blind, hands in", "makes it a risk", "prepares the decision");
});

test("wrong people find one sentence, and no button to sign with", async () => {
  const { administrator } = walk;
  const grants = [{ role: "head", organisation: organisation.id }] as const;
  const elsewhere = [{ role: "head", organisation: "elsewhere" }] as const;
  const other = await walkerOf(administrator, "SIMULATED Head of elsewhere", elsewhere);
  const former = await walkerOf(administrator, "SIMULATED Former Head", grants);
  const acting = await walkerOf(administrator, "SIMULATED Acting Head", grants);
  const office = "/api/offices/head-of-walk-whole/assign";
  const Any = Type.Object({});
  const assign = (body: object) => administrator.send(Any, "POST", office, body);
  await assign({ from: addSpan(today, { days: -30 }), account: former.account });
  const acted = { acting: true, until: addSpan(today, { days: -5 }) };
  await assign({ from: addSpan(today, { days: -20 }), account: acting.account, ...acted });
  await assign({ from: addSpan(today, { days: -4 }), account: accountOf("head") });
  for (const [account, sentence] of [
    [other.account, /needs the role/],
    [former.account, /You no longer hold the office/],
    [acting.account, /Your acting appointment as .* ended on/],
    [accountOf("lead"), /Only the holder of .* can sign/],
  ] as const) {
    const page = await openAs(account, signing());
    await page.getByText(sentence).first().waitFor();
    expect(await page.getByRole("button", { name: "Sign with my key" }).count()).toBe(0);
    await page.close();
  }
});

test("the head makes a key and signs; staff at the head's browser without the passphrase do not", async () => {
  await makeKey("head", ["reviewer", "first"]);
  const page = await as("head", signing());
  await page.getByRole("checkbox").check();
  await page.getByLabel("Passphrase of your key").fill("what staff guess");
  await page.getByRole("button", { name: "Sign with my key" }).click();
  await page.getByText("the passphrase does not open this key").waitFor();
  const attestations = await instance.fetch(`${walkPath(walk)}/attestations`);
  expect(Object(await attestations.json()).attestations).toEqual([]);
  await page.getByLabel("Passphrase of your key").fill(passphrase);
  await page.getByRole("button", { name: "Sign with my key" }).click();
  await page.getByRole("heading", { name: "Signed, with proof" }).waitFor();
  await page.close();
});

test("the file that the head downloads verifies offline, and with a flipped bit it does not", async () => {
  const page = await as("head", signing());
  const proof = page.locator(".proof");
  const link = proof.getByRole("link", { name: "Download the signed statement" });
  const path = await link.getAttribute("href");
  const address = new URL(path ?? "", instance.url).href;
  const ask = async () => (await page.request.get(address)).status();
  await expect.poll(ask, { timeout: 10_000 }).toBe(200);
  const bytes = await (await page.request.get(address)).body();
  const file = join(directory, "signed.json");
  const trust = join(directory, "keys.txt");
  const head = await proof.locator("dd code").nth(1).innerText();
  const log = await (await instance.fetch("/log/vkey")).text();
  writeFileSync(trust, `${log.trim()}\n${head}\n`);
  writeFileSync(file, bytes);
  const good = muster("verify", file, "--trust", trust);
  expect(good.out).toContain("SIMULATED: everything in this statement is invented.");
  expect(good.code).toBe(0);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(muster("verify", file, "--trust", trust).code).toBe(1);
  await page.close();
});

/** The command line as a stranger runs it: no server, no database. */
function muster(...words: readonly string[]): { code: number | null; out: string } {
  const command = fileURLToPath(new URL("../../muster", import.meta.url));
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: "utf8" });
  return { code: status, out: stdout + stderr };
}

test("the head replies to the draft, the office has the final word", async () => {
  await play("sends the draft");
  const page = await as("head", verdict());
  await page.getByLabel("Reply in words").fill("We see eight of the nine.");
  const risk = page.getByRole("group", { name: /^On R-1/ });
  await risk.getByLabel("Disagrees").check();
  await risk.getByLabel("Why, on R-1").fill("One was switched off in May.");
  await page.getByLabel("Why, on R-1").focus();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Change the reply …").waitFor();
  await page.close();
  const office = await as("first", verdict());
  await office.getByLabel("Final word in words").fill("Read and weighed.");
  await office.getByLabel("Final word on R-1").selectOption("upheld");
  await office.getByLabel("Reasons, on R-1").fill("Eight still run.");
  await office.getByRole("button", { name: "Give the final word" }).click();
  await office.getByText("Eight still run.").first().waitFor();
  await office.close();
});

test("an officer who determines alone confirms nothing; two do", async () => {
  await makeKey("first", ["reviewer", "second"]);
  await makeKey("second", ["reviewer", "first"]);
  await sign("first");
  const alone = await as("first", verdict());
  await alone.getByText("You have signed this verdict").waitFor();
  expect(await alone.getByRole("button", { name: "Sign in this browser" }).count()).toBe(0);
  expect(await alone.getByText("Two determining officers have signed the rating").count()).toBe(0);
  await alone.close();
  await sign("second");
  const both = await as("reviewer", verdict());
  await both.getByText("Two determining officers have signed the rating").first().waitFor();
  await both.getByText("SIMULATED").first().waitFor();
  await both.close();
});

async function sign(name: WalkerName): Promise<void> {
  const page = await as(name, verdict());
  await page.getByLabel("Passphrase of your key").fill(passphrase);
  await page.getByLabel(/^I have read the draft/).check();
  await page.getByRole("button", { name: "Sign in this browser" }).click();
  await page
    .getByText(/You have signed this verdict|Two determining officers have signed/)
    .first()
    .waitFor();
  await page.close();
}
