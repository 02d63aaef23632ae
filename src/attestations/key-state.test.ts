import fc from "fast-check";
import { expect, test } from "vitest";
import { type KeyActFact, keyStanding } from "./key-state.ts";

const key = {
  fingerprint: "0".repeat(64),
  public_key: "",
  account: "person",
  office: null,
  replaces: null,
  known_at: "0",
};
const act: fc.Arbitrary<KeyActFact> = fc.record({
  act: fc.constantFrom(
    "approved",
    "rejected",
    "confirmed",
    "replaced",
    "revocation-asked",
    "revoked",
  ),
  by: fc.constantFrom("person", "officer-1", "officer-2"),
  reason: fc.constant(""),
  known_at: fc.constant("1"),
  leaf: fc.constant(""),
});

test("a key signs only after its person confirmed it, and never after anybody asked for its end, replaced or rejected it", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 6 }), (acts) => {
      const { state } = keyStanding(key, acts);
      const kinds = acts.map((each) => each.act);
      const ends = ["rejected", "replaced", "revocation-asked", "revoked"] as const;
      const active = kinds.includes("confirmed") && !ends.some((end) => kinds.includes(end));
      expect(state === "active").toBe(active);
    }),
  );
});

test("its own person counts as no officer, and one officer counts once", () => {
  const approved = (...by: string[]): KeyActFact[] =>
    by.map((each) => ({ act: "approved", by: each, reason: "", known_at: "1", leaf: "" }));
  expect(keyStanding(key, approved("officer-1", "officer-1", "person")).state).toBe("requested");
  expect(keyStanding(key, approved("officer-1", "officer-2")).state).toBe("approved");
});
