import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Standing } from "./offices.contract.ts";
import { bodyOn, standingOn } from "./standing-on.ts";

function standing(office: string, state: Standing["state"], from: string, known = "1"): Standing {
  return {
    office,
    state,
    holder: null,
    account: null,
    from_day: from,
    until: null,
    note: null,
    from_memory: false,
    known_at: known,
  };
}

const facts = [
  standing("bureau", "vacant", "2017-05-09"),
  standing("bureau", "held", "2017-08-02"),
  standing("trade", "acting", "2017-05-09"),
];

describe("an office on a day", () => {
  test.each([
    ["bureau", "2017-05-08", "unknown"],
    ["bureau", "2017-05-09", "vacant"],
    ["bureau", "2017-08-01", "vacant"],
    ["bureau", "2017-08-02", "held"],
    ["nobody", "2017-08-02", "unknown"],
  ])("%s on %s is %s", (office, day, state) => {
    expect(standingOn(facts, office, day).state).toBe(state);
  });

  test("what became known later about the same day goes first", () => {
    const both = [
      standing("o", "held", "2017-01-01", "2"),
      standing("o", "vacant", "2017-01-01", "1"),
    ];
    expect(standingOn(both, "o", "2017-02-01").state).toBe("held");
    expect(standingOn(both.toReversed(), "o", "2017-02-01").state).toBe("held");
  });

  test("the order in which facts are listed does not matter", () => {
    const fact = fc.record({
      state: fc.constantFrom("held" as const, "acting" as const, "vacant" as const),
      day: fc.integer({ min: 10, max: 28 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(fact, { selector: (each) => each.day }), (entries) => {
        const all = entries.map((each) => standing("o", each.state, `2017-01-${each.day}`));
        expect(standingOn(all.toReversed(), "o", "2017-01-20")).toEqual(
          standingOn(all, "o", "2017-01-20"),
        );
      }),
    );
  });
});

describe("a joint body", () => {
  const body = { office: "board", title: "Board", seats: ["bureau", "trade", "audit"], quorum: 2 };
  test("an acting holder fills a seat, a vacancy does not", () => {
    expect(bodyOn(body, facts, "2017-05-11")).toEqual({
      seats: 3,
      filled: 2,
      empty: ["bureau"],
      quorum: 2,
      has_quorum: true,
    });
  });
  test("without a written quorum every seat is needed", () => {
    expect(bodyOn({ ...body, quorum: null }, facts, "2017-05-11")?.has_quorum).toBe(false);
  });
  test("a single office is no body", () => {
    expect(bodyOn({ ...body, seats: [] }, facts, "2017-05-11")).toBeNull();
  });
});
