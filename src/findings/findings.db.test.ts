import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type TestDatabase,
  testDatabase,
  testOfficer,
  testWork,
} from "../../tests/support/database.ts";
import {
  actorWith,
  makeScoredReview,
  ministries,
  scoredReviewName as review,
} from "../../tests/support/scored-review.ts";
import { actOnOrder, importOrder } from "../orders/orders.actions.ts";
import { readOrder } from "../orders/read-order.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { addRecord, amendRecord, setRecordState } from "./change-records.actions.ts";
import { findingTotals } from "./finding-totals.actions.ts";
import type { FindingContent } from "./findings.contract.ts";
import type { ActionContent } from "./plan.contract.ts";
import type { RecommendationContent } from "./recommendations.contract.ts";
import {
  draftOrderOf,
  respond,
  showRecommendation,
  startOrder,
} from "./recommendations.actions.ts";
import { showAction, showFinding, showRisk } from "./record-views.actions.ts";
import { listRecords } from "./records.actions.ts";
import type { Register } from "./records.contract.ts";
import { risksOf } from "./risks-of.actions.ts";
import type { RiskContent } from "./risks.contract.ts";
import type { ContentOf } from "./stored-record.contract.ts";

let fresh: TestDatabase;
const [finance = "", health = ""] = ministries;
const auditor = actorWith("auditor");
const head = actorWith("head", finance);
const lead = actorWith("security-lead", finance);

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
});
afterAll(() => fresh.drop());

type Work = Parameters<Parameters<typeof testWork>[1]>[0];
const as = <T>(actor: typeof auditor, use: (work: Work) => Promise<T>): Promise<T> =>
  testWork(fresh.database, use, { actor });
const add = <R extends Register>(register: R, content: ContentOf<R>, actor = auditor) =>
  as(actor, (work) => addRecord(work, review, register, content));

const finding: FindingContent = {
  organisation: finance,
  title: "Mail is sent without protection",
  criteria: "Every mail server protects what it sends.",
  condition: "4 of 12 mail servers do not.",
  cause: "",
  effect: "Mail can be read on its way.",
  sample: "All 12 mail servers, on 1 June 2026.",
  severity: "high",
  system: "Mail of the ministry",
  items: ["PR.AA"],
  evidence: [{ kind: "link", ref: "https://example.org/scan", note: "scan" }],
};
const risk: RiskContent = {
  organisation: finance,
  title: "Mail is read by others",
  statement: "Somebody on the way may read mail of the ministry.",
  severity: "high",
  effect: "Negotiations become known.",
  cost: 120_000,
  findings: ["F-1"],
  items: [],
};
const recommendation: RecommendationContent = {
  addressee: "organisation",
  organisation: finance,
  title: "Replace the four mail servers",
  text: "Replace the servers that cannot protect what they send.",
  what: { kind: "budget", amount: 120_000, purpose: "four servers", period: "2027" },
  due: "2027-06-30",
  due_task: "",
  risks: ["R-1"],
  findings: ["F-1"],
};
const action: ActionContent = {
  organisation: finance,
  title: "Replace the servers",
  text: "",
  system: "Mail of the ministry",
  end_of_support: "2026-10-01",
  owner: "Office of Infrastructure",
  cost: 120_000,
  funded: 20_000,
  blocked_by: ["money"],
  blocked_note: "No line in the budget of 2027.",
  risks: ["R-1"],
  recommendations: ["C-1"],
  milestones: [
    { title: "Order them", due: "2026-09-01", state: "open", done_on: null, slips: [] },
    { title: "Run them", due: "2027-03-01", state: "open", done_on: null, slips: [] },
  ],
};

test("a finding is added by an auditor, with a number and a leaf, and shown with its history", async () => {
  const added = await add("findings", finding);
  expect(added).toMatchObject({ id: "F-1", state: "open", unchanged: false });
  const view = await as(auditor, (work) => showFinding(work, review, "F-1", {}));
  expect(view).toMatchObject({ content: finding, may_close: true, leaf: added.leaf });
  expect(view.organisation_name).toBe("Ministry of Finance");
  expect(view.acts.map(({ act }) => act)).toEqual(["added"]);
});

