import { expect, test } from "vitest";
import { storyMappingText } from "../../tests/support/evidence-stories.ts";
import type { Observed } from "./evidence-facts.ts";
import { importPreview } from "./import-preview.ts";
import { observe } from "./observe.ts";
import { readMapping } from "./read-mapping.ts";

const mapping = readMapping(storyMappingText, "hosts-1.yaml");
const header = "Owner,Host,HTTPS,HSTS,Parent,Verdict\n";

async function observed(rows: string): Promise<Observed> {
  const bytes = new TextEncoder().encode(header + rows);
  return observe(
    (async function* () {
      yield bytes;
    })(),
    mapping,
    { fileName: "scan-2020-01-01.csv" },
  );
}

test("a preview says what the mapping makes of rows, and counts the whole file", async () => {
  const many = Array.from({ length: 30 }, (_, at) => `Alder,h${at + 10}.gov,Yes,Yes,Yes,Yes\n`);
  const preview = importPreview(
    await observed(`Alder,a.gov,Yes,No,Yes,No\n${many.join("")}`),
    mapping,
  );
  expect(preview.rows).toHaveLength(12);
  expect(preview.rows[0]).toMatchObject({ owner: "Alder", unit: "a.gov" });
  expect(preview.rows[0]?.cells).toContain("bad");
  for (const item of preview.items) {
    expect(item.good + item.bad + item.unknown).toBeLessThanOrEqual(31);
  }
  expect(preview.items.some((item) => item.bad === 1)).toBe(true);
  expect(preview.heads).toHaveLength(preview.rows[0]?.cells.length ?? -1);
});
