import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readYardstick } from "./read-yardstick.ts";

const sound = readFileSync("policy/yardsticks/web-transport-1.yaml", "utf8");

describe("a yardstick", () => {
  test.each(globSync("policy/yardsticks/*.yaml"))("%s ships and is sound", (path) => {
    const yardstick = readYardstick(readFileSync(path), path);
    expect(path).toBe(`policy/yardsticks/${yardstick.id}-${yardstick.version}.yaml`);
  });

  test("of web transport names its measured source for every item", () => {
    const { items } = readYardstick(sound, "y.yaml");
    expect(items.map((item) => item.id)).toEqual(["WT-1", "WT-2", "WT-3", "WT-4", "WT-5"]);
    expect(new Set(items.map((item) => item.measured_by))).toEqual(new Set(["pulse"]));
  });

  test.each([
    ["id: WT-2", "id: WT-1", /WT-1 stands here twice/],
    ["    units: domains\n", "", /share and does not say of what/],
    ["scale: share", "scale: shares", /share, level, yes-no/],
    ["items:", "item:", /items is missing|no such field/],
    [/items:[^]*/, "items: []", /at least 1/],
  ])("with %s made %j is refused with its place", (from, to, sentence) => {
    expect(() => readYardstick(sound.replace(from, to), "y.yaml")).toThrow(sentence);
    expect(() => readYardstick(sound.replace(from, to), "y.yaml")).toThrow(/^y\.yaml, line/);
  });
});