test("a risk is made from findings of its organisation, and its head is told it as of an instant", async () => {
  expect(await add("risks", risk, lead)).toMatchObject({ id: "R-1" });
  const [known] = await fresh.database.transact("read", (transaction) =>
    risksOf(transaction, review, finance, "infinity"),
  );
  expect(known).toMatchObject({ risk: "R-1", state: "open", cost: 120_000, items: ["PR.AA"] });
  const before = known?.known_at ?? "";
  const earlier = new Date(Date.parse(before) - 1000).toISOString();
  const then = await fresh.database.transact("read", (transaction) =>
    risksOf(transaction, review, finance, earlier),
  );
  expect(then).toEqual([]);
  await expect(add("risks", { ...risk, organisation: health })).rejects.toThrow(/F-1 is of/);
  await expect(add("risks", { ...risk, findings: ["F-9"] })).rejects.toThrow(/no finding F-9/);
});

test("who may not write is refused with the role that it needs", async () => {
  await expect(add("findings", finding, lead)).rejects.toThrow(/needs the role auditor/);
  await expect(add("risks", { ...risk, organisation: health }, lead)).rejects.toThrow(/role/);
  await expect(add("actions", action, auditor)).rejects.toThrow(/head or security-lead/);
  const observer = actorWith("observer");
  await expect(add("recommendations", recommendation, observer)).rejects.toThrow(/role/);
});

test("a change is a further act with its reason, and a change of what was not shown is refused", async () => {
  const { leaf } = await as(auditor, (work) => showFinding(work, review, "F-1", {}));
  const about = { review, register: "findings", id: "F-1" } as const;
  const content = { ...finding, cause: "They are too old." };
  const amend = (expects: string) =>
    as(auditor, (work) => amendRecord(work, about, { content, reason: "cause found", expects }));
  expect((await amend(leaf)).unchanged).toBe(false);
  await expect(amend(leaf)).rejects.toThrow(/changed by .*load it again/);
  const again = await as(auditor, (work) =>
    amendRecord(work, about, { content, reason: "the same" }),
  );
  expect(again.unchanged).toBe(true);
  const { acts } = await as(auditor, (work) => showFinding(work, review, "F-1", {}));
  expect(acts.map(({ content: each }) => each.cause)).toEqual(["", "They are too old."]);
  const elsewhere = { content: { ...content, organisation: health }, reason: "moved" };
  await expect(as(auditor, (work) => amendRecord(work, about, elsewhere))).rejects.toThrow(/stays/);
});

test("a recommendation is answered, and an accepted one starts an order that order import takes", async () => {
  await add("recommendations", recommendation);
  await expect(as(auditor, (work) => draftOrderOf(work, review, "C-1", {}))).rejects.toThrow(
    /nobody has answered/,
  );
  const answer = (given: Parameters<typeof respond>[3], actor = head) =>
    as(actor, (work) => respond(work, review, "C-1", given));
  await expect(answer({ answer: "agree", text: "" }, lead)).rejects.toThrow(/needs the role head/);
  await expect(answer({ answer: "disagree", text: " " })).rejects.toThrow(/needs words/);
  await answer({ answer: "disagree", text: "Not now." });
  await expect(as(testOfficer, (work) => startOrder(work, review, "C-1", {}))).rejects.toThrow(
    /disagreed/,
  );
  await answer({ answer: "partly", text: "Two of the four." });
  const draft = await as(auditor, (work) => draftOrderOf(work, review, "C-1", {}));
  const order = readOrder(draft.text, "draft.yaml");
  expect(order).toMatchObject({ id: `${review}-c-1`, status: "draft" });
  expect(order.tasks[0]?.deadline).toEqual({ kind: "fixed", on: "2027-06-30" });
  const imported = await as(testOfficer, (work) =>
    importOrder(work, { text: draft.text, file_name: "draft.yaml" }),
  );
  expect(imported.unchanged).toBe(false);
  const started = await as(testOfficer, (work) => startOrder(work, review, "C-1", {}));
  expect(started).toMatchObject({ state: "in-progress", unchanged: false });
  expect((await as(testOfficer, (work) => startOrder(work, review, "C-1", {}))).unchanged).toBe(
    true,
  );
  const view = await as(head, (work) => showRecommendation(work, review, "C-1"));
  expect(view).toMatchObject({ order: `${review}-c-1`, due_on: "2027-06-30" });
  const otherwise = { ...recommendation, text: "Replace all twelve servers." };
  await as(auditor, (work) =>
    amendRecord(
      work,
      { review, register: "recommendations", id: "C-1" },
      {
        content: otherwise,
        reason: "more is needed",
      },
    ),
  );
  const again = await as(head, (work) => showRecommendation(work, review, "C-1"));
  expect(again).toMatchObject({ response: null, order: `${review}-c-1` });
  await answer({ answer: "partly", text: "Two of the four." });
  const answers = view.acts.map(({ response }) => response?.answer ?? null);
  expect(answers).toEqual([null, "disagree", "partly", "partly"]);
});

