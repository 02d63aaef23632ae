import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { giveScore } from "../../src/assessments/scores.actions.ts";
import { inTotoPayloadType } from "../../src/attestations/attestations.contract.ts";
import { approveKey } from "../../src/attestations/keys.actions.ts";
import { listKeys } from "../../src/attestations/shown-keys.actions.ts";
import { confirm, showConfirmation } from "../../src/confirmations/confirm.actions.ts";
import { recordDetermination } from "../../src/determination/record-determination.actions.ts";
import { addRecord } from "../../src/findings/change-records.actions.ts";
import { signEnvelope } from "../../src/kit/dsse.ts";
import type { KeyPair } from "../../src/kit/ed25519.ts";
import type { Actor, Grant } from "../../src/platform/identity/policy.ts";
import { testWork } from "../support/database.ts";
import { enrolledKey, signedIn } from "../support/key-holders.ts";
import { personWith } from "../support/people.ts";
import { makeScoredReview, ministries, scoredReviewName } from "../support/scored-review.ts";
import {
  goTo,
  looks,
  pagesInstance,
  pictureFile,
  settled,
  type Stage,
  startStage,
} from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

const review = `/reviews/${scoredReviewName}`;
const [finance = "", health = ""] = ministries;
const ofFinance = `${review}/organisations/${finance}/verdict`;
const password = "correct horse battery"; // of everybody whom personWith makes
const passphrase = "long words of an officer";

let stage: Stage;
let officer: Page;
let second: Actor;
let secondKey: KeyPair;
let others: [Actor, Actor];

const act = <T>(actor: Actor, action: Parameters<typeof testWork<T>>[1]): Promise<T> =>
  testWork(stage.instance.database, action, { actor });

/** A page of somebody with some roles, who signed in through the page that does so. */
async function pageOf(name: string, grants: readonly Grant[], path: string): Promise<Page> {
  await personWith(stage.instance, name, grants);
  const context = await stage.browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(new URL("/sign-in", stage.instance.url).href);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(stage.instance.url);
  await goTo(page, new URL(path, stage.instance.url).href);
  return page;
}

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

async function signAsSecond(organisation?: string): Promise<void> {
  const view = await act(second, (work) => showConfirmation(work, scoredReviewName, organisation));
  if (view.statement === null) throw new Error(view.because);
  const envelope = await signEnvelope(inTotoPayloadType, view.statement, secondKey);
  await act(second, (work) => confirm(work, scoredReviewName, envelope));
}

beforeAll(async () => {
  const instance = await pagesInstance();
  const { database } = instance;
  await makeScoredReview(database);
  stage = await startStage(instance);
  const determining = { role: "determining-officer", organisation: null } as const;
  const auditor = await signedIn(database, "Auditor", [{ role: "auditor", organisation: null }]);
  second = await signedIn(database, "Second Determining Officer", [determining]);
  others = [
    await signedIn(database, "Third Determining Officer", [determining]),
    await signedIn(database, "Fourth Determining Officer", [determining]),
  ];
  secondKey = await enrolledKey(database, second, others);
  for (const organisation of ministries) {
    for (const item of ["GV.OC", "GV.RM", "ID.AM", "ID.RA", "PR.AA", "DE.CM", "RS.MA", "RC.RP"]) {
      await act(auditor, (work) =>
        giveScore(work, scoredReviewName, {
          organisation,
          item,
          kind: "independent",
          day: "2026-03-10",
          value: { level: 4 },
        }),
      );
    }
  }
  const finding = {
    organisation: finance,
    title: "Old systems",
    criteria: "Systems are in support.",
    condition: "Nine are past it.",
    cause: "",
    effect: "",
    sample: "",
    evidence: [],
    items: ["ID.AM"],
    system: "",
    severity: "high" as const,
  };
  await act(auditor, (work) => addRecord(work, scoredReviewName, "findings", finding));
  for (const title of ["Nine old systems may be entered", "Records may be lost"]) {
    const risk = {
      organisation: finance,
      title,
      statement: "They are entered through known holes.",
      severity: "high" as const,
      effect: "Payments stop.",
      cost: null,
      findings: ["F-1"],
      items: ["ID.AM"],
    };
    await act(auditor, (work) => addRecord(work, scoredReviewName, "risks", risk));
  }
  await act(second, (work) =>
    recordDetermination(work, { review: scoredReviewName, on: "2026-03-31" }),
  );
  officer = await pageOf("First Determining Officer", [determining], `${review}/verdicts`);
}, 120_000);
afterAll(() => stage?.close());

test("an officer sends drafts from a page that says first that none was sent", async () => {
  await officer.getByRole("heading", { name: "No draft verdict was sent yet" }).waitFor();
  await lookAt(officer, "verdicts-empty");
  await officer.getByText("Send drafts …").click();
  await officer.getByLabel("Ratings of").fill("2026-03-31");
  await officer.getByLabel("Last day for a reply").fill("2099-12-31");
  await officer.getByRole("button", { name: "Send the drafts" }).click();
  await officer
    .getByRole("heading", { name: "0 of 3 verdicts are signed by two officers" })
    .waitFor();
  await lookAt(officer, "verdicts-sent");
});

