import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { type ListAct, ReviewSummary } from "./reviews.contract.ts";

const summaryColumns = `
  r.review, r.title, r.notice, r.simulated, r.order_id as "order", r.yardstick, r.methodology, r.known_at,
  (select count(*)::int from (
     select distinct on (organisation) present from review_list_acts a
     where a.review = r.review and a.known_at <= $1 order by organisation, no desc) now
   where present) as organisations,
  (select count(*)::int from (
     select distinct on (organisation) present from review_list_acts a
     where a.review = r.review and a.known_at <= $1 order by organisation, no desc) now
   where not present) as "left"`;

/** All reviews known at an instant, newest first. */
export function storedReviews(transaction: Transaction, asOf: string): Promise<ReviewSummary[]> {
  return transaction.rows(
    ReviewSummary,
    `select ${summaryColumns} from reviews r where r.known_at <= $1 order by r.known_at desc, r.review`,
    [asOf],
  );
}

/** One review as known at an instant. */
export function storedReview(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<ReviewSummary | undefined> {
  return transaction.first(
    ReviewSummary,
    `select ${summaryColumns} from reviews r where r.known_at <= $1 and r.review = $2`,
    [asOf, review],
  );
}

const Member = Type.Object({ organisation: Type.String() });

/** The list of a review as known at an instant, in the order of identifiers. */
export async function reviewScope(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<string[]> {
  const rows = await transaction.rows(
    Member,
    `select organisation from (
       select distinct on (organisation) organisation, present from review_list_acts
       where review = $1 and known_at <= $2 order by organisation, no desc) now
     where present order by organisation`,
    [review, asOf],
  );
  return rows.map(({ organisation }) => organisation);
}

const ActRow = Type.Object({
  organisation: Type.String(),
  act: Type.Union([Type.Literal("joined"), Type.Literal("left")]),
  reason: Type.String(),
  by: Type.String(),
  known_at: Type.String(),
});

/** Every act on a list after the review was made, oldest first. */
export function listActs(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<ListAct[]> {
  return transaction.rows(
    ActRow,
    `select a.organisation, case when a.present then 'joined' else 'left' end as act, a.reason, a.by, a.known_at
     from review_list_acts a join reviews r on r.review = a.review
     where a.review = $1 and a.known_at <= $2 and a.known_at > r.known_at order by a.no`,
    [review, asOf],
  );
}

/** Keeps two writers from changing the same list. Held to the end of the transaction. */
export async function lockReview(transaction: Transaction, review: string): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('review ' || $1, 0))`, [
    review,
  ]);
}

const ScopeRow = Type.Object({ review: Type.String(), organisation: Type.String() });

/** The organisations on the lists of reviews as known at an instant; one statement. */
export async function reviewScopes(
  transaction: Transaction,
  reviews: readonly string[],
  asOf: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await transaction.rows(
    ScopeRow,
    `select review, organisation from (
       select distinct on (review, organisation) review, organisation, present from review_list_acts
       where review = any($1) and known_at <= $2 order by review, organisation, no desc) now
     where present order by review, organisation`,
    [reviews, asOf],
  );
  const scopes = new Map<string, string[]>();
  for (const { review, organisation } of rows) {
    const scope = scopes.get(review) ?? [];
    scope.push(organisation);
    scopes.set(review, scope);
  }
  return scopes;
}

/** Writes a review without its list. */
export async function insertReview(
  transaction: Transaction,
  review: Omit<ReviewSummary, "organisations" | "left">,
): Promise<void> {
  await transaction.run(
    `insert into reviews (review, title, notice, simulated, order_id, yardstick, methodology, known_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      review.review,
      review.title,
      review.notice,
      review.simulated,
      review.order,
      review.yardstick,
      review.methodology,
      review.known_at,
    ],
  );
}

/** Writes that organisations joined or left a list. */
export async function insertListActs(
  transaction: Transaction,
  review: string,
  organisations: readonly string[],
  act: { present: boolean; reason: string; by: string; knownAt: string },
): Promise<void> {
  await transaction.run(
    `insert into review_list_acts (review, organisation, present, reason, by, known_at)
     select $1, organisation, $3, $4, $5, $6 from unnest($2::text[]) as list (organisation)`,
    [review, organisations, act.present, act.reason, act.by, act.knownAt],
  );
}

const LatestAct = Type.Object({ at: Type.Union([Type.String(), Type.Null()]) });

/**
 * When the list of a review last changed, as known at an instant, as a part of a larger statement:
 * given the parameters of the review and of the instant, such as `$1` and `$2`.
 */
export const lastListActSql = (review: "$1", asOf: "$2" | "$4"): string =>
  `(select max(known_at) from review_list_acts where review = ${review} and known_at <= ${asOf})`;

/** When the list of a review last changed, as known at an instant; null when there is none. */
export async function lastListAct(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<string | null> {
  const row = await transaction.first(LatestAct, `select ${lastListActSql("$1", "$2")} as at`, [
    review,
    asOf,
  ]);
  return row?.at ?? null;
}

const MethodologyRow = Type.Object({
  id: Type.String(),
  version: Type.String(),
  digest: Type.String(),
  yardstick: Type.String(),
  known_at: Type.String(),
});
const MethodologyContent = Type.Object({ ...MethodologyRow.properties, content: Type.String() });

/** All methodologies, by name and version. */
export function storedMethodologies(
  transaction: Transaction,
): Promise<Static<typeof MethodologyRow>[]> {
  return transaction.rows(
    MethodologyRow,
    `select id, version, digest, yardstick, known_at from methodology_files
     order by id, string_to_array(version, '.')::int[]`,
  );
}

/** One methodology with the text of its file. */
export function storedMethodology(
  transaction: Transaction,
  id: string,
  version: string,
): Promise<Static<typeof MethodologyContent> | undefined> {
  return transaction.first(
    MethodologyContent,
    `select id, version, digest, yardstick, known_at, content from methodology_files
     where id = $1 and version = $2`,
    [id, version],
  );
}

/** Writes a methodology; answers whether it was new. */
export async function insertMethodology(
  transaction: Transaction,
  methodology: Static<typeof MethodologyContent>,
): Promise<boolean> {
  const { id, version, digest, yardstick, content, known_at } = methodology;
  const rows = await transaction.run(
    `insert into methodology_files (id, version, digest, yardstick, content, known_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, version, digest, yardstick, content, known_at],
  );
  return rows === 1;
}