test("an action keeps every earlier date of its milestones, and loses none of them", async () => {
  await add("actions", action, lead);
  const about = { review, register: "actions", id: "A-1" } as const;
  const [first, second] = action.milestones;
  if (first === undefined || second === undefined) throw new Error("two milestones");
  const amend = (milestones: ActionContent["milestones"]) =>
    as(lead, (work) =>
      amendRecord(work, about, { content: { ...action, milestones }, reason: "late" }),
    );
  await expect(amend([{ ...first, due: "2026-12-01" }, second])).rejects.toThrow(/add a slip/);
  await expect(amend([second])).rejects.toThrow(/mark it dropped/);
  const slip = { from: "2026-09-01", to: "2026-12-01", reason: "no money" };
  await amend([{ ...first, due: "2026-12-01", slips: [slip] }, second]);
  await expect(amend([{ ...first, due: "2026-12-01" }, second])).rejects.toThrow(/are gone/);
  const view = await as(head, (work) => showAction(work, review, "A-1", {}));
  expect(view.content.milestones[0]?.slips).toEqual([slip]);
  const done = { state: "done", reason: "finished" } as const;
  await expect(as(lead, (work) => setRecordState(work, about, done))).rejects.toThrow(/is open/);
});

test("only an auditor closes a finding, a risk waits for it, and reopening it reopens the risk", async () => {
  const ofFinding = { review, register: "findings", id: "F-1" } as const;
  const ofRisk = { review, register: "risks", id: "R-1" } as const;
  const close = { state: "closed", reason: "all servers protect mail" } as const;
  await expect(as(testOfficer, (work) => setRecordState(work, ofFinding, close))).rejects.toThrow(
    /needs the role auditor/,
  );
  await expect(as(auditor, (work) => setRecordState(work, ofRisk, close))).rejects.toThrow(
    /F-1 is still open/,
  );
  await as(auditor, (work) => setRecordState(work, ofFinding, close));
  expect((await as(auditor, (work) => setRecordState(work, ofFinding, close))).unchanged).toBe(
    true,
  );
  await as(auditor, (work) => setRecordState(work, ofRisk, close));
  const evidence = [{ kind: "paper" as const, ref: "Scan of 1 July", note: "" }];
  const open = { state: "open" as const, reason: "two are back", evidence };
  const reopened = await as(auditor, (work) => setRecordState(work, ofFinding, open));
  expect(reopened.along).toEqual(["R-1"]);
  const view = await as(auditor, (work) => showFinding(work, review, "F-1", {}));
  expect(view.acts.map(({ act }) => act)).toEqual(["added", "amended", "closed", "reopened"]);
  expect(view).toMatchObject({ state: "open", state_reason: "two are back" });
  const back = await as(auditor, (work) => showRisk(work, review, "R-1", {}));
  expect(back).toMatchObject({ state: "open" });
  expect(back.state_reason).toMatch(/F-1.*was reopened/);
});

