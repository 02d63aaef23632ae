import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import {
  madeUpCollection,
  madeUpDay as on,
  madeUpHost,
  madeUpReview as review,
  makeMadeUpReview,
} from "../../tests/support/made-up-review.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import { correctUnit, recordDue, retireUnits } from "../evidence/collections.actions.ts";
import { evidenceInputs } from "../evidence/evidence-counted.actions.ts";
import type { Observed } from "../evidence/evidence-facts.ts";
import { collectionById, mappingsNamed } from "../evidence/evidence.store.ts";
import { unitsOf } from "../evidence/observations.store.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { type Database, openDatabase } from "../platform/database/database.ts";
import { approveAlias } from "../organisations/organisations.actions.ts";
import type { Work } from "../platform/work.ts";
import { changeList } from "../reviews/reviews.actions.ts";
import { askReview } from "./ask-review.actions.ts";
import { correctAndRate } from "./correction.actions.ts";
import { showDetermination } from "./determination.actions.ts";
import { recordDetermination } from "./record-determination.actions.ts";
import { determine } from "./determine.ts";
import type { Determination } from "./determination.contract.ts";
import { partWordsOf } from "./rating-inputs.ts";
import { ratingSummary } from "./standing.ts";

/** How many random changes are made, by two pools that share one database. */
const changes = 1000;
const organisations = 8;
const hosts = 12;

let fresh: TestDatabase;
let other: Database;

beforeAll(async () => {
  fresh = await testDatabase();
  other = openDatabase(fresh.url, { connections: 5 });
  await makeMadeUpReview(fresh.database, organisations, hosts);
});
afterAll(async () => {
  await other.close();
  await fresh.drop();
});

/** Everything from the facts alone: nothing that was kept is read. */
async function replay(database: Database, asOf?: string): Promise<Determination> {
  return testWork(database, async ({ transaction }) => {
    const asked = await askReview(transaction, {
      review,
      on,
      ...(asOf === undefined ? {} : { as_of: asOf }),
    });
    const inputs = await evidenceInputs(transaction, asked.question);
    const mappings = await mappingsNamed(
      transaction,
      inputs.collections.map(({ mapping }) => mapping),
    );
    const observed = new Map<string, Observed>();
    for (const { id, day } of inputs.collections) {
      const kept = await collectionById(transaction, id);
      const units = kept ? await unitsOf(transaction, kept.no) : [];
      const nothing = { rows: 0, left_out: 0, stale_rows: 0, combined_rows: 0, counts: [] };
      observed.set(id, { day, units, absent_columns: [], ...nothing });
    }
    const evidence = countEvidence({ ...inputs, mappings, observed }, asked.question);
    const { yardstick, methodology } = asked;
    const parts = partWordsOf(evidence.organisations, inputs.collections, mappings);
    return determine({ review, on, asOf: asked.asOf, yardstick, methodology, parts, evidence });
  });
}

type Act = (work: Work) => Promise<unknown>;

const owner = fc.nat(organisations - 1);
const unit = fc.tuple(owner, fc.nat(hosts - 1)).map(([of, host]) => madeUpHost(of, host));
const correction = fc.record({
  collection: fc.constant(madeUpCollection),
  unit,
  part: fc.constantFrom("first", "second"),
  state: fc.constantFrom("good" as const, "bad" as const, "unknown" as const),
  reason: fc.constant("a test"),
});
const listAct = fc.record({ act: fc.constantFrom("join" as const, "leave" as const), owner });

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 30,
    arbitrary: correction.map(
      (body): Act =>
        (work) =>
          correctAndRate(work, { review, on }, body),
    ),
  },
  {
    weight: 6,
    arbitrary: correction.map(
      (body): Act =>
        (work) =>
          correctUnit(work, body),
    ),
  },
  {
    weight: 2,
    arbitrary: listAct.map(
      ({ act, owner: at }): Act =>
        (work) =>
          changeList(work, review, {
            act,
            organisations: [`organisation-${at}`],
            reason: "a test",
          }),
    ),
  },
  {
    weight: 1,
    arbitrary: unit.map(
      (name): Act =>
        (work) =>
          retireUnits(work, {
            source: "made-up",
            on: "2020-05-02",
            units: [name],
            reason: "a test",
          }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(owner, fc.nat(1000)).map(
      ([at, number]): Act =>
        (work) =>
          approveAlias(work, {
            organisation: `organisation-${at}`,
            name: `Alias ${number}`,
            reason: "a test",
          }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Act>((work) => recordDetermination(work, { review, on })) },
);

test("after 1,000 random changes by two pools, what was kept equals a full replay, byte for byte", async () => {
  const acts = fc.sample(anyAct, { numRuns: changes, seed: 1132 });
  const instants: { asOf: string; text: string }[] = [];
  for (let at = 0; at < acts.length; at += 2) {
    // Two at once, each by its own pool: whichever commits first, nothing may be lost.
    await Promise.all(
      acts.slice(at, at + 2).map((act, which) =>
        testWork(which === 0 ? fresh.database : other, act).catch((error: unknown) => {
          // A list may not become empty and a name means one organisation: refusals change nothing.
          if (!(error instanceof Error) || error.name !== "Problem") throw error;
        }),
      ),
    );
    if (at % 100 !== 0) continue;
    const full = await replay(fresh.database);
    const kept = await testWork(other, (work) => showDetermination(work, { review, on }));
    expect(canonicalJson(kept)).toBe(canonicalJson(full));
    instants.push({ asOf: full.as_of, text: canonicalJson(full) });
  }
  for (const { asOf, text } of instants) {
    const then = await testWork(other, (work) =>
      showDetermination(work, { review, on, as_of: asOf }),
    );
    expect(canonicalJson(then)).toBe(text);
  }
}, 600_000);

test("what a correction answers from kept states is what a full replay says", async () => {
  for (const body of fc.sample(correction, { numRuns: 40, seed: 7 })) {
    const answer = await testWork(other, (work) => correctAndRate(work, { review, on }, body));
    const full = await replay(fresh.database);
    const { methodology } = await testWork(other, (work) =>
      askReview(work.transaction, { review, on }),
    );
    expect(answer.enterprise).toEqual(full.enterprise);
    expect(answer.ratings).toEqual(
      full.ratings.map((rating) => ratingSummary(rating, methodology.methodology)),
    );
  }
});

test("a collection that was due and did not come never makes anybody look better", async () => {
  const before = await replay(fresh.database);
  await testWork(fresh.database, (work) =>
    recordDue(work, { source: "made-up", day: "2020-06-20" }),
  );
  const after = await testWork(fresh.database, (work) =>
    showDetermination(work, { review, on: "2020-06-20" }),
  );
  expect(after.enterprise.shown_best).toBeLessThanOrEqual(before.enterprise.shown_best);
  for (const rating of after.ratings) expect(rating.score.least.billionths).toBe(0);
});
