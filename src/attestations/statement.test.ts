import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallStatement } from "../../tests/support/signed-file.ts";
import type { HeadStatement } from "./attestations.contract.ts";
import { readStatement } from "./signed-statement.ts";
import {
  changesBetween,
  changesInWords,
  composeStatement,
  signableStatement,
} from "./statement.ts";

const base = smallStatement();

/** Every place of a value that is no list and no object, as a path. */
function places(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[...path]];
  return Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]));
}

/** The same statement with something else at one place. */
function changedAt(path: readonly (string | number)[]): HeadStatement {
  const copy = structuredClone(base);
  const parent = path
    .slice(0, -1)
    .reduce<object>((at, name) => Object(Reflect.get(at, name)), copy);
  const name = path.at(-1) ?? "";
  const value: unknown = Reflect.get(parent, name);
  Reflect.set(parent, name, typeof value === "boolean" ? !value : `${String(value)}?`);
  return copy;
}

/** What only follows from the time of asking, from who asks, or from the rest. */
const followsFromTheRest =
  /^(?:format|on|as_of|due|signer|totals|prepared_by|since|consent|risks\.\d+\.decision\.prepared_(?:by|at))/u;

test("any value of what was shown that becomes another one makes the signature stale; nothing else does", () => {
  for (const path of places(base)) {
    const changes = changesBetween(base, changedAt(path));
    const follows = followsFromTheRest.test(path.join("."));
    expect(changes.length > 0, path.join(".")).toBe(!follows);
  }
});

describe("what changed is said in a sentence", () => {
  const [risk] = base.risks;
  const [item] = base.items;
  if (!risk?.decision || !item) throw new Error("the story has no risk");
  const { decision } = risk;
  test.each<[string, Partial<HeadStatement>]>([
    ["R-1 is closed", { risks: [] }],
    ["R-2 is new: Gauges may stop", { risks: [risk, { ...risk, risk: "R-2" }] }],
    ["R-1 is undecided now", { risks: [{ ...risk, decision: null }] }],
    [
      "R-1: mitigate became avoid",
      { risks: [{ ...risk, decision: { ...decision, decision: "avoid" } }] },
    ],
    [
      "the acceptance of R-1 expired on its last day",
      { risks: [{ ...risk, decision: { ...decision, expired: true } }] },
    ],
    ["T-1: 2 became not answered", { items: [{ ...item, value: null }] }],
    ["T-1 is no longer asked", { items: [] }],
    ["T-2 is asked anew", { items: [item, { ...item, item: "T-2" }] }],
    [
      "Head of the Office of Tides is vacant now",
      { head: { ...base.head, state: "vacant", account: null, holder: null } },
    ],
  ])("“%s”", (words, change) => {
    expect(changesInWords(changesBetween(base, { ...base, ...change }))).toBe(words);
  });

  test("and of many the first three are told, and how many more", () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({ ...item, item: `X-${at}` }));
    const words = changesInWords(changesBetween(base, { ...base, items: [item, ...many] }));
    expect(words).toBe("X-0 is asked anew; X-1 is asked anew; X-2 is asked anew; and 1,197 more");
  });
});

test("the sentence of consent says whose word it is, how much is open, and that it is simulated", () => {
  expect(base.consent).toBe(
    "As Head of the Office of Tides I have read all that is shown here of Office of Tides in the review “Tides 2026”: 1 open risk with the decisions shown, and 1 item, 1 of them answered. I take these decisions, the answers are those of Office of Tides to the best of my knowledge, and I answer for both.",
  );
  const [risk] = base.risks;
  const open = smallStatement({
    simulated: true,
    risks: risk ? [{ ...risk, decision: null }] : [],
    signer: { ...base.signer, capacity: "delegate", delegation: "0".repeat(64) },
  });
  expect(open.consent).toMatch(/^SIMULATED\. By delegation of the Head of the Office of Tides /u);
  expect(open.consent).toContain("1 of them undecided");
});

test("since the last signature only what changed is told", () => {
  const last = { attestation: "0".repeat(64), signed_at: base.as_of, statement: base };
  const { format: _f, totals: _t, consent: _c, since: _s, ...parts } = base;
  expect(composeStatement({ ...parts, last }).since?.changes).toEqual([]);
  expect(composeStatement({ ...parts, items: [], last }).since?.changes).toHaveLength(1);
});

test("a statement whose subject is another one than its predicate says is refused", () => {
  const statement = signableStatement(base);
  expect(readStatement(statement)).toEqual(statement);
  fc.assert(
    fc.property(fc.constantFrom(...places(base)), (path) => {
      expect(() => readStatement({ ...statement, predicate: changedAt(path) })).toThrow();
    }),
  );
  expect(() => readStatement({ ...statement, more: 1 })).toThrow();
});
