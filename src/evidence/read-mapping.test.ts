import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../kit/canonical-json.ts";
import { readMapping } from "./read-mapping.ts";

const sound = `
format: muster/mapping/1
id: hosts
version: "1"
title: Hosts
source: scan
kind: units
day: file-name
owner: {column: Owner}
unit: {column: Host}
units: hosts
parts:
  - {id: https, title: HTTPS, column: HTTPS, good: ["Yes"], bad: ["No"], unknown: [""]}
marks:
  - {id: parent, title: Parent, column: Host, equals_column: Base}
items:
  - {item: I-1, all: [https], where: parent, rule: one}
`;

describe("a mapping", () => {
  test.each(globSync("policy/mappings/*.yaml"))("%s ships and is sound", (path) => {
    const mapping = readMapping(readFileSync(path), path);
    expect(path).toBe(`policy/mappings/${mapping.id}-${mapping.version}.yaml`);
    expect(mapping.digest).toBe(sha256(readFileSync(path)));
  });

  test("is the same from text and from bytes", () => {
    expect(readMapping(sound, "m.yaml")).toEqual(readMapping(Buffer.from(sound), "m.yaml"));
  });

  test.each([
    ["kind: units", "kind: unit", /m\.yaml, line 7.*units/],
    ['version: "1"', "version: 1", /line 4.*version/],
    ["all: [https]", "all: [hsts]", /line 17.*no part is named hsts/],
    ["where: parent", "where: child", /no mark is named child/],
    ['bad: ["No"]', 'bad: ["Yes"]', /"Yes" means two things/],
    ['bad: ["No"]', 'bad: ["No "]', /begins or ends with a space/],
    ["day: file-name", "day: {fixed: 2020-02-30}", /not a day/],
    ["units: hosts", "units: hosts\nfilter: [{column: A}]", /either `is` or `is_not`/],
    ["units: hosts", "units: hosts\nunits: hosts", /twice/],
    ["units: hosts", "units: hosts\n__proto__: {}", /__proto__/],
    ["equals_column: Base", "note: x", /marks/],
    ["rule: one}", "rule: one}\n  - {item: I-1, all: [https], rule: one}", /I-1 stands here twice/],
    [
      "units: hosts",
      "units: hosts\nheld_against: [{mapping: inv, items: [I-9]}]",
      /no item is named I-9/,
    ],
    [
      "units: hosts",
      "units: hosts\nverdict: {item: I-9, column: V, good: [a]}",
      /no item is named I-9/,
    ],
  ])("with %j made %j is refused with its place", (from, to, sentence) => {
    expect(() => readMapping(sound.replace(from, to), "m.yaml")).toThrow(sentence);
  });

  test("is read, or refused in one sentence that names the file, whatever bytes it holds", () => {
    const lines = sound.split("\n");
    const noise = fc.array(
      fc.oneof(fc.constantFrom(...lines), fc.string(), fc.constantFrom("- [", "a: &x", "*x", "{")),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(noise, (parts) => {
        try {
          readMapping(parts.join("\n"), "m.yaml");
        } catch (error) {
          expect(error).toMatchObject({ name: "Problem" });
          expect(String(error)).toContain("m.yaml");
        }
      }),
    );
  });
});
