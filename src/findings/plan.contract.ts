import { type Static, Type } from "typebox";
import {
  ActionId,
  amendment,
  Day,
  Line,
  MaybeDay,
  MaybeLine,
  MaybeText,
  Money,
  OrganisationWords,
  ReasonText,
  recordAct,
  recordPage,
  RecommendationId,
  RiskId,
  standingFields,
} from "./records.contract.ts";

const closed = { additionalProperties: false } as const;

/** What an action can not go on for. */
export const BlockedBy = Type.Union(
  [
    Type.Literal("money"),
    Type.Literal("people"),
    Type.Literal("vacancy"),
    Type.Literal("authority"),
  ],
  { $id: "BlockedBy" },
);
export type BlockedBy = Static<typeof BlockedBy>;
export const blockers = ["money", "people", "vacancy", "authority"] as const;

/** A date that was moved: the old one stays. */
export const Slip = Type.Object(
  { from: Day, to: Day, reason: ReasonText },
  { $id: "Slip", ...closed },
);
export type Slip = Static<typeof Slip>;

/** A step of an action. It is never taken out, and every earlier date of it is kept. */
export const Milestone = Type.Object(
  {
    title: Line,
    due: Day,
    state: Type.Union([Type.Literal("open"), Type.Literal("done"), Type.Literal("dropped")]),
    done_on: MaybeDay,
    slips: Type.Array(Slip, { maxItems: 100 }),
  },
  { $id: "Milestone", ...closed },
);
export type Milestone = Static<typeof Milestone>;

/** What is done about risks, by whom, by when, with what money. */
export const ActionContent = Type.Object(
  {
    organisation: OrganisationWords,
    title: Line,
    text: MaybeText,
    /** A system inside the organisation; empty where none is meant. */
    system: MaybeLine,
    /** The day from which on nobody mends the system any more. */
    end_of_support: MaybeDay,
    /** The office that owns it, by its title. */
    owner: MaybeLine,
    cost: Money,
    funded: Money,
    blocked_by: Type.Array(BlockedBy, { maxItems: 4, uniqueItems: true }),
    /** Which post is vacant, which law is missing, and since when. */
    blocked_note: MaybeText,
    risks: Type.Array(RiskId, { maxItems: 200 }),
    recommendations: Type.Array(RecommendationId, { maxItems: 200 }),
    milestones: Type.Array(Milestone, { maxItems: 100 }),
  },
  { $id: "ActionContent", ...closed },
);
export type ActionContent = Static<typeof ActionContent>;

export const Action = Type.Object(
  { ...standingFields, content: ActionContent },
  { $id: "Action", ...closed },
);
export type Action = Static<typeof Action>;

export const ActionPage = Type.Object(recordPage(Action).properties, {
  $id: "ActionPage",
  ...closed,
});
export type ActionPage = Static<typeof ActionPage>;

/** An action with its history, oldest act first. */
export const ActionView = Type.Object(
  {
    ...Action.properties,
    may_amend: Type.Boolean(),
    acts: Type.Array(recordAct(ActionContent)),
  },
  { $id: "ActionView", ...closed },
);
export type ActionView = Static<typeof ActionView>;

export const ActionAmendment = Type.Object(amendment(ActionContent).properties, {
  $id: "ActionAmendment",
  ...closed,
});

export const ActionParams = Type.Object({
  review: Type.String({ maxLength: 64 }),
  action: ActionId,
});
