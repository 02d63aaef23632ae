import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../kit/canonical-json.ts";
import { manifestSigner, manifestText, readManifest } from "./manifest.ts";

const head = {
  origin: "muster.example/log",
  review: "story-2020",
  on: "2020-06-08",
  asOf: "2026-11-22T10:00:00.000000Z",
  edition: 1,
};
const entries = ["inputs.json", "determination.json", "manifest"].map((name) => ({
  name,
  content: new TextEncoder().encode(name),
}));
const text = manifestText(head, entries);

describe("a manifest", () => {
  it("lists every entry but itself, sorted, as sha256sum writes it", () => {
    expect(text.split("\n").slice(0, 3)).toEqual([
      "muster.example/log/bundle",
      "muster/bundle/1",
      "review story-2020",
    ]);
    expect(text.endsWith(`${sha256("inputs.json")}  inputs.json\n`)).toBe(true);
    expect(readManifest(text)).toEqual({
      ...head,
      digests: new Map([
        ["determination.json", sha256("determination.json")],
        ["inputs.json", sha256("inputs.json")],
      ]),
    });
  });

  it("is signed under a name that is not the log's own", () => {
    expect(manifestSigner("muster.example/log")).toBe("muster.example/log/bundle");
  });

  it("is read only in the form in which it is written, whatever is changed", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 127 }), (at, by) => {
        const letter = String.fromCodePoint((text.codePointAt(at) ?? 0) ^ by);
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        let read: ReturnType<typeof readManifest>;
        try {
          read = readManifest(changed);
        } catch (error) {
          expect(String(error)).toMatch(/manifest/);
          return;
        }
        // What is still a manifest says something else, and nothing that it does not carry.
        expect(read).not.toEqual(readManifest(text));
      }),
    );
  });

  it("is refused when it lists itself, or anything twice or out of order", () => {
    const line = `${sha256("x")}  `;
    for (const tail of [
      `${line}manifest\n`,
      `${line}b\n${line}a\n`,
      `${line}a\n${line}a\n`,
      "x\n",
    ]) {
      expect(() => readManifest(manifestText(head, []) + tail)).toThrow("manifest, line");
    }
    expect(() => readManifest(manifestText(head, []))).toThrow("not the manifest of a bundle");
  });
});
