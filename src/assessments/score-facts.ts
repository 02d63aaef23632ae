import { type Static, Type } from "typebox";
import { ScoreFact } from "./scores.contract.ts";

const closed = { additionalProperties: false } as const;

/** A score of an act: the fact without when it became known, which is that of the act. */
export const ActScore = Type.Object(
  {
    organisation: ScoreFact.properties.organisation,
    item: ScoreFact.properties.item,
    kind: ScoreFact.properties.kind,
    day: ScoreFact.properties.day,
    value: ScoreFact.properties.value,
    wording: ScoreFact.properties.wording,
  },
  closed,
);
export type ActScore = Static<typeof ActScore>;

/** Scores that became known together: one that was given, or those of an imported file. */
export const ScoreAct = Type.Object(
  {
    act: Type.Union([Type.Literal("given"), Type.Literal("imported")]),
    known_at: Type.String(),
    /** By organisation, item, kind and day. */
    scores: Type.Array(ActScore),
  },
  closed,
);
export type ScoreAct = Static<typeof ScoreAct>;

/** Items that do not apply to an organisation, or apply again, from a day on. */
export const ProfileFact = Type.Object(
  {
    organisation: Type.String(),
    items: Type.Array(Type.String()),
    applies: Type.Boolean(),
    /** From this day on. */
    day: Type.String(),
    approved_by: Type.String(),
    approved_on: Type.String(),
    reason: Type.String(),
    known_at: Type.String(),
  },
  { $id: "ProfileFact", ...closed },
);
export type ProfileFact = Static<typeof ProfileFact>;

/** That everything is to be scored anew from a day on: older scores count no more. */
export const RoundFact = Type.Object(
  { day: Type.String(), known_at: Type.String() },
  { $id: "RoundFact", ...closed },
);
export type RoundFact = Static<typeof RoundFact>;

/** Everything that people said in a review, as it is published: `scores.json` of a bundle. */
export const ScoreFacts = Type.Object(
  {
    format: Type.Literal("muster/scores/1"),
    /** In the order in which they became known. */
    acts: Type.Array(ScoreAct),
    sample: Type.Union([
      Type.Object({ items: Type.Array(Type.String()), known_at: Type.String() }, closed),
      Type.Null(),
    ]),
    closed: Type.Union([
      Type.Object({ day: Type.String(), known_at: Type.String() }, closed),
      Type.Null(),
    ]),
    profiles: Type.Array(ProfileFact),
    rounds: Type.Array(RoundFact),
  },
  { $id: "ScoreFacts", ...closed },
);
export type ScoreFacts = Static<typeof ScoreFacts>;

/** That nobody said anything. */
export const noScoreFacts: ScoreFacts = {
  format: "muster/scores/1",
  acts: [],
  sample: null,
  closed: null,
  profiles: [],
  rounds: [],
};
