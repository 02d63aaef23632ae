import { expect, test } from "vitest";
import { requireFitting } from "./largest-determination.ts";

test("a determination that would not fit is refused in a sentence that says where its ratings are", () => {
  expect(() => requireFitting("large", { organisations: 1000, items: 1196 })).toThrow(
    "large has 1,000 organisations with 1,196 items each, and a determination with all its reasons is made of at most 200,000 values; ask /api/reviews/large/ratings for all ratings and the enterprise view; where scores are combined, each organisation is shown by itself with its reasons.",
  );
  expect(() => requireFitting("middle", { organisations: 130, items: 1196 })).not.toThrow();
});
