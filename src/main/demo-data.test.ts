import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { sha256 } from "../kit/canonical-json.ts";

const data = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../demo/data/${name}`, import.meta.url)));

const Owned = Type.Array(Type.Object({ Agency: Type.String() }));

function ownersIn(csv: Buffer): string[] {
  return Value.Parse(Owned, parse(csv, { columns: true })).map(({ Agency }) => Agency);
}

test("the demo's list of organisations is exactly the owners that the file of hosts names", () => {
  const hosts = ownersIn(gunzipSync(data("pulse-https-hosts-2020-06-08.csv.gz")));
  const list = ownersIn(data("owners-2020-06-08.csv"));
  expect(hosts).toHaveLength(24_638);
  expect(list).toHaveLength(132);
  expect(list).toEqual([...new Set(hosts)].toSorted());
});

test("every file of the demo has the digest that its list of sources names", () => {
  const sources = data("SOURCES.md").toString();
  const named = [...sources.matchAll(/^\| `([^`]+)` .*`([0-9a-f]{64})` \|$/gm)];
  expect(named).toHaveLength(4);
  for (const [, name = "", digest] of named) expect(sha256(data(name))).toBe(digest);
});
