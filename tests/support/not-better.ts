import { expect } from "vitest";
import type { Determination, Rating } from "../../src/determination/determination.contract.ts";
import { movementOfRating } from "../../src/determination/movement.ts";

/** Each organisation before and after; refuses one that is gone. */
export function pairs(before: Determination, after: Determination): [Rating, Rating][] {
  return before.ratings.map((old) => {
    const now = after.ratings.find(({ organisation }) => organisation === old.organisation);
    if (!now) throw new Error(`${old.organisation} is gone`);
    return [old, now];
  });
}

/** Says that nothing looks better after than before: no proved score, no rating, no total. */
export function expectNotBetter(day: string, before: Determination, after: Determination): void {
  expect(after.enterprise.shown_best).toBeLessThanOrEqual(before.enterprise.shown_best);
  for (const [old, now] of pairs(before, after)) {
    expect(now.score.least.billionths).toBeLessThanOrEqual(old.score.least.billionths);
    expect(now.least.rank).toBeLessThanOrEqual(old.least.rank ?? -1);
    const dated = (rating: Rating) => ({
      day,
      ...rating,
      anything: true,
      madeBy: "the same",
    });
    expect(movementOfRating(dated(old), dated(now)).movement).not.toBe("improved");
  }
}
