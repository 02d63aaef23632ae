import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { ClosedSample } from "./closed-sample.ts";
import type { ProfileFact, RoundFact } from "./score-facts.ts";

const SampleRow = Type.Object({ items: Type.Array(Type.String()), known_at: Type.String() });

/** The sample of a review, as known at an instant; undefined where none was fixed. */
export function storedSample(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<Static<typeof SampleRow> | undefined> {
  return transaction.first(
    SampleRow,
    `select s.items, a.known_at from review_samples s join assessment_acts a on a.no = s.act
     where s.review = $1 and a.known_at <= $2`,
    [review, asOf],
  );
}

/** Fixes the sample of a review. */
export async function insertSample(
  transaction: Transaction,
  review: string,
  act: number,
  items: readonly string[],
): Promise<void> {
  await transaction.run(`insert into review_samples (review, act, items) values ($1, $2, $3)`, [
    review,
    act,
    items,
  ]);
}

const ClosingRow = Type.Object({ day: Type.String(), known_at: Type.String() });

/** The closing of a review's sample, as known at an instant; undefined while it is open. */
export function storedClosing(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<Static<typeof ClosingRow> | undefined> {
  return transaction.first(
    ClosingRow,
    `select c.day, a.known_at from sample_closings c join assessment_acts a on a.no = c.act
     where c.review = $1 and a.known_at <= $2`,
    [review, asOf],
  );
}

/** Closes the sample of a review, with what it says of each organisation. */
export async function insertClosing(
  transaction: Transaction,
  review: string,
  act: number,
  day: string,
  closed: ReadonlyMap<string, ClosedSample>,
): Promise<void> {
  const all = [...closed];
  await transaction.run(
    `with closing as (insert into sample_closings (review, act, day) values ($1, $2, $3))
     insert into sample_trust (review, organisation, act, pairs, sampled, divergence)
     select $1, organisation, $2, pairs, sampled, divergence
     from unnest($4::text[], $5::integer[], $6::integer[], $7::bigint[])
       as each (organisation, pairs, sampled, divergence)`,
    [
      review,
      act,
      day,
      all.map(([organisation]) => organisation),
      all.map(([, { pairs }]) => pairs),
      all.map(([, { sampled }]) => sampled),
      all.map(([, { divergence }]) => divergence),
    ],
  );
}

const TrustRow = Type.Object({
  organisation: Type.String(),
  pairs: Type.Integer(),
  sampled: Type.Integer(),
  divergence: Type.Integer(),
});

/** What the closing of the sample recorded, by organisation. */
export async function closedSamples(
  transaction: Transaction,
  review: string,
): Promise<Map<string, ClosedSample>> {
  const rows = await transaction.rows(
    TrustRow,
    `select organisation, pairs, sampled, divergence from sample_trust where review = $1`,
    [review],
  );
  return new Map(rows.map(({ organisation, ...closed }) => [organisation, closed]));
}

const RoundRow = Type.Object({ day: Type.String(), known_at: Type.String() });

/** The rounds of a review known up to an instant, by day. */
export function storedRounds(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<RoundFact[]> {
  return transaction.rows(
    RoundRow,
    `select r.day, a.known_at from score_rounds r join assessment_acts a on a.no = r.act
     where r.review = $1 and a.known_at <= $2 order by r.day`,
    [review, asOf],
  );
}

/** Opens a round. */
export async function insertRound(
  transaction: Transaction,
  review: string,
  act: number,
  day: string,
): Promise<void> {
  await transaction.run(`insert into score_rounds (act, review, day) values ($1, $2, $3)`, [
    act,
    review,
    day,
  ]);
}

const ProfileRow = Type.Object({
  organisation: Type.String(),
  items: Type.Array(Type.String()),
  applies: Type.Boolean(),
  day: Type.String(),
  approved_by: Type.String(),
  approved_on: Type.String(),
  reason: Type.String(),
  known_at: Type.String(),
});

/** Every profile of a review known up to an instant, in the order in which they became known. */
export function storedProfiles(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<ProfileFact[]> {
  return transaction.rows(
    ProfileRow,
    `select p.organisation, p.items, p.applies, p.day, p.approved_by, p.approved_on, a.reason, a.known_at
     from not_applicable_profiles p join assessment_acts a on a.no = p.act
     where p.review = $1 and a.known_at <= $2 order by a.known_at, a.no, p.applies`,
    [review, asOf],
  );
}

/** Writes a profile. */
export async function insertProfile(
  transaction: Transaction,
  review: string,
  act: number,
  profile: Omit<ProfileFact, "known_at" | "reason">,
): Promise<void> {
  await transaction.run(
    `insert into not_applicable_profiles (act, review, organisation, items, applies, day, approved_by, approved_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      act,
      review,
      profile.organisation,
      profile.items,
      profile.applies,
      profile.day,
      profile.approved_by,
      profile.approved_on,
    ],
  );
}
