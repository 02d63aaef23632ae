import { expect, test } from "vitest";
import { counted, sizeInWords } from "./counted-words.ts";

test("one is counted as one, and thousands are apart", () => {
  expect([0, 1, 2, 2631].map((count) => counted(count, "row"))).toEqual([
    "0 rows",
    "1 row",
    "2 rows",
    "2,631 rows",
  ]);
  expect([1, 2].map((count) => counted(count, "entry", "entries"))).toEqual([
    "1 entry",
    "2 entries",
  ]);
});

test("a size is told in megabytes, and one byte above a limit is told as above it", () => {
  expect([1, 1000, 32 * 1024 * 1024, 32 * 1024 * 1024 + 1, 1536 * 1024].map(sizeInWords)).toEqual([
    "1 byte",
    "1,000 bytes",
    "32 MB",
    "32.1 MB",
    "1.5 MB",
  ]);
});
