import { describe, expect, test } from "vitest";
import { organisation, storyKnownAt } from "../../tests/support/evidence-story.ts";
import type { CreateWhich } from "./organisations.contract.ts";
import { type OrganisationRow, planImport } from "./plan-import.ts";

const known = {
  organisations: [
    organisation("department-of-agriculture", "Department of Agriculture"),
    organisation("treasury", "Department of the Treasury"),
  ],
  parents: new Map<string, string | null>([
    ["department-of-agriculture", null],
    ["treasury", null],
  ]),
  asOf: storyKnownAt,
  on: "2026-01-01",
};

function row(name: string, parent: string | null = null, line = 2): OrganisationRow {
  return { name, parent, kind: "organisation", line };
}

function plan(rows: OrganisationRow[], create: CreateWhich = "unlike") {
  return planImport(rows, known, create, "orgs.csv");
}

describe("an import of organisations", () => {
  test("makes what looks like nobody, and holds back what looks like somebody", () => {
    const planned = plan([row("AMTRAK"), row("U.S. Department of Agriculture", null, 3)]);
    expect(planned.created.map((each) => each.id)).toEqual(["amtrak"]);
    expect(planned.held_back).toEqual([
      {
        name: "U.S. Department of Agriculture",
        line: 3,
        nearest: [{ organisation: "department-of-agriculture", name: "Department of Agriculture" }],
      },
    ]);
  });

  test("makes all or none when it is told to", () => {
    const rows = [row("AMTRAK"), row("U.S. Department of Agriculture")];
    expect(plan(rows, "all").created).toHaveLength(2);
    expect(plan(rows, "none")).toMatchObject({ created: [], known: 0 });
  });

  test("knows who is there already, and gives everybody an address of their own", () => {
    const planned = plan([
      row("Department of the Treasury"),
      row("A.B.C."),
      row("A B C"),
      row("A B C"),
    ]);
    expect(planned.known).toBe(1);
    expect(planned.created.map((each) => each.id)).toEqual(["a-b-c", "a-b-c-2"]);
  });

  test("puts organisations under parents of the file or known ones, at any depth", () => {
    const rows = [
      row("Secret Service", "Department of the Treasury"),
      row("Field Office", "Secret Service"),
      { ...row("Ledger", "Field Office"), kind: "system" as const },
    ];
    expect(plan(rows).created.map((each) => each.parent)).toEqual([
      "treasury",
      "secret-service",
      "field-office",
    ]);
  });

  test("moves an organisation that now stands elsewhere, and says so", () => {
    const rows = [row("Department of the Treasury", "Department of Agriculture")];
    expect(plan(rows).moved).toEqual([
      { id: "treasury", from: null, to: "department-of-agriculture" },
    ]);
  });

  test.each([
    [
      [row("Xylem", "Yarrow"), row("Yarrow", "Zinnia"), row("Zinnia", "Xylem")],
      /circle: .*xylem under yarrow under zinnia/,
    ],
    [[row("Xylem", "Xylem")], /circle: xylem under xylem/],
    [
      [
        row("Department of the Treasury", "Department of Agriculture"),
        row("Department of Agriculture", "Department of the Treasury"),
      ],
      /in a circle/,
    ],
    [[row("Xylem", "Nobody Here")], /nobody is named "Nobody Here"/],
    [
      [row("Xylem", "Departmant of Agriculture")],
      /nearest known name is "Department of Agriculture"/,
    ],
    [[row("Xylem", "AMTRAK"), row("Xylem", ""), row("AMTRAK")], /another parent/],
    [[{ ...row("Ledger", ""), kind: "system" as const }], /stands under no organisation/],
  ])("refuses what cannot be, naming it (%#)", (rows, sentence) => {
    expect(() => plan(rows)).toThrow(sentence);
  });
});
