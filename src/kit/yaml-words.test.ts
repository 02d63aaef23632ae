import { Type } from "typebox";
import { expect, test } from "vitest";
import { readYaml } from "./read-yaml.ts";

const anything = Type.Record(Type.String(), Type.Unknown());

test.each([
  [
    "a second colon on one line",
    "note: see: below\n",
    /line 1, .*a second colon stands on one line/u,
  ],
  ["an open quote", 'note: "never closed\n', /a closing quote, a bracket, a comma/u],
  ["an open bracket", "tasks: [a, b\n", /a closing quote, a bracket, a comma|too far to the left/u],
  ["a tab", "tasks:\n\t- a\n", /a tab stands where spaces were expected/u],
  ["a line that begins wrongly", "a:\n  - b\n c: d\n", /begins too far|a sign stands where none/u],
  ["a wrong backslash", 'path: "C:\\dir"\n', /a backslash/u],
  ["a text that needs quotes", "note: @home\n", /begins with this sign needs quotes/u],
  ["brackets far too deep", "[".repeat(5000) + "]".repeat(5000), /nested deeper than 40 levels/u],
])("what cannot be read is named in words: %s", (_name, text, words) => {
  expect(() => readYaml(anything, text, "order.yaml")).toThrow(words);
});
