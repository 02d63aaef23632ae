import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { NotApplicable, OwnPractice, ProfileState } from "./profiles.contract.ts";

const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const Content = Type.Object({
  practices: Type.Array(OwnPractice),
  not_applicable: Type.Array(NotApplicable),
});
/** What a profile holds. */
export type ProfileContent = Static<typeof Content>;

const HeadRow = Type.Object({
  organisation: Type.String(),
  version: Type.Integer(),
  state: ProfileState,
  from: Type.String(),
  practices: Type.Integer(),
  not_applicable: Type.Integer(),
  digest: Type.String(),
  reason: Type.String(),
  proposed_by: Type.String(),
  proposed_by_name: Type.String(),
  proposed_at: Type.String(),
  officer: OrNull(Type.String()),
  answered_by: OrNull(Type.String()),
  answered_at: OrNull(Type.String()),
  answer_reason: Type.String(),
  leaf: Type.String(),
  answer_leaf: OrNull(Type.String()),
});
export type ProfileHead = Static<typeof HeadRow>;

const headColumns = `v.organisation, v.version, coalesce(a.state, 'proposed') as state, v.from_day as "from",
  jsonb_array_length(v.content -> 'practices') as practices,
  jsonb_array_length(v.content -> 'not_applicable') as not_applicable,
  v.digest, v.reason, v.by as proposed_by,
  coalesce((select name from accounts where id = v.by), v.by) as proposed_by_name, v.known_at as proposed_at, a.officer, a.by as answered_by,
  a.known_at as answered_at, coalesce(a.reason, '') as answer_reason, v.leaf, a.leaf as answer_leaf`;
const tables = `profile_versions v left join profile_answers a on a.review = v.review
  and a.organisation = v.organisation and a.version = v.version`;

/** Which part of the profiles of a review is meant. */
export interface ProfilesAsked {
  /** Null for all. */
  readonly organisations: readonly string[] | null;
  readonly state: string | null;
  /** After which version of which organisation; null from the first on. */
  readonly after: { readonly organisation: string; readonly version: number } | null;
  readonly limit: number;
}

/** Profiles of a review by organisation, the newest version of each first, without what they hold. */
export function readProfiles(
  transaction: Transaction,
  review: string,
  { organisations, state, after, limit }: ProfilesAsked,
): Promise<ProfileHead[]> {
  return transaction.rows(
    HeadRow,
    `select ${headColumns} from ${tables}
     where v.review = $1 and ($2::text[] is null or v.organisation = any($2))
       and ($3::text is null or coalesce(a.state, 'proposed') = $3)
       and ($4::text is null or v.organisation > $4 or (v.organisation = $4 and v.version < $5))
     order by v.organisation, v.version desc limit $6`,
    [review, organisations, state, after?.organisation ?? null, after?.version ?? 0, limit],
  );
}

const VersionRow = Type.Object({ ...HeadRow.properties, content: Content });
export type ProfileRow = Static<typeof VersionRow>;

/** Which version is meant: by its number, the newest, or the newest that is approved. */
export type WhichVersion = number | "newest" | "current";

/** One version of a profile with what it holds; undefined where there is none. */
export function readProfile(
  transaction: Transaction,
  review: string,
  organisation: string,
  which: WhichVersion,
): Promise<ProfileRow | undefined> {
  return transaction.first(
    VersionRow,
    `select ${headColumns}, v.content from ${tables}
     where v.review = $1 and v.organisation = $2 and ($3::integer is null or v.version = $3)
       and (not $4 or a.state = 'approved')
     order by v.version desc limit 1`,
    [review, organisation, typeof which === "number" ? which : null, which === "current"],
  );
}

/** Every version with what it holds, of a review: what is taken out of it. */
export function readAllProfiles(
  transaction: Transaction,
  review: string,
  organisation: string | null,
): Promise<ProfileRow[]> {
  return transaction.rows(
    VersionRow,
    `select ${headColumns}, v.content from ${tables}
     where v.review = $1 and ($2::text is null or v.organisation = $2)
     order by v.organisation, v.version`,
    [review, organisation],
  );
}

/** The version that was approved before another one, with what it holds. */
export function approvedBefore(
  transaction: Transaction,
  review: string,
  organisation: string,
  version: number,
): Promise<ProfileRow | undefined> {
  return transaction.first(
    VersionRow,
    `select ${headColumns}, v.content from ${tables}
     where v.review = $1 and v.organisation = $2 and v.version < $3 and a.state = 'approved'
     order by v.version desc limit 1`,
    [review, organisation, version],
  );
}

/** The approved version that counts on a day, as known at an instant. */
export function profileOn(
  transaction: Transaction,
  review: string,
  organisation: string,
  { on, asOf }: { readonly on: string; readonly asOf: string },
): Promise<ProfileRow | undefined> {
  return transaction.first(
    VersionRow,
    `select ${headColumns}, v.content from ${tables}
     where v.review = $1 and v.organisation = $2 and a.state = 'approved'
       and v.from_day <= $3 and a.known_at <= $4
     order by v.from_day desc, v.version desc limit 1`,
    [review, organisation, on, asOf],
  );
}

/** A version as it is proposed. */
export interface NewVersion {
  readonly version: number;
  readonly content: ProfileContent;
  readonly digest: string;
  readonly from: string;
  readonly reason: string;
  readonly by: string;
  readonly knownAt: string;
  readonly leaf: string;
}

/** Writes a proposed version. */
export async function insertVersion(
  transaction: Transaction,
  review: string,
  organisation: string,
  version: NewVersion,
): Promise<void> {
  await transaction.run(
    `insert into profile_versions (review, organisation, version, content, digest, from_day, reason, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      review,
      organisation,
      version.version,
      JSON.stringify(version.content),
      version.digest,
      version.from,
      version.reason,
      version.by,
      version.knownAt,
      version.leaf,
    ],
  );
}

/** What became of a version, by whom. */
export interface VersionAnswer {
  readonly version: number;
  readonly state: "approved" | "returned" | "withdrawn";
  readonly officer: string;
  readonly reason: string;
  readonly by: string;
  readonly knownAt: string;
  readonly leaf: string;
}

/** Writes what became of a version: once, and for good. */
export async function insertAnswer(
  transaction: Transaction,
  review: string,
  organisation: string,
  answer: VersionAnswer,
): Promise<void> {
  await transaction.run(
    `insert into profile_answers (review, organisation, version, state, officer, reason, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      review,
      organisation,
      answer.version,
      answer.state,
      answer.officer,
      answer.reason,
      answer.by,
      answer.knownAt,
      answer.leaf,
    ],
  );
}
