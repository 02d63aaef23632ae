import { Type } from "typebox";
import { Bytes } from "../platform/database/bytes.ts";
import type { Transaction } from "../platform/database/database.ts";

const FileRow = Type.Object({ digest: Type.String(), name: Type.String(), size: Type.Integer() });
const ChunkRow = Type.Object({ part: Type.Integer(), content: Bytes });

/** Bytes of one chunk: large enough that a file has few, small enough to be held. */
const chunkSize = 1024 * 1024;

/** Whether the bytes of a digest are kept. */
export async function hasRawFile(transaction: Transaction, digest: string): Promise<boolean> {
  return (
    (await transaction.first(
      FileRow,
      `select digest, name, size from evidence_files where digest = $1`,
      [digest],
    )) !== undefined
  );
}

/** Keeps the bytes of a file under their digest, in chunks. The row that names them comes last. */
export async function insertRawChunks(
  transaction: Transaction,
  digest: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  let part = 0;
  let waiting: Uint8Array[] = [];
  let size = 0;
  const write = async (): Promise<void> => {
    await transaction.run(
      `insert into evidence_file_chunks (digest, part, content) values ($1, $2, $3)
       on conflict (digest, part) do nothing`,
      [digest, part, Buffer.concat(waiting)],
    );
    part += 1;
    waiting = [];
    size = 0;
  };
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size >= chunkSize) await write();
  }
  if (size > 0) await write();
}

/** Names kept bytes. */
export async function insertRawFile(
  transaction: Transaction,
  file: { digest: string; name: string; size: number; knownAt: string },
): Promise<void> {
  await transaction.run(
    `insert into evidence_files (digest, name, size, known_at) values ($1, $2, $3, $4)
     on conflict (digest) do nothing`,
    [file.digest, file.name, file.size, file.knownAt],
  );
}

/** A raw file by the digest of its bytes, whole; undefined where it is not kept. */
export async function rawFile(
  transaction: Transaction,
  digest: string,
): Promise<{ name: string; content: Uint8Array } | undefined> {
  const row = await transaction.first(
    FileRow,
    `select digest, name, size from evidence_files where digest = $1`,
    [digest],
  );
  if (!row) return undefined;
  const chunks = await transaction.rows(
    ChunkRow,
    `select part, content from evidence_file_chunks where digest = $1 order by part`,
    [digest],
  );
  return { name: row.name, content: Buffer.concat(chunks.map((each) => each.content)) };
}

const WholeRow = Type.Object({ digest: Type.String(), content: Bytes });

/** The bytes of raw files by digest, in one query; what is not kept is left out. */
export async function rawFiles(
  transaction: Transaction,
  digests: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const rows = await transaction.rows(
    WholeRow,
    `select digest, string_agg(content, ''::bytea order by part) as content
     from evidence_file_chunks join evidence_files using (digest)
     where digest = any($1) group by digest`,
    [digests],
  );
  return new Map(rows.map(({ digest, content }) => [digest, content]));
}
