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
    "CHECK-BY-HAND.md": "f7705d49a4d1cb8f18a6aaadb9b7084044918b88380c41e4f6ae49854705bb51",
    "open-data.json": "ea1f0fd0358eea10f37f8add93e0894b8c3bb70c79d513afac9569f7f506f3cf",
    "ratings.csv": "d31fce238fcc6eee55eb21cce148b04140a069f3f6237d34f77d566c8bc1200a",
    "report.html": "b0b9152c6bcd7a6e9595304dfd2f27901a5f7ab8bc2c08bf8eaeed6fbcf7cb35",
    "report.xlsx": "591f049b51ca391212f948f07852308e1d7549553edac9ad488b37f8f1586004",
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
