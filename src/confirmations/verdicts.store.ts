import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { Confirmed, NewDraft } from "./verdicts.contract.ts";

/** One rating as it is sent to its organisation. */
export interface SentVerdict {
  readonly organisation: string;
  readonly name: string;
  readonly computed: string;
  readonly at_best: string;
  readonly headline: string;
  readonly inputs: string;
}

const VerdictRow = Type.Object({
  draft_no: Type.Integer(),
  draft: Type.String(),
  on_day: Type.String(),
  as_of: Type.String(),
  determination: Type.String(),
  reply_by: Type.String(),
  known_at: Type.String(),
  organisation: Type.String(),
  name: Type.String(),
  computed: Type.String(),
  at_best: Type.String(),
  headline: Type.String(),
  inputs: Type.String(),
});
export type VerdictRow = Static<typeof VerdictRow>;

/** Keeps others from writing about the verdicts of a review until the transaction ends. */
export async function lockVerdicts(transaction: Transaction, review: string): Promise<void> {
  const lock = `select pg_advisory_xact_lock(hashtextextended('muster.verdicts.' || $1, 0))`;
  await transaction.run(lock, [review]);
}

/** Keeps a draft with the ratings that it sends. */
export async function insertDraft(
  transaction: Transaction,
  draft: Pick<NewDraft, "reply_by"> & {
    readonly draft: string;
    readonly review: string;
    readonly on: string;
    readonly asOf: string;
    readonly determination: string;
    readonly by: string;
    readonly known_at: string;
  },
  sent: readonly SentVerdict[],
): Promise<void> {
  const column = (name: keyof SentVerdict) => sent.map((each) => each[name]);
  await transaction.run(
    `with draft as (
       insert into verdict_drafts (draft, review, on_day, as_of, determination, reply_by, by, known_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning no)
     insert into verdicts (draft_no, review, organisation, name, computed, at_best, headline, inputs)
     select no, $2, each.* from draft, unnest(
       $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) each`,
    [
      draft.draft,
      draft.review,
      draft.on,
      draft.asOf,
      draft.determination,
      draft.reply_by,
      draft.by,
      draft.known_at,
      column("organisation"),
      column("name"),
      column("computed"),
      column("at_best"),
      column("headline"),
      column("inputs"),
    ],
  );
}

/** The newest verdict of each organisation of a review; of some only where they are named. */
export function newestVerdicts(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
): Promise<VerdictRow[]> {
  return transaction.rows(
    VerdictRow,
    `select distinct on (v.organisation) v.draft_no, d.draft, d.on_day, d.as_of, d.determination,
       d.reply_by, d.known_at, v.organisation, v.name, v.computed, v.at_best, v.headline, v.inputs
     from verdicts v join verdict_drafts d on d.no = v.draft_no
     where v.review = $1 and ($2::text[] is null or v.organisation = any($2))
     order by v.organisation, v.draft_no desc`,
    [review, organisations],
  );
}

const WordsRow = Type.Object({
  organisation: Type.String(),
  draft_no: Type.Integer(),
  said: Type.String(),
  words: Type.String(),
  by: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
});
export type WordsRow = Static<typeof WordsRow>;

/** What was said last about the newest verdicts of a review, one row for each kind of saying. */
export function latestWords(
  transaction: Transaction,
  drafts: readonly number[],
  organisations: readonly string[] | null,
): Promise<WordsRow[]> {
  return transaction.rows(
    WordsRow,
    `select distinct on (organisation, draft_no, said) organisation, draft_no, said, words, by, known_at, leaf
     from verdict_words
     where draft_no = any($1) and ($2::text[] is null or organisation = any($2))
     order by organisation, draft_no, said, no desc`,
    [drafts, organisations],
  );
}

/** Keeps what somebody said about one verdict. */
export async function insertWords(
  transaction: Transaction,
  row: Omit<WordsRow, "said"> & { readonly said: "reply" | "final-word" | "extension" },
): Promise<void> {
  await transaction.run(
    `insert into verdict_words (draft_no, organisation, said, words, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.draft_no, row.organisation, row.said, row.words, row.by, row.known_at, row.leaf],
  );
}

const SignedRow = Type.Object({
  organisation: Type.String(),
  draft_no: Type.Integer(),
  account: Type.String(),
  rating: Type.String(),
  reason: Type.String(),
  reply: Type.Union([Type.String(), Type.Null()]),
  final_word: Type.Union([Type.String(), Type.Null()]),
  key: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
});
export type SignedRow = Static<typeof SignedRow>;

/** The last signature of each officer on the newest verdicts of a review. */
export function latestSignatures(
  transaction: Transaction,
  drafts: readonly number[],
  organisations: readonly string[] | null,
): Promise<SignedRow[]> {
  return transaction.rows(
    SignedRow,
    `select distinct on (v.organisation, v.draft_no, v.account) v.organisation, v.draft_no, v.account,
       v.rating, v.reason, v.reply, v.final_word, c.key, c.known_at, c.leaf
     from confirmed_verdicts v join confirmations c on c.no = v.confirmation_no
     where v.draft_no = any($1) and ($2::text[] is null or v.organisation = any($2))
     order by v.organisation, v.draft_no, v.account, v.confirmation_no desc`,
    [drafts, organisations],
  );
}

/** Whether a statement of an officer is kept already. */
export async function hasConfirmation(
  transaction: Transaction,
  confirmation: string,
): Promise<boolean> {
  const row = await transaction.first(
    Type.Object({ draft_no: Type.Integer() }),
    `select draft_no from confirmations where confirmation = $1`,
    [confirmation],
  );
  return row !== undefined;
}

/** Keeps what an officer signed. */
export async function insertConfirmation(
  transaction: Transaction,
  confirmation: {
    readonly confirmation: string;
    readonly draftNo: number;
    readonly account: string;
    readonly key: string;
    readonly payload: string;
    readonly envelope: string;
    readonly known_at: string;
    readonly leaf: string;
  },
  verdicts: readonly Confirmed[],
): Promise<void> {
  const column = <N extends keyof Confirmed>(name: N) => verdicts.map((each) => each[name]);
  await transaction.run(
    `with confirmation as (
       insert into confirmations (confirmation, draft_no, account, key, payload, envelope, known_at, leaf)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning no)
     insert into confirmed_verdicts (confirmation_no, draft_no, organisation, account, rating, reason,
       reply, final_word)
     select no, $2, each.organisation, $3, each.rating, each.reason, each.reply, each.final_word
     from confirmation, unnest($9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
       each (organisation, rating, reason, reply, final_word)`,
    [
      confirmation.confirmation,
      confirmation.draftNo,
      confirmation.account,
      confirmation.key,
      confirmation.payload,
      confirmation.envelope,
      confirmation.known_at,
      confirmation.leaf,
      column("organisation"),
      column("rating"),
      column("reason"),
      column("reply"),
      column("final_word"),
    ],
  );
}

const ConfirmationRow = Type.Object({
  account: Type.String(),
  key: Type.String(),
  envelope: Type.String(),
  leaf: Type.String(),
});

/** What officers signed of some drafts, in the order of signing. */
export function confirmationsOf(
  transaction: Transaction,
  drafts: readonly number[],
): Promise<Static<typeof ConfirmationRow>[]> {
  return transaction.rows(
    ConfirmationRow,
    `select account, key, envelope, leaf from confirmations where draft_no = any($1) order by no`,
    [drafts],
  );
}
