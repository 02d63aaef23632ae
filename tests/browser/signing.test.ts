import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approveKey } from "../../src/attestations/keys.actions.ts";
import { createSignInLink } from "../../src/platform/identity/accounts.actions.ts";
import { vacateOffice } from "../../src/offices/offices.actions.ts";
import { setSignaturesDue } from "../../src/decisions/signatures-due.actions.ts";
import { logVerifierKey } from "../../src/platform/log/log.store.ts";
import { readTrustFile } from "../../src/verify/trust-file.ts";
import { verifyAttestation } from "../../src/verify/verify-attestation.ts";
import { testWork } from "../support/database.ts";
import { scoredReviewName } from "../support/scored-review.ts";
import {
  askForKey,
  makeSigningStory,
  type Person,
  prepare,
  seat,
  signedPair,
  type SigningStory,
} from "../support/signing-story.ts";
import { goTo, looks, pagesInstance, pictureFile, settled, startBrowser } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";
import type { TestInstance } from "../support/instance.ts";

const { organisation } = signedPair;
const review = `/reviews/${scoredReviewName}`;
const signingPage = `${review}/organisations/${organisation}/decisions`;
const passphrase = "tide tables at dawn";

let instance: TestInstance;
let browser: Browser;
let story: SigningStory;
let head: BrowserContext;

beforeAll(async () => {
  instance = await pagesInstance();
  browser = await startBrowser();
  story = await makeSigningStory(instance.database);
  head = await signedIn(story.head);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
});

