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
import { declarePost, listPosts, withdrawDeclared } from "../organisations/posts.actions.ts";
import { setHeadOffice } from "../organisations/heads.actions.ts";
import { assignOffice } from "../offices/offices.actions.ts";
import { createAccount, grantRole, withdrawRole } from "../platform/identity/accounts.actions.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { checkShape } from "../kit/check-shape.ts";
import { showItemSheet } from "./item-sheet.actions.ts";
import { showScores } from "./score-sheet.actions.ts";
import { ScoreSheet } from "./scores.contract.ts";
import { listStages } from "./stage-pages.actions.ts";
import { setTerms } from "./terms.actions.ts";
import { giveScore } from "./scores.actions.ts";
import { requireSight, sightOf } from "./sight.actions.ts";

let fresh: TestDatabase;
const [finance = "", health = "", works = ""] = ministries;
const conflict = /held a post in .* can not audit it/u;

beforeAll(async () => {
  fresh = await testDatabase();
  await makeScoredReview(fresh.database);
});
afterAll(() => fresh.drop());

const by = <T>(actor: Actor, action: Parameters<typeof testWork<T>>[1]) =>
  testWork(fresh.database, action, { actor });

/** An auditor with an account of their own. */
async function auditor(name: string): Promise<Actor> {
  const { account } = await by(testOfficer, (work) =>
    createAccount(work, name, [{ role: "auditor", organisation: null }]),
  );
  return { ...actorWith("auditor"), account, name };
}
const declared = (actor: Actor, organisation: string, from: string, until?: string) =>
  by(actor, (work) =>
    declarePost(work, {
      organisation,
      title: "deputy head",
      from,
      ...(until === undefined ? {} : { until }),
    }),
  );
const scores = (actor: Actor, organisation: string) =>
  by(actor, (work) =>
    giveScore(work, review, {
      organisation,
      item: "GV.OC",
      kind: "independent",
      day: "2026-03-31",
      value: { level: 3 },
    }),
  );
const sees = (actor: Actor, organisation: string) =>
  by(actor, (work) => showScores(work, review, organisation, {}));

test("an auditor who declares a post that they hold can neither score nor see there, and elsewhere both", async () => {
  const one = await auditor("Declared");
  await scores(one, finance);
  expect((await declared(one, finance, "2024-01-01")).unchanged).toBe(false);
  expect((await declared(one, finance, "2024-01-01")).unchanged).toBe(true);
  await expect(scores(one, finance)).rejects.toThrow(conflict);
  await expect(sees(one, finance)).rejects.toThrow(conflict);
  await scores(one, health);
  await sees(one, health);
  // What tells of all organisations tells of that one.
  const whole = fresh.database.transact("read", (transaction) =>
    requireSight(transaction, one, { review, organisation: null }),
  );
  await expect(whole).rejects.toThrow(/held a post in an organisation of this review/u);
});

test("a post that ended before the period of the order is no conflict, one to come is", async () => {
  const one = await auditor("Before and after");
  await declared(one, finance, "2001-01-01", "2003-12-31");
  await scores(one, finance);
  await declared(one, works, "2090-01-01");
  await expect(scores(one, works)).rejects.toThrow(conflict);
});

test("a role for the organisation is a post, also after it was withdrawn", async () => {
  const one = await auditor("Former head");
  const role = { role: "head", organisation: finance } as const;
  await by(testOfficer, (work) => grantRole(work, one.account, role));
  await by(testOfficer, (work) => withdrawRole(work, one.account, role));
  await expect(scores(one, finance)).rejects.toThrow(conflict);
  await scores(one, health);
});

test("whoever holds the office that heads an organisation does not audit it", async () => {
  const one = await auditor("Holder");
  await by(testOfficer, (work) =>
    assignOffice(work, "head-of-health", {
      from: "2026-01-01",
      account: one.account,
      title: "Head",
    }),
  );
  await by(testOfficer, (work) =>
    setHeadOffice(work, health, { office: "head-of-health", from: "2026-01-01" }),
  );
  await expect(scores(one, health)).rejects.toThrow(conflict);
  await scores(one, finance);
});

