import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { MappingFile } from "./mapping.contract.ts";
import { readMapping } from "./read-mapping.ts";

const page = readFileSync("docs/mapping-format.md", "utf8");
const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = ""]) => text);

test("every example of the page about mappings can be used as it stands", () => {
  expect(examples).toHaveLength(4);
  for (const text of examples) {
    if (text.includes("muster/yardstick/1")) readYardstick(text, "docs/mapping-format.md");
    else readMapping(text, "docs/mapping-format.md");
  }
});

test("the page names every field that a mapping may have", () => {
  const fields = new Set(MappingFile.anyOf.flatMap((kind) => Object.keys(kind.properties)));
  for (const field of fields) expect(page).toContain(`\`${field}\``);
});
