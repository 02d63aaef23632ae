import { scoredStoryDay, scoredStoryReview, tellScoredStory } from "./tell-scored-story.ts";
import { storyDay, storyReview, tellStory } from "./tell-story.ts";

/** A commit whose data directories have to go on with this Muster, and what its fixture tells. */
export interface UpgradeFrom {
  /** Also the folder of its fixture, in `tests/fixtures/upgrade`. */
  readonly commit: string;
  readonly tell: (url: string, token: string, house: string) => Promise<void>;
  /** The review whose ratings are compared, and the day they are of. */
  readonly review: string;
  readonly on: string;
}

/**
 * The last commit of each issue. For a new one run `node scripts/make-upgrade-fixture.ts COMMIT`;
 * fixtures that stand are never made anew.
 */
export const upgradesFrom: readonly UpgradeFrom[] = [
  { commit: "f32b3e9", tell: tellStory, review: storyReview, on: storyDay },
  { commit: "6d3c8b0", tell: tellScoredStory, review: scoredStoryReview, on: scoredStoryDay },
];
