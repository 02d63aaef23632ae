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

describe("a yardstick written as JSON", () => {
  const items = [
    { id: "A-1", title: "A", text: "Do a.", scale: "yes-no" },
    { id: "A-2", title: "B", text: "Do b.", scale: "yes-no", group: "g", parent: "A-1" },
    {
      id: "A-3",
      title: "C",
      text: "Gone.",
      scale: "yes-no",
      withdrawn: { into: [], words: "Gone." },
    },
  ];
  const file = {
    format: "muster/yardstick/1",
    id: "y",
    version: "5.1.1+u4",
    title: "Y",
    sources: [{ title: "s" }],
    groups: [
      { id: "f", title: "F" },
      { id: "g", title: "G", parent: "f" },
    ],
    capabilities: [{ id: "c", title: "C", items: ["A-1", "A-2"] }],
    items,
  };
  const text = JSON.stringify(file);

  test("is the same yardstick as in YAML, with another digest", () => {
    const { digest, ...read } = readYardstick(text, "y.json");
    expect(read).toEqual(file);
    expect(readYardstick(`# YAML\n${text}`, "y.yaml")).toMatchObject(read);
    expect(readYardstick(`# YAML\n${text}`, "y.yaml").digest).not.toBe(digest);
  });

  test.each([
    ['"id":"A-2"', '"id":"A-1"', /items\[1\]\.id: the item A-1 stands here twice/],
    ['"group":"g"', '"group":"x"', /items\[1\]\.group: there is no group x/],
    ['"parent":"A-1"', '"parent":"A-3"', /items\[1\]\.parent: there is no item A-3 above this one/],
    ['"parent":"f"', '"parent":"g"', /groups\[1\]\.parent: there is no group g above this one/],
    ['["A-1","A-2"]', '["A-1","A-9"]', /capabilities\[0\]\.items\[1\]: there is no item A-9/],
    ['["A-1","A-2"]', '["A-1","A-3"]', /items\[1\]: the item A-3 is withdrawn/],
    ['["A-1","A-2"]', '["A-1","A-1"]', /items\[1\]: the item A-1 stands here twice/],
    ['"title":"Y"', '"title":"Y\\u0000"', /y\.json, title: this holds a NUL character/],
    ['"title":"Y"', '"title":"Y\\ud800"', /y\.json, title: this holds half a character/],
    ['"title":"Y"', '"title":"Y","title":"Z"', /names the field title twice/],
    ['"title":"Y"', '"title":"Y","constructor":1', /names a field constructor/],
    ['"5.1.1+u4"', '"5/1"', /version: .*a version as its publisher writes it/],
  ])("with %s made %s is refused with its place", (from, to, sentence) => {
    expect(() => readYardstick(text.replace(from, to), "y.json")).toThrow(sentence);
  });
});
