import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Office, Standing } from "../offices/offices.contract.ts";
import { authorStanding, chairsOf } from "./product-state.ts";

const board: Office = {
  office: "board",
  title: "Board",
  seats: ["north", "south", "west"],
  quorum: 2,
};
const signed = (seat: string, by: string, stale = false) => ({ author: "board", seat, by, stale });

describe("the quorum of a joint body", () => {
  test("counts seats, each by another person, and no signature of an earlier text", () => {
    expect(authorStanding(board, [signed("north", "a")]).waits_for).toContain("needs 2 seats of 3");
    expect(authorStanding(board, [signed("north", "a"), signed("south", "b")]).waits_for).toBe("");
    const stale = [signed("north", "a"), signed("south", "b", true)];
    expect(authorStanding(board, stale).signed).toBe(1);
    const one = [signed("north", "a"), signed("south", "a")];
    expect(authorStanding(board, one).waits_for).toContain("One person counts for one seat");
  });

  test("is all seats where none is written", () => {
    expect(authorStanding({ ...board, quorum: null }, []).needed).toBe(3);
  });

  test("is never reached by fewer people or fewer seats than it says", () => {
    const one = fc.record({
      author: fc.constantFrom("board", "other"),
      seat: fc.constantFrom("north", "south", "west"),
      by: fc.constantFrom("a", "b", "c"),
      stale: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (signatures) => {
        const fresh = signatures.filter(({ author, stale }) => author === "board" && !stale);
        const people = new Set(fresh.map(({ by }) => by)).size;
        const seats = new Set(fresh.map(({ seat }) => seat)).size;
        const isReached = authorStanding(board, signatures).waits_for === "";
        expect(isReached).toBe(people >= 2 && seats >= 2);
      }),
    );
  });
});

test("only a holder or an acting holder up to the last day fills a chair", () => {
  const standing: Standing = {
    office: "north",
    state: "acting",
    holder: null,
    account: "a",
    from_day: "2026-01-01",
    until: "2026-02-01",
    note: null,
    from_memory: false,
    known_at: "2026-01-01T00:00:00.000000Z",
  };
  const chairs = (account: string, day: string) => chairsOf(account, [board], [standing], day);
  expect(chairs("a", "2026-02-01")).toEqual([{ author: "board", seat: "north" }]);
  expect(chairs("a", "2026-02-02")).toEqual([]);
  expect(chairs("b", "2026-01-15")).toEqual([]);
  expect(chairs("a", "2025-12-31")).toEqual([]);
});
