import fc from "fast-check";
import { expect, test } from "vitest";
import { readOrder } from "../orders/read-order.ts";
import { entries } from "../../tests/support/record-entries.ts";
import { draftOrder, draftOrderId } from "./draft-order.ts";
import { plainEntry, plainText } from "./entered-text.ts";
import type { ActionContent } from "./plan.contract.ts";
import { numberOf, recordId } from "./record-ids.ts";
import { checkAction, checkEvidence, checkKeptMilestones, checkState } from "./record-rules.ts";
import { registers } from "./records.contract.ts";
import { totalsOf, unmetOf } from "./totals.ts";

const none: ActionContent = {
  organisation: "a",
  title: "t",
  text: "",
  system: "",
  end_of_support: null,
  owner: "",
  cost: null,
  funded: null,
  blocked_by: [],
  blocked_note: "",
  risks: [],
  recommendations: [],
  milestones: [],
};
const milestone = {
  title: "m",
  due: "2027-03-01",
  state: "open" as const,
  done_on: null,
  slips: [],
};

test("what was entered stays as it is when it is made plain a second time", () => {
  fc.assert(
    fc.property(fc.oneof(entries.findings, entries.actions), (entry) => {
      const once = plainEntry(entry);
      expect(plainEntry(once)).toEqual(once);
    }),
  );
  expect(() => plainText("a\u0000b", "title")).toThrow(/control characters/);
  expect(plainText("two\r\nlines ", "title")).toBe("two lines");
});

test("every number of every register reads back, and no other text is one", () => {
  for (const register of registers) {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
        expect(numberOf(register, recordId(register, number))).toBe(number);
      }),
    );
  }
  for (const text of ["", "F-", "F-0", "F-01", "f-1", "R-1", "F-1-2", "F-1 "]) {
    expect(numberOf("findings", text)).toBeNull();
  }
});

test("money that nobody stated is counted as unstated and never as nothing", () => {
  expect(unmetOf({ cost: 10, funded: null })).toBeNull();
  expect(unmetOf({ cost: null, funded: 10 })).toBeNull();
  expect(unmetOf({ cost: 10, funded: 30 })).toBe(0);
  const actions = [
    {
      state: "open" as const,
      content: { ...none, cost: 10, funded: 4, blocked_by: ["money" as const] },
    },
    { state: "in-progress" as const, content: { ...none, cost: 10 } },
    { state: "done" as const, content: { ...none, cost: 99, funded: 0 } },
  ];
  const { plan } = totalsOf(
    { findings: [], risks: [], recommendations: [], actions },
    "2027-01-01",
  );
  expect(plan).toMatchObject({
    actions: 2,
    cost: 20,
    unmet: 6,
    unmet_unknown: 1,
    funded_unstated: 1,
  });
  expect(plan.blocked_any).toMatchObject({ actions: 1, unmet: 6 });
});

test("the totals of two parts come to the total of both, whatever is in them", () => {
  const state = fc.constantFrom("open" as const, "in-progress" as const, "done" as const);
  const list = fc.array(fc.record({ state, content: entries.actions }), { maxLength: 8 });
  const total = (actions: { state: "open" | "in-progress" | "done"; content: ActionContent }[]) =>
    totalsOf({ findings: [], risks: [], recommendations: [], actions }, "2027-06-01").plan;
  fc.assert(
    fc.property(list, list, (one, other) => {
      const [first, second, both] = [total(one), total(other), total([...one, ...other])];
      for (const name of [
        "actions",
        "cost",
        "unmet",
        "unmet_unknown",
        "slips",
        "overdue",
      ] as const) {
        expect(both[name]).toBe(first[name] + second[name]);
      }
    }),
  );
});

test("every action that can be entered holds by the rules, and each date that moves without a slip does not", () => {
  fc.assert(
    fc.property(entries.actions, (action) => {
      const plain = plainEntry(action);
      expect(() => checkAction(plain)).not.toThrow();
      expect(() => checkKeptMilestones(plain, plain)).not.toThrow();
      const [first, ...rest] = plain.milestones;
      if (first === undefined) return;
      const moved = { ...plain, milestones: [{ ...first, due: "2099-01-01" }, ...rest] };
      expect(() => checkKeptMilestones(plain, moved)).toThrow(/add a slip/);
      expect(() => checkKeptMilestones(plain, { ...plain, milestones: rest })).toThrow(/is gone/);
    }),
  );
});

test("what contradicts itself is refused in one sentence with its field", () => {
  const refused = (change: Partial<ActionContent>) => () => checkAction({ ...none, ...change });
  expect(refused({ end_of_support: "2027-02-30" })).toThrow(/end_of_support: .*not a day/);
  expect(refused({ blocked_note: "why" })).toThrow(/say by what/);
  expect(refused({ milestones: [milestone, milestone] })).toThrow(/twice/);
  expect(refused({ milestones: [{ ...milestone, state: "done" }] })).toThrow(/says on which day/);
  const slip = { from: "2027-01-01", to: "2027-02-01", reason: "r" };
  expect(refused({ milestones: [{ ...milestone, slips: [slip] }] })).toThrow(/goes on from/);
  expect(() => checkState("findings", "done", {})).toThrow(/open, closed/);
  expect(() => checkEvidence([{ kind: "link", ref: "javascript:1", note: "" }])).toThrow(/https/);
});

test("every recommendation that can be entered becomes an order that the format takes", () => {
  fc.assert(
    fc.property(entries.recommendations, fc.boolean(), (content, simulated) => {
      const text = draftOrder({
        recommendation: {
          id: "C-7",
          content: plainEntry(content),
          response: { answer: "agree", text: "" },
          review: "r",
          leaf: "0".repeat(64),
        },
        reviewTitle: "A review",
        organisationName: "Ministry of Finance",
        simulated,
        firstOrder: "first",
        calendar: "",
        dueOn: content.due,
        order: draftOrderId("r", "C-7"),
      });
      const order = readOrder(text, "draft.yaml");
      expect(order).toMatchObject({ id: "r-c-7", status: "draft" });
      expect(order.notice?.startsWith("SIMULATED") ?? false).toBe(simulated);
      expect(order.tasks[0]?.deadline.kind).toBe(content.due === null ? "after-signing" : "fixed");
    }),
  );
});
