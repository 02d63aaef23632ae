import { type Static, Type } from "typebox";
import type { Transaction } from "../database/database.ts";

const LogCounts = Type.Object({
  size: Type.Integer(),
  waiting: Type.Integer(),
  oldest_seconds: Type.Number(),
  bytes: Type.Integer(),
});

/** Numbers for whoever watches: size of the log, what waits in it, size of the database in bytes. */
export async function logCounts(transaction: Transaction): Promise<Static<typeof LogCounts>> {
  const row = await transaction.first(
    LogCounts,
    `select coalesce((select max(size) from log_checkpoints), 0) as size,
            count(*) as waiting,
            greatest(coalesce(extract(epoch from clock_timestamp() - min(at)), 0), 0)::float8 as oldest_seconds,
            pg_database_size(current_database()) as bytes
       from log_leaves where index is null`,
  );
  if (!row) throw new Error("the log cannot be counted");
  return row;
}