/** A browser of somebody who is signed in: one context is one browser with its own store. */
async function signedIn({ actor }: Person): Promise<BrowserContext> {
  const link = await testWork(instance.database, (work) => createSignInLink(work, actor.account));
  const answer = await instance.fetch("/api/sign-in/link", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "none" },
    body: JSON.stringify({
      link: link.path.split("#")[1],
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const [cookie = ""] = answer.headers.getSetCookie();
  const [name = "", value = ""] = cookie.split(";")[0]?.split("=") ?? [];
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  await context.addCookies([{ name, value, url: instance.url }]);
  return context;
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await goTo(page, new URL(path, instance.url).href);
  return page;
}

/** Looks at the page in light, in dark and on a phone, keeps pictures, and asks axe. */
async function lookAt(page: Page, name: string): Promise<void> {
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

test("before anything is decided the page lists what is missing, and says that there is no key", async () => {
  const page = await open(head, signingPage);
  await page.getByRole("heading", { name: /Decide and sign/ }).waitFor();
  const missing = page.locator(".not-ready");
  await missing.getByText("R-1 is undecided: Records may be lost").waitFor();
  await missing.getByText("R-2 is undecided").waitFor();
  await page.getByText("Sign it all the same …").click();
  await page.getByText("You have no key that signs yet.").waitFor();
  await lookAt(page, "sign-not-ready");
  await page.close();
});

test("a decision is entered in place, and an acceptance asks for its last day", async () => {
  const page = await open(head, signingPage);
  await page.locator("#R-1 summary").click();
  const form = page.getByRole("form", { name: "Decision on R-1" });
  await form.getByLabel("Reason").fill("Both systems are replaced.");
  await form.getByLabel("Day", { exact: false }).first().fill("2027-03-31");
  await form.getByLabel("Cost in whole units").fill("about 3");
  await form.getByLabel("Who answers for it").fill("Head of Operations");
  await page.keyboard.press("Control+Enter");
  await form.getByText("the cost is a whole number").waitFor();
  await form.getByLabel("Cost in whole units").fill("250,000");
  await page.keyboard.press("Control+Enter");
  await page.locator("#R-1 .decision-mark", { hasText: "Mitigate" }).waitFor();
  await page.locator("#R-1").getByText("costs 250,000").waitFor();
  await page.locator("#R-2 summary").click();
  const other = page.getByRole("form", { name: "Decision on R-2" });
  await other.getByLabel("Decision").selectOption("accept");
  await other.getByLabel("Reason").fill("The records are public anyway.");
  await other.locator("[name=date]").fill("2026-01-01");
  await other.locator("[name=expires]").fill("2999-12-31");
  await other.getByLabel("Who answers for it").fill("Head of Finance");
  await lookAt(page, "sign-deciding");
  await other.getByRole("button", { name: "Save the decision" }).click();
  await page.locator("#R-2 .decision-mark.accepted").waitFor();
  expect(await page.locator(".not-ready").count()).toBe(0);
  await page.close();
});

test("a decision that somebody else changed meanwhile is refused, and what was typed stays", async () => {
  const page = await open(head, signingPage);
  await page.locator("#R-1 summary").click();
  const form = page.getByRole("form", { name: "Decision on R-1" });
  await prepare(instance.database, story.staff, [
    {
      risk: "R-1",
      decision: "avoid",
      reason: "Both systems are switched off.",
      cost: 1000,
      date: "2026-12-31",
      owner: "Head of Operations",
    },
  ]);
  await form.getByLabel("Reason").fill("They are replaced by better ones.");
  await form.getByRole("button", { name: "Save the decision" }).click();
  await form.getByText("the decision on R-1 is another one than was shown").waitFor();
  await page.locator("#R-1 .decision-mark", { hasText: "Avoid" }).waitFor();
  expect(await form.getByLabel("Reason").inputValue()).toBe("They are replaced by better ones.");
  await page.close();
});

test("a key is made in the browser, approved by two officers and confirmed; its private half is never sent", async () => {
  const page = await open(head, "/keys");
  await lookAt(page, "keys-none");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  await page.getByLabel("Passphrase", { exact: false }).first().fill(passphrase);
  await page.getByLabel("The passphrase again").fill("tide tables at noon!");
  await page.getByRole("button", { name: "Make the key and ask for it" }).click();
  await page.getByText("the two passphrases differ").waitFor();
  await page.getByLabel("The passphrase again").fill(passphrase);
  await page.getByRole("button", { name: "Make the key and ask for it" }).click();
  await page.getByText("Waits for the approval of two officers.").waitFor();
  const kept = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        const request = indexedDB.open("muster-keys");
        request.addEventListener("success", () => {
          const all = request.result.transaction("sealed").objectStore("sealed").getAll();
          all.addEventListener("success", () => done(JSON.stringify(all.result)));
        });
      }),
  );
  const [{ sealed, fingerprint }] = JSON.parse(kept);
  expect(sent.join("\n")).toContain("public_key");
  expect(sent.join("\n")).not.toContain(sealed);
  expect(sent.join("\n")).not.toContain(passphrase);
  await lookAt(page, "keys-waiting");
  for (const [index, officer] of story.officers.entries()) {
    const desk = await signedIn(officer);
    const wall = await open(desk, "/keys");
    await wall.getByText("Head of Finance, asked on").waitFor();
    const groups = String(fingerprint).slice(0, 8);
    await wall.locator(".key-request .fingerprint", { hasText: groups }).waitFor();
    if (index === 0) await lookAt(wall, "keys-officer");
    await wall.getByLabel("How you compared it").fill("On the telephone.");
    await wall.getByRole("button", { name: "Approve" }).click();
    await wall.getByText(index === 0 ? "You approved it." : "No key waits").waitFor();
    await desk.close();
  }
  await page.reload();
  await settled(page);
  await page.getByText("It is the one that I gave to the officers.").waitFor();
  await lookAt(page, "keys-confirm");
  await page.getByLabel("It is the one that I gave to the officers.").check();
  await page.getByRole("button", { name: "Confirm; the key signs from now on" }).click();
  await page.locator(".key-state", { hasText: "Signs" }).waitFor();
  await lookAt(page, "keys-active");
  await page.close();
});

