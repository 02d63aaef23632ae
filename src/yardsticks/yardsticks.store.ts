import { type Static, Type } from "typebox";
import { Bytes } from "../platform/database/bytes.ts";
import type { Transaction } from "../platform/database/database.ts";
import { readYardstick } from "./read-yardstick.ts";
import type { Yardstick } from "./yardstick.contract.ts";
import { YardstickSummary } from "./yardsticks.contract.ts";

const Content = Type.Object({ content: Type.String() });

/** All yardsticks, by identifier and then as they became known. */
export function yardstickList(transaction: Transaction): Promise<YardstickSummary[]> {
  return transaction.rows(
    YardstickSummary,
    `select id, version, digest, title, items, withdrawn, coalesce(origin, 'muster') as origin,
       known_at
     from yardsticks order by id, known_at`,
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

const remembered = new WeakMap<object, Map<string, Yardstick>>();
/** How many yardsticks are held read at once. */
const mostRemembered = 20;

/**
 * A yardstick by `id@version`, or its newest version by `id`; undefined where there is none. What
 * stands under a version never changes, so it is read only once.
 */
export async function yardstickNamed(
  transaction: Transaction,
  name: string,
): Promise<Yardstick | undefined> {
  const known = remembered.get(transaction.home) ?? new Map<string, Yardstick>();
  remembered.set(transaction.home, known);
  const found = known.get(name);
  if (found) return found;
  const text = await yardstickText(transaction, name);
  if (text === undefined) return undefined;
  const yardstick = readYardstick(text, name);
  if (known.size >= mostRemembered) known.clear();
  if (name.includes("@")) known.set(name, yardstick);
  return yardstick;
}

/** Writes a yardstick as its file stands. */
export async function insertYardstick(
  transaction: Transaction,
  yardstick: Yardstick,
  about: { content: string; by: string; knownAt: string },
): Promise<void> {
  const { id, version, digest, title, items, origin } = yardstick;
  const withdrawn = items.filter((item) => item.withdrawn !== undefined).length;
  await transaction.run(
    `insert into yardsticks
       (id, version, digest, title, content, by, known_at, items, withdrawn, origin)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      version,
      digest,
      title,
      about.content,
      about.by,
      about.knownAt,
      items.length,
      withdrawn,
      origin?.format ?? null,
    ],
  );
}

const KeptFile = Type.Object({
  role: Type.Union([Type.Literal("file"), Type.Literal("import"), Type.Literal("how")]),
  name: Type.String(),
  digest: Type.String(),
  bytes: Bytes,
});
/** A file from which a yardstick was made, as it came. */
export type KeptFile = Static<typeof KeptFile>;

/** Keeps the files from which a yardstick was made, in the order given. */
export async function insertYardstickFiles(
  transaction: Transaction,
  of: { readonly id: string; readonly version: string },
  files: readonly KeptFile[],
): Promise<void> {
  for (const [position, { role, name, digest, bytes }] of files.entries()) {
    await transaction.run(
      `insert into yardstick_files (yardstick, version, position, role, name, digest, bytes)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [of.id, of.version, position, role, name, digest, bytes],
    );
  }
}

/** The files from which a yardstick was made; none for one that came as it is. */
export function yardstickFiles(
  transaction: Transaction,
  of: { readonly id: string; readonly version: string },
): Promise<KeptFile[]> {
  return transaction.rows(
    KeptFile,
    `select role, name, digest, bytes from yardstick_files
     where yardstick = $1 and version = $2 order by position`,
    [of.id, of.version],
  );
}

/** Keeps two writers from importing one version at once. Held to the end of the transaction. */
export async function lockYardsticks(transaction: Transaction): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('yardsticks', 0))`);
}

const KnownAt = Type.Object({ known_at: Type.String() });

/** The instant at which a yardstick became known. */
export async function yardstickKnownAt(
  transaction: Transaction,
  of: { readonly id: string; readonly version: string },
): Promise<string> {
  const row = await transaction.first(
    KnownAt,
    `select known_at from yardsticks where id = $1 and version = $2`,
    [of.id, of.version],
  );
  return row?.known_at ?? "1970-01-01T00:00:00Z";
}
