import { expect, test } from "vitest";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { groupRows, keepItems, statementLines } from "./yardstick-rows.ts";

const yardstick: Yardstick = {
  format: "muster/yardstick/1",
  id: "example",
  version: "1",
  title: "Example",
  digest: "0".repeat(64),
  sources: [{ title: "Example" }],
  groups: [
    { id: "ac", title: "Access" },
    { id: "ac.a", title: "Accounts", parent: "ac" },
    { id: "au", title: "Audit" },
  ],
  items: [
    { id: "ac-1", label: "AC-1", title: "Policy", text: "Write it.", scale: "level", group: "ac" },
    { id: "ac-2", title: "Accounts", text: "Manage accounts.", scale: "yes-no", group: "ac.a" },
    {
      id: "ac-3",
      title: "Old",
      text: "Moved.",
      scale: "yes-no",
      group: "ac.a",
      withdrawn: { into: ["ac-2"], words: "Moved to AC-2." },
    },
    { id: "au-1", title: "Records", text: "Keep records.", scale: "yes-no", group: "au" },
  ],
};
const ids = (filter: Partial<Parameters<typeof keepItems>[1]>) =>
  keepItems(yardstick, { find: "", group: "", show: "", ...filter }).map(({ id }) => id);

test("a group holds the items of the groups below it", () => {
  expect(ids({ group: "ac" })).toEqual(["ac-1", "ac-2", "ac-3"]);
  expect(ids({ group: "ac.a" })).toEqual(["ac-2", "ac-3"]);
  expect(groupRows(yardstick).map(({ group, level, items }) => [group.id, level, items])).toEqual([
    ["ac", 0, 3],
    ["ac.a", 1, 2],
    ["au", 0, 1],
  ]);
});

test("groups that hang on each other in a circle end the walk", () => {
  const circle = {
    ...yardstick,
    groups: [
      { id: "a", title: "A", parent: "b" },
      { id: "b", title: "B", parent: "a" },
    ],
  };
  expect(groupRows(circle)).toEqual([]);
  expect(keepItems(circle, { find: "", group: "a", show: "" })).toEqual([]);
});

test("withdrawn items are shown as such, and never under a scale", () => {
  expect(ids({ show: "withdrawn" })).toEqual(["ac-3"]);
  expect(ids({ show: "yes-no" })).toEqual(["ac-2", "au-1"]);
});

test("a search finds items that hold all of its words, in any case", () => {
  expect(ids({ find: "ACCOUNTS manage" })).toEqual(["ac-2"]);
  expect(ids({ find: "ac-1" })).toEqual(["ac-1"]);
  expect(ids({ find: "nothing like this" })).toEqual([]);
});

test("a statement is shown down to its parts, as catalogues print them", () => {
  const lines = statementLines(
    "a. Develop:\n1. A policy that:\n(a) Addresses purpose\nPlain words.",
  );
  expect(lines.map(({ level, part }) => [level, part])).toEqual([
    [1, "a."],
    [2, "1."],
    [3, "(a)"],
    [0, ""],
  ]);
});
