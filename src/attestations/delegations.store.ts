import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const DelegationRow = Type.Object({
  delegation: Type.String(),
  organisation: Type.String(),
  review: Type.String(),
  by: Type.String(),
  to: Type.String(),
  from: Type.String(),
  until: Type.String(),
  reason: Type.String(),
  known_at: Type.String(),
  ended_at: Type.Union([Type.String(), Type.Null()]),
});
/** Leave to sign instead of the holder, as it is kept. */
export type DelegationFact = Static<typeof DelegationRow>;

/** Which delegations: to whom, from which on, as known at an instant. */
export interface DelegationsAsked {
  readonly to?: string | undefined;
  readonly delegation?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly asOf: string;
}

/** Delegations of an organisation, the newest first. */
export function readDelegations(
  transaction: Transaction,
  organisation: string,
  asked: DelegationsAsked,
): Promise<DelegationFact[]> {
  return transaction.rows(
    DelegationRow,
    `select d.delegation, d.organisation, d.review, d.by, d."to", d.from_day as "from",
       d.until_day as until, d.reason, d.known_at, e.known_at as ended_at
     from delegations d left join delegation_ends e
       on e.delegation = d.delegation and e.known_at <= $6
     where d.organisation = $1 and d.known_at <= $6 and ($2::text is null or d."to" = $2)
       and ($3::text is null or d.delegation = $3)
       and ($4::text is null or d.no < (select no from delegations where delegation = $4))
     order by d.no desc limit $5`,
    [
      organisation,
      asked.to ?? null,
      asked.delegation ?? null,
      asked.after ?? null,
      asked.limit,
      asked.asOf,
    ],
  );
}

/** Writes a delegation. */
export async function insertDelegation(
  transaction: Transaction,
  fact: Omit<DelegationFact, "ended_at">,
): Promise<void> {
  await transaction.run(
    `insert into delegations (delegation, organisation, review, by, "to", from_day, until_day,
       reason, known_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      fact.delegation,
      fact.organisation,
      fact.review,
      fact.by,
      fact.to,
      fact.from,
      fact.until,
      fact.reason,
      fact.known_at,
    ],
  );
}

/** Writes that a delegation ended. */
export async function insertDelegationEnd(
  transaction: Transaction,
  delegation: string,
  by: string,
  knownAt: string,
): Promise<void> {
  await transaction.run(
    `insert into delegation_ends (delegation, by, known_at) values ($1, $2, $3)`,
    [delegation, by, knownAt],
  );
}
