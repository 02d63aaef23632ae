import { expect, test } from "vitest";
import {
  anyWorld,
  worldFacts,
  worldParents,
  worldReach,
  worldYardstick,
} from "../../tests/support/edition-worlds.ts";
import fc from "fast-check";
import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { mentionsOf, remarksOf } from "./edition-mentions.ts";
import { leftOutRows, reachOf } from "./edition-reach.ts";
import { publicRowsOf } from "./public-rows.ts";

const authority = "Act 1, section 2";
const other = "the deciding officer";
const at = "2026-11-22T10:00:00.000000Z";

function organisation(id: string, ...names: readonly string[]): OrganisationFact {
  return {
    id,
    kind: "organisation",
    known_at: at,
    names: names.map((name, no) => ({
      name,
      kind: no === 0 ? "name" : "alias",
      from: null,
      until: null,
      reason: "",
      by: "t",
      known_at: at,
    })),
  };
}

test("a withheld item takes along every item of its organisation that is counted over the same rows", () => {
  const { withheld } = worldReach([{ organisation: "o-0", item: "H2", authority }]);
  expect([...withheld.keys()]).toEqual(["o-0"]);
  expect(Object.fromEntries(withheld.get("o-0") ?? [])).toEqual({
    H1: { authority, along: "H2" },
    H2: { authority, along: "" },
  });
});

test("an item that people score takes nothing along, and each keeps its own authority", () => {
  const { withheld } = worldReach([
    { organisation: "o-0", item: "A", authority },
    { organisation: "o-0", item: "H1", authority: other },
    { organisation: "o-0", item: "H2", authority },
  ]);
  expect(Object.fromEntries(withheld.get("o-0") ?? [])).toEqual({
    A: { authority, along: "" },
    H1: { authority: other, along: "" },
    H2: { authority, along: "" },
  });
});

test("what stands below a hidden organisation leaves with it, and nobody else", () => {
  const { hidden } = worldReach([{ organisation: "o-2", item: "", authority }]);
  expect(Object.fromEntries(hidden)).toEqual({ "o-2": "o-2", "o-3": "o-2" });
  const ofChild = worldReach([{ organisation: "o-3", item: "", authority }]).hidden;
  expect([...ofChild.keys()]).toEqual(["o-3"]);
});

test("a circle of parents ends", () => {
  const circle = new Map<string, string | null>([
    ["a", "b"],
    ["b", "a"],
    ["c", "a"],
  ]);
  const { hidden } = reachOf([{ organisation: "a", item: "", authority }], [], circle);
  expect([...hidden.keys()].toSorted()).toEqual(["a", "b", "c"]);
});

test("rows are left out under every name, and stay for whoever had the name on another day", () => {
  const renamed = organisation("o-0", "Old name");
  const facts = [
    {
      ...renamed,
      names: renamed.names.map((fact) => ({ ...fact, until: "2020-01-01" })),
    },
    organisation("o-1", "Second", "Its alias"),
  ];
  const reach = worldReach([
    { organisation: "o-0", item: "", authority },
    { organisation: "o-1", item: "H1", authority },
  ]);
  const leftOut = leftOutRows(reach, worldYardstick.items, facts, at);
  const scan = { kind: "delivered", source: "scan", day: "2019-01-01" } as const;
  expect(leftOut(scan, "Old name")).toBe(true);
  expect(leftOut({ ...scan, day: "2020-06-08" }, "Old name")).toBe(false);
  expect(leftOut(scan, " Its alias ")).toBe(true);
  expect(leftOut({ ...scan, source: "probe" }, "Its alias")).toBe(false);
  expect(leftOut({ ...scan, kind: "inventory" }, "Its alias")).toBe(false);
  expect(leftOut({ ...scan, kind: "inventory" }, "Old name")).toBe(true);
  expect(leftOut(scan, "")).toBe(false);
});

test("public rows name no collection, digest, revision or unit", () => {
  for (const world of fc.sample(anyWorld, { numRuns: 30, seed: 3 })) {
    const facts = worldFacts(world, { revision: "-r7", present: [...worldParents.keys()] });
    const text = JSON.stringify(
      publicRowsOf(facts, worldReach([{ organisation: "o-0", item: "H1", authority }])),
    );
    expect(text).not.toMatch(/-r7|host\d|[0-9a-f]{64}|Nobody in the list|reason \d/);
  }
});

test("a hidden organisation is found in every word that the office publishes, whatever the case", () => {
  const [world] = fc.sample(anyWorld, { numRuns: 1, seed: 3 });
  if (!world) throw new Error("no world");
  const rows = publicRowsOf(
    worldFacts(world),
    worldReach([{ organisation: "o-0", item: "A", authority: "letter of the SHADOW office" }]),
  );
  const told = { ...rows, review: { ...rows.review, notice: "Without the Shadow Office." } };
  const hidden = new Set(["shadow-office"]);
  const facts = [organisation("shadow-office", "Shadow Office", "Of")];
  expect(mentionsOf(told, hidden, facts)).toEqual([
    { place: "the notice", name: "Shadow Office" },
    { place: "an authority", name: "Shadow Office" },
  ]);
  expect(mentionsOf(rows, hidden, [organisation("shadow-office", "Shad")])).toEqual([]);
});

test("a name or number that tells of a hidden organisation is remarked before publishing", () => {
  const [world] = fc.sample(anyWorld, { numRuns: 1, seed: 3 });
  if (!world) throw new Error("no world");
  const rows = publicRowsOf(worldFacts(world), worldReach([]));
  const row = rows.organisations[0];
  if (!row) throw new Error("no row");
  const told = {
    ...rows,
    organisations: [
      { ...row, organisation: "shadow-2", name: "Friends of the Shadow" },
      { ...row, organisation: "unit-7", name: "Unit 7" },
    ],
  };
  expect(remarksOf(told, new Set(["shadow"]), [organisation("shadow", "Shadow")])).toEqual([
    "Friends of the Shadow stays, and its name holds that of Shadow, which leaves.",
    "The identifier shadow-2 tells that there is another without the number.",
  ]);
});
