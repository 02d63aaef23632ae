import type { OrderStatus } from "./order.contract.ts";
import type { ActKind } from "./order-act.contract.ts";

type LifeAct = Extract<
  ActKind,
  "scheduled" | "postponed" | "signed" | "amended" | "superseded" | "closed"
>;

/** What may happen to an order in each state, and what it is then. What is not here is refused. */
const life: Readonly<Record<OrderStatus, Partial<Record<LifeAct, OrderStatus>>>> = {
  leaked: {
    scheduled: "scheduled",
    signed: "signed",
    amended: "leaked",
    superseded: "superseded",
    closed: "closed",
  },
  draft: {
    scheduled: "scheduled",
    signed: "signed",
    amended: "draft",
    superseded: "superseded",
    closed: "closed",
  },
  scheduled: {
    scheduled: "scheduled",
    postponed: "postponed",
    signed: "signed",
    amended: "scheduled",
    superseded: "superseded",
    closed: "closed",
  },
  postponed: {
    scheduled: "scheduled",
    postponed: "postponed",
    signed: "signed",
    amended: "postponed",
    superseded: "superseded",
    closed: "closed",
  },
  signed: { amended: "amended", superseded: "superseded", closed: "closed" },
  amended: { amended: "amended", superseded: "superseded", closed: "closed" },
  superseded: {},
  closed: {},
};

function isLifeAct(kind: ActKind): kind is LifeAct {
  return ["scheduled", "postponed", "signed", "amended", "superseded", "closed"].includes(kind);
}

/** The state after an act; the same state for an act that is no step of life; null when refused. */
export function nextStatus(status: OrderStatus, kind: ActKind): OrderStatus | null {
  return isLifeAct(kind) ? (life[status][kind] ?? null) : status;
}

/** Whether the clock of an order runs: it was signed, and is neither superseded nor closed. */
export function isInForce(status: OrderStatus): boolean {
  return status === "signed" || status === "amended";
}