test("the head replies to each risk until the day, and changes the reply", async () => {
  const page = await pageOf(
    "Head of Finance",
    [{ role: "head", organisation: finance }],
    ofFinance,
  );
  await page.getByText("Why this rating …").click();
  await page.getByLabel("Reply in words").fill("We agree with most of it.");
  const first = page.getByRole("group", { name: /^On R-1/ });
  await first.getByLabel("Disagrees").check();
  await first.getByLabel("Why, on R-1").fill("Three of the nine are switched off.");
  await page
    .getByRole("group", { name: /^On R-2/ })
    .getByLabel("Agrees", { exact: true })
    .check();
  await lookAt(page, "verdict-reply");
  await page.getByLabel("Why, on R-2").focus();
  await page.keyboard.press("Control+Enter");
  await page.getByText("We agree with most of it.").first().waitFor();
  await page.getByText("Three of the nine are switched off.").first().waitFor();
  await page.getByText("Change the reply …").waitFor();
  await page.goto(new URL(`${review}/verdicts`, stage.instance.url).href);
  await page.getByRole("link", { name: `Verdict on ${finance}` }).waitFor();
  await page.context().close();
});

test("the office answers what is disputed, and nobody signs before", async () => {
  await goTo(officer, new URL(ofFinance, stage.instance.url).href);
  await officer.getByText("give the final word on R-1 first").waitFor();
  await officer.getByLabel("Final word in words").fill("One point is changed.");
  await officer.getByLabel("Final word on R-1").selectOption("changed");
  await officer.getByLabel("Reasons, on R-1").fill("Six systems remain.");
  await lookAt(officer, "verdict-final-word");
  await officer.getByRole("button", { name: "Give the final word" }).click();
  await officer.getByText("Six systems remain.").first().waitFor();
  await officer.getByText("You have no key that signs.").waitFor();
});

test("an officer makes a key, departs with a reason, and signs in the browser", async () => {
  await goTo(officer, new URL("/keys", stage.instance.url).href);
  await officer.getByLabel(/^Passphrase/).fill(passphrase);
  await officer.getByLabel("The passphrase again").fill(passphrase);
  await officer.getByRole("button", { name: "Make the key and ask for it" }).click();
  await officer.getByText("Waits for officers").first().waitFor();
  const asked = await act(second, (work) => listKeys(work, { state: "requested" }));
  const fingerprint = asked.keys[0]?.fingerprint ?? "";
  for (const other of others) {
    await act(other, (work) => approveKey(work, fingerprint, "seen in person"));
  }
  await officer.reload();
  await settled(officer);
  await officer.getByLabel("It is the one that I gave to the officers.").check();
  await officer.getByRole("button", { name: "Confirm; the key signs from now on" }).click();
  await officer.getByText("Signs", { exact: true }).first().waitFor();
  await goTo(officer, new URL(ofFinance, stage.instance.url).href);
  await officer.getByLabel("You determine").selectOption({ index: 1 });
  const sign = officer.getByRole("button", { name: "Sign in this browser" });
  await officer.getByLabel("Passphrase of your key").fill(passphrase);
  await officer.getByLabel(/^I have read the draft/).check();
  await sign.click();
  await officer.getByRole("alert").getByText("say why the rating").waitFor();
  await officer.getByLabel("Why it departs").fill("The sample was too kind.");
  await lookAt(officer, "verdict-depart");
  await officer.getByLabel("Passphrase of your key").fill("another passphrase");
  await sign.click();
  await officer.getByRole("alert").getByText("Not signed.").waitFor();
  await officer.getByLabel("Passphrase of your key").fill(passphrase);
  await sign.click();
  await officer.getByText("Because: The sample was too kind.").waitFor();
  await officer.getByText("You have signed this verdict").waitFor();
  await signAsSecond(finance);
  await officer.reload();
  await settled(officer);
  await officer.getByText("Officers differ").first().waitFor();
  await lookAt(officer, "verdict-officers-differ");
});

test("an officer signs all that wait at once, and two make them confirmed", async () => {
  await goTo(officer, new URL(ofFinance.replace(finance, health), stage.instance.url).href);
  await officer.getByText("The organisation may still reply").first().waitFor();
  // The day for a reply passes for those who never replied.
  await act(second, (work) =>
    work.transaction.run(`update verdict_drafts set reply_by = '2026-04-01'`, []),
  );
  await goTo(officer, new URL(`${review}/verdicts`, stage.instance.url).href);
  await officer.getByRole("heading", { name: "Sign 2 verdicts as determining officer" }).waitFor();
  await lookAt(officer, "verdicts-to-sign");
  await officer.getByLabel(/^I have read the draft/).check();
  await officer.getByLabel("Passphrase of your key").fill(passphrase);
  await officer.keyboard.press("Enter");
  await officer.getByText("Signed: 2 verdicts; two officers have signed 0 of them.").waitFor();
  await signAsSecond();
  await officer.reload();
  await settled(officer);
  await officer
    .getByRole("heading", { name: "2 of 3 verdicts are signed by two officers" })
    .waitFor();
  await officer.getByRole("link", { name: /^Confirmed/ }).click();
  await officer.getByRole("link", { name: "Ministry of Health" }).waitFor();
  await officer.keyboard.press("j");
  await officer.keyboard.press("Enter");
  await officer.getByText("Two determining officers have signed the rating").waitFor();
  await lookAt(officer, "verdict-confirmed");
});
