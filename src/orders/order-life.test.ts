import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "../kit/problem.ts";
import { checkAct } from "./check-act.ts";
import { emptyAct } from "./empty-act.ts";
import { obligationOf } from "./obligation-state.ts";
import type { ActKind, OrderAct } from "./order-act.contract.ts";
import { isInForce, nextStatus } from "./order-life.ts";
import { orderStateOn } from "./order-state.ts";
import type { OrderStatus } from "./order.contract.ts";
import { readOrder } from "./read-order.ts";

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

describe("a text that leaked and was never issued", () => {
  const order = readOrder(
    readFileSync("examples/orders/draft-january-2017.yaml"),
    "draft-january-2017.yaml",
  );
  const say = (first: OrderStatus, before: OrderAct[], act: OrderAct): void =>
    checkAct(order, orderStateOn(first, before, "2018-01-01"), act, "2018-01-01");
  const why = (kind: ActKind): OrderAct => ({
    ...emptyAct(kind, "2017-02-02"),
    because: "it was issued as a memorandum",
  });

  test.each(["signed", "scheduled"] as const)("is not %s without a reason", (kind) => {
    expect(() => say("leaked", [], emptyAct(kind, "2017-02-02"))).toThrow(
      'The order draft-january-2017 leaked and was never issued, so its clock cannot start by mistake; if it was issued after all, say why with `--issued-after-all "reason"`.',
    );
    expect(() => say("leaked", [], why(kind))).not.toThrow();
  });

  test("once a reason was given for its day, signing asks for none", () => {
    expect(() => say("leaked", [why("scheduled")], emptyAct("signed", "2017-02-03"))).not.toThrow();
  });

  test("an amendment does not make it issued", () => {
    const amended = { ...emptyAct("amended", "2017-02-02"), version: 2 };
    expect(() => say("leaked", [amended], emptyAct("signed", "2017-02-03"))).toThrow("leaked");
  });

  test("a draft that never leaked takes no such reason", () => {
    expect(() => say("draft", [], emptyAct("signed", "2017-02-02"))).not.toThrow();
    expect(() => say("draft", [], why("signed"))).toThrow("is draft, not leaked");
  });

  test("whatever was done before, no leaked text is in force without a reason on record", () => {
    const kinds: ActKind[] = ["scheduled", "postponed", "signed", "amended", "closed"];
    const acts = fc.array(
      fc.record({ kind: fc.constantFrom(...kinds), because: fc.constantFrom(null, "a reason") }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(acts, (line) => {
        const done: OrderAct[] = [];
        for (const { kind, because } of line) {
          const act = { ...emptyAct(kind, "2017-02-02"), because };
          try {
            say("leaked", done, act);
            done.push(act);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        }
        const { status } = orderStateOn("leaked", done, "2018-01-01");
        if (!isInForce(status)) return;
        const reasons = done.filter(
          (act) => (act.kind === "signed" || act.kind === "scheduled") && act.because !== null,
        );
        expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });
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
