import { randomBytes } from "node:crypto";
import { Type } from "typebox";
import { Problem } from "../../kit/problem.ts";
import { makeSigner, type Signer, verifierKey } from "../../kit/signed-note.ts";
import { Bytes } from "../database/bytes.ts";
import type { Database, Transaction } from "../database/database.ts";
import { seal, unseal } from "./seal.ts";

/** The keys of one database; every process that serves it has the same. */
export interface Keys {
  /** Signs checkpoints; its name is the name of the log. */
  readonly log: Signer;
  /** 32 bytes, for what is signed and given to browsers. */
  readonly cookie: Uint8Array;
  /** 32 bytes, for places in paged lists. */
  readonly cursor: Uint8Array;
  /** 32 bytes, for the pseudonyms of members of the sharing hub. */
  readonly memberMap: Uint8Array;
}

const names = ["log", "cookie", "cursor", "member-map"] as const;
type Name = (typeof names)[number];

const Sealed = Type.Object({ name: Type.String(), sealed: Bytes });
const Identity = Type.Object({ origin: Type.String() });

/**
 * Opens the keys of a database, or makes them the first time: 32 random bytes each, stored sealed.
 *
 * Given: the bytes of `MUSTER_SECRET_FILE`, at least 32; and optionally a name for the log, which
 * counts only when the keys are made (left out: `muster.local/log/` and eight random digits).
 * Refuses: a secret that is too short, and one that does not open the keys that are there.
 */
export async function openKeys(
  database: Database,
  secret: Uint8Array,
  options: { readonly origin?: string | undefined } = {},
): Promise<Keys> {
  if (secret.length < 32) {
    throw new Problem(
      "refused",
      `the secret has ${secret.length} bytes and 32 are needed; make one with "head -c 32 /dev/urandom".`,
      { file: "MUSTER_SECRET_FILE" },
    );
  }
  return database.transact("write", async (transaction) => {
    await transaction.run(`select pg_advisory_xact_lock(hashtextextended('muster.keys', 0))`);
    const keys = await storedKeys(transaction, secret);
    const [log, cookie, cursor, memberMap] = [
      keys.get("log") ?? (await makeKey(transaction, secret, "log")),
      keys.get("cookie") ?? (await makeKey(transaction, secret, "cookie")),
      keys.get("cursor") ?? (await makeKey(transaction, secret, "cursor")),
      keys.get("member-map") ?? (await makeKey(transaction, secret, "member-map")),
    ];
    return { log: await logSigner(transaction, log, options.origin), cookie, cursor, memberMap };
  });
}

async function storedKeys(
  transaction: Transaction,
  secret: Uint8Array,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await transaction.rows(Sealed, `select name, sealed from sealed_keys`);
  return new Map(
    rows.map(({ name, sealed }) => {
      const key = unseal(secret, name, sealed);
      if (key) return [name, key];
      throw new Problem(
        "refused",
        "the secret does not open the keys of this database; give the file that was used when the database was new.",
        { file: "MUSTER_SECRET_FILE" },
      );
    }),
  );
}

async function makeKey(
  transaction: Transaction,
  secret: Uint8Array,
  name: Name,
): Promise<Uint8Array> {
  const key = randomBytes(32);
  await transaction.run(`insert into sealed_keys (name, sealed) values ($1, $2)`, [
    name,
    Buffer.from(seal(secret, name, key)),
  ]);
  return key;
}

async function logSigner(
  transaction: Transaction,
  seed: Uint8Array,
  wanted = `muster.local/log/${randomBytes(4).toString("hex")}`,
): Promise<Signer> {
  const identity = await transaction.first(Identity, `select origin from log_identity`);
  const signer = await makeSigner(identity?.origin ?? wanted, seed);
  if (!identity) {
    await transaction.run(`insert into log_identity (origin, verifier_key) values ($1, $2)`, [
      signer.name,
      verifierKey(signer),
    ]);
  }
  return signer;
}
