import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Standing } from "../offices/offices.contract.ts";
import { emptyOffices } from "./empty-offices.ts";
import { readOrder } from "./read-order.ts";

const order = readOrder(readFileSync("examples/orders/yearly-review.yaml"), "yearly-review.yaml");

function vacant(office: string, from: string): Standing {
  return {
    office,
    state: "vacant",
    holder: null,
    account: null,
    from_day: from,
    until: null,
    note: null,
    from_memory: false,
    known_at: "1",
  };
}
function said(
  task: string,
  standings: readonly Standing[],
  signed: string | null = "2024-01-08",
): string[] {
  const found = order.tasks.find((each) => each.id === task);
  if (!found) throw new Error("no such task");
  return emptyOffices({ order, standings, signed, on: "2024-06-01" }, found).map(
    (each) => each.words,
  );
}

describe("a task that depends on an empty office says so", () => {
  test.each([
    [
      "vacant at signing and on the day",
      [vacant("audit-office", "2023-12-01")],
      "Audit office vacant at signing and now",
    ],
    ["vacant since then", [vacant("audit-office", "2024-03-01")], "Audit office vacant now"],
    [
      "filled since then",
      [
        vacant("audit-office", "2023-12-01"),
        { ...vacant("audit-office", "2024-02-01"), state: "acting" as const },
      ],
      "Audit office vacant at signing",
    ],
  ])("%s", (_, standings, words) => {
    expect(said("independent-scores", standings)).toEqual([words]);
  });

  test("a body with an empty seat says whether it has its quorum", () => {
    const one = vacant("finance-office", "2024-01-01");
    expect(said("plan", [one])).toContain("Review board 2 of 3 seats filled");
    expect(said("plan", [one, vacant("security-office", "2024-01-01")])).toContain(
      "Review board without its quorum, 1 of 3 seats filled",
    );
  });

  test("nothing entered is not a vacancy", () => {
    expect(said("plan", [])).toEqual([]);
  });
});
