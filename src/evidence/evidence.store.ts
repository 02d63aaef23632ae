import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { Collection } from "./evidence-facts.ts";
import type { Mapping } from "./mapping.contract.ts";
import { readMapping } from "./read-mapping.ts";

/** A collection as kept, with what was left out of it. */
export const KeptCollection = Type.Object({
  ...Collection.properties,
  no: Type.Integer(),
  left_out: Type.Integer(),
  stale_rows: Type.Integer(),
  combined_rows: Type.Integer(),
  by: Type.String(),
});
export type KeptCollection = Static<typeof KeptCollection>;

const columns = `no, id, kind, source, day, known_at, mapping, file_digest, file_name, rows, left_out,
  stale_rows, combined_rows, absent_columns, inventory, revises, by`;

/**
 * Collections of some sources, and all inventories, known at an instant and speaking for a day or an
 * earlier one, oldest first.
 */
export function collectionsUpTo(
  transaction: Transaction,
  sources: readonly string[],
  on: string,
  asOf: string,
): Promise<KeptCollection[]> {
  return transaction.rows(
    KeptCollection,
    `select ${columns} from evidence_collections
     where (source = any($1) or kind = 'inventory') and day <= $2 and known_at <= $3
     order by day, known_at, id`,
    [sources, on, asOf],
  );
}

/** A page of all collections, newest day first. `after` is the identifier of the last one seen. */
export function collectionPage(
  transaction: Transaction,
  after: string,
  limit: number,
): Promise<KeptCollection[]> {
  return transaction.rows(
    KeptCollection,
    `select ${columns} from evidence_collections
     where $1 = '' or (day, id) < (select day, id from evidence_collections where id = $1)
     order by day desc, id desc limit $2`,
    [after, limit],
  );
}

/** One collection by its identifier. */
export function collectionById(
  transaction: Transaction,
  id: string,
): Promise<KeptCollection | undefined> {
  return transaction.first(
    KeptCollection,
    `select ${columns} from evidence_collections where id = $1`,
    [id],
  );
}

/** All collections of one source, kind and day: the first, and what revised it, in that order. */
export function collectionsOfDay(
  transaction: Transaction,
  source: string,
  kind: string,
  day: string,
): Promise<KeptCollection[]> {
  return transaction.rows(
    KeptCollection,
    `select ${columns} from evidence_collections where source = $1 and kind = $2 and day = $3
     order by known_at, id`,
    [source, kind, day],
  );
}

const MappingRow = Type.Object({
  id: Type.String(),
  version: Type.String(),
  content: Type.String(),
});

// A mapping of one name never changes, so what was read once stays true.
const readMappings = new Map<string, Mapping>();

function mappingOf({ id, version, content }: Static<typeof MappingRow>): Mapping {
  const name = `${id}@${version}`;
  const key = `${name}\n${content}`;
  const known = readMappings.get(key);
  if (known) return known;
  const mapping = readMapping(content, name);
  if (readMappings.size > 200) readMappings.clear();
  readMappings.set(key, mapping);
  return mapping;
}

/** Mappings by `id@version`. */
export async function mappingsNamed(
  transaction: Transaction,
  names: readonly string[],
): Promise<Mapping[]> {
  const rows = await transaction.rows(
    MappingRow,
    `select id, version, content from evidence_mappings
     where id || '@' || version = any($1) order by id, version`,
    [[...new Set(names)]],
  );
  return rows.map(mappingOf);
}

const newestMapping = `select id, version, content from evidence_mappings
   where id = $1 and ($2 = '' or version = $2) order by known_at desc limit 1`;

function mappingRow(transaction: Transaction, name: string) {
  const [id = "", version = ""] = name.split("@");
  return transaction.first(MappingRow, newestMapping, [id, version]);
}

/** The newest mapping of an identifier, or the one of `id@version`. */
export async function mappingNamed(
  transaction: Transaction,
  name: string,
): Promise<Mapping | undefined> {
  const row = await mappingRow(transaction, name);
  return row && mappingOf(row);
}

