import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../../tests/support/database.ts";
import { eachCopiedRow } from "./copied-rows.ts";

let opened: TestDatabase;
beforeAll(async () => {
  opened = await testDatabase();
});
afterAll(() => opened.drop());

const query = `copy (select n, (n - 5)::smallint, -n::bigint * 1000000000, 'name ' || n, date '2020-06-08' + n
  from generate_series(1, 5000) n) to stdout (format binary)`;

test("rows that were copied out are what the database has, however the stream is cut", async () => {
  const chunks: Buffer[] = [];
  await opened.database.transact("read", async (transaction) => {
    for await (const chunk of transaction.copyOut(query)) chunks.push(chunk as Buffer);
  });
  const whole = Buffer.concat(chunks);
  for (const size of [1, 7, 4096, whole.length]) {
    async function* cut(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
    }
    let n = 0;
    const count = await eachCopiedRow(cut(), 5, (row) => {
      n += 1;
      expect([row.integer(0), row.integer(1), row.long(2)]).toEqual([n, n - 5, -n * 1_000_000_000]);
      expect(row.bytes(3).toString()).toBe(`name ${n}`);
      expect(row.integer(4)).toBe(7464 + n);
    });
    expect(count).toBe(5000);
  }
  async function* half(): AsyncGenerator<Uint8Array> {
    yield whole.subarray(0, 5000);
  }
  await expect(eachCopiedRow(half(), 5, () => {})).rejects.toThrow("cut off");
  await expect(eachCopiedRow(half(), 4, () => {})).rejects.toThrow("no rows of 4 fields");
});

test("what is no binary copy, and nothing where something was expected, are refused", async () => {
  async function* text(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("1\ttwo\n3\tfour and more, so that a head would fit\n");
  }
  await expect(eachCopiedRow(text(), 2, () => {})).rejects.toThrow("no binary COPY");
  const read = opened.database.transact("read", (transaction) =>
    eachCopiedRow(
      transaction.copyOut("copy (select null::integer) to stdout (format binary)"),
      1,
      (row) => row.integer(0),
    ),
  );
  await expect(read).rejects.toThrow("no integer in field 0");
});
