import fc from "fast-check";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../../tests/support/database.ts";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { Bytes } from "../database/bytes.ts";
import type { Database } from "../database/database.ts";
import { appendLeaf, leafDigest, stampedLeaf } from "./append-leaf.ts";
import { lastKnownAt, stampKnownAt } from "./known-at.ts";

let opened: TestDatabase;
let database: Database;
beforeAll(async () => {
  opened = await testDatabase();
  ({ database } = opened);
});
afterAll(() => opened.drop());

const Row = Type.Object({
  at: Type.String(),
  digest: Type.String(),
  salt: Bytes,
  event: Type.String(),
});

// What PostgreSQL does not store as text, and JSON only writes escaped, is in no account and subject.
const text = fc.string({ unit: "grapheme", maxLength: 40 }).filter((each) => !each.includes("\0"));
const hostile = fc.oneof(text, fc.constantFrom('"at":""', "\\", '","at":"', "\u2028", "\u007f"));

test("a leaf that is stamped by its own statement has the words and the digest of any other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        actor: hostile,
        subject: hostile,
        kind: hostile,
        data: fc.dictionary(hostile, hostile),
      }),
      async (event) => {
        const { clauses, values } = stampedLeaf(event);
        const row = await database.transact("write", async (transaction) => {
          const before = await lastKnownAt(transaction);
          const found = await transaction.first(
            Row,
            `with ${clauses}, told as (select words from event)
             select at, encode(digest, 'hex') as digest, $3::bytea as salt, words as event from leaf, told`,
            [...values],
          );
          expect(found?.at).toBe(await lastKnownAt(transaction));
          expect((found?.at ?? "") > before).toBe(true);
          return found;
        });
        const whole = { ...event, at: row?.at ?? "" };
        expect(row?.event).toBe(canonicalJson(whole));
        expect(row?.digest).toBe(leafDigest(row?.salt ?? new Uint8Array(), whole));
      },
    ),
    { numRuns: 100 },
  );
});

test("leaves of both ways carry instants in the order of their commits", async () => {
  const event = { actor: "a", subject: "s", kind: "k", data: {} };
  const instants: string[] = [];
  const Stamped = Type.Object({ at: Type.String() });
  await Promise.all(
    Array.from({ length: 40 }, (_, turn) =>
      database.transact("write", async (transaction) => {
        if (turn % 2 === 0) {
          const at = await stampKnownAt(transaction);
          await appendLeaf(transaction, { ...event, at });
          instants.push(at);
          return;
        }
        const { clauses, values } = stampedLeaf(event);
        const row = await transaction.first(Stamped, `with ${clauses} select at from leaf`, [
          ...values,
        ]);
        instants.push(row?.at ?? "");
      }),
    ),
  );
  expect(new Set(instants).size).toBe(40);
  expect(instants).toEqual(instants.toSorted());
});
