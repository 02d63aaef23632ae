import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseCheckpoint } from "../../kit/checkpoint.ts";
import { leafHash, treeRoot, verifyConsistency, verifyInclusion } from "../../kit/merkle.ts";
import { openNote, type Signer } from "../../kit/signed-note.ts";
import { type TestDatabase, testDatabase } from "../../../tests/support/database.ts";
import { Bytes } from "../database/bytes.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { openKeys } from "../keys/open-keys.ts";
import { appendLeaf } from "./append-leaf.ts";
import { latestCheckpoint, readLeafDigests } from "./log.store.ts";
import { consistencyProof, inclusionProof, inclusionProofs } from "./proofs.ts";
import { sequenceLeaves } from "./sequence-leaves.ts";
import { startSequencer } from "./sequencer.ts";

const secret = new Uint8Array(32).fill(7);
const event = (number: number) => ({
  kind: "test.happened",
  actor: "test-officer",
  at: "2026-11-22T10:00:00.000000Z",
  subject: `test/${number}`,
  data: { number },
});
const append = (database: Database, number: number): Promise<string> =>
  database.transact("write", (transaction) => appendLeaf(transaction, event(number)));
const Count = Type.Object({ count: Type.Integer() });
const waiting = async (database: Database): Promise<number> => {
  const row = await database.transact("read", (transaction) =>
    transaction.first(Count, `select count(*) as count from log_leaves where index is null`),
  );
  return row?.count ?? -1;
};
const leavesOf = (database: Database): Promise<Uint8Array[]> =>
  database.transact("read", (transaction) => readLeafDigests(transaction, 0, 1_000_000));
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

describe("a log written by two processes at once", () => {
  let made: TestDatabase;
  let second: Database;
  let signer: Signer;
  beforeAll(async () => {
    made = await testDatabase();
    second = openDatabase(made.url, { connections: 5 });
    signer = (await openKeys(made.database, secret)).log;
    const faults: unknown[] = [];
    const options = {
      everyMilliseconds: 5,
      restMilliseconds: 20,
      onFault: (fault: unknown) => faults.push(fault),
    };
    const sequencers = [made.database, second].map((database) =>
      startSequencer(database, signer, options),
    );
    const numbers = Array.from({ length: 1000 }, (_, number) => number);
    const writers = [made.database, second, made.database, second].map(async (database, writer) => {
      for (const number of numbers.filter((each) => each % 4 === writer)) {
        await append(database, number);
        if (number % 100 === 0) sequencers[writer % 2]?.nudge();
      }
    });
    await Promise.all(writers);
    while ((await waiting(made.database)) > 0) await pause(5);
    await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await second.close();
    await made.drop();
  });

  test("has one dense sequence of 1,000 indices", async () => {
    const indices = await made.database.transact("read", (transaction) =>
      transaction.rows(
        Type.Object({ index: Type.Integer() }),
        `select index from log_leaves order by index`,
      ),
    );
    expect(indices.map(({ index }) => index)).toEqual(Array.from({ length: 1000 }, (_, at) => at));
  });

  test("has a signed checkpoint over exactly its leaves", async () => {
    const head = await made.database.transact("read", latestCheckpoint);
    const { text } = await openNote(head?.note ?? "", [signer]);
    const root = treeRoot((await leavesOf(made.database)).map(leafHash));
    const { origin, size, root: signed } = parseCheckpoint(text);
    expect({ origin, size, root: Buffer.from(signed) }).toEqual({
      origin: signer.name,
      size: 1000,
      root: Buffer.from(root),
    });
  });

  test("proves every leaf in the newest checkpoint, with one query", async () => {
    const leaves = await leavesOf(made.database);
    const root = treeRoot(leaves.map(leafHash));
    const before = made.database.statements();
    const proofs = await made.database.transact("read", (transaction) =>
      inclusionProofs(transaction, [...leaves.keys()], 1000),
    );
    expect(made.database.statements() - before).toBe(1);
    for (const [index, leaf] of leaves.entries()) {
      const proof = proofs.get(index) ?? [];
      expect(verifyInclusion({ index, size: 1000, leafHash: leafHash(leaf), proof, root })).toBe(
        true,
      );
    }
  });

  test("proves that each checkpoint is the beginning of the next and of the last", async () => {
    const rows = await made.database.transact("read", (transaction) =>
      transaction.rows(
        Type.Object({ size: Type.Integer(), root: Bytes }),
        `select size, root from log_checkpoints order by size`,
      ),
    );
    expect(rows.length).toBeGreaterThan(10);
    const pairs = rows.flatMap((first, at) => [
      { first, later: rows[at + 1] ?? first },
      { first, later: rows.at(-1) ?? first },
    ]);
    for (const { first, later } of pairs) {
      const proof = await made.database.transact("read", (transaction) =>
        consistencyProof(transaction, first.size, later.size),
      );
      const [firstRoot, secondRoot] = [first.root, later.root];
      const sizes = { firstSize: first.size, secondSize: later.size };
      expect(verifyConsistency({ ...sizes, firstRoot, secondRoot, proof })).toBe(true);
    }
  });

  test("does not sign anything after a stored tile was changed", async () => {
    await append(made.database, 1000);
    await made.database.transact("write", (transaction) =>
      transaction.run(
        `update log_tiles set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) where level = 1`,
      ),
    );
    await expect(sequenceLeaves(made.database, signer)).rejects.toThrow("nothing was signed");
    expect(await waiting(made.database)).toBe(1);
  });
});