test("the head signs what is shown: another passphrase signs nothing, the right one gives a file that verifies", async () => {
  const page = await open(head, signingPage);
  await page.getByLabel("Passphrase of your key").fill(passphrase);
  await page.getByRole("button", { name: "Sign with my key" }).click();
  await page.getByText("tick that you have read the statement").waitFor();
  await page.getByRole("checkbox").check();
  await page.getByLabel("Passphrase of your key").fill("not the passphrase");
  await page.getByRole("button", { name: "Sign with my key" }).click();
  await page.getByText("the passphrase does not open this key").waitFor();
  await lookAt(page, "sign-ready");
  const shown = await page.locator(".digest code").innerText();
  await page.getByLabel("Passphrase of your key").fill(passphrase);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Sign with my key" }).click();
  await page.getByRole("heading", { name: "Signed, with proof" }).waitFor();
  await page.getByText(/Signed\. Leaf [0-9a-f]{4}/).waitFor();
  const proof = await page.locator(".proof dd code").first().innerText();
  expect(proof).toBe(shown.replaceAll(/\s/gu, ""));
  await lookAt(page, "sign-signed");
  // The leaf has its number within a second; the file is asked for as a person would.
  await expect
    .poll(async () => (await page.request.get(await fileAddress(page))).status(), {
      timeout: 10_000,
    })
    .toBe(200);
  const file = await (await page.request.get(await fileAddress(page))).body();
  const key = await page.locator(".proof dd code").nth(1).innerText();
  const log = await testWork(instance.database, (work) => logVerifierKey(work.transaction));
  const trust = await readTrustFile(`${log}\n${key}\n`, "keys.txt");
  const found = await verifyAttestation(file, { file: "f.json", trust });
  expect(found.verdict).toBe("verified");
  expect(found.checks.filter(({ holds }) => !holds)).toEqual([]);
  await page.close();
});

async function fileAddress(page: Page): Promise<string> {
  const path = await page
    .locator(".proof")
    .getByRole("link", { name: "Download the signed statement" })
    .getAttribute("href");
  return new URL(path ?? "", instance.url).href;
}

test("whoever is not the holder reads why in one sentence, and finds no button", async () => {
  for (const [person, because] of [
    [story.staff, /Only the holder of Head of ministry-of-finance can sign/],
    [story.deputy, /Only the holder of Head of ministry-of-finance can sign/],
  ] as const) {
    const context = await signedIn(person);
    const page = await open(context, signingPage);
    await page.getByText(because).waitFor();
    expect(await page.getByRole("button", { name: "Sign with my key" }).count()).toBe(0);
    if (person === story.staff) await lookAt(page, "sign-staff");
    await context.close();
  }
  const other = await signedIn(story.otherHead);
  const page = await open(other, signingPage);
  await page
    .getByRole("alert")
    .getByText(/needs the role/)
    .waitFor();
  await other.close();
});

test("after a change the signature is stale, with what changed; signed again it holds again", async () => {
  await prepare(instance.database, story.staff, [
    {
      risk: "R-2",
      decision: "mitigate",
      reason: "Access is closed.",
      cost: 4000,
      date: "2027-01-31",
      owner: "Head of Operations",
    },
  ]);
  const page = await open(head, signingPage);
  await page.locator(".stale-box").getByText("R-2: accept became mitigate").waitFor();
  await page.locator("#R-2").getByText("changed since the last signature").waitFor();
  await lookAt(page, "sign-stale");
  await page.getByRole("checkbox").check();
  await page.getByLabel("Passphrase of your key").fill(passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Signed, with proof" }).waitFor();
  await page.getByText("Statements signed before (1)").waitFor();
  await page.close();
});

test("what changes while the page stands open is not signed unseen", async () => {
  const page = await open(head, signingPage);
  await page.getByText("Sign it again …").click();
  await page.getByRole("checkbox").check();
  await page.getByLabel("Passphrase of your key").fill(passphrase);
  await prepare(instance.database, story.staff, [
    {
      risk: "R-2",
      decision: "mitigate",
      reason: "Access is closed to all but two.",
      cost: 4000,
      date: "2027-01-31",
      owner: "Head of Operations",
    },
  ]);
  await page.getByRole("button", { name: "Sign with my key" }).click();
  await page.getByText("what was signed is not what stands now").waitFor();
  await page.locator("#R-2").getByText("Access is closed to all but two.").waitFor();
  expect(await page.getByRole("checkbox").isChecked()).toBe(false);
  await page.close();
});

test("a head's own pages ask for nothing that is not theirs: no refusal comes into the log by looking", async () => {
  const page = await head.newPage();
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 403) refused.push(response.url());
  });
  for (const path of [signingPage, `${review}/decisions`, "/keys"]) {
    await goTo(page, new URL(path, instance.url).href);
    // The frame asks for its days and its foot a second after the page.
    await page.waitForTimeout(1500);
  }
  expect(refused).toEqual([]);
  await page.close();
});

