import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { readYardstick } from "./read-yardstick.ts";
import type { Yardstick } from "./yardstick.contract.ts";
import { YardstickSummary } from "./yardsticks.contract.ts";

const Content = Type.Object({ content: Type.String() });

/** All yardsticks, by identifier and then as they became known. */
export function yardstickList(transaction: Transaction): Promise<YardstickSummary[]> {
  return transaction.rows(
    YardstickSummary,
    `select id, version, digest, title, known_at from yardsticks order by id, known_at`,
  );
}

/** The text of a yardstick by `id@version`, or of its newest version by `id`; undefined without. */
export async function yardstickText(
  transaction: Transaction,
  name: string,
): Promise<string | undefined> {
  const [id = "", version = ""] = name.split("@");
  const row = await transaction.first(
    Content,
    `select content from yardsticks where id = $1 and ($2 = '' or version = $2)
     order by known_at desc limit 1`,
    [id, version],
  );
  return row?.content;
}

/** A yardstick by `id@version`, or its newest version by `id`; undefined where there is none. */
export async function yardstickNamed(
  transaction: Transaction,
  name: string,
): Promise<Yardstick | undefined> {
  const text = await yardstickText(transaction, name);
  return text === undefined ? undefined : readYardstick(text, name);
}

/** Writes a yardstick as its file stands. */
export async function insertYardstick(
  transaction: Transaction,
  yardstick: Yardstick,
  about: { content: string; by: string; knownAt: string },
): Promise<void> {
  const { id, version, digest, title } = yardstick;
  await transaction.run(
    `insert into yardsticks (id, version, digest, title, content, by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, version, digest, title, about.content, about.by, about.knownAt],
  );
}

/** Keeps two writers from importing one version at once. Held to the end of the transaction. */
export async function lockYardsticks(transaction: Transaction): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('yardsticks', 0))`);
}
