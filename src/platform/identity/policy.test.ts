import fc from "fast-check";
import { expect, test } from "vitest";
import { type Actor, anonymous, decide, type Permission, permissions, roles } from "./policy.ts";

const names = Object.keys(permissions) as Permission[];
const person = (grants: Actor["grants"]): Actor => ({
  kind: "person",
  account: "a",
  name: "A",
  grants,
});

test("nobody who is not signed in, and nobody without a role, may do more than sign out", () => {
  for (const permission of names) {
    expect(decide(anonymous, permission).allowed).toBe(false);
    expect(decide(person([]), permission).allowed).toBe(permission === "own-account.use");
  }
});

test("a role for one organisation says nothing about another, nor about the whole but for what every role may", () => {
  fc.assert(
    fc.property(fc.constantFrom(...roles), fc.constantFrom(...names), (role, permission) => {
      const own = person([{ role, organisation: "interior" }]);
      const whole = person([{ role, organisation: null }]);
      const forAll = permissions[permission].length === roles.length;
      const isOwnAccount = permission === "own-account.use";
      expect(decide(own, permission, "energy").allowed).toBe(isOwnAccount);
      expect(decide(own, permission).allowed).toBe(forAll);
      expect(decide(own, permission, "interior")).toEqual(decide(whole, permission, "interior"));
    }),
  );
});

test("only administrators administer, and a refusal says which role is needed", () => {
  for (const role of roles) {
    const decision = decide(person([{ role, organisation: null }]), "instance.administer");
    expect(decision.allowed).toBe(role === "administrator");
  }
  expect(decide(person([]), "instance.administer")).toEqual({
    allowed: false,
    because: "This needs the role administrator.",
  });
});