test("a delegation is given, signs, shows, and is ended", async () => {
  const page = await open(head, `${review}/organisations/${organisation}/delegations`);
  await page.getByText("Nobody may sign instead of the holder.").waitFor();
  await page.getByLabel("Name of the account").fill("Deputy Head of Finance");
  await page.getByLabel("Last day").fill(inDays(30));
  await page.getByLabel("Why").fill("Leave of the head.");
  await page.getByRole("button", { name: "Give the delegation" }).click();
  await page.getByRole("table", { name: "Delegations" }).getByText("in force").waitFor();
  await lookAt(page, "delegations");
  const deputy = await signedIn(story.deputy);
  const desk = await open(deputy, signingPage);
  await desk.getByText("You have no key that signs yet.").waitFor();
  await desk.getByText("by delegation of the holder").first().waitFor();
  await page.getByRole("button", { name: "End it" }).click();
  await page.getByRole("table", { name: "Delegations" }).getByText("ended").waitFor();
  await desk.reload();
  await settled(desk);
  await desk.getByText("Your delegation for Ministry of Finance was ended").waitFor();
  await desk.goto(`${instance.url}${review}/organisations/${organisation}/delegations`);
  await settled(desk);
  await desk.getByText("Only the holder gives and ends delegations.").waitFor();
  await deputy.close();
  await page.close();
});

test("a key's file is saved and taken into another browser, where the same passphrase opens it", async () => {
  const page = await open(head, "/keys");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save a copy as a file" }).click(),
  ]);
  const file = await download.path();
  const elsewhere = await signedIn(story.head);
  const desk = await open(elsewhere, signingPage);
  await desk.getByText(/Your key .* is not in this browser/).waitFor();
  await desk.goto(`${instance.url}/keys`);
  await settled(desk);
  await desk.getByText("Take in the file of a key …").click();
  await desk.getByLabel("File of a key").setInputFiles({
    name: "key.json",
    mimeType: "application/json",
    buffer: Buffer.from("{}"),
  });
  await desk.getByRole("button", { name: "Keep it in this browser" }).click();
  await desk.getByText("this file is no sealed key").waitFor();
  await desk.getByLabel("File of a key").setInputFiles(file);
  await desk.getByRole("button", { name: "Keep it in this browser" }).click();
  await desk.getByText("yes, sealed by your passphrase").waitFor();
  await desk.goto(`${instance.url}${signingPage}`);
  await settled(desk);
  await desk.getByRole("checkbox").check();
  await desk.getByLabel("Passphrase of your key").fill(passphrase);
  await desk.getByRole("button", { name: "Sign with my key" }).click();
  await desk.getByRole("heading", { name: "Signed, with proof" }).waitFor();
  await elsewhere.close();
  await page.close();
});

test("the tab of decisions shows every organisation, what is late first, and filters with counts", async () => {
  await testWork(instance.database, (work) =>
    setSignaturesDue(work, scoredReviewName, { day: "2026-01-31", reason: "The order says so." }),
  );
  const auditor = await signedIn(story.auditor);
  const page = await open(auditor, `${review}/decisions`);
  await page.getByRole("heading", { name: "1 of 3 organisations is signed for" }).waitFor();
  const table = page.getByRole("table", { name: "Decisions and signatures" });
  expect(await table.getByRole("row").nth(1).innerText()).toContain("Late");
  await page.keyboard.press("j");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Ministry of/);
  await lookAt(page, "decisions");
  await page.getByRole("link", { name: /^Late/ }).click();
  await settled(page);
  expect(await table.getByRole("row").count()).toBe(3);
  await table.getByRole("link", { name: "Ministry of Health" }).click();
  await page.getByText("Late: not signed, although its last day is past.").waitFor();
  await auditor.close();
  const page2 = await open(head, `${review}/decisions`);
  await page2.getByRole("link", { name: `Decide and sign: ${organisation}` }).waitFor();
  await page2.close();
});

