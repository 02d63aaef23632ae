import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { KeptMapRow } from "./yardsticks.contract.ts";

const Digest = Type.Object({ digest: Type.String() });

/** Whether a map with this digest is kept. */
export async function hasYardstickMap(transaction: Transaction, digest: string): Promise<boolean> {
  const row = await transaction.first(
    Digest,
    `select digest from yardstick_maps where digest = $1`,
    [digest],
  );
  return row !== undefined;
}

/** Keeps a map as a fact of its own. */
export async function insertYardstickMap(
  transaction: Transaction,
  map: { kind: string; source: string; target: string; digest: string; content: string },
  about: { by: string; knownAt: string },
): Promise<void> {
  await transaction.run(
    `insert into yardstick_maps (digest, kind, source, target, content, by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [map.digest, map.kind, map.source, map.target, map.content, about.by, about.knownAt],
  );
}

/** The maps from or to a yardstick, as they became known. */
export function yardstickMaps(transaction: Transaction, name: string): Promise<KeptMapRow[]> {
  return transaction.rows(
    KeptMapRow,
    `select digest, content, by, known_at from yardstick_maps
     where source = $1 or target = $1 order by known_at, digest`,
    [name],
  );
}
