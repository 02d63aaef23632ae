import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { oscalGiven, storyCatalog, storyProfile } from "../../../tests/support/oscal-story.ts";
import { controlsIn, groupsIn, paramsIn, partsIn } from "./control-tree.ts";
import { fitsPattern } from "./match-ids.ts";
import { resolveProfile, type Resolved } from "./resolve-profile.ts";
import { writeOscal } from "./write-oscal.ts";

const catalog = oscalGiven("catalog.json", storyCatalog());

function resolve(parts: object): Resolved {
  return resolveProfile(oscalGiven("profile.json", storyProfile(parts)), [catalog]);
}
const idsOf = (resolved: Resolved): string[] =>
  [...controlsIn(resolved.catalog)].map((control) => control.id);
const include = (...selections: object[]): object => ({
  imports: [{ href: "catalog.json", "include-controls": selections }],
});

describe("a profile selects", () => {
  test.each<[string, object, string[]]>([
    ["named controls, without their enhancements", include({ "with-ids": ["aa-1"] }), ["aa-1"]],
    [
      "enhancements too where it says so",
      include({ "with-ids": ["aa-1"], "with-child-controls": "yes" }),
      ["aa-1", "aa-1.1", "aa-1.2"],
    ],
    ["what fits a pattern", include({ matching: [{ pattern: "aa-?" }] }), ["aa-1", "aa-2"]],
    [
      "everything where it says all",
      { imports: [{ href: "x/catalog.json", "include-all": {} }] },
      ["aa-1", "aa-1.1", "aa-1.2", "aa-2", "bb-1", "bb-2"],
    ],
    [
      "everything where it says nothing",
      { imports: [{ href: "catalog.json" }] },
      ["aa-1", "aa-1.1", "aa-1.2", "aa-2", "bb-1", "bb-2"],
    ],
    [
      "less what it excludes",
      {
        imports: [
          {
            href: "catalog.json",
            "include-all": {},
            "exclude-controls": [{ matching: [{ pattern: "*-2" }, { pattern: "*.2" }] }],
          },
        ],
      },
      ["aa-1", "aa-1.1", "bb-1"],
    ],
    [
      "an enhancement in the place of its excluded control",
      {
        imports: [
          {
            href: "catalog.json",
            "include-controls": [{ "with-ids": ["aa-1.1", "aa-1"] }],
            "exclude-controls": [{ "with-ids": ["aa-1"] }],
          },
        ],
      },
      ["aa-1.1"],
    ],
  ])("%s", (_what, parts, ids) => {
    expect(idsOf(resolve(parts))).toEqual(ids);
  });

  test("and pulls in the control of an enhancement, and says so", () => {
    const resolved = resolve(include({ "with-ids": ["aa-1.1"] }));
    expect(idsOf(resolved)).toEqual(["aa-1", "aa-1.1"]);
    expect(resolved.notes.join(" ")).toMatch(/aa-1 were pulled in/);
  });

  test("and keeps of the back matter what is still referred to", () => {
    const resources = resolve({}).catalog["back-matter"]?.resources ?? [];
    expect(resources.map((each) => each.title)).toEqual(["A book"]);
  });

  test("and brings along a parameter that a selected text inserts from elsewhere", () => {
    const story = storyCatalog();
    const text = JSON.stringify(story).replace(
      "Say hello.",
      "Say {{ insert: param, aa-1_prm_2 }}.",
    );
    const beside = [oscalGiven("catalog.json", JSON.parse(text))];
    const profile = oscalGiven("profile.json", storyProfile(include({ "with-ids": ["bb-1"] })));
    const { catalog: resolved } = resolveProfile(profile, beside);
    expect([...paramsIn(resolved)].map((param) => param.id)).toEqual(["aa-1_prm_2", "aa-1_prm_1"]);
  });
});

