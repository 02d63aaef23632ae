import fc from "fast-check";
import { expect, test } from "vitest";
import { storyCatalog } from "../../../tests/support/oscal-story.ts";
import { comparedText } from "../diff-yardsticks.ts";
import { readYardstick } from "../read-yardstick.ts";
import { readOscal } from "./read-oscal.ts";
import { catalogOfYardstick, writeOscal } from "./write-oscal.ts";
import { itemsOfCatalog } from "./yardstick-of-catalog.ts";

const day = "2020-06-08T12:00:00Z";

function written(text: string): ReturnType<typeof readOscal> {
  return readOscal(text, "written.json");
}

test("a catalogue that was read is written again with the same controls, in the release we write", () => {
  const read = readOscal(JSON.stringify(storyCatalog()), "c.json");
  if (read.kind !== "catalog") throw new Error("not a catalogue");
  const again = written(writeOscal(read.catalog));
  expect(again).toMatchObject({
    kind: "catalog",
    catalog: { metadata: { "oscal-version": "1.1.3" } },
  });
  if (again.kind !== "catalog") throw new Error("not a catalogue");
  for (const by of ["controls", "statements"] as const) {
    expect(itemsOfCatalog(again.catalog, by, "c.json")).toEqual(
      itemsOfCatalog(read.catalog, by, "c.json"),
    );
  }
  expect(writeOscal(again.catalog)).toBe(writeOscal(read.catalog));
});

test("any yardstick is written as OSCAL that is read as the same items, groups and withdrawals", () => {
  const id = fc.constantFrom("A-1", "A-1(1)", "A-2", "2.b", "x_y", "C");
  const words = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/u);
  const items = fc.uniqueArray(
    fc.record({
      id,
      title: words,
      text: words,
      group: fc.constantFrom("g", "h", undefined),
      withdrawn: fc.boolean(),
    }),
    { selector: (each) => each.id, minLength: 1 },
  );
  fc.assert(
    fc.property(items, (given) => {
      const yardstick = readYardstick(
        JSON.stringify({
          format: "muster/yardstick/1",
          id: "y",
          version: "1",
          title: "Y",
          sources: [{ title: "s" }],
          groups: [
            { id: "g", title: "G" },
            { id: "h", title: "H", parent: "g" },
          ],
          items: given.map(({ withdrawn, ...item }) => ({
            ...item,
            scale: "level",
            ...(withdrawn && { withdrawn: { into: [], words: "Gone." } }),
          })),
        }),
        "y.json",
      );
      const read = written(writeOscal(catalogOfYardstick(yardstick, day)));
      if (read.kind !== "catalog") throw new Error("not a catalogue");
      const back = itemsOfCatalog(read.catalog, "controls", "written.json").items;
      type Shown = { id: string; label?: string; text: string; withdrawn?: unknown };
      const shown = (all: readonly Shown[]): string[] =>
        all
          .map(({ id: own, label = own, text, withdrawn }) =>
            JSON.stringify([label, withdrawn ? "withdrawn" : comparedText(text)]),
          )
          .toSorted();
      expect(shown(back)).toEqual(shown(yardstick.items));
    }),
  );
});
