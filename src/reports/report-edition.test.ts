import { beforeAll, expect, test } from "vitest";
import { demoStory, storyBundle } from "../../tests/support/bundle-story.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { readZip } from "../kit/zip.ts";
import { reportEdition } from "./report-content.ts";

/**
 * What edition 3 writes of the demo's ratings. A checker writes these files anew and compares them,
 * so a change of one byte, be it in a word, a style, a font or a library, refuses every bundle that
 * was published before. Whoever means such a change raises `reportEdition` and writes the digests
 * that it gives here.
 */
const golden = {
  edition: 3,
  files: {
    "CHECK-BY-HAND.md": "e02b097686e68827535218cebff28371856a48f25deb6c5904e367de2c1e37c7",
    "open-data.json": "611a7837db1fd5cce935f646fb1862836f5017ddcfb11e6eb7a574f71b08e5c3",
    "ratings.csv": "af945dd9f57960055fdfbec76b54a29acbb6b53d2c78cb4e8ffb95dd491aef35",
    "report.html": "886e74b379c5d3ce8cbd57c33cbcb3eab00de3604762e49adbaf7a5bbf1c8889",
    "report.xlsx": "699e5494f724929d22349214c243df1bbdfe71d3bc9f1a3c3591f1eaf9428f4b",
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
