import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const EditionRow = Type.Object({
  id: Type.String(),
  review: Type.String(),
  on: Type.String(),
  as_of: Type.String(),
  digest: Type.String(),
  determination: Type.String(),
  headline: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
  rows: Type.String(),
});
/** An edition with its public rows, as canonical JSON. */
export type EditionRow = Static<typeof EditionRow>;

const columns = `id, review, on_day as "on", as_of, digest, determination, headline, known_at, leaf, rows`;

/** One edition. */
export function storedEdition(
  transaction: Transaction,
  id: string,
): Promise<EditionRow | undefined> {
  return transaction.first(EditionRow, `select ${columns} from editions where id = $1`, [id]);
}

/** Writes an edition. */
export async function insertEdition(transaction: Transaction, row: EditionRow): Promise<void> {
  await transaction.run(
    `insert into editions (id, review, on_day, as_of, digest, determination, headline, known_at, leaf, rows)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.review,
      row.on,
      row.as_of,
      row.digest,
      row.determination,
      row.headline,
      row.known_at,
      row.leaf,
      row.rows,
    ],
  );
}

const Told = Type.Object({
  publication: Type.String(),
  review: Type.String(),
  on: Type.String(),
  yardstick: Type.String(),
  /** Public rows of an edition; null for a bundle that holds everything. */
  rows: Type.Union([Type.String(), Type.Null()]),
});

/** Everything that was published, with what an edition told. */
export function publishedSoFar(transaction: Transaction): Promise<Static<typeof Told>[]> {
  return transaction.rows(
    Told,
    `select p.id as publication, p.review, p.on_day as "on", r.yardstick, e.rows
     from publications p join reviews r on r.review = p.review left join editions e on e.id = p.edition
     order by p.no`,
    [],
  );
}

const Published = Type.Object({ id: Type.String() });

/** The publication of an edition; undefined until it is sealed. */
export async function publicationOfEdition(
  transaction: Transaction,
  edition: string,
): Promise<string | undefined> {
  const row = await transaction.first(Published, `select id from publications where edition = $1`, [
    edition,
  ]);
  return row?.id;
}
