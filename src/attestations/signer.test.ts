import fc from "fast-check";
import { expect, test } from "vitest";
import type { Standing } from "../offices/offices.contract.ts";
import { headOnDay } from "../organisations/head-on.ts";
import { type GivenDelegation, signerOn } from "./signer.ts";

const day = fc.integer({ min: 1, max: 9 }).map((each) => `2026-01-0${each}`);
const account = fc.constantFrom("a", "b", "c");
const standing: fc.Arbitrary<Standing> = fc
  .tuple(fc.constantFrom("held", "acting", "vacant"), account, day, fc.option(day), fc.nat())
  .map(([state, who, from, until, known]) => ({
    office: "head",
    state: state === "held" ? "held" : state === "acting" ? "acting" : "vacant",
    holder: null,
    account: state === "vacant" ? null : who,
    from_day: from,
    until: state === "acting" && until !== null && until >= from ? until : null,
    note: null,
    from_memory: false,
    known_at: String(known).padStart(12, "0"),
  }));
const delegation: fc.Arbitrary<GivenDelegation> = fc.record({
  delegation: fc.constantFrom("d1", "d2"),
  review: fc.constantFrom("r", "other"),
  by: account,
  from: day,
  until: day,
  ended_at: fc.constantFrom(null, "2026-01-02T00:00:00.000000Z"),
});

/** The rule once more, as the issue says it, without any of the code. */
function mayNaively(
  asks: string,
  on: string,
  standings: readonly Standing[],
  delegations: readonly GivenDelegation[],
): boolean {
  const [now] = standings
    .filter((each) => each.from_day <= on)
    .toSorted((one, other) =>
      `${one.from_day} ${one.known_at}` < `${other.from_day} ${other.known_at}` ? 1 : -1,
    );
  if (!now || now.state === "vacant" || (now.until !== null && on > now.until)) return false;
  if (now.account === asks) return true;
  return delegations.some(
    (each) =>
      each.review === "r" &&
      each.ended_at === null &&
      each.from <= on &&
      on <= each.until &&
      each.by === now.account,
  );
}

test("nobody signs but the holder, whoever acts up to the last day, and whom that holder let sign in this review", () => {
  const standings = fc.uniqueArray(standing, {
    maxLength: 5,
    selector: ({ known_at }) => known_at,
  });
  fc.assert(
    fc.property(
      standings,
      fc.array(delegation, { maxLength: 3 }),
      account,
      day,
      (all, given, asks, on) => {
        const heads = [
          { organisation: "o", office: "head", from_day: "2025-01-01", known_at: "0" },
        ];
        const offices = [{ office: "head", title: "Head of O", seats: [], quorum: null }];
        const head = headOnDay({ heads, offices, standings: all }, "o", on);
        const found = signerOn({
          account: asks,
          review: "r",
          organisation: "O",
          day: on,
          head,
          standings: all,
          delegations: given,
        });
        expect(typeof found !== "string").toBe(mayNaively(asks, on, all, given));
        if (typeof found === "string") expect(found).toMatch(/^[A-Z].*\.$/u);
      },
    ),
    { numRuns: 2000 },
  );
});
