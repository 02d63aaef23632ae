import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mappingSchemaText, yardstickSchemaText } from "./published-schemas.ts";

test.each([
  ["docs/schemas/mapping.json", mappingSchemaText()],
  ["docs/schemas/yardstick.json", yardstickSchemaText()],
])("%s is the contract by which such files are read", (path, text) => {
  const published: unknown = JSON.parse(readFileSync(path, "utf8"));
  expect(published).toEqual(JSON.parse(text));
});
