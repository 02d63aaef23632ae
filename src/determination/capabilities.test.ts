import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anyScoreStory,
  categories,
  determinedByScores,
  factsOfStory,
  type ScoreStory,
  shippedMethodology,
} from "../../tests/support/score-stories.ts";

const methodology = shippedMethodology("half-and-half-1.0.yaml");
const of = (story: ScoreStory) =>
  determinedByScores(factsOfStory(story), story.states, methodology).enterprise;
const members = categories.capabilities?.find(({ id }) => id === "come-back")?.items ?? [];

function both(organisation: string, item: string, level: number) {
  return (["self", "independent"] as const).map(
    (kind) => [JSON.stringify([organisation, item, kind]), { level }] as const,
  );
}

test("a capability is there when all of its items are, lacking when one is proved bad, else unknown", () => {
  const story: ScoreStory = {
    early: new Map(),
    sample: null,
    closed: false,
    without: [],
    states: [],
    anew: new Map([
      ...members.flatMap((item) => both("a", item, 5)),
      ...members.slice(0, 1).flatMap((item) => both("b", item, 1)),
      ...members.slice(1).flatMap((item) => both("c", item, 5)),
    ]),
  };
  const total = of(story).capabilities?.find(({ capability }) => capability === "come-back");
  expect(total).toMatchObject({
    organisations_fine: 1,
    organisations_lacking: 1,
    organisations_unknown: 1,
    lacking: ["b"],
    unknown: ["c"],
    systemic: false,
  });
  expect(total?.value.least.percent).toBe("33.3");
  expect(total?.value.most.percent).toBe("66.6");
});

test("what is not said never makes a capability", () => {
  fc.assert(
    fc.property(anyScoreStory, fc.infiniteStream(fc.nat(3)), (story, dice) => {
      const anew = new Map([...story.anew].filter(() => dice.next().value !== 0));
      const before = of(story).capabilities ?? [];
      const after = of({ ...story, anew }).capabilities ?? [];
      for (const [at, each] of before.entries()) {
        expect(after[at]?.organisations_fine ?? 9).toBeLessThanOrEqual(each.organisations_fine);
      }
    }),
    { numRuns: 60 },
  );
});