describe("a sequencer whose connection is cut again and again", () => {
  test("leaves no gap, no index twice and nothing unsigned behind", async () => {
    const made = await testDatabase();
    const signer = (await openKeys(made.database, secret)).log;
    const cut = openDatabase(`${made.url}&application_name=cut`, { connections: 1 });
    const faults: unknown[] = [];
    const sequencer = startSequencer(cut, signer, {
      everyMilliseconds: 1,
      restMilliseconds: 20,
      onFault: (fault) => faults.push(fault),
    });
    for (let number = 0; number < 400; number += 1) {
      await append(made.database, number);
      sequencer.nudge();
      if (number % 10 !== 0) continue;
      await made.database.transact("write", (transaction) =>
        transaction.run(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'cut' and datname = current_database()`,
        ),
      );
    }
    while ((await waiting(made.database)) > 0) await pause(5);
    await sequencer.stop();
    const leaves = await leavesOf(made.database);
    const head = await made.database.transact("read", latestCheckpoint);
    expect(leaves).toHaveLength(400);
    expect(head?.size).toBe(400);
    expect(Buffer.from(head?.root ?? [])).toEqual(Buffer.from(treeRoot(leaves.map(leafHash))));
    await cut.close();
    await made.drop();
  });
});

describe("a log that begins", () => {
  test("has a signed checkpoint of no leaves before the first one", async () => {
    const made = await testDatabase();
    const signer = (await openKeys(made.database, secret)).log;
    expect(await sequenceLeaves(made.database, signer)).toBe(0);
    const head = await made.database.transact("read", latestCheckpoint);
    expect(head?.note).toContain(
      `${signer.name}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`,
    );
    await made.drop();
  });

  test("grows over the edge of a tile, several batches at once", async () => {
    const made = await testDatabase();
    const signer = (await openKeys(made.database, secret)).log;
    const sizes = [255, 256, 257, 9000];
    let size = 0;
    for (const next of sizes) {
      await made.database.transact("write", (transaction) =>
        transaction.run(
          `insert into log_leaves (digest, kind, subject, actor, at)
           select sha256(int8send(number)), 'test', 'test', 'test', now() from generate_series($1::bigint, $2) as number`,
          [size, next - 1],
        ),
      );
      while ((await sequenceLeaves(made.database, signer)) > 0);
      size = next;
      const leaves = await leavesOf(made.database);
      const head = await made.database.transact("read", latestCheckpoint);
      expect(head?.size).toBe(next);
      const root = head?.root ?? new Uint8Array();
      expect(Buffer.from(root)).toEqual(Buffer.from(treeRoot(leaves.map(leafHash))));
      const proof = await made.database.transact("read", (transaction) =>
        inclusionProof(transaction, 254, next),
      );
      const hash = leafHash(leaves[254] ?? root);
      expect(verifyInclusion({ index: 254, size: next, leafHash: hash, proof, root })).toBe(true);
    }
    await made.drop();
  });

  test("leaves out what is not committed, and gives it an index when it is", async () => {
    const made = await testDatabase();
    const signer = (await openKeys(made.database, secret)).log;
    await made.database.transact("write", async (transaction) => {
      await appendLeaf(transaction, event(1));
      await append(made.database, 2);
      expect(await sequenceLeaves(made.database, signer)).toBe(1);
    });
    expect(await sequenceLeaves(made.database, signer)).toBe(1);
    expect((await leavesOf(made.database)).length).toBe(2);
    await made.drop();
  });
});
