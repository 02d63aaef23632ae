import { type Static, Type } from "typebox";
import { canonicalJson } from "../kit/canonical-json.ts";
import type { Transaction } from "../platform/database/database.ts";
import { Rating } from "./determination.contract.ts";
import type { ItemCounts } from "./item-counts.ts";
import { KeptCounts, Standing } from "./standing.ts";

const RatingRow = Type.Object({ rating: Rating });

/** Ratings by the digests of their inputs, as far as they are kept. */
export async function keptRatings(
  transaction: Transaction,
  inputs: readonly string[],
): Promise<Map<string, Rating>> {
  const rows = await transaction.rows(
    RatingRow,
    `select rating from determination_ratings where inputs = any($1)`,
    [inputs],
  );
  return new Map(rows.map(({ rating }) => [rating.inputs, rating]));
}

/** Keeps ratings under the digests of their inputs; those that are kept already stay as they are. */
export async function keepRatings(
  transaction: Transaction,
  ratings: readonly Rating[],
): Promise<void> {
  if (ratings.length === 0) return;
  await transaction.run(
    `insert into determination_ratings (inputs, rating)
     select inputs, rating::json from unnest($1::text[], $2::text[]) as kept (inputs, rating)
     on conflict do nothing`,
    [ratings.map(({ inputs }) => inputs), ratings.map((rating) => canonicalJson(rating))],
  );
}

/** Which state is meant: of a review, on a day, by some rules, after a fact became known. */
export interface StateKey {
  readonly review: string;
  readonly on: string;
  /** Digest of methodology, yardstick and engine. */
  readonly rules: string;
  /** When the last fact became known that the state knows. */
  readonly at: string;
}

/** Keeps one rating, as its canonical text. */
export async function keepRatingText(
  transaction: Transaction,
  inputs: string,
  text: string,
): Promise<void> {
  await transaction.run(
    `insert into determination_ratings (inputs, rating) values ($1, $2) on conflict do nothing`,
    [inputs, text],
  );
}

const StateRow = Type.Object({
  /** Counts of names outside the list, one entry an item. */
  outside: Type.Array(KeptCounts),
  /** Those that became known after the remembered ones, oldest first. */
  standings: Type.Array(Standing),
});

/** Everything that stands at one instant: what is outside the list, and each standing in it. */
export interface KeptState {
  readonly outside: readonly ItemCounts[];
  readonly standings: readonly Standing[];
}

