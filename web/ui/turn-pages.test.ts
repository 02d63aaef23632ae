import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf } from "./turn-pages.ts";

test("the pages of a list hold each of its rows once, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (rows, length) => {
      const { pages } = pageOf(rows, "", length);
      const all = Array.from({ length: pages }, (_, at) => pageOf(rows, `${at + 1}`, length));
      expect(all.flatMap((page) => page.rows)).toEqual(rows);
    }),
  );
});

test("a page that does not exist is the nearest one that does", () => {
  expect(pageOf([1, 2, 3], "9", 2)).toMatchObject({ page: 2, rows: [3], first: 3, last: 3 });
  expect(pageOf([1, 2, 3], "-1", 2).page).toBe(1);
  expect(pageOf([], "4", 2)).toMatchObject({ page: 1, pages: 1, first: 0, last: 0 });
});
