import { type Static, Type } from "typebox";

/** The first entry of a backup, and the one that counts what it holds. */
export const headName = "muster-backup.json";
export const contentsName = "contents.json";
/** The entry that is there only `--with-secret`. */
export const secretName = "secret";

/** What is written today. Another number is another layout. */
export const backupFormat = "muster/backup/1";

const strict = { additionalProperties: false } as const;
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Name = Type.String({ pattern: "^[a-z][a-z0-9_]{0,62}$" });

/** What is known of a backup before its tables. */
export const BackupHead = Type.Object(
  {
    format: Type.Literal(backupFormat),
    /** The version of Muster that wrote it. */
    muster: Type.String(),
    /** When the snapshot was taken: everything committed before is in it, nothing after. */
    made_at: Type.String(),
    /** The steps of the schema, in the order in which they ran, with the digests of their SQL. */
    steps: Type.Array(Type.Object({ id: Type.String(), digest: Digest }, strict)),
    /** Tables, each after those that it points to. */
    tables: Type.Array(Type.Object({ name: Name, columns: Type.Array(Name) }, strict)),
    /** Where counters stand; null when one was never used. */
    counters: Type.Array(
      Type.Object({ name: Name, last: Type.Union([Type.Integer(), Type.Null()]) }, strict),
    ),
    /** The sealed keys (base64), so that a secret can be tried before anything is written. */
    sealed_keys: Type.Array(Type.Object({ name: Type.String(), sealed: Type.String() }, strict)),
    /** The newest signed checkpoint of the log. */
    checkpoint: Type.Union([Type.String(), Type.Null()]),
    /** Whether the secret that opens the keys lies in this backup. */
    with_secret: Type.Boolean(),
  },
  strict,
);
export type BackupHead = Static<typeof BackupHead>;

/** What the tables hold, counted while they were written. */
export const BackupContents = Type.Object(
  {
    tables: Type.Array(
      Type.Object(
        {
          name: Name,
          pieces: Type.Integer({ minimum: 0 }),
          rows: Type.Integer({ minimum: 0 }),
          bytes: Type.Integer({ minimum: 0 }),
          /** SHA-256 of the rows as PostgreSQL's COPY wrote them. */
          digest: Digest,
        },
        strict,
      ),
    ),
  },
  strict,
);
export type BackupContents = Static<typeof BackupContents>;

/** Most bytes of one piece of a table before it is compressed. */
export const pieceLength = 4 * 1024 * 1024;

/** The name of a piece of a table, counted from 1. */
export function pieceName(table: string, piece: number): string {
  return `tables/${table}/${String(piece).padStart(8, "0")}.zst`;
}

/** How many rows a piece of a table ends: COPY writes a line end behind each and nowhere else. */
export function countLines(rows: Uint8Array): number {
  let lines = 0;
  for (let at = rows.indexOf(0x0a); at >= 0; at = rows.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}
