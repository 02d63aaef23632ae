import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyAct } from "./empty-act.ts";
import { obligationOf } from "./obligation-state.ts";
import type { ActKind, OrderAct } from "./order-act.contract.ts";
import { isInForce, nextStatus } from "./order-life.ts";
import { orderStateOn } from "./order-state.ts";
import type { OrderStatus } from "./order.contract.ts";

describe("the life of an order", () => {
  test.each([
    ["leaked", "signed", "signed"],
    ["draft", "scheduled", "scheduled"],
    ["scheduled", "postponed", "postponed"],
    ["postponed", "signed", "signed"],
    ["signed", "amended", "amended"],
    ["amended", "superseded", "superseded"],
    ["signed", "signed", null],
    ["signed", "postponed", null],
    ["draft", "postponed", null],
    ["closed", "signed", null],
    ["superseded", "amended", null],
  ] as const)("%s, then %s: %s", (status, act, next) => {
    expect(nextStatus(status, act)).toBe(next);
  });

  test("nothing but signing puts an order in force, whatever else is done", () => {
    const states: OrderStatus[] = ["leaked", "draft", "scheduled", "postponed"];
    const acts: ActKind[] = [
      "scheduled",
      "postponed",
      "amended",
      "superseded",
      "closed",
      "delivered",
      "decided",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.array(fc.constantFrom(...acts)),
        (first, kinds) => {
          const state = orderStateOn(
            first,
            kinds.map((kind) => emptyAct(kind, "2017-05-11")),
            "2018-01-01",
          );
          expect(isInForce(state.status)).toBe(false);
          expect(state.facts.signed).toBeNull();
        },
      ),
    );
  });

  test("acts of later days do not count on a day", () => {
    const acts = [
      emptyAct("signed", "2017-05-11"),
      { ...emptyAct("delivered", "2017-08-09"), task: "t" },
    ];
    expect(orderStateOn("draft", acts, "2017-05-10").status).toBe("draft");
    expect(orderStateOn("draft", acts, "2017-08-08").facts.events).toEqual([]);
    expect(orderStateOn("draft", acts, "2017-08-09").facts.events).toHaveLength(1);
  });
});

test("a decision about the reading of the text speaks of earlier days too", () => {
  const decided = { ...emptyAct("decided", "2026-01-01"), task: "t", choice: "last" as const };
  const state = orderStateOn("draft", [emptyAct("signed", "2017-05-11"), decided], "2018-01-08");
  expect(state.facts.anchorChoices.get("t")).toBe("last");
});

describe("one obligation", () => {
  const act = (kind: ActKind, more: Partial<OrderAct> = {}): OrderAct => ({
    ...emptyAct(kind, "2017-06-01"),
    task: "t",
    part: "a",
    ...more,
  });
  test.each([
    [[], "not-started"],
    [["delivered"], "submitted"],
    [["delivered", "received"], "received"],
    [["delivered", "received", "accepted"], "accepted"],
    [["delivered", "returned"], "returned"],
    [["delivered", "returned", "delivered"], "submitted"],
    [["extended"], "extended"],
    [["delivered", "extended"], "submitted"],
    [["blocked", "delivered"], "submitted"],
    [["waived"], "waived"],
  ] as const)("after %s is %s", (kinds, state) => {
    expect(
      obligationOf(
        kinds.map((kind) => act(kind)),
        "t",
        "a",
      ).state,
    ).toBe(state);
  });
  test("acts on another part leave it alone, acts on the whole do not", () => {
    expect(obligationOf([act("delivered", { part: "b" })], "t", "a").state).toBe("not-started");
    expect(
      obligationOf([act("waived", { part: null, by: "office", because: "flood" })], "t", "a"),
    ).toMatchObject({ state: "waived", by: "office", because: "flood" });
  });
});
