import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { noSuchOffice, noSuchTask } from "./no-such-name.ts";
import { readOrder } from "./read-order.ts";

const file = "examples/orders/yearly-review.yaml";
const order = readOrder(readFileSync(file), file);

test("a mistyped task is answered with the tasks most like it", () => {
  expect(noSuchTask(order, "organisation-reports")).toBe(
    "The order yearly-review has no task organisation-reports; nearest: organisation-report.",
  );
});

test("a task like no other is answered with the place where all are named", () => {
  expect(noSuchTask(order, "zzz")).toBe(
    "The order yearly-review has no task zzz; `order status yearly-review --json` names its tasks.",
  );
});

test("an unknown office is answered with the nearest, or with all offices of the order", () => {
  expect(noSuchOffice(order, "reviewing-ofice")).toMatch(/; nearest: reviewing-office/u);
  expect(noSuchOffice(order, "zzz")).toMatch(/its offices are chief-executive, /u);
});
