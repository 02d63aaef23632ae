import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestNames } from "./nearest-names.ts";

const known = [
  "Department of Agriculture",
  "Department of Health and Human Services",
  "Department of the Interior",
  "Administrative Conference of the United States",
];

describe("nearest names", () => {
  test.each([
    ["U.S. Department of Agriculture", "Department of Agriculture"],
    ["Department of Health And Human Services", "Department of Health and Human Services"],
    ["Department of the\u202FInterior", "Department of the Interior"],
    ["Departmnet of the Interior", "Department of the Interior"],
  ])("of %j begin with %j", (name, nearest) => {
    expect(nearestNames(name, known)[0]?.name).toBe(nearest);
  });

  test("are none where nothing is alike", () => {
    expect(nearestNames("AMTRAK", known)).toEqual([]);
    expect(nearestNames("", known)).toEqual([]);
  });

  test("hold a name to be most like itself, and are the same in any order of the known", () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 20 });
    fc.assert(
      fc.property(names, fc.nat(), (all, pick) => {
        const name = all[pick % Math.max(1, all.length)];
        if (name === undefined || !/[\p{L}\p{N}]/u.test(name)) return;
        const near = nearestNames(name, all, 100);
        expect(near[0]?.likeness).toBe(1);
        expect(near.map((each) => each.name)).toContain(name);
        expect(nearestNames(name, all.toReversed(), 100)).toEqual(near);
      }),
    );
  });
});