test("nobody is assigned to audit where they hold a post", async () => {
  const one = await auditor("Assigned");
  await declared(one, works, "2024-01-01");
  const role = { role: "auditor", organisation: works } as const;
  await expect(by(testOfficer, (work) => grantRole(work, one.account, role))).rejects.toThrow(
    /holds a post in ministry-of-works .* can not audit it/u,
  );
});

test("nobody takes back a post of their own, reads those of others or declares for them", async () => {
  const one = await auditor("Takes back");
  const other = await auditor("Another");
  const { post } = await declared(one, finance, "2024-01-01");
  const back = (actor: Actor) =>
    by(actor, (work) => withdrawDeclared(work, post.post, "never held"));
  await expect(back({ ...testOfficer, account: one.account })).rejects.toThrow(/of their own/u);
  await expect(by(other, (work) => listPosts(work, { account: one.account }))).rejects.toThrow(
    /your own posts/u,
  );
  await expect(
    by(other, (work) =>
      declarePost(work, {
        account: one.account,
        organisation: works,
        title: "x",
        from: "2024-01-01",
      }),
    ),
  ).rejects.toThrow(/your own posts/u);
  expect((await by(one, (work) => listPosts(work, {}))).posts).toHaveLength(1);
  await back(testOfficer);
  await scores(one, finance);
  // The fact stays, with the reason.
  const { posts } = await by(testOfficer, (work) => listPosts(work, { account: one.account }));
  expect(posts.map((each) => each.withdrawn_because)).toEqual(["never held"]);
});

test("a post with days that are none, or in the wrong order, is refused in words", async () => {
  const one = await auditor("Days");
  await expect(declared(one, finance, "2024-02-31")).rejects.toThrow(/not a day/u);
  await expect(declared(one, finance, "2024-02-01", "2024-01-01")).rejects.toThrow(/before it/u);
  await expect(declared(one, "nowhere", "2024-02-01")).rejects.toThrow(/no organisation/u);
});

test("sight costs whoever is no auditor no statement, and an auditor a few, once in a transaction", async () => {
  const asked = (actor: Actor) =>
    fresh.database.transact("read", async (transaction) => {
      const start = fresh.database.statements();
      await sightOf({ transaction, actor }, review);
      await sightOf({ transaction, actor }, review);
      return fresh.database.statements() - start;
    });
  expect(await asked(testOfficer)).toBe(0);
  expect(await asked(await auditor("Without a post"))).toBe(4);
});

test("who gave a score is called by name, and what an auditor may not see is said to be hidden", async () => {
  const one = await auditor("Named auditor");
  await scores(one, works);
  const read = async (actor: Actor) =>
    checkShape(
      ScoreSheet,
      JSON.parse(new TextDecoder().decode((await sees(actor, works)).bytes)),
      (path) => ({ field: path.join(".") }),
    );
  const sheet = await read(one);
  const given = sheet.items.find(({ item }) => item === "GV.OC")?.independent;
  expect(sheet.people[given?.by ?? ""]).toBe("Named auditor");
  expect(sheet.hidden).toEqual([]);
  const blind = { blind: true, self: {}, independent: {}, reason: "So that neither follows." };
  const terms = await by(testOfficer, (work) => setTerms(work, review, blind));
  expect(terms.by_name).not.toBe("");
  expect((await read(one)).hidden).toEqual(["self"]);
  expect((await read(testOfficer)).hidden).toEqual([]);
  const item = await by(one, (work) => showItemSheet(work, review, "GV.OC", {}));
  expect(item.organisations.map(({ hidden }) => hidden)).toContainEqual(["self"]);
  const stages = await by(one, (work) => listStages(work, review, {}));
  expect(stages.organisations.every(({ hidden }) => hidden.includes("self"))).toBe(true);
});