interface Remembered {
  readonly at: string;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** A few reviews, days and rules at a time are worked on; more are read again. */
const mostRemembered = 8;
const rememberedIn = new WeakMap<object, Map<string, Remembered>>();

/**
 * A state with the standings of some organisations, in the order asked; undefined when it is not
 * kept. Each standing is the latest one up to the state. Standings are never changed, only followed
 * by later ones, so those that were read before are remembered and only later ones are read.
 */
export async function keptState(
  transaction: Transaction,
  { review, on, rules, at }: StateKey,
  organisations: readonly string[],
): Promise<KeptState | undefined> {
  const states = rememberedIn.get(transaction.home) ?? new Map<string, Remembered>();
  rememberedIn.set(transaction.home, states);
  const key = JSON.stringify([review, on, rules]);
  const known = states.get(key);
  const base = known && known.at <= at ? known : undefined;
  const row = await transaction.first(StateRow, base ? laterStandings : allStandings, [
    review,
    on,
    rules,
    at,
    ...(base ? [base.at] : []),
  ]);
  if (!row) return undefined;
  const standings = new Map(base?.standings);
  for (const standing of row.standings) standings.set(standing.summary.organisation, standing);
  if (!known || known.at <= at) {
    states.delete(key);
    states.set(key, { at, standings });
    const [oldest] = states.size > mostRemembered ? states.keys() : [];
    if (oldest !== undefined) states.delete(oldest);
  }
  return {
    outside: row.outside,
    standings: organisations.flatMap((organisation) => standings.get(organisation) ?? []),
  };
}

const stateAt = `from determination_states state
  where state.review = $1 and state.on_day = $2 and state.rules = $3 and state.at = $4`;
const laterStandings = `select state.outside, (
    select coalesce(json_agg(s.standing order by s.at), '[]') from determination_standings s
    where s.review = $1 and s.on_day = $2 and s.rules = $3 and s.at > $5 and s.at <= $4) as standings
  ${stateAt}`;
const allStandings = `select state.outside, (
    select coalesce(json_agg(latest.standing), '[]') from (
      select distinct on (s.organisation) s.standing from determination_standings s
      where s.review = $1 and s.on_day = $2 and s.rules = $3 and s.at <= $4
      order by s.organisation, s.at desc) latest) as standings
  ${stateAt}`;

/**
 * Keeps a state with the standings that are new in it: all of them, or the one that a single fact
 * changed. A state that is kept already stays as it is.
 */
export async function keepState(
  transaction: Transaction,
  { review, on, rules, at }: StateKey,
  outside: readonly ItemCounts[],
  standings: readonly Standing[],
): Promise<void> {
  await transaction.run(
    `with state as (
       insert into determination_states (review, on_day, rules, at, outside)
       values ($1, $2, $3, $4, $5) on conflict do nothing)
     insert into determination_standings (review, on_day, rules, at, organisation, standing)
     select $1, $2, $3, $4, organisation, standing::json
     from unnest($6::text[], $7::text[]) as kept (organisation, standing) on conflict do nothing`,
    [
      review,
      on,
      rules,
      at,
      JSON.stringify(outside),
      standings.map(({ summary }) => summary.organisation),
      standings.map((standing) => JSON.stringify(standing)),
    ],
  );
}

/** Keeps one standing of a state that follows. */
export async function keepStanding(
  transaction: Transaction,
  { review, on, rules, at }: StateKey,
  standing: Standing,
): Promise<void> {
  await transaction.run(
    `insert into determination_standings (review, on_day, rules, at, organisation, standing)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [review, on, rules, at, standing.summary.organisation, JSON.stringify(standing)],
  );
}

const RecordRow = Type.Object({
  review: Type.String(),
  on: Type.String(),
  as_of: Type.String(),
  inputs: Type.String(),
  digest: Type.String(),
  leaf: Type.String(),
  known_at: Type.String(),
});
export type RecordRow = Static<typeof RecordRow>;
const recordColumns = `review, on_day as "on", as_of, inputs, digest, leaf, known_at`;

/** The newest record of a review and a day with some inputs, as known at an instant. */
export function recordOfInputs(
  transaction: Transaction,
  wanted: { review: string; on: string; inputs: string; asOf: string },
): Promise<RecordRow | undefined> {
  return transaction.first(
    RecordRow,
    `select ${recordColumns} from determination_records
     where review = $1 and on_day = $2 and inputs = $3 and as_of <= $4 order by no desc limit 1`,
    [wanted.review, wanted.on, wanted.inputs, wanted.asOf],
  );
}

const RecordContent = Type.Object({ content: Type.String(), digest: Type.String() });

/**
 * The newest record of a review and a day, or of the one as of an instant: its text, that of a large
 * one without its ratings, and the digest of the whole.
 */
export function recordedContent(
  transaction: Transaction,
  review: string,
  on: string,
  asOf: string | undefined,
): Promise<Static<typeof RecordContent> | undefined> {
  return transaction.first(
    RecordContent,
    `select content, digest from determination_records
     where review = $1 and on_day = $2 and ($3::timestamptz is null or as_of = $3)
     order by no desc limit 1`,
    [review, on, asOf ?? null],
  );
}

/** Writes a record with the leaves of its ratings. */
export async function insertRecord(
  transaction: Transaction,
  record: RecordRow & { readonly content: string },
  ratings: readonly { organisation: string; inputs: string; leaf: string }[],
): Promise<void> {
  await transaction.run(
    `with record as (
       insert into determination_records (review, on_day, as_of, inputs, digest, leaf, known_at, content)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning no)
     insert into determination_record_ratings (record, organisation, inputs, leaf)
     select record.no, organisation, rating, rating_leaf
     from record, unnest($9::text[], $10::text[], $11::text[]) as each (organisation, rating, rating_leaf)`,
    [
      record.review,
      record.on,
      record.as_of,
      record.inputs,
      record.digest,
      record.leaf,
      record.known_at,
      record.content,
      ratings.map(({ organisation }) => organisation),
      ratings.map(({ inputs }) => inputs),
      ratings.map(({ leaf }) => leaf),
    ],
  );
}

const LeafRow = Type.Object({ leaf: Type.String() });

/** The leaf under which a rating of an organisation was last recorded; empty until it is. */
export async function leafOfRating(
  transaction: Transaction,
  review: string,
  organisation: string,
  inputs: string,
): Promise<string> {
  const row = await transaction.first(
    LeafRow,
    `select r.leaf from determination_record_ratings r
     join determination_records d on d.no = r.record
     where r.inputs = $3 and r.organisation = $2 and d.review = $1 order by r.record desc limit 1`,
    [review, organisation, inputs],
  );
  return row?.leaf ?? "";
}

const RecordedDigest = Type.Object({ on_day: Type.String(), digest: Type.String() });

/** The digests of the ratings that were recorded last, for each of some days spoken of. */
export async function recordedDigests(
  transaction: Transaction,
  review: string,
  days: readonly string[],
): Promise<Map<string, string>> {
  const rows = await transaction.rows(
    RecordedDigest,
    `select distinct on (on_day) on_day, digest from determination_records
     where review = $1 and on_day = any($2::date[]) order by on_day, no desc`,
    [review, days],
  );
  return new Map(rows.map((row) => [row.on_day, row.digest]));
}
