import { expect, it } from "vitest";
import { requireServerOf } from "./server-version.ts";

it("refuses a server older than 18 in one sentence with the way out", () => {
  expect(() => requireServerOf(170_010, "17.10", "UTF8")).toThrow(
    /^MUSTER_DATABASE_URL names a PostgreSQL 17\.10 server: Muster needs version 18 or newer, so /,
  );
});

it("refuses a database that cannot hold every name", () => {
  expect(() => requireServerOf(180_004, "18.4", "LATIN1")).toThrow("Muster needs UTF8");
});

it("accepts version 18 and what comes after", () => {
  for (const number of [180_000, 180_004, 190_001]) requireServerOf(number, "", "UTF8");
});
