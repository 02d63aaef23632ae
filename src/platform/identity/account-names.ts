import { Type } from "typebox";
import type { Transaction } from "../database/database.ts";

const Named = Type.Object({ id: Type.String(), name: Type.String() });

/** The names of accounts as they are today, by identifier; accounts that do not exist are left out. */
export async function accountNames(
  transaction: Transaction,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.rows(
    Named,
    `select id, name from accounts where id = any($1::text[])`,
    [[...new Set(accounts)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
