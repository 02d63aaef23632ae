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
import { checkShape } from "../kit/check-shape.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { listStages, showStages } from "./stage-pages.actions.ts";
import { extendSides, moveSides } from "./stages.actions.ts";
import { type NewTerms, OneStages, StagePage, type StageChange } from "./stages.contract.ts";
import { giveScore } from "./scores.actions.ts";
import type { NewScore } from "./scores.contract.ts";
import { setTerms, showTerms } from "./terms.actions.ts";

let fresh: TestDatabase;
const [finance = "", health = "", works = ""] = ministries;
const lead = actorWith("security-lead", finance);
const auditor = actorWith("auditor");
const future = "2090-01-31";

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
});
afterAll(() => fresh.drop());

const by = <T>(actor: Actor, action: Parameters<typeof testWork<T>>[1]) =>
  testWork(fresh.database, action, { actor });
const terms = (change: Partial<NewTerms> = {}) =>
  by(testOfficer, (work) =>
    setTerms(work, review, {
      blind: true,
      self: { due_day: future },
      independent: { due_day: future },
      reason: "as the order says",
      ...change,
    }),
  );
const move = (actor: Actor, change: Partial<StageChange> & Pick<StageChange, "to">) =>
  by(actor, (work) =>
    moveSides(work, review, { organisations: [finance], side: "self", ...change }),
  );
const shown = async (organisation = finance): Promise<OneStages> => {
  const answer = await by(testOfficer, (work) => showStages(work, review, organisation));
  return checkShape(OneStages, answer, (path) => ({ field: path.join(".") }));
};
const score = (actor: Actor, change: Partial<NewScore> = {}) =>
  by(actor, (work) =>
    giveScore(work, review, {
      organisation: finance,
      item: "GV.OC",
      kind: "self",
      day: "2026-03-31",
      value: { level: 3 },
      ...change,
    }),
  );

test("a review without terms is blind to nobody, and nothing is due", async () => {
  const none = await by(testOfficer, (work) => showTerms(work, review));
  expect(none).toMatchObject({ set: false, blind: false, self: {}, independent: {} });
  expect((await shown()).self).toMatchObject({ stage: "assigned", due: null, locked: false });
});

test("terms are set once for the same words, and name a task or a day, but not both", async () => {
  expect((await terms()).unchanged).toBe(false);
  expect((await terms()).unchanged).toBe(true);
  await expect(terms({ self: { task: "a", due_day: future } })).rejects.toThrow(/not both/u);
  await expect(terms({ self: { task: "a" } })).rejects.toThrow(/belongs to no order/u);
  await expect(terms({ self: { due_day: "2026-02-31" } })).rejects.toThrow(/is not a day/u);
});

test("a side is in progress by its first score, is handed in by its own people, and is locked then", async () => {
  await score(lead);
  expect((await shown()).self).toMatchObject({ stage: "in-progress", scored: 1 });
  await expect(move(actorWith("observer"), { to: "submitted" })).rejects.toThrow(
    /head or security/u,
  );
  await expect(move(auditor, { to: "submitted" })).rejects.toThrow(/see what depends/u);
  expect((await move(lead, { to: "submitted" })).changed).toEqual([finance]);
  expect((await move(lead, { to: "submitted" })).unchanged).toBe(true);
  await expect(score(lead, { value: { level: 5 } })).rejects.toThrow(/submitted and locked/u);
  await expect(score(testOfficer, { item: "GV.RM" })).rejects.toThrow(/submitted and locked/u);
  await score(auditor, { kind: "independent" });
});

test("nobody but an officer returns what was handed in, and only with a reason", async () => {
  await expect(move(lead, { to: "changes-requested", reason: "mine" })).rejects.toThrow(/officer/u);
  await expect(move(testOfficer, { to: "changes-requested" })).rejects.toThrow(/which changes/u);
  await move(testOfficer, { to: "changes-requested", reason: "GV.OC names no source" });
  expect((await shown()).self).toMatchObject({
    stage: "changes-requested",
    reason: "GV.OC names no source",
    locked: false,
    once_locked: true,
  });
});

