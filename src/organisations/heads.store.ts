import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { HeadOfficeFact } from "./head-on.ts";

const HeadRow = Type.Object({
  organisation: Type.String(),
  office: Type.String(),
  from_day: Type.String(),
  known_at: Type.String(),
});

/** Which offices were set to head some organisations (null: all), as known at an instant. */
export function headOffices(
  transaction: Transaction,
  organisations: readonly string[] | null,
  asOf: string,
): Promise<HeadOfficeFact[]> {
  return transaction.rows(
    HeadRow,
    `select organisation, office, from_day, known_at from organisation_head_offices
     where known_at <= $2 and ($1::text[] is null or organisation = any($1)) order by no`,
    [organisations, asOf],
  );
}

/** Writes that an office heads an organisation from a day on. */
export async function insertHeadOffice(
  transaction: Transaction,
  { organisation, office, from_day, known_at }: HeadOfficeFact,
  by: string,
): Promise<void> {
  await transaction.run(
    `insert into organisation_head_offices (organisation, office, from_day, by, known_at)
     values ($1, $2, $3, $4, $5)`,
    [organisation, office, from_day, by, known_at],
  );
}

const Id = Type.Object({ id: Type.String() });

/** Identifiers of organisations in order, from the one after `after`. */
export async function organisationIds(
  transaction: Transaction,
  after: string,
  limit: number,
  asOf: string,
): Promise<string[]> {
  const rows = await transaction.rows(
    Id,
    `select id from organisations where id > $1 and known_at <= $3 order by id limit $2`,
    [after, limit, asOf],
  );
  return rows.map(({ id }) => id);
}
