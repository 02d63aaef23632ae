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
import { listProfiles } from "./profile-pages.actions.ts";
import {
  approveTailoring,
  proposeTailoring,
  returnTailoring,
  showProfile,
  withdrawTailoring,
} from "./profiles.actions.ts";
import { type NewTailoring, TailoredProfile } from "./profiles.contract.ts";
import { reviewScores } from "./review-scores.actions.ts";
import { scoredReview } from "./scored-review.actions.ts";

let fresh: TestDatabase;
const [finance = "", health = ""] = ministries;
const lead = actorWith("security-lead", finance);
const officer = { officer: "Head of the Review Office", reason: "as agreed" };

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
});
afterAll(() => fresh.drop());

const tailoring: NewTailoring = {
  from: "2026-01-01",
  practices: [
    { practice: "own-drills", title: "Drills", text: "Twice a year.", items: ["RC.RP", "RS.MA"] },
  ],
  not_applicable: [{ item: "GV.SC", reason: "it buys nothing" }],
  reason: "a small ministry",
};
const propose = (change: Partial<NewTailoring> = {}, actor: Actor = lead, organisation = finance) =>
  testWork(
    fresh.database,
    (work) => proposeTailoring(work, review, organisation, { ...tailoring, ...change }),
    { actor },
  );
const at = (version: string) => ({ review, organisation: finance, version });
const answer = (
  action: typeof approveTailoring,
  version: string,
  actor: Actor = testOfficer,
): Promise<TailoredProfile> =>
  testWork(fresh.database, (work) => action(work, at(version), officer), { actor });
const withoutWeight = async (on: string): Promise<readonly string[]> => {
  const [said] = await testWork(fresh.database, async ({ transaction }) => {
    const { yardstick } = await scoredReview(transaction, review);
    const asked = { review, yardstick, organisations: [finance], on, asOf: "9999-12-31T00:00:00Z" };
    return reviewScores(transaction, { ...asked, maximumAgeDays: 400 });
  });
  return said?.notApplicable ?? [];
};

test("a profile counts only once an officer approved it, from its day on", async () => {
  const proposed = await propose();
  checkShape(TailoredProfile, proposed, (path) => ({ field: path.join(".") }));
  expect(proposed).toMatchObject({ version: 1, state: "proposed", may: ["withdraw"] });
  expect((await propose()).unchanged).toBe(true);
  expect(await withoutWeight("2026-06-01")).toEqual([]);
  await expect(propose({ reason: "b", from: "2026-02-01" })).rejects.toThrow(
    /waits for an officer/u,
  );
  const approved = await answer(approveTailoring, "1");
  expect(approved).toMatchObject({ state: "approved", officer: officer.officer, unchanged: false });
  expect((await answer(approveTailoring, "1")).unchanged).toBe(true);
  expect(await withoutWeight("2026-06-01")).toEqual(["GV.SC"]);
  expect(await withoutWeight("2025-12-31")).toEqual([]);
  await expect(answer(returnTailoring, "1")).rejects.toThrow(/approved already/u);
});

test("the next version says what it changes, and gives items their weight back", async () => {
  const next = await propose({
    from: "2026-03-01",
    practices: [],
    not_applicable: [{ item: "ID.IM", reason: "done by the centre" }],
  });
  expect(next.difference).toEqual({
    against: 1,
    practices_added: [],
    practices_removed: ["own-drills"],
    practices_changed: [],
    items_without: ["ID.IM"],
    items_again: ["GV.SC"],
  });
  await answer(approveTailoring, "2");
  expect(await withoutWeight("2026-06-01")).toEqual(["ID.IM"]);
  expect(await withoutWeight("2026-02-01")).toEqual(["GV.SC"]);
});

test("a proposal is returned with a reason or withdrawn, and then another may be made", async () => {
  await propose();
  expect((await answer(returnTailoring, "newest")).answer_reason).toBe(officer.reason);
  const again = await propose();
  expect(again.version).toBe(4);
  const withdrawn = await testWork(
    fresh.database,
    (work) => withdrawTailoring(work, at("4"), { reason: "a mistake" }),
    { actor: lead },
  );
  expect(withdrawn.state).toBe("withdrawn");
  const current = await testWork(fresh.database, (work) => showProfile(work, at("current")));
  expect(current.version).toBe(2);
});

test("nobody proposes for another organisation, and what is not there is refused", async () => {
  await expect(propose({}, lead, health)).rejects.toThrow(/needs the role/u);
  await expect(propose({ not_applicable: [{ item: "no-such", reason: "r" }] })).rejects.toThrow(
    /is not an item/u,
  );
  await expect(propose({ from: "2026-02-30" })).rejects.toThrow(/is not a day/u);
  await expect(answer(approveTailoring, "99")).rejects.toThrow(/has no version 99/u);
});

test("the list of profiles has pages and filters", async () => {
  const list = (query: Parameters<typeof listProfiles>[2]) =>
    testWork(fresh.database, (work) => listProfiles(work, review, query));
  const first = await list({ limit: 3 });
  expect(first.versions.map(({ version }) => version)).toEqual([4, 3, 2]);
  expect((await list({ limit: 3, after: first.next ?? "" })).versions.length).toBe(1);
  expect((await list({ state: "approved" })).versions.map(({ version }) => version)).toEqual([
    2, 1,
  ]);
});
