import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { orderSchemaText } from "./order-schema.ts";

test("the published schema is the contract by which order files are read", () => {
  const published: unknown = JSON.parse(readFileSync("docs/schemas/order.json", "utf8"));
  expect(published).toEqual(JSON.parse(orderSchemaText()));
});
