import fc from "fast-check";
import { expect, test } from "vitest";
import { narrowGrants } from "./narrow-grants.ts";
import { type Actor, decide, type Grant, permissions, roles } from "./policy.ts";

const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...roles),
  organisation: fc.constantFrom(null, "interior", "energy"),
});
const actor = (grants: readonly Grant[]): Actor => ({
  kind: "token",
  account: "a",
  name: "A",
  grants,
});

test("a token never may what its account may not, whatever it was narrowed to", () => {
  const names = Object.keys(permissions) as (keyof typeof permissions)[];
  fc.assert(
    fc.property(
      fc.array(grant),
      fc.option(fc.array(grant)),
      fc.constantFrom(...names),
      fc.constantFrom(null, "interior", "energy"),
      (held, narrowedTo, permission, organisation) => {
        const token = actor(narrowGrants(held, narrowedTo));
        if (!decide(token, permission, organisation).allowed) return;
        expect(decide(actor(held), permission, organisation).allowed).toBe(true);
      },
    ),
  );
});

test("a role that is held everywhere can be narrowed to one organisation, and not the other way", () => {
  const everywhere: Grant = { role: "observer", organisation: null };
  const interior: Grant = { role: "observer", organisation: "interior" };
  expect(narrowGrants([everywhere], [interior])).toEqual([interior]);
  expect(narrowGrants([interior], [everywhere])).toEqual([interior]);
  expect(narrowGrants([interior], null)).toEqual([interior]);
  expect(narrowGrants([], [interior])).toEqual([]);
});
