import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const FileRow = Type.Object({ name: Type.String(), size: Type.Integer() });

/** A file that was kept for an organisation of a review; undefined where none was. */
export function storedScoreFile(
  transaction: Transaction,
  review: string,
  organisation: string,
  digest: string,
): Promise<Static<typeof FileRow> | undefined> {
  return transaction.first(
    FileRow,
    `select name, size from score_files where review = $1 and organisation = $2 and digest = $3`,
    [review, organisation, digest],
  );
}

/** Writes that a file was kept for an organisation of a review. */
export async function insertScoreFile(
  transaction: Transaction,
  file: {
    readonly review: string;
    readonly organisation: string;
    readonly digest: string;
    readonly name: string;
    readonly size: number;
    readonly by: string;
    readonly knownAt: string;
    readonly leaf: string;
  },
): Promise<void> {
  await transaction.run(
    `insert into score_files (review, organisation, digest, name, size, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      file.review,
      file.organisation,
      file.digest,
      file.name,
      file.size,
      file.by,
      file.knownAt,
      file.leaf,
    ],
  );
}
