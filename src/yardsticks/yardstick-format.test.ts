import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readYardstickHow } from "./convert-yardstick.ts";
import { readYardstick } from "./read-yardstick.ts";
import { yardstickImportSchemaText } from "./yardstick-schemas.ts";

test("every example of docs/yardstick-format.md is sound", () => {
  const page = readFileSync("docs/yardstick-format.md", "utf8");
  const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu)].map(([, text = ""]) => text);
  const [own = "", how = ""] = examples;
  expect(examples).toHaveLength(2);
  expect(readYardstick(own, "docs/yardstick-format.md").items).toHaveLength(4);
  expect(readYardstickHow(how, "docs/yardstick-format.md").scales).toHaveLength(2);
});

test("docs/schemas/yardstick-import.json is the contract by which such files are read", () => {
  const published: unknown = JSON.parse(readFileSync("docs/schemas/yardstick-import.json", "utf8"));
  expect(published).toEqual(JSON.parse(yardstickImportSchemaText()));
});
