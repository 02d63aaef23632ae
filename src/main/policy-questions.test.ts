import fc from "fast-check";
import { expect, test } from "vitest";
import {
  inWords,
  permissionsInWords,
  type Question,
  type RoleInWords,
  seenInWords,
} from "../../tests/support/policy-in-words.ts";
import { auditsOrganisation, overlap, sightOfList } from "../assessments/blindness.ts";
import { narrowGrants } from "../platform/identity/narrow-grants.ts";
import {
  type Actor,
  anonymous,
  decide,
  type Grant,
  heldBy,
  type Permission,
  permissions,
  roles,
} from "../platform/identity/policy.ts";
import { blindnesses } from "../platform/http/route.ts";
import { allRoutes } from "./instance.ts";

const organisations = ["interior", "tides", "tides-harbour", "lights", "roads"];
const oneOf = <T>(from: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...from);
const some = (from: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(oneOf(from), { maxLength: from.length });
const role: fc.Arbitrary<RoleInWords> = fc.record({
  // Auditors are what most rules are about.
  role: fc.oneof(oneOf(roles), fc.constant("auditor")),
  at: fc.oneof(fc.constant(""), oneOf(organisations)),
});
/** Each organisation stands under one before it, or under none: no circles. */
const tree: fc.Arbitrary<(readonly [string, string])[]> = fc
  .array(fc.nat(), { minLength: organisations.length, maxLength: organisations.length })
  .map((draws) =>
    draws.flatMap((draw, at) => {
      const over = organisations[draw % (at + 1)];
      const below = organisations[at];
      return over === undefined || below === undefined || over === below
        ? []
        : [[below, over] as const];
    }),
  );
const question: fc.Arbitrary<Question> = fc.record({
  signedIn: fc.oneof(fc.constant(true), fc.constant(true), fc.constant(true), fc.boolean()),
  roles: fc.array(role, { maxLength: 4 }),
  token: fc.option(fc.array(role, { minLength: 1, maxLength: 3 })),
  permission: oneOf(permissionsInWords),
  about: fc.oneof(fc.constant(""), oneOf(organisations)),
  blind: oneOf(blindnesses),
  list: some(organisations),
  above: tree,
  isBlindReview: fc.boolean(),
  bothIn: some(organisations),
  postsIn: fc.oneof(
    fc.constant([]),
    some(organisations).map((all) => all.slice(0, 1)),
  ),
});

const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name);
const grantOf = ({ role: name, at }: RoleInWords): Grant => ({
  role: roles.find((each) => each === name) ?? "observer",
  organisation: at === "" ? null : at,
});

function actorOf({ signedIn, roles: held, token }: Question): Actor {
  if (!signedIn) return anonymous;
  const grants = held.map(grantOf);
  const account = { account: "a", name: "A" };
  return token === null
    ? { ...account, kind: "person", grants }
    : {
        ...account,
        kind: "token",
        grants: narrowGrants(grants, token.map(grantOf)),
        held: grants,
      };
}

/** What the frame answers (src/platform/http/answer-route.ts), from the rules that it asks. */
function byTheRules(asked: Question): ReturnType<typeof inWords> {
  const actor = actorOf(asked);
  if (actor.kind === "anonymous") return "sign in";
  const { permission, about, blind } = asked;
  if (!isPermission(permission)) throw new Error(`there is no permission ${permission}`);
  if (!decide(actor, permission, about === "" ? null : about).allowed) return "no role";
  const sight = sightOf(asked);
  if (blind === "review") return sight.hidden.length === 0 ? "yes" : "hidden";
  if (blind === "organisation") return sight.of(about) === "everything" ? "yes" : "hidden";
  return "yes";
}

const sightOf = (asked: Question) =>
  sightOfList(heldBy(actorOf(asked)), {
    scope: asked.list,
    inBoth: asked.isBlindReview ? new Set(asked.bothIn) : null,
    conflicts: new Set(asked.postsIn),
    parents: new Map(asked.above),
  });

test("100,000 questions are answered by the policy as by the same policy in words", () => {
  const answers = new Map<string, number>();
  fc.assert(
    fc.property(question, (asked) => {
      const answer = inWords(asked);
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      expect(byTheRules(asked)).toBe(answer);
      if (!asked.signedIn) return;
      const sight = sightOf(asked);
      for (const each of organisations) expect(sight.of(each)).toBe(seenInWords(asked, each));
    }),
    { numRuns: 100_000 },
  );
  // Each answer is given often enough to mean something.
  for (const answer of ["sign in", "no role", "hidden", "yes"]) {
    expect(answers.get(answer) ?? 0, answer).toBeGreaterThan(2_000);
  }
}, 300_000);

test("every permission has a row in the table of crosses, and no row is without a permission", () => {
  expect(permissionsInWords.toSorted()).toEqual(Object.keys(permissions).toSorted());
});

test("every permission is asked for by a route or by an action that a route leads to", () => {
  const asked = new Set(allRoutes().map(({ permission }) => permission));
  const inActions = Object.keys(permissions).filter(
    (name) => isPermission(name) && !asked.has(name),
  );
  expect(inActions.toSorted()).toEqual(decidedInActions);
});

/** Permissions for which an action asks, for each organisation of a request. */
const decidedInActions = [
  "action.write",
  "finding.close",
  "finding.write",
  "recommendation.respond",
  "recommendation.write",
  "risk.close",
  "risk.write",
  "score.independent",
  "score.self",
];

test("a further role never shows an auditor more, and never hides anything from somebody else", () => {
  fc.assert(
    fc.property(question, role, (asked, further) => {
      const order = ["nothing", "own-side", "everything"];
      const more = { ...asked, signedIn: true, roles: [...asked.roles, further] };
      const before = sightOf({ ...asked, signedIn: true });
      for (const each of organisations) {
        const [had, has] = [before.of(each), sightOf(more).of(each)];
        expect(order.indexOf(has)).toBeLessThanOrEqual(order.indexOf(had));
        if (further.role !== "auditor") expect(has).toBe(had);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("two spans overlap exactly where a day lies in both", () => {
  const day = fc.integer({ min: 1, max: 9 }).map((each) => `2026-03-0${each}`);
  const span = fc
    .record({ from: day, until: fc.option(day) })
    .filter(({ from, until }) => until === null || until >= from);
  fc.assert(
    fc.property(span, span, (one, other) => {
      const days = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((each) => `2026-03-0${each}`);
      const within = (each: string, { from, until }: typeof one): boolean =>
        each >= from && (until === null || each <= until);
      const shared = days.some((each) => within(each, one) && within(each, other));
      expect(overlap(one, other)).toBe(shared);
      expect(overlap(other, one)).toBe(shared);
    }),
  );
});

test("only whoever has the role auditor is bound as one, for the organisation of the role", () => {
  const held: Grant[] = [{ role: "auditor", organisation: "tides" }];
  expect(auditsOrganisation(held, "tides")).toBe(true);
  expect(auditsOrganisation(held, "lights")).toBe(false);
  expect(auditsOrganisation(held, null)).toBe(true);
  expect(auditsOrganisation([{ role: "observer", organisation: null }], null)).toBe(false);
});