test("both sides are in only when both are handed in at once, and stay known as in after that", async () => {
  await move(auditor, { side: "independent", to: "submitted" });
  expect((await shown()).both_in).toBeNull();
  expect((await move(lead, { to: "submitted" })).both_in).toEqual([finance]);
  const since = (await shown()).both_in;
  expect(since).toMatch(/Z$/u);
  await move(testOfficer, { to: "changes-requested", reason: "once more" });
  expect((await shown()).both_in).toBe(since);
  await move(lead, { to: "submitted" });
  await move(testOfficer, { to: "accepted" });
  await expect(move(testOfficer, { to: "in-progress" })).rejects.toThrow(/can only be/u);
  await move(testOfficer, { to: "closed" });
  await expect(move(testOfficer, { to: "changes-requested", reason: "late" })).rejects.toThrow(
    /stays so/u,
  );
  const { history, more } = await shown();
  expect(history[0]).toMatchObject({ act: "stage", stage: "closed", side: "self" });
  expect([history.length, more]).toEqual([8, false]);
});

test("past its day a side is locked until a named officer grants a later one, and that is marked", async () => {
  await terms({ self: { due_day: "2026-01-31" } });
  const late = { organisation: health };
  await expect(score(testOfficer, late)).rejects.toThrow(/due on 31 January 2026 and are locked/u);
  expect((await shown(health)).self).toMatchObject({ locked: true, due: "2026-01-31" });
  expect((await shown(health)).self.days_late).toBeGreaterThan(100);
  const extension = {
    organisations: [health],
    side: "self" as const,
    until: future,
    officer: "Head of the Review Office",
    reason: "the register was flooded",
  };
  await expect(
    by(testOfficer, (work) => extendSides(work, review, { ...extension, until: "2026-01-31" })),
  ).rejects.toThrow(/has passed/u);
  await by(testOfficer, (work) => extendSides(work, review, extension));
  await score(testOfficer, late);
  expect((await shown(health)).self).toMatchObject({
    locked: false,
    once_locked: true,
    extension: { until: future, officer: "Head of the Review Office" },
  });
});

test("what came in late is opened again only together with a day", async () => {
  await move(testOfficer, { organisations: [works], to: "submitted" });
  const back = { organisations: [works], to: "changes-requested" as const, reason: "no sources" };
  await expect(move(testOfficer, back)).rejects.toThrow(/by which day/u);
  await move(testOfficer, { ...back, until: future });
  expect((await shown(works)).self).toMatchObject({ locked: false, extension: { until: future } });
});

test("a step that one organisation cannot take is taken by none", async () => {
  const all = { organisations: [...ministries], to: "accepted" as const };
  await expect(move(testOfficer, all)).rejects.toThrow(/is closed and stays so|can only be/u);
  expect((await shown(works)).self.stage).toBe("changes-requested");
  await expect(
    move(testOfficer, { to: "submitted", organisations: ["Ministry of Helth"] }),
  ).rejects.toThrow(/near it/u);
});

test("the list of stages has pages, counts all of them, and filters by stage", async () => {
  const page = async (query: Parameters<typeof listStages>[2]): Promise<StagePage> => {
    const answer = await by(testOfficer, (work) => listStages(work, review, query));
    return checkShape(StagePage, answer, (path) => ({ field: path.join(".") }));
  };
  const first = await page({ limit: 2 });
  expect(first.organisations.map(({ organisation }) => organisation)).toEqual([finance, health]);
  expect(first.next).toBe(health);
  expect((await page({ after: health })).organisations.map((each) => each.organisation)).toEqual([
    works,
  ]);
  expect(first.counts.self).toEqual({ closed: 1, "in-progress": 1, "changes-requested": 1 });
  expect((await page({ side: "self", stage: "closed" })).total).toBe(1);
});
