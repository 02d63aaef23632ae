import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isZipName, readZip, writeZip, type ZipEntry } from "./zip.ts";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const story: readonly ZipEntry[] = [
  { name: "log/checkpoint", content: text("muster\n3\nroot\n") },
  { name: "determination.json", content: text("{}") },
  { name: "empty", content: new Uint8Array() },
];

const name = fc
  .array(fc.stringMatching(/^[\w@+-][\w.@+-]{0,6}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("/"));
const entries = fc.uniqueArray(fc.record({ name, content: fc.uint8Array({ maxLength: 40 }) }), {
  selector: (entry) => entry.name.toLowerCase(),
  maxLength: 6,
});

describe("an archive of stored entries", () => {
  it("has the same bytes whatever the order in which files are given", () => {
    expect(writeZip(story)).toEqual(writeZip([...story].reverse()));
  });

  it("is read back as written, for any files", () => {
    fc.assert(
      fc.property(entries, (files) => {
        const read = readZip(writeZip(files));
        expect(new Map(read.map((file) => [file.name, Buffer.from(file.content)]))).toEqual(
          new Map(files.map((file) => [file.name, Buffer.from(file.content)])),
        );
        expect(writeZip(read)).toEqual(writeZip(files));
      }),
    );
  });

  it("is refused with any bit turned, and the sentence names a place", () => {
    const bytes = writeZip(story);
    for (let at = 0; at < bytes.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(() => readZip(changed, "bundle.zip"), `byte ${at}, bit ${bit}`).toThrow(
          /^bundle\.zip.*(byte|content|longer|compressed|order|twice|first wrong)/,
        );
      }
    }
  });

  it("is refused when cut anywhere, or with anything behind its end", () => {
    const bytes = writeZip(story);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => readZip(bytes.subarray(0, length))).toThrow("the archive");
    }
    expect(() => readZip(Buffer.concat([bytes, text("x")]))).toThrow("1 bytes after its end");
    expect(() => readZip(Buffer.concat([text("x"), bytes]))).toThrow("first wrong byte is 0");
  });

  it("never fails otherwise than in one sentence, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readZip(bytes)).toThrow("the archive");
      }),
    );
  });

  it("refuses names that lead out of the folder", () => {
    for (const bad of ["../x", "/x", "a//b", "a/../b", "a\\b", "C:x", ".hidden", "a/", "", "ä"]) {
      expect(isZipName(bad)).toBe(false);
      expect(() => writeZip([{ name: bad, content: text("") }])).toThrow("cannot be the name");
    }
    const hostile = Buffer.from(writeZip([{ name: "aa/x", content: text("1") }]));
    hostile.write("../x", hostile.indexOf("aa/x"), "latin1");
    expect(() => readZip(hostile)).toThrow("could lead out of its folder");
  });

  it("says of an archive with folders that another program packed it anew", () => {
    const repacked = Buffer.from(writeZip([{ name: "log1", content: text("") }]));
    repacked.write("log/", repacked.indexOf("log1"), "latin1");
    expect(() => readZip(repacked)).toThrow("is a folder; the archive was packed anew");
  });

  it("refuses two entries of one name, also when they differ only in case", () => {
    expect(() =>
      writeZip([
        { name: "a", content: text("1") },
        { name: "A", content: text("2") },
      ]),
    ).toThrow("twice");
    const hostile = Buffer.from(
      writeZip([
        { name: "a", content: text("1") },
        { name: "b", content: text("2") },
      ]),
    );
    hostile.write("a", hostile.indexOf("b"), "latin1");
    expect(() => readZip(hostile)).toThrow("a: stands twice");
  });

  it("refuses a bomb without unpacking it: nothing compressed is read", () => {
    const bomb = deflateRawSync(Buffer.alloc(1_000_000));
    const hostile = Buffer.from(writeZip([{ name: "bomb", content: bomb }]));
    hostile.writeUInt16LE(8, 8);
    expect(() => readZip(hostile)).toThrow("bomb: is compressed");
  });

  it("refuses a zip64 record and a size that reaches beyond the end", () => {
    const hostile = Buffer.from(writeZip(story));
    hostile.writeUInt32LE(0xffff_ffff, 18);
    expect(() => readZip(hostile)).toThrow("longer than what is left");
  });

  it("refuses entries that overlap, by the directory that does not fit", () => {
    const hostile = Buffer.from(writeZip(story));
    const second = hostile.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    hostile.writeUInt32LE(0, second + 42);
    expect(() => readZip(hostile)).toThrow("directory was changed");
  });

  it("refuses what is larger than its limits", () => {
    const bytes = writeZip(story);
    expect(() => readZip(bytes, "f.zip", { bytes: 10, entries: 9 })).toThrow(
      "at most 10 bytes are read",
    );
    expect(() => readZip(bytes, "f.zip", { bytes: 1000, entries: 2 })).toThrow("more than 2");
  });
});
