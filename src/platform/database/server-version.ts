import { Type } from "typebox";
import { Problem } from "../../kit/problem.ts";
import type { Database } from "./database.ts";

const Server = Type.Object({
  number: Type.Integer(),
  name: Type.String(),
  encoding: Type.String(),
});

/** What Muster's SQL and its order of texts need. */
const oldest = 18;

/**
 * Refuses a PostgreSQL server that is older than 18, or a database that is not in UTF-8, in one
 * sentence with the way out. For an address that was given by MUSTER_DATABASE_URL.
 */
export async function requireServer(database: Database): Promise<void> {
  const server = await database.transact("read", (transaction) =>
    transaction.first(
      Server,
      `select current_setting('server_version_num')::int as number,
              current_setting('server_version') as name,
              current_setting('server_encoding') as encoding`,
    ),
  );
  if (!server) throw new Error("the server did not say what it is");
  requireServerOf(server.number, server.name, server.encoding);
}

/** The rule behind `requireServer`; `number` is PostgreSQL's server_version_num, such as 180004. */
export function requireServerOf(number: number, name: string, encoding: string): void {
  if (number < oldest * 10_000) {
    throw new Problem(
      "refused",
      `MUSTER_DATABASE_URL names a PostgreSQL ${name} server: Muster needs version ${oldest} or newer, so upgrade that server, or leave the variable out to use the database that Muster brings.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new Problem(
      "refused",
      `MUSTER_DATABASE_URL names a database in the encoding ${encoding}: Muster needs UTF8, so make another with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    );
  }
}
