import { type Static, Type } from "typebox";
import { Bytes } from "../platform/database/bytes.ts";
import type { Transaction } from "../platform/database/database.ts";
import { type Publication, Publication as PublicationSchema } from "./bundle.contract.ts";

const columns = `id, review, title, on_day as "on", as_of, published_at, digest, coalesce(
    (select sum(length(c.content)) from publication_chunks c where c.publication = publications.id), length(bundle)) as bytes, headline,
  leaf, '/published/' || id || '/bundle.zip' as bundle, '/published/' || id || '/' as report, false as unchanged,
  coalesce(corrects, '') as corrects, reason,
  coalesce((select later.id from publications later where later.corrects = publications.id), '') as corrected_by,
  coalesce((select later.reason from publications later where later.corrects = publications.id), '') as corrected_because,
  coalesce((select json_agg(json_build_object('name', f.name, 'path', '/published/' || id || '/' || f.name, 'bytes', f.bytes)
    order by f.name) from publication_files f where f.publication = publications.id), '[]') as files`;

/** The whole bundle that was published last for a day as of an instant; undefined where nothing was. */
export function publicationOf(
  transaction: Transaction,
  review: string,
  on: string,
  asOf: string,
): Promise<Publication | undefined> {
  return transaction.first(
    PublicationSchema,
    `select ${columns} from publications where review = $1 and on_day = $2 and as_of = $3
        and edition is null
      order by no desc limit 1`,
    [review, on, asOf],
  );
}

/** One publication by its identifier. */
export function publicationById(
  transaction: Transaction,
  id: string,
): Promise<Publication | undefined> {
  return transaction.first(PublicationSchema, `select ${columns} from publications where id = $1`, [
    id,
  ]);
}

/** A page of publications, newest first. `after` is the identifier of the last one seen, or empty. */
export function publicationPage(
  transaction: Transaction,
  after: string,
  limit: number,
): Promise<Publication[]> {
  return transaction.rows(
    PublicationSchema,
    `select ${columns} from publications
      where $1 = '' or no < (select no from publications where id = $1) order by no desc limit $2`,
    [after, limit],
  );
}

const BundleRow = Type.Object({ bundle: Bytes });
const ChunkRow = Type.Object({ content: Bytes });

/** A bundle that is longer is kept in pieces of this many bytes. */
const chunkSize = 4 * 1024 * 1024;
const longBundle = 4 * chunkSize;
const ReportRow = Type.Object({ report: Type.String() });

/** The bytes of a published bundle. */
export async function publishedBundle(
  transaction: Transaction,
  id: string,
): Promise<Uint8Array | undefined> {
  const row = await transaction.first(BundleRow, `select bundle from publications where id = $1`, [
    id,
  ]);
  if (row?.bundle.length !== 0) return row?.bundle;
  return chunksOf(transaction, id, 0);
}

/** The pieces of a bundle from one on, up to another or to the last, put together. */
async function chunksOf(
  transaction: Transaction,
  id: string,
  from: number,
  until = Number.MAX_SAFE_INTEGER,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let part = from; part <= until; part += 1) {
    const row = await transaction.first(
      ChunkRow,
      `select content from publication_chunks where publication = $1 and part = $2`,
      [id, part],
    );
    if (row === undefined) break;
    parts.push(row.content);
  }
  return Buffer.concat(parts);
}

const PlaceRow = Type.Object({
  start: Type.Integer(),
  bytes: Type.Integer(),
  whole: Type.Boolean(),
});

/** One file of a published bundle, as it stands in it. */
export async function publishedFile(
  transaction: Transaction,
  id: string,
  name: string,
): Promise<Uint8Array | undefined> {
  const place = await transaction.first(
    PlaceRow,
    `select start, bytes, not exists (select from publication_chunks c where c.publication = $1) as whole
      from publication_files where publication = $1 and name = $2`,
    [id, name],
  );
  if (place?.whole === false) {
    const { start, bytes } = place;
    const first = Math.floor(start / chunkSize);
    const last = Math.floor((start + bytes) / chunkSize);
    const chunks = await chunksOf(transaction, id, first, last);
    return chunks.subarray(start - first * chunkSize, start - first * chunkSize + bytes);
  }
  const row = await transaction.first(
    BundleRow,
    `select substring(bundle from (start + 1)::integer for f.bytes::integer) as bundle
      from publications join publication_files f on f.publication = id where id = $1 and name = $2`,
    [id, name],
  );
  return row?.bundle;
}

/** The report of a published bundle, as it stands in it. */
export async function publishedReport(
  transaction: Transaction,
  id: string,
): Promise<string | undefined> {
  const row = await transaction.first(ReportRow, `select report from publications where id = $1`, [
    id,
  ]);
  return row?.report;
}

/** Keeps two writers from publishing one review at once. Held to the end of the transaction. */
export async function lockPublications(transaction: Transaction, review: string): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('publish ' || $1, 0))`, [
    review,
  ]);
}

/** What is kept of a publication. */
export interface NewPublication extends Pick<
  Static<typeof PublicationSchema>,
  "id" | "review" | "title" | "on" | "as_of" | "published_at" | "digest" | "headline" | "leaf"
> {
  readonly content: Uint8Array;
  readonly html: string;
  /** The publication that it corrects, with the reason; null for none. */
  readonly corrects: string | null;
  readonly reason: string;
  /** The public edition whose bundle it is; null for a whole bundle. */
  readonly edition: string | null;
  /** Where the files that are read one by one stand in `content`. */
  readonly files: readonly {
    readonly name: string;
    readonly start: number;
    readonly bytes: number;
  }[];
}

/** Writes a publication. */
export async function insertPublication(
  transaction: Transaction,
  row: NewPublication,
): Promise<void> {
  const { content } = row;
  const isLong = content.length > longBundle;
  await transaction.run(
    `insert into publications
       (id, review, title, on_day, as_of, published_at, digest, headline, leaf, bundle, report, corrects, reason, edition)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      row.id,
      row.review,
      row.title,
      row.on,
      row.as_of,
      row.published_at,
      row.digest,
      row.headline,
      row.leaf,
      isLong ? Buffer.alloc(0) : Buffer.from(content),
      row.html,
      row.corrects,
      row.reason,
      row.edition,
    ],
  );
  const apart = isLong ? content.length : 0;
  for (let start = 0; start < apart; start += chunkSize) {
    await transaction.run(
      `insert into publication_chunks (publication, part, content) values ($1, $2, $3)`,
      [row.id, start / chunkSize, Buffer.from(content.subarray(start, start + chunkSize))],
    );
  }
  await transaction.run(
    `insert into publication_files (publication, name, start, bytes)
     select $1, * from unnest($2::text[], $3::bigint[], $4::bigint[])`,
    [
      row.id,
      row.files.map(({ name }) => name),
      row.files.map(({ start }) => start),
      row.files.map(({ bytes }) => bytes),
    ],
  );
}
