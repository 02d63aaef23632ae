import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { listVerdicts } from "../confirmations/verdicts.actions.ts";
import { listAccountability } from "../decisions/decisions.actions.ts";
import { showSummary } from "../determination/summary.actions.ts";
import { tellFederation } from "./federation-story.ts";
import { federationReview, type FederationTold } from "./federation-told.ts";

let kept: TestDatabase;
let told: FederationTold;
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  kept = await testDatabase();
  told = await tellFederation(kept.database, today);
}, 120_000);
afterAll(() => kept.drop());

test("tells the whole cycle of 130 organisations, from order to confirmed ratings", () => {
  expect(told).toMatchObject({ organisations: 130, unchanged: false });
  expect(told.scores).toBeGreaterThan(3000);
  expect(told.findings).toBeGreaterThan(100);
  expect(told.signed).toBeGreaterThan(60);
  expect(told.replied).toBeGreaterThan(40);
  expect(told.confirmed).toBeGreaterThan(40);
  expect(told.confirmed).toBeLessThan(130);
});

test("says SIMULATED of everything, and rates every organisation", async () => {
  const summary = await testWork(kept.database, (work) =>
    showSummary(work, { review: federationReview }),
  );
  expect(summary).toMatchObject({ simulated: true });
  expect(summary.ratings.length).toBe(130);
  const shown = new Set(summary.ratings.map(({ rating }) => rating.label));
  expect(shown.size).toBeGreaterThanOrEqual(4);
});

test("has heads who signed, who did not, and verdicts at several stages", async () => {
  const page = await testWork(kept.database, (work) =>
    listAccountability(work, federationReview, { limit: 500 }),
  );
  const states = new Set(page.organisations.map(({ signature }) => signature));
  expect(states.has("signed") && (states.has("late") || states.has("none"))).toBe(true);
  const verdicts = await testWork(kept.database, (work) =>
    listVerdicts(work, federationReview, { limit: 500 }),
  );
  expect(verdicts.simulated).toBe(true);
  expect(Object.keys(verdicts.stages).length).toBeGreaterThanOrEqual(2);
});

test("told again, it changes nothing", async () => {
  expect(await tellFederation(kept.database, today)).toMatchObject({ unchanged: true });
});