test("an acting holder signs as one, and of a vacant office nobody signs", async () => {
  await seat(instance.database, organisation, "finance-head", story.deputy, today(), {
    acting: true,
    until: inDays(10),
  });
  const deputy = await signedIn(story.deputy);
  const page = await open(deputy, signingPage);
  await page.getByText(/acts since/).waitFor();
  await page.getByText("As acting Head of ministry-of-finance").first().waitFor();
  await page.close();
  await deputy.close();
  const former = await open(head, signingPage);
  await former.getByText(/You no longer hold the office/).waitFor();
  await former
    .getByText(/acted for by|acts/)
    .first()
    .waitFor();
  await lookAt(former, "sign-acting");
  await former.close();
  await testWork(instance.database, (work) =>
    vacateOffice(work, "finance-head", { from: today(), note: "The post is empty." }),
  );
  const staff = await signedIn(story.staff);
  const empty = await open(staff, signingPage);
  await empty.getByText(/Only the holder can sign, and the office .* is vacant/).waitFor();
  expect(await empty.getByRole("button", { name: "Sign with my key" }).count()).toBe(0);
  await lookAt(empty, "sign-vacant");
  await staff.close();
});

test("a key that somebody put in the place of one's own is warned of, and not confirmed by a guess", async () => {
  const { fingerprint } = await askForKey(instance.database, story.deputy);
  for (const { actor } of story.officers) {
    await testWork(instance.database, (work) => approveKey(work, fingerprint, "seen"), { actor });
  }
  const deputy = await signedIn(story.deputy);
  const page = await open(deputy, "/keys");
  await page.getByText("No key with this fingerprint is in this browser.").waitFor();
  await page.getByLabel("Fingerprint of the key that you made").fill("0".repeat(64));
  await page.getByRole("button", { name: "Confirm; the key signs from now on" }).click();
  await page.getByText("This is not the fingerprint of that key").waitFor();
  await lookAt(page, "keys-swapped");
  await deputy.close();
});

test("a new key takes the place of the old one only when two officers and its person have spoken", async () => {
  const page = await open(head, "/keys");
  await page.getByText("Make a new key instead of this one …").click();
  await page.getByLabel("Passphrase", { exact: false }).first().fill(passphrase);
  await page.getByLabel("The passphrase again").fill(passphrase);
  await page.getByRole("button", { name: "Make the key and ask for it" }).click();
  await page.locator(".key-state", { hasText: "Waits for officers" }).waitFor();
  await page.locator(".key-state", { hasText: /^Signs$/ }).waitFor();
  const groups = await page
    .locator(".own-key", { hasText: "Waits for officers" })
    .locator(".fingerprint")
    .innerText();
  const fingerprint = groups.replaceAll(/\s/gu, "");
  for (const { actor } of story.officers) {
    await testWork(instance.database, (work) => approveKey(work, fingerprint, "seen"), { actor });
  }
  await page.reload();
  await settled(page);
  await page.getByLabel("It is the one that I gave to the officers.").check();
  await page.getByRole("button", { name: "Confirm; the key signs from now on" }).click();
  await page.getByText("Earlier keys (1)").click();
  await page.getByRole("table").getByText("Replaced").waitFor();
  await page.close();
});

test("a key that was lost signs nothing from the first word on, and two officers end it for good", async () => {
  const page = await open(head, "/keys");
  await page.getByText("Lost, or known to somebody else: revoke it …").click();
  await page.getByLabel("Why").fill("The laptop was stolen.");
  await page.getByRole("button", { name: "Ask for its end" }).click();
  await page.locator(".key-state", { hasText: "Signs no more" }).first().waitFor();
  for (const officer of story.officers) {
    const desk = await signedIn(officer);
    const wall = await open(desk, "/keys");
    await wall.getByLabel("Why", { exact: true }).first().fill("Heard from the head.");
    await wall.getByRole("button", { name: "Agree to its end" }).click();
    await wall.getByText(/You asked for its end|No key waits/).waitFor();
    await desk.close();
  }
  await page.reload();
  await settled(page);
  await page.getByText("You have no key yet").waitFor();
  await page.getByText("Earlier keys (2)").click();
  await lookAt(page, "keys-revoked");
  await page.close();
});

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
