import { beforeAll, expect, test } from "vitest";
import { demoStory, storyBundle } from "../../tests/support/bundle-story.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { readZip } from "../kit/zip.ts";
import { reportEdition } from "./report-content.ts";

/**
 * What edition 2 writes of the demo's ratings. A checker writes these files anew and compares them,
 * so a change of one byte, be it in a word, a style, a font or a library, refuses every bundle that
 * was published before. Whoever means such a change raises `reportEdition` and writes the digests
 * that it gives here.
 */
const golden = {
  edition: 2,
  files: {
    "CHECK-BY-HAND.md": "e02b097686e68827535218cebff28371856a48f25deb6c5904e367de2c1e37c7",
    "open-data.json": "ea1f0fd0358eea10f37f8add93e0894b8c3bb70c79d513afac9569f7f506f3cf",
    "ratings.csv": "d31fce238fcc6eee55eb21cce148b04140a069f3f6237d34f77d566c8bc1200a",
    "report.html": "886e74b379c5d3ce8cbd57c33cbcb3eab00de3604762e49adbaf7a5bbf1c8889",
    "report.xlsx": "5f94a7a055af046742ea0f0e37d9ae6cfa6d8e560e7801aef304dd2948e524f3",
  },
} as const;

let written: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  const { bytes } = await storyBundle(demoStory);
  written = Object.fromEntries(
    readZip(bytes)
      .filter(({ name }) => name in golden.files)
      .map(({ name, content }) => [name, sha256(content)]),
  );
});

test("an edition of the report writes the same bytes as long as it carries its number", () => {
  expect({ edition: reportEdition, files: written }).toEqual(golden);
});
