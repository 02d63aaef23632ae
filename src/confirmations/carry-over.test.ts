import { describe, expect, test } from "vitest";
import { type CarryMatter, carryPlan } from "./carry-over.ts";

const finding = (number: number, organisation: string, items: string[], state = "open") => ({
  number,
  organisation,
  state,
  content: {
    organisation,
    title: `Finding ${number}`,
    criteria: "c",
    condition: "c",
    cause: "",
    effect: "",
    sample: "",
    severity: "high" as const,
    system: "",
    items,
    evidence: [],
  },
});
const risk = (number: number, organisation: string, findings: string[], state = "open") => ({
  number,
  organisation,
  state,
  content: {
    organisation,
    title: `Risk ${number}`,
    statement: "s",
    severity: "high" as const,
    effect: "e",
    cost: null,
    findings,
    items: [],
  },
});
const action = (number: number, organisation: string, risks: string[], state = "open") => ({
  number,
  organisation,
  state,
  content: {
    organisation,
    title: `Action ${number}`,
    text: "",
    system: "",
    end_of_support: null,
    owner: "",
    cost: null,
    funded: null,
    blocked_by: [],
    blocked_note: "",
    risks,
    recommendations: ["C-1"],
    milestones: [],
  },
});
const decision = (risk: string, decision: "accept" | "mitigate", expires: string | null) => ({
  organisation: "tides",
  risk,
  decision,
  reason: "r",
  cost: null,
  date: "2026-01-01",
  owner: "Head of the Office of Tides",
  expires,
  by: "a",
  known_at: "2026-01-02T00:00:00.000000Z",
  leaf: "0".repeat(64),
});
const name = (id: string) => ({ id, label: id, title: id });
const matter: CarryMatter = {
  findings: [
    finding(1, "tides", ["A-1", "B-1", "C-1"]),
    finding(2, "tides", [], "closed"),
    finding(3, "mills", ["A-1"]),
  ],
  risks: [
    risk(1, "tides", ["F-1", "F-2"]),
    risk(2, "tides", ["F-2"]),
    risk(3, "tides", ["F-1"], "closed"),
    risk(4, "tides", ["F-1"]),
    risk(5, "mills", ["F-3"]),
  ],
  actions: [action(1, "tides", ["R-1", "R-3"]), action(2, "tides", [], "done")],
  decisions: [
    decision("R-1", "accept", "2026-12-31"),
    decision("R-4", "accept", "2026-06-30"),
    decision("R-2", "mitigate", null),
  ],
  profiles: [
    {
      organisation: "tides",
      version: 3,
      newest: 0,
      content: {
        practices: [],
        not_applicable: [
          { item: "B-1", reason: "no ships" },
          { item: "C-1", reason: "no boats" },
        ],
      },
    },
    {
      organisation: "mills",
      version: 1,
      newest: 0,
      content: { practices: [], not_applicable: [] },
    },
  ],
  before: ["mills", "tides"],
  now: ["tides", "wells"],
  last: { findings: 10, risks: 0, actions: 0 },
  changes: [
    { kind: "renamed", before: name("B-1"), after: name("B-2"), also: [] },
    { kind: "dropped", before: name("C-1"), after: null, also: [] },
    { kind: "reworded", before: name("A-1"), after: name("A-1"), also: [] },
  ],
  today: "2026-10-01",
};

describe("what the next review takes over", () => {
  const plan = carryPlan(matter);

  test("is open, of an organisation that is still listed, and numbered anew with its references", () => {
    expect(plan.findings.map(({ told }) => told)).toEqual([
      {
        organisation: "tides",
        title: "Finding 1",
        was: "F-1",
        now: "F-11",
        items_gone: ["C-1"],
      },
    ]);
    expect(plan.risks.map(({ told }) => `${told.was} ${told.now}`)).toEqual(["R-1 R-1", "R-4 R-2"]);
    expect(plan.risks[0]?.content.findings).toEqual(["F-11"]);
    expect(plan.actions.map(({ content }) => content.risks)).toEqual([["R-1"]]);
    expect(plan.actions[0]?.content.recommendations).toEqual([]);
  });

  test("names items as they are called now, and tells those that are gone", () => {
    expect(plan.findings[0]?.content.items).toEqual(["A-1", "B-2"]);
    expect(plan.items.map(({ kind }) => kind)).toEqual(["renamed", "dropped", "reworded"]);
    expect(plan.profiles).toMatchObject([
      {
        content: { not_applicable: [{ item: "B-2", reason: "no ships" }] },
        told: { organisation: "tides", was: 3, items_gone: ["C-1"] },
      },
    ]);
  });

  test("keeps decisions whose last day is not past, and counts the others", () => {
    expect(plan.decisions.map(({ told }) => told)).toEqual([
      { organisation: "tides", was: "R-1", now: "R-1", decision: "accept", expires: "2026-12-31" },
    ]);
    expect(plan.expired).toBe(1);
  });

  test("says who left with how much open, and who joined", () => {
    expect(plan.left).toEqual([{ organisation: "mills", open: 2 }]);
    expect(plan.joined).toEqual([{ organisation: "wells", open: 0 }]);
  });

  test("leaves a profile alone that the new review has already", () => {
    const [first] = matter.profiles;
    if (!first) throw new Error("no profile");
    expect(carryPlan({ ...matter, profiles: [{ ...first, newest: 2 }] }).profiles).toEqual([]);
  });
});