describe("a profile puts together", () => {
  test("groups as they stood, none at all, or groups of its own", () => {
    expect([...groupsIn(resolve({}).catalog)].map((group) => group.id)).toEqual(["aa", "bb"]);
    const flat = resolve({ merge: { flat: {} } }).catalog;
    expect([...groupsIn(flat)]).toEqual([]);
    expect(flat.params?.map((param) => param.id)).toEqual(["aa_prm"]);
    const custom = resolve({
      imports: [{ href: "catalog.json", "include-all": {} }],
      merge: {
        custom: {
          groups: [
            {
              id: "own",
              title: "Own",
              "insert-controls": [
                { order: "descending", "include-controls": [{ matching: [{ pattern: "??-1" }] }] },
              ],
            },
          ],
          "insert-controls": [{ "include-controls": [{ "with-ids": ["aa-2"] }] }],
        },
      },
    });
    expect(custom.catalog.groups?.[0]?.controls?.map((control) => control.id)).toEqual([
      "bb-1",
      "aa-1",
    ]);
    expect(custom.catalog.controls?.map((control) => control.id)).toEqual(["aa-2"]);
    expect(custom.notes.join(" ")).toMatch(/left out: aa-1\.1, aa-1\.2, bb-2/);
  });

  test("two imports of one catalogue, each control once", () => {
    const resolved = resolve({
      imports: [
        { href: "catalog.json", "include-controls": [{ "with-ids": ["aa-1"] }] },
        { href: "catalog.json", "include-controls": [{ "with-ids": ["aa-1", "aa-1.1", "bb-1"] }] },
      ],
    });
    expect(idsOf(resolved)).toEqual(["aa-1", "aa-1.1", "bb-1"]);
    expect([...groupsIn(resolved.catalog)].map((group) => group.id)).toEqual(["aa", "bb"]);
  });

  test("different controls under one id only where it says which counts", () => {
    const other = JSON.parse(JSON.stringify(storyCatalog()).replace("Say hello.", "Say goodbye."));
    const beside = [catalog, oscalGiven("other.json", other)];
    const both = (combine: object): Resolved =>
      resolveProfile(
        oscalGiven(
          "profile.json",
          storyProfile({
            imports: ["catalog.json", "other.json"].map((href) => ({
              href,
              "include-controls": [{ "with-ids": ["bb-1"] }],
            })),
            merge: { "as-is": true, ...combine },
          }),
        ),
        beside,
      );
    expect(() => both({})).toThrow(
      /profile\.json, profile\.merge: two imports bring different controls under the id bb-1/,
    );
    const [control] = controlsIn(both({ combine: { method: "use-first" } }).catalog);
    expect(control?.parts?.[0]?.prose).toBe("Say hello.");
    expect(idsOf(both({ combine: { method: "merge" } }))).toEqual(["bb-1"]);
  });
});

describe("a profile changes", () => {
  test("parameters, and adds and removes what it says, where it says", () => {
    const resolved = resolve({
      modify: {
        "set-parameters": [
          { "param-id": "aa-1_prm_1", values: ["the head"], props: [{ name: "p", value: "v" }] },
        ],
        alters: [
          {
            "control-id": "aa-1",
            removes: [{ "by-id": "aa-1_smt.a.1" }, { "by-name": "assessment-method" }],
            adds: [
              {
                position: "after",
                "by-id": "aa-1_smt.a",
                parts: [{ id: "aa-1_new", name: "item", prose: "New." }],
              },
              {
                position: "starting",
                props: [{ name: "priority", value: "P1" }],
                title: "Keep the list",
              },
            ],
          },
        ],
      },
    });
    const [control] = controlsIn(resolved.catalog);
    expect(control).toMatchObject({
      title: "Keep the list",
      params: [{ values: ["the head"] }, {}],
    });
    expect(control?.props?.[0]?.name).toBe("priority");
    const parts = [...partsIn(control?.parts)].map((part) => part.id ?? part.name);
    expect(parts).toEqual([
      "aa-1_smt",
      "aa-1_smt.a",
      "aa-1_smt.a.2",
      "aa-1_new",
      "aa-1_smt.b",
      "aa-1_gdn",
    ]);
  });

  test("nothing in the catalogue that it was made from", () => {
    const before = JSON.stringify(catalog.oscal);
    resolve({ modify: { "set-parameters": [{ "param-id": "aa-1_prm_1", values: ["x"] }] } });
    expect(JSON.stringify(catalog.oscal)).toBe(before);
  });
});

describe("profiles that import profiles", () => {
  const inner = oscalGiven("inner.json", storyProfile({}, 3));
  const outer = (href: string): ReturnType<typeof oscalGiven> =>
    oscalGiven(
      "outer.json",
      storyProfile({ imports: [{ href, "include-controls": [{ "with-ids": ["bb-1"] }] }] }, 4),
    );

  test("are resolved from the bottom, by name or by a resource of the back matter", () => {
    const resolved = resolveProfile(outer("../somewhere/inner.json"), [catalog, inner]);
    expect(idsOf(resolved)).toEqual(["bb-1"]);
    expect(resolved.imports.map((each) => each.file)).toEqual(["catalog.json", "inner.json"]);
    const resource = "00000000-0000-4000-8000-000000000077";
    const byResource = oscalGiven(
      "p.json",
      storyProfile({
        imports: [{ href: `#${resource}`, "include-controls": [{ "with-ids": ["aa-2"] }] }],
        "back-matter": {
          resources: [
            { uuid: resource, rlinks: [{ href: "a/catalog.xml" }, { href: "a/catalog.json" }] },
          ],
        },
      }),
    );
    expect(idsOf(resolveProfile(byResource, [catalog]))).toEqual(["aa-2"]);
  });

  test("in a circle are refused with the way round", () => {
    const one = oscalGiven("one.json", storyProfile({ imports: [{ href: "two.json" }] }, 5));
    const two = oscalGiven("two.json", storyProfile({ imports: [{ href: "three.json" }] }, 6));
    const three = oscalGiven("three.json", storyProfile({ imports: [{ href: "one.json" }] }, 7));
    const circle =
      /three\.json, profile\.imports\[0\]\.href: .*one\.json -> two\.json -> three\.json -> one\.json/;
    expect(() => resolveProfile(one, [two, three])).toThrow(circle);
    expect(() => resolveProfile(one, [one, two, three])).toThrow(circle);
    const self = oscalGiven("self.json", storyProfile({ imports: [{ href: "self.json" }] }, 8));
    expect(() => resolveProfile(self, [])).toThrow(/self\.json -> self\.json/);
  });

  test("give the same bytes in whatever order the files are named", () => {
    const files = [catalog, inner];
    const one = writeOscal(resolveProfile(outer("inner.json"), files).catalog);
    expect(writeOscal(resolveProfile(outer("inner.json"), files.toReversed()).catalog)).toBe(one);
  });
});

