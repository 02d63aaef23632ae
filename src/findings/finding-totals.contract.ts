import { type Static, Type } from "typebox";
import { Addressee } from "./recommendations.contract.ts";
import { BlockedBy } from "./plan.contract.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });

/** Money of actions that are not done. What nobody stated is counted, never taken for nothing. */
const Sum = {
  actions: Count,
  /** The sum of the stated costs. */
  cost: Count,
  /** How many of them state no cost. */
  cost_unstated: Count,
  funded: Count,
  /** How many of them do not say what is funded. */
  funded_unstated: Count,
  /** Cost beyond what is funded, of those that state both: at least so much is missing. */
  unmet: Count,
  /** How many can not be counted in `unmet`, because they leave one of the two out. */
  unmet_unknown: Count,
} as const;

export const ActionSum = Type.Object(Sum, { $id: "ActionSum", ...closed });
export type ActionSum = Static<typeof ActionSum>;

const BySeverity = Type.Object({ high: Count, moderate: Count, low: Count }, closed);

/** What the registers of a review come to on a day, as known at an instant. */
export const FindingTotals = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    on: Type.String(),
    as_of: Type.String(),
    /** The one organisation spoken of; null where all are that whoever asks may see. */
    organisation: Type.Union([Type.String(), Type.Null()]),
    findings: Type.Object({ open: Count, closed: Count, open_by_severity: BySeverity }, closed),
    risks: Type.Object(
      {
        open: Count,
        closed: Count,
        open_by_severity: BySeverity,
        /** Stated cost of mitigating the open ones, and how many state none. */
        cost: Count,
        cost_unstated: Count,
      },
      closed,
    ),
    recommendations: Type.Object(
      {
        open: Count,
        done: Count,
        dropped: Count,
        agreed: Count,
        partly: Count,
        disagreed: Count,
        unanswered: Count,
        /** Not done, and past their day. */
        overdue: Count,
        orders: Count,
        by_kind: Type.Array(Type.Object({ kind: Type.String(), count: Count }, closed)),
        by_addressee: Type.Array(Type.Object({ addressee: Addressee, count: Count }, closed)),
      },
      closed,
    ),
    plan: Type.Object(
      {
        ...Sum,
        done: Count,
        dropped: Count,
        /** Not done, with a milestone that is open past its day. */
        overdue: Count,
        /** Dates that were moved to a later day, ever. */
        slips: Count,
        past_support: Count,
        /** By each cause; an action with two causes stands under both. */
        blocked: Type.Array(Type.Object({ by: BlockedBy, ...Sum }, closed)),
        /** Blocked by anything, each once. */
        blocked_any: ActionSum,
      },
      closed,
    ),
  },
  { $id: "FindingTotals", ...closed },
);
export type FindingTotals = Static<typeof FindingTotals>;

export const TotalsQuery = Type.Object(
  {
    organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    on: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" })),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
  },
  closed,
);
export type TotalsQuery = Static<typeof TotalsQuery>;
