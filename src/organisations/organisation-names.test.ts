import { describe, expect, test } from "vitest";
import type { NameFact, OrganisationFact } from "./organisation-facts.ts";
import { nameClash, nameOn, nameResolver } from "./organisation-names.ts";
import { depths, findCircle } from "./organisation-tree.ts";
import { slugOf } from "./slug.ts";

const at = (second: number): string => `2026-01-01T00:00:0${second}.000000Z`;

function fact(name: string, given: Partial<NameFact> = {}): NameFact {
  const usual = { kind: "name" as const, from: null, until: null, reason: "", by: "test" };
  return { name, ...usual, known_at: at(1), ...given };
}

function named(id: string, ...names: NameFact[]): OrganisationFact {
  return { id, kind: "organisation", known_at: at(1), names };
}

const usaid = named(
  "usaid",
  fact("U.S. Agency for International Development"),
  fact("USAID", { kind: "alias", from: "2020-01-01", until: "2026-01-01", known_at: at(2) }),
);
const state = named(
  "state",
  fact("Department of State"),
  fact("USAID", { kind: "alias", from: "2026-01-01", known_at: at(3) }),
);

describe("a name", () => {
  test("means an organisation on the days for which that was approved", () => {
    const whose = nameResolver([usaid, state], at(9));
    expect(whose("USAID", "2019-12-31")).toBeNull();
    expect(whose("USAID", "2020-01-01")).toBe("usaid");
    expect(whose("USAID", "2025-12-31")).toBe("usaid");
    expect(whose("USAID", "2026-01-01")).toBe("state");
    expect(whose(" USAID ", "2025-01-01")).toBe("usaid");
    expect(whose("usaid", "2025-01-01")).toBeNull();
    expect(whose("constructor", "2025-01-01")).toBeNull();
  });

  test("means what was known then, as of an earlier instant", () => {
    expect(nameResolver([usaid, state], at(2))("USAID", "2026-06-01")).toBeNull();
    expect(nameResolver([usaid, state], at(1))("USAID", "2025-01-01")).toBeNull();
  });

  test("stops to mean an organisation when it ends, and means nobody while it means two", () => {
    const ended = named(
      "a",
      fact("A"),
      fact("A", { kind: "ends", from: "2020-01-01", known_at: at(2) }),
    );
    const whose = nameResolver([ended, named("b", fact("A", { from: "2019-01-01" }))], at(9));
    expect(whose("A", "2018-01-01")).toBe("a");
    expect(whose("A", "2019-06-01")).toBeNull();
    expect(whose("A", "2020-01-01")).toBe("b");
  });

  test("cannot be given to a second organisation on a day when it means a first", () => {
    const wanted = { organisation: "x", name: "USAID", from: null, until: "2020-06-01" };
    expect(nameClash([usaid, state], wanted, at(9))).toBe("usaid");
    expect(nameClash([usaid, state], { ...wanted, until: "2020-01-01" }, at(9))).toBeNull();
    expect(nameClash([usaid, state], { ...wanted, organisation: "usaid" }, at(9))).toBeNull();
  });

  test("by which somebody is called follows a rename, and is never an alias", () => {
    const renamed = named("o", fact("Old"), fact("New", { from: "2020-01-01", known_at: at(2) }));
    expect(nameOn(renamed, "2019-12-31", at(9))).toBe("Old");
    expect(nameOn(renamed, "2020-01-01", at(9))).toBe("New");
    expect(nameOn(renamed, "2020-01-01", at(1))).toBe("Old");
    expect(nameOn(named("x"), "2020-01-01", at(1))).toBe("x");
  });

  test.each([
    ["Department of the Interior", "department-of-the-interior"],
    ["  Ministère de l’Économie ", "ministere-de-leconomie"],
    ["__proto__", "proto"],
    ["財務省", "organisation"],
  ])("%j has the address %j", (name, slug) => expect(slugOf(name)).toBe(slug));
});

describe("a tree of organisations", () => {
  test("has no circle, and one is named by its members", () => {
    expect(
      findCircle(
        new Map([
          ["a", "b"],
          ["b", null],
        ]),
      ),
    ).toBeNull();
    expect(
      findCircle(
        new Map([
          ["x", "a"],
          ["a", "b"],
          ["b", "c"],
          ["c", "a"],
        ]),
      ),
    ).toEqual(["a", "b", "c", "a"]);
    expect(findCircle(new Map([["a", "a"]]))).toEqual(["a", "a"]);
  });

  test("may be of any depth", () => {
    const deep = new Map<string, string | null>();
    for (let at = 0; at < 50_000; at += 1) deep.set(`o${at}`, at === 0 ? null : `o${at - 1}`);
    expect(findCircle(deep)).toBeNull();
    expect(depths(deep).get("o49999")).toBe(49_999);
  });
});