describe("a profile is refused in one sentence with its place", () => {
  test.each<[string, object, RegExp]>([
    [
      "a control that is not there",
      include({ "with-ids": ["aa-9"] }),
      /profile\.json, profile\.imports\[0\]: there is no control aa-9 in catalog\.json/,
    ],
    [
      "a pattern that fits nothing",
      include({ matching: [{ pattern: "zz*" }] }),
      /no control of catalog\.json fits the pattern "zz\*"/,
    ],
    [
      "a parameter that is not there",
      { modify: { "set-parameters": [{ "param-id": "no_prm", values: ["x"] }] } },
      /set-parameters\[0\]\.param-id: no selected control has the parameter no_prm/,
    ],
    [
      "a change of a control that is not selected",
      { modify: { alters: [{ "control-id": "aa-2" }] } },
      /alters\[0\]\.control-id: the control aa-2 is not selected/,
    ],
    [
      "an addition to a part that is not there",
      { modify: { alters: [{ "control-id": "aa-1", adds: [{ "by-id": "nope" }] }] } },
      /has no part nope/,
    ],
    [
      "an addition of a parameter that is there",
      {
        modify: { alters: [{ "control-id": "aa-1", adds: [{ params: [{ id: "aa-1_prm_1" }] }] }] },
      },
      /aa-1_prm_1 is there already/,
    ],
    [
      "a file that was not given",
      { imports: [{ href: "catalog.json" }, { href: "#00000000-0000-4000-8000-000000000001" }] },
      /imports\[1\]\.href: the back matter has no resource/,
    ],
    [
      "two structures at once",
      { merge: { flat: {}, "as-is": true } },
      /profile\.merge: keep one of/,
    ],
  ])("%s", (_what, parts, sentence) => {
    expect(() => resolve(parts)).toThrow(sentence);
  });

  test("a file that nobody gave", () => {
    const profile = oscalGiven("profile.json", storyProfile());
    expect(() => resolveProfile(profile, [])).toThrow(
      /the file catalog\.json that this imports was not given/,
    );
  });
});

test("a pattern fits as a regular expression of it does", () => {
  const sign = fc.constantFrom("a", "b", "-", ".");
  const pattern = fc.array(fc.oneof(sign, fc.constantFrom("*", "?")), { maxLength: 8 });
  fc.assert(
    fc.property(pattern, fc.array(sign, { maxLength: 10 }), (parts, id) => {
      const source = parts.map((part) => (part === "*" ? ".*" : part === "?" ? "." : `[${part}]`));
      const expected = new RegExp(`^${source.join("")}$`, "u").test(id.join(""));
      expect(fitsPattern(parts.join(""), id.join(""))).toBe(expected);
    }),
  );
});

test("whatever is included and excluded, each control comes once, in the catalogue's order, and with its parent", () => {
  const ids = ["aa-1", "aa-1.1", "aa-1.2", "aa-2", "bb-1", "bb-2"];
  const some = fc.subarray(ids);
  fc.assert(
    fc.property(
      fc.array(some, { minLength: 1, maxLength: 3 }),
      some,
      fc.boolean(),
      (imports, excluded, asIs) => {
        const wanted = ids.filter((id) => imports.flat().includes(id) && !excluded.includes(id));
        if (wanted.length === 0) return;
        const resolved = resolve({
          imports: imports.map((named) => ({
            href: "catalog.json",
            "include-controls": [{ "with-ids": named }],
            "exclude-controls": [{ "with-ids": excluded }],
          })),
          merge: asIs ? { "as-is": true } : { flat: {} },
        });
        const found = idsOf(resolved);
        expect(new Set(found).size).toBe(found.length);
        expect(found).toEqual(expect.arrayContaining(wanted));
        const extra = found.filter((id) => !wanted.includes(id));
        expect(extra.every((id) => id === "aa-1" && !excluded.includes("aa-1"))).toBe(true);
        if (imports.length === 1) expect(found).toEqual(ids.filter((id) => found.includes(id)));
      },
    ),
  );
});
