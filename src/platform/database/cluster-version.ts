import { readFileSync } from "node:fs";
import path from "node:path";
import { Problem } from "../../kit/problem.ts";

/**
 * Refuses a cluster of another major version before PostgreSQL is started on it, with the way out.
 * The files of one major version cannot be read by another.
 */
export function requireClusterVersion(cluster: string, major: string): void {
  const found = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  if (found === major) return;
  throw new Problem(
    "refused",
    `The database in ${cluster} was made by PostgreSQL ${found} and this Muster brings PostgreSQL ${major}: nothing was changed; start the Muster that made it, or a PostgreSQL ${found} server on that directory, copy the database "muster" from there to a PostgreSQL ${major} server with pg_dump, and give that server's address by MUSTER_DATABASE_URL.`,
  );
}