test("somebody of one organisation sees its records only, in lists, counts and totals", async () => {
  await add("findings", { ...finding, organisation: health });
  const listed = await as(head, (work) => listRecords(work, review, "findings", {}));
  expect(listed.records.map(({ id }) => id)).toEqual(["F-1"]);
  expect(listed.counts).toContainEqual({ state: "open", count: 1 });
  await expect(as(head, (work) => showFinding(work, review, "F-2", {}))).rejects.toThrow(
    /no finding/,
  );
  const all = await as(auditor, (work) => listRecords(work, review, "findings", { limit: 1 }));
  expect(all).toMatchObject({ total: 2, next: 1 });
  const next = await as(auditor, (work) =>
    listRecords(work, review, "findings", { after: all.next }),
  );
  expect(next.records.map(({ id }) => id)).toEqual(["F-2"]);
  const found = await as(auditor, (work) =>
    listRecords(work, review, "findings", { organisation: "Ministry of Health", severity: "high" }),
  );
  expect(found.records.map(({ id }) => id)).toEqual(["F-2"]);
  const finds = async (find: string): Promise<number> =>
    (await as(auditor, (work) => listRecords(work, review, "findings", { find }))).total;
  expect(await finds("SERVERS DO NOT")).toBe(2);
  expect(await finds("condition")).toBe(0);
});

test("totals say what is blocked by what and how much is certainly missing", async () => {
  await add("actions", { ...action, title: "Unpriced", cost: null, blocked_by: ["vacancy"] }, lead);
  const totals = await as(head, (work) =>
    findingTotals(work, review, { on: "2026-12-31", organisation: finance }),
  );
  expect(totals.findings).toMatchObject({ open: 1, open_by_severity: { high: 1 } });
  expect(totals.plan).toMatchObject({ actions: 2, unmet: 100_000, unmet_unknown: 1, slips: 1 });
  expect(totals.plan).toMatchObject({ overdue: 2, past_support: 2 });
  expect(totals.plan.blocked.map(({ by, unmet }) => [by, unmet])).toEqual([
    ["money", 100_000],
    ["people", 0],
    ["vacancy", 0],
    ["authority", 0],
  ]);
  expect(totals.recommendations).toMatchObject({ partly: 1, orders: 1, overdue: 0 });
});

test("a recommendation may be due with a task of the order, whose clock then says the day", async () => {
  const text = readFileSync("examples/orders/yearly-review.yaml", "utf8");
  await as(testOfficer, (work) => importOrder(work, { text, file_name: "yearly-review.yaml" }));
  const name = "ordered-2026";
  await as(testOfficer, (work) =>
    newReview(work, {
      review: name,
      title: "Ordered",
      yardstick: "csf-categories@1",
      methodology: "measured-first@1.0",
      organisations: ministries,
      order: "yearly-review",
    }),
  );
  const due = (due_task: string): RecommendationContent => ({
    ...recommendation,
    due: null,
    due_task,
    risks: [],
    findings: [],
  });
  const addThere = (content: RecommendationContent) =>
    as(auditor, (work) => addRecord(work, name, "recommendations", content));
  await expect(addThere(due("no-such-task"))).rejects.toThrow(/no task no-such-task/);
  await addThere(due("organisation-report"));
  const on = "2026-12-31";
  const shown = () => as(auditor, (work) => showRecommendation(work, name, "C-1", { on }));
  expect((await shown()).due_on).toBeNull();
  await as(testOfficer, (work) =>
    actOnOrder(work, "yearly-review", "signed", { on: "2026-01-05" }),
  );
  expect((await shown()).due_on).toBe("2026-04-05");
  const totals = await as(auditor, (work) => findingTotals(work, name, { on }));
  expect(totals.recommendations.overdue).toBe(1);
});
