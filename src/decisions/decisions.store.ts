import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { DecisionKind } from "./decisions.contract.ts";
import type { DecisionFact, SignedMark } from "./risk-states.ts";

const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const DecisionRow = Type.Object({
  organisation: Type.String(),
  risk: Type.String(),
  decision: DecisionKind,
  reason: Type.String(),
  cost: orNull(Type.Integer()),
  date: Type.String(),
  owner: Type.String(),
  expires: orNull(Type.String()),
  by: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
});
const SignedRow = Type.Object({
  organisation: Type.String(),
  attestation: Type.String(),
  decisions_digest: Type.String(),
  decided: Type.Record(Type.String(), Type.String()),
  day: Type.String(),
  by: Type.String(),
  known_at: Type.String(),
});
const DueRow = Type.Object({ day: orNull(Type.String()), task: orNull(Type.String()) });

/** By what a review's heads are to sign: a day, or a task of its order. */
export type DueRule = Static<typeof DueRow>;

/** The decisions that stand on the risks of some organisations (null: of all), as known at an instant. */
export function standingDecisions(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
  asOf: string,
): Promise<DecisionFact[]> {
  return transaction.rows(
    DecisionRow,
    `select distinct on (organisation, risk) organisation, risk, decision, reason, cost, day as date,
       owner, expires, by, known_at, leaf
     from risk_decisions
     where review = $1 and ($2::text[] is null or organisation = any($2)) and known_at <= $3
     order by organisation, risk, no desc`,
    [review, organisations, asOf],
  );
}

/** The latest signature of each of some organisations (null: of all), as known at an instant. */
export function latestMarks(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
  asOf: string,
): Promise<SignedMark[]> {
  return transaction.rows(
    SignedRow,
    `select distinct on (organisation) organisation, attestation, decisions_digest, decided, day, by,
       known_at
     from decision_signatures
     where review = $1 and ($2::text[] is null or organisation = any($2)) and known_at <= $3
     order by organisation, no desc`,
    [review, organisations, asOf],
  );
}

/** By what the heads of a review are to sign, as known at an instant; nothing where nobody said. */
export function dueRule(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<DueRule | undefined> {
  return transaction.first(
    DueRow,
    `select day, task from signatures_due where review = $1 and known_at <= $2
     order by no desc limit 1`,
    [review, asOf],
  );
}

/** Keeps two writers from the decisions and the signature of one organisation. Held to the end. */
export async function lockDecisions(
  transaction: Transaction,
  review: string,
  organisation: string,
): Promise<void> {
  await transaction.run(
    `select pg_advisory_xact_lock(hashtextextended('decisions ' || $1 || ' ' || $2, 0))`,
    [review, organisation],
  );
}

/** Writes decisions, in one statement. */
export async function insertDecisions(
  transaction: Transaction,
  review: string,
  facts: readonly DecisionFact[],
): Promise<void> {
  await transaction.run(
    `insert into risk_decisions (review, organisation, risk, decision, reason, cost, day, owner,
       expires, by, known_at, leaf)
     select $1, organisation, risk, decision, reason, cost, date, owner, expires, by, known_at, leaf
     from jsonb_to_recordset($2::jsonb) as new (organisation text, risk text, decision text,
       reason text, cost bigint, date date, owner text, expires date, by text,
       known_at timestamptz, leaf text)`,
    [review, JSON.stringify(facts)],
  );
}

/** Writes that what was decided was signed. */
export async function insertMark(
  transaction: Transaction,
  review: string,
  mark: SignedMark,
): Promise<void> {
  await transaction.run(
    `insert into decision_signatures (review, organisation, attestation, decisions_digest, decided,
       day, by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      review,
      mark.organisation,
      mark.attestation,
      mark.decisions_digest,
      JSON.stringify(mark.decided),
      mark.day,
      mark.by,
      mark.known_at,
    ],
  );
}

/** Writes until when the heads of a review are to sign. */
export async function insertDueRule(
  transaction: Transaction,
  review: string,
  rule: DueRule,
  about: { readonly reason: string; readonly by: string; readonly knownAt: string },
): Promise<void> {
  await transaction.run(
    `insert into signatures_due (review, day, task, reason, by, known_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [review, rule.day, rule.task, about.reason, about.by, about.knownAt],
  );
}

/** SQL: when anything about decisions, signatures and their last day last became known. */
export const lastDecisionFactSql = (review: "$1", until: "$2"): string =>
  `greatest(
     (select max(known_at) from risk_decisions where review = ${review} and known_at <= ${until}),
     (select max(known_at) from decision_signatures where review = ${review} and known_at <= ${until}),
     (select max(known_at) from signatures_due where review = ${review} and known_at <= ${until}))`;
