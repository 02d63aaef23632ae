import { expect, test } from "vitest";
import { linesOfList } from "./lines-of-list.ts";
import { resolveList } from "./resolve-list.ts";

const fact = (name: string, kind: "name" | "alias" = "name") => ({
  name,
  kind,
  from: null,
  until: null,
  reason: "",
  by: "",
  known_at: "2020-01-01T00:00:00.000000Z",
});
const organisation = (id: string, ...names: string[]) => ({
  id,
  kind: "organisation" as const,
  known_at: "2020-01-01T00:00:00.000000Z",
  names: names.map((name) => fact(name)),
});
const known = [
  organisation("energy", "Department of Energy"),
  organisation("state", "Department of State", "State"),
  organisation("other", "State"),
];

test("a list names organisations by identifier or name, once each", () => {
  expect(resolveList(["state", " Department of Energy ", "energy"], known)).toEqual([
    "energy",
    "state",
  ]);
});

test("an unknown name is refused with the nearest known ones, and nothing is guessed", () => {
  expect(() => resolveList(["Department of Enrgy"], known)).toThrow(
    /“Department of Enrgy” is no known organisation; the nearest are Department of Energy/,
  );
  expect(() => resolveList(["State"], known)).toThrow(/state and other; give the identifier/);
});

test("a file of a list may have comments, quotes and any line ends", () => {
  expect(linesOfList('\uFEFF# list\r\n"Energy, ""Department"" of"\r\n\r\n state \n')).toEqual([
    'Energy, "Department" of',
    "state",
  ]);
});
