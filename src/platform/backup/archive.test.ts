import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestLine, digestsName, entryHeader, readEntryHeader } from "./archive.ts";
import { readArchive } from "./read-archive.ts";
import { writeArchive } from "./write-archive.ts";

let place = "";
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "muster-archive-"));
});
afterAll(() => rmSync(place, { recursive: true }));

const entries = [
  { name: "muster-backup.json", content: Buffer.from("{}\n") },
  { name: "tables/one/00000001.zst", content: Buffer.alloc(512, "a") },
  { name: "tables/one/00000002.zst", content: Buffer.alloc(0) },
  { name: "tables/two/00000001.zst", content: Buffer.from("rows\n".repeat(300)) },
];

async function write(path: string): Promise<void> {
  const handle = await open(path, "w");
  const archive = writeArchive(handle, 1_511_000_000);
  for (const { name, content } of entries) await archive.add(name, content);
  await archive.end();
  await handle.close();
}

async function read(bytes: Uint8Array): Promise<{ name: string; content: Uint8Array }[]> {
  const path = join(place, "read");
  writeFileSync(path, bytes);
  const handle = await open(path, "r");
  try {
    const all = [];
    for await (const { name, content } of readArchive(handle, "b")) all.push({ name, content });
    return all;
  } finally {
    await handle.close();
  }
}

test("an archive reads back, and the tools of every system list it and check its digests", async () => {
  const path = join(place, "whole");
  await write(path);
  expect(await read(readFileSync(path))).toEqual(entries);
  const names = execFileSync("tar", ["-tf", path]).toString().trim().split("\n");
  expect(names).toEqual([...entries.map(({ name }) => name), digestsName]);
  execFileSync("tar", ["-xf", path, "-C", place]);
  execFileSync("sha256sum", ["--check", "--strict", "--quiet", digestsName], { cwd: place });
});

test("an archive of which any bit was changed is refused, and so is one that was cut or goes on", async () => {
  const path = join(place, "hostile");
  await write(path);
  const whole = readFileSync(path);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await expect(read(changed)).rejects.toThrow("b: this backup is damaged (");
    }),
    { numRuns: 400 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      await expect(read(whole.subarray(0, length))).rejects.toThrow("this backup is damaged (");
    }),
    { numRuns: 100 },
  );
  await expect(read(Buffer.concat([whole, Buffer.alloc(512)]))).rejects.toThrow("behind its end");
});

test("a header that claims more than there is, or far too much, reserves no memory for it", async () => {
  const end = Buffer.alloc(1024);
  const huge = Buffer.concat([entryHeader("muster-backup.json", 0o77777777777, 1), end]);
  await expect(read(huge)).rejects.toThrow("says it is too large");
  const more = Buffer.concat([entryHeader("muster-backup.json", 60_000_000, 1), end]);
  await expect(read(more)).rejects.toThrow("in the middle");
});

test("a header reads back, and every other text of the same values is refused", () => {
  const header = entryHeader("tables/a/00000001.zst", 4711, 1_511_000_000);
  expect(readEntryHeader(header)).toEqual({
    name: "tables/a/00000001.zst",
    size: 4711,
    seconds: 1_511_000_000,
  });
  for (const name of ["../secret", "/etc/passwd", "a\u0000b", ""]) {
    expect(readEntryHeader(entryHeader(name, 1, 1))).toBeNull();
  }
  expect(digestLine("a", Buffer.from("abc"))).toMatch(/^ba7816bf[0-9a-f]{56} {2}a\n$/);
});
