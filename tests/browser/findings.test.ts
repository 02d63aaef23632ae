import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { personWith } from "../support/people.ts";
import { makeScoredReview, scoredReviewName } from "../support/scored-review.ts";
import { looks, pagesInstance, pictureFile, settled, type Stage, startStage } from "./browser.ts";
import { accessibilityFaults, beyondMargins, sidewaysScroll } from "./checks.ts";

const findings = `/reviews/${scoredReviewName}/findings`;

let stage: Stage;
let auditor: string;
beforeAll(async () => {
  const instance = await pagesInstance();
  await makeScoredReview(instance.database);
  stage = await startStage(instance);
  const grants = (["auditor", "head", "security-lead"] as const).map((role) => ({
    role,
    organisation: null,
  }));
  auditor = (await personWith(instance, "Office of Audit", grants)).token;
});
afterAll(() => stage?.close());

/** Does something that only the auditor may, as the command line would. */
async function asAuditor(path: string, body: unknown): Promise<void> {
  const answer = await stage.instance.fetch(`/api/reviews/${scoredReviewName}/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${auditor}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
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

test("an empty register says what belongs in it, and how it gets there", async () => {
  const page = await stage.open(findings);
  await page.getByText("Findings of auditors belong here").waitFor();
  await lookAt(page, "findings-empty");
  await page.context().close();
});

test("a finding is entered by keyboard; what is missing is told at its field and nothing typed is lost", async () => {
  const page = await stage.open(findings);
  await page.getByRole("link", { name: "Add a finding" }).click();
  await settled(page);
  await page.getByLabel("Organisation", { exact: true }).fill("Ministry of Finance");
  await page.getByLabel("Title").fill("Mail is sent without protection");
  await page.getByLabel("Condition").fill("4 of 12 mail servers do not protect what they send.");
  await page.getByLabel("Evidence").fill("link | https://example.org/scan | scan of 1 June");
  await page.keyboard.press("Control+Enter");
  const alert = page.getByRole("alert");
  await alert.getByText("This is not saved yet").waitFor();
  expect(await alert.evaluate((each) => each === document.activeElement)).toBe(true);
  await lookAt(page, "finding-refused");
  await alert.getByRole("link").click();
  const criteria = page.getByLabel("Criteria");
  expect(await criteria.getAttribute("aria-invalid")).toBe("true");
  await criteria.fill("Every mail server protects what it sends.");
  await page.getByLabel("Severity").selectOption("high");
  await page.getByLabel("Items").fill("PR.AA");
  await criteria.focus();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: /F-1 Mail is sent/ }).waitFor();
  await settled(page);
  await page.getByText(/Ada added it/).waitFor();
  await page.context().close();
});

test("a risk is made from the finding, with its organisation and number in the form already", async () => {
  const page = await stage.open(`${findings}/F-1`);
  await page.getByRole("link", { name: "Make a risk from it" }).click();
  await settled(page);
  await page.getByLabel("Title").fill("Mail is read by others");
  await page.getByLabel("Statement").fill("Somebody on the way reads mail.");
  await page.getByLabel("Effect").fill("Negotiations become known.");
  await page.getByLabel("Cost").fill("120000");
  await lookAt(page, "risk-form");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: /R-1 Mail is read/ }).waitFor();
  await page.getByRole("link", { name: "F-1" }).click();
  await page.getByRole("link", { name: /R-1 Mail is read/ }).waitFor();
  await page.context().close();
});

test("a change is a further act beside what stood before, and a finding is closed by auditors only", async () => {
  const page = await stage.open(`${findings}/F-1`);
  await page.getByText("Only an auditor closes or reopens it.").waitFor();
  await page.getByRole("link", { name: "Change it" }).click();
  await settled(page);
  await page.getByLabel("Cause").fill("The servers are older than the rule.");
  await page.getByLabel("Why it is changed").fill("The cause was found.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Changed: Cause").waitFor();
  await asAuditor("findings/F-1/close", { reason: "All are replaced." });
  await asAuditor("findings/F-1/reopen", { reason: "Two are back in use." });
  await page.reload();
  await settled(page);
  await page.getByText(/Office of Audit closed it/).waitFor();
  await page.getByText(/Office of Audit reopened it/).waitFor();
  await page.getByText("Changed: Cause").click();
  await lookAt(page, "finding");
  await page.context().close();
});

test("a recommendation asks for the fields of its kind, is answered, and starts an order", async () => {
  const page = await stage.open(`${findings}?of=recommendations`);
  await page.getByRole("link", { name: "Add a recommendation" }).click();
  await settled(page);
  await page.getByLabel("It speaks to").selectOption("legislature");
  expect(await page.getByLabel("Organisation", { exact: true }).count()).toBe(0);
  await page.getByLabel("Kind").selectOption("authority");
  await page.getByLabel("Title").fill("Let the office buy servers");
  await page.getByLabel("Text", { exact: true }).fill("Amend the law on purchases.");
  await page.getByLabel("Duty").fill("Replace what is no longer supported.");
  await page.getByLabel("Office", { exact: true }).fill("Office of Infrastructure");
  await page.getByLabel("Due", { exact: true }).fill("2027-06-30");
  await page.getByLabel("Risks").fill("R-1");
  await lookAt(page, "recommendation-form");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: /C-1 Let the office/ }).waitFor();
  await page.getByText("Answer it …").click();
  await page.getByRole("combobox", { name: /^Answer/ }).selectOption("partly");
  await page.getByRole("button", { name: "Save the answer" }).click();
  await page
    .getByRole("alert")
    .getByText(/needs words/)
    .waitFor();
  await page.getByLabel("In words").fill("For two of the four.");
  await page.getByRole("button", { name: "Save the answer" }).click();
  await page.getByRole("heading", { name: "Answer: Partly" }).waitFor();
  await page.getByText("Start the order …").click();
  await page.getByRole("button", { name: "Start the order" }).click();
  await page.getByRole("link", { name: `${scoredReviewName}-c-1` }).waitFor();
  await lookAt(page, "recommendation");
  await page.context().close();
});

test("an action keeps the date that was moved, and says what blocks it in money", async () => {
  const page = await stage.open(`${findings}/new?of=actions&organisation=ministry-of-finance`);
  await page.getByLabel("Title").fill("Replace the servers");
  await page.getByLabel("System").fill("Mail of the ministry");
  await page.getByLabel("End of support").fill("2026-10-01");
  await page.getByLabel("Owner").fill("Office of Infrastructure");
  await page.getByLabel("Cost").fill("120000");
  await page.getByLabel("Funded").fill("20000");
  await page.getByLabel("Money").check();
  await page.getByLabel("A vacancy").check();
  await page.getByLabel("What exactly is missing").fill("No line in the budget of 2027.");
  await page.getByRole("button", { name: "Add a milestone" }).click();
  await page.getByLabel("Milestone", { exact: true }).fill("Order them");
  await page.getByRole("group", { name: "Milestones" }).getByLabel("Due").fill("2027-03-01");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: /A-1 Replace/ }).waitFor();
  await page.getByRole("link", { name: "Change it" }).click();
  await settled(page);
  await page.getByRole("group", { name: "Milestones" }).getByLabel("Due").fill("2027-05-01");
  await page.getByLabel("Why the date moves").fill("The money came late.");
  await page.getByLabel("Why it is changed").fill("New date.");
  await lookAt(page, "action-form");
  await page.getByRole("button", { name: "Save" }).click();
  await page
    .getByText("moved from 1 March 2027 to 1 May 2027: The money came late.")
    .first()
    .waitFor();
  await lookAt(page, "action");
  await asAuditor("actions", {
    organisation: "ministry-of-health",
    title: "Fill the post",
    text: "",
    system: "",
    end_of_support: null,
    owner: "Office of Staff",
    cost: null,
    funded: null,
    blocked_by: ["vacancy"],
    blocked_note: "The post is empty.",
    risks: [],
    recommendations: [],
    milestones: [],
  });
  await page.goto(`${stage.instance.url}${findings}?of=actions`);
  await settled(page);
  await page.getByRole("img", { name: /Unmet money by cause: Money 100,000/ }).waitFor();
  await lookAt(page, "plan");
  await page.getByLabel("Blocked by").selectOption("money");
  await page.getByRole("table", { name: "Plan of action" }).getByText("A-1").waitFor();
  expect(await page.getByText("A-2").count()).toBe(0);
  await page.context().close();
});

test("a file is looked at row by row before anything is saved, and what goes out comes in again", async () => {
  const page = await stage.open(findings);
  await page.getByText("Import CSV …").click();
  const csv = (severity: string): Buffer =>
    Buffer.from(
      `organisation,title,criteria,condition,severity\nMinistry of Health,Old keys,Keys are new,They are old,${severity}\n`,
    );
  const file = (severity: string) => ({
    name: "f.csv",
    mimeType: "text/csv",
    buffer: csv(severity),
  });
  await page.getByLabel("File").setInputFiles(file("grave"));
  await page.getByRole("button", { name: "Look at what it would do" }).click();
  await page.getByText("Line 2, severity:").waitFor();
  await lookAt(page, "findings-import");
  await page.getByLabel("File").setInputFiles(file("low"));
  await page.getByRole("button", { name: "Look at what it would do" }).click();
  await page.getByText("1 added, 0 changed, 0 wrong.").waitFor();
  await page.getByRole("button", { name: "Save all rows" }).click();
  await page.getByText(/Saved\. Leaf [0-9a-f]{4}/).waitFor();
  await page.getByRole("link", { name: /F-2 Old keys/ }).waitFor();
  await page.keyboard.press("Escape");
  await lookAt(page, "findings");
  await page.context().close();
});
