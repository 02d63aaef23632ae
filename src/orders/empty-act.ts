import type { OrderAct } from "./order-act.contract.ts";

/** An act of a kind on a day that says nothing more. */
export function emptyAct(kind: OrderAct["kind"], day: string): OrderAct {
  return {
    kind,
    day,
    task: null,
    part: null,
    until: null,
    by: null,
    because: null,
    choice: null,
    rule: null,
    organisations: null,
    version: null,
    note: null,
    source: null,
    from_memory: false,
    held_by: [],
  };
}
