import type { Transaction } from "../platform/database/database.ts";
import { Office, Standing } from "./offices.contract.ts";

/** All offices known as of an instant. */
export function readOffices(transaction: Transaction, asOf: string): Promise<Office[]> {
  return transaction.rows(
    Office,
    `select office, title, seats, quorum from offices where known_at <= $1 order by office`,
    [asOf],
  );
}

/** What is known as of an instant of how offices stood; of the named ones, or of all. */
export function readStandings(
  transaction: Transaction,
  asOf: string,
  offices: readonly string[] | null = null,
): Promise<Standing[]> {
  return transaction.rows(
    Standing,
    `select office, state, holder, account, from_day, until_day as until, note, from_memory, known_at
     from office_standings
     where known_at <= $1 and ($2::text[] is null or office = any($2)) order by number`,
    [asOf, offices],
  );
}

/** All standings of the offices that an account ever held or acted for, as known at an instant. */
export function standingsOfAccount(
  transaction: Transaction,
  account: string,
  asOf: string,
): Promise<Standing[]> {
  return transaction.rows(
    Standing,
    `select office, state, holder, account, from_day, until_day as until, note, from_memory, known_at
     from office_standings where known_at <= $2
       and office in (select office from office_standings where account = $1 and known_at <= $2)
     order by number`,
    [account, asOf],
  );
}

/** Adds offices that are not in the register yet. Answers how many were new. */
export async function addOffices(
  transaction: Transaction,
  offices: readonly Office[],
  knownAt: string,
): Promise<number> {
  let added = 0;
  for (const { office, title, seats, quorum } of offices) {
    added += await transaction.run(
      `insert into offices (office, title, seats, quorum, known_at) values ($1, $2, $3, $4, $5)
       on conflict (office) do nothing`,
      [office, title, seats, quorum, knownAt],
    );
  }
  return added;
}

/** Adds facts about how offices stand; what is known already, word for word, is not added again. */
export async function addStandings(
  transaction: Transaction,
  standings: readonly Standing[],
): Promise<number> {
  let added = 0;
  for (const each of standings) {
    added += await transaction.run(
      `insert into office_standings (office, state, holder, from_day, note, from_memory, known_at, account, until_day)
       select $1, $2, $3, $4::date, $5, $6, $7, $8, $9::date
       where not exists (select 1 from office_standings where office = $1 and state = $2
         and holder is not distinct from $3 and from_day = $4::date and note is not distinct from $5
         and account is not distinct from $8 and until_day is not distinct from $9::date)`,
      [
        each.office,
        each.state,
        each.holder,
        each.from_day,
        each.note,
        each.from_memory,
        each.known_at,
        each.account,
        each.until,
      ],
    );
  }
  return added;
}