/** The text of a mapping's file, by `id@version` or the newest by `id`. */
export async function mappingText(
  transaction: Transaction,
  name: string,
): Promise<string | undefined> {
  return (await mappingRow(transaction, name))?.content;
}

/** The texts of mappings by `id@version`, by that name; those that are not there are left out. */
export async function mappingTexts(
  transaction: Transaction,
  names: readonly string[],
): Promise<Map<string, string>> {
  const rows = await transaction.rows(
    MappingRow,
    `select id, version, content from evidence_mappings where id || '@' || version = any($1)`,
    [names],
  );
  return new Map(rows.map(({ id, version, content }) => [`${id}@${version}`, content]));
}

const MappingLine = Type.Object({
  id: Type.String(),
  version: Type.String(),
  digest: Type.String(),
  title: Type.String(),
  source: Type.String(),
  kind: Type.String(),
  known_at: Type.String(),
});

/** All mappings, by identifier and then as they became known. */
export function mappingList(transaction: Transaction): Promise<Static<typeof MappingLine>[]> {
  return transaction.rows(
    MappingLine,
    `select id, version, digest, title, source, kind, known_at from evidence_mappings
     order by id, known_at`,
  );
}

/** Writes a mapping as its file stands. */
export async function insertMapping(
  transaction: Transaction,
  mapping: Mapping,
  about: { content: string; by: string; knownAt: string },
): Promise<void> {
  await transaction.run(
    `insert into evidence_mappings (id, version, digest, title, source, kind, content, by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      mapping.id,
      mapping.version,
      mapping.digest,
      mapping.title,
      mapping.source,
      mapping.kind,
      about.content,
      about.by,
      about.knownAt,
    ],
  );
}

/** Keeps two writers from delivering for one source at once. Held to the end of the transaction. */
export async function lockSource(transaction: Transaction, source: string): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('evidence ' || $1, 0))`, [
    source,
  ]);
}

const Number = Type.Object({ no: Type.Integer() });

/** The number under which the rows of a new collection are kept. */
export async function nextCollectionNumber(transaction: Transaction): Promise<number> {
  const row = await transaction.first(
    Number,
    `select nextval('evidence_collection_numbers')::integer as no`,
  );
  if (!row) throw new Error("a sequence gave no number");
  return row.no;
}

/** Writes the row of a collection: the last thing of an import. */
export async function insertCollection(
  transaction: Transaction,
  row: KeptCollection,
): Promise<void> {
  await transaction.run(
    `insert into evidence_collections (${columns})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      row.no,
      row.id,
      row.kind,
      row.source,
      row.day,
      row.known_at,
      row.mapping,
      row.file_digest,
      row.file_name,
      row.rows,
      row.left_out,
      row.stale_rows,
      row.combined_rows,
      row.absent_columns,
      row.inventory,
      row.revises,
      row.by,
    ],
  );
}

const LatestFact = Type.Object({ at: Type.Union([Type.String(), Type.Null()]) });

/**
 * When any evidence last became known, up to an instant, as a part of a larger statement: given the
 * parameter of the instant. Corrections are numbered as they come.
 */
export const lastEvidenceFactSql = (asOf: "$1" | "$2"): string =>
  `greatest(
     (select max(known_at) from evidence_collections where known_at <= ${asOf}),
     (select known_at from evidence_corrections where known_at <= ${asOf} order by no desc limit 1),
     (select max(known_at) from evidence_retirements where known_at <= ${asOf}))`;

/** When any evidence last became known, up to an instant. */
export async function lastEvidenceFact(
  transaction: Transaction,
  asOf: string,
): Promise<string | null> {
  const row = await transaction.first(LatestFact, `select ${lastEvidenceFactSql("$1")} as at`, [
    asOf,
  ]);
  return row?.at ?? null;
}
