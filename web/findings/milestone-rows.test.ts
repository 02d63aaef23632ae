import { expect, test } from "vitest";
import { movedRow } from "./milestone-rows.ts";

const kept = ["Order them", "2027-03-01", "open", ""];

test("a day that moves leaves the earlier one behind, with the reason that was typed", () => {
  const moved = movedRow(kept, kept, "2027-05-01");
  expect(moved).toEqual(["Order them", "2027-05-01", "open", "", "2027-03-01", "2027-05-01", ""]);
  const again = movedRow([...moved.slice(0, -1), "late"], kept, "2027-06-01");
  expect(again.slice(4)).toEqual(["2027-03-01", "2027-06-01", "late"]);
  expect(movedRow(again, kept, "2027-03-01")).toEqual(kept);
});

test("earlier slips stay, and a new milestone has none", () => {
  const slipped = [...kept, "2027-01-01", "2027-03-01", "no money"];
  expect(movedRow(slipped, slipped, "2027-04-01").slice(4)).toEqual([
    "2027-01-01",
    "2027-03-01",
    "no money",
    "2027-03-01",
    "2027-04-01",
    "",
  ]);
  expect(movedRow(["New", "", "open", ""], undefined, "2027-04-01")).toEqual([
    "New",
    "2027-04-01",
    "open",
    "",
  ]);
});
