import type { Transaction } from "../platform/database/database.ts";
import type { Shown } from "../platform/http/answer-route.ts";
import { type Actor, heldBy } from "../platform/identity/policy.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { organisationParents } from "../organisations/organisations.store.ts";
import { reviewScopes } from "../reviews/reviews.store.ts";
import {
  auditsOrganisation,
  blindSentence,
  conflictSentence,
  type ListSight,
  type Sight,
  sightOfList,
} from "./blindness.ts";
import { blindReviews } from "./blind-reviews.store.ts";
import { conflictsOf } from "./conflicts.actions.ts";
import { organisationFinder } from "./scored-review.actions.ts";

/** How much whoever asks may see of the organisations of one review. */
export interface ReviewSight {
  /** Of one organisation, by its identifier. */
  of(organisation: string): Sight;
  /** Whether everything of every organisation of the list may be seen: totals too. */
  readonly whole: boolean;
  /** The list of the review; empty where nothing is hidden. */
  readonly scope: readonly string[];
  /** Those of the list of which not everything may be seen, by identifier. */
  readonly hidden: readonly string[];
  /** Refuses (not-permitted, logged) where not everything of an organisation may be seen. */
  require(organisation: string): void;
  /** The same of one organisation, for an action that hides by itself; refuses only `nothing`. */
  requireAny(organisation: string): Sight;
  /** Refuses (not-permitted, logged) where there is anything in the review that may not be seen. */
  requireWhole(): void;
  /**
   * Refuses (not-permitted, logged) to score an organisation after a post there, and to score for it
   * while its own scores are hidden: what stands already, or not, would be told by the answer.
   */
  requireGive(kind: "self" | "independent", organisation: string): void;
}

const everything: ReviewSight = {
  of: () => "everything",
  whole: true,
  scope: [],
  hidden: [],
  require() {},
  requireAny: () => "everything",
  requireWhole() {},
  requireGive() {},
};

const known = new WeakMap<Transaction, Map<string, Promise<ReviewSight>>>();

/**
 * How much whoever asks may see of a review. Costs nothing for whoever is no auditor; for auditors a
 * number of statements that does not grow, once in a transaction.
 */
export function sightOf(
  { transaction, actor }: Pick<Work, "transaction" | "actor">,
  review: string,
): Promise<ReviewSight> {
  const asked = known.get(transaction) ?? new Map<string, Promise<ReviewSight>>();
  known.set(transaction, asked);
  const key = JSON.stringify([actor.kind, actor.account, heldBy(actor), review]);
  const sight = asked.get(key) ?? sightFor(transaction, actor, review);
  asked.set(key, sight);
  return sight;
}

async function sightFor(
  transaction: Transaction,
  actor: Actor,
  review: string,
): Promise<ReviewSight> {
  return (await sightsFor(transaction, actor, review)).get(review) ?? everything;
}

/** Of one review, or of all (null): those in which anything may be hidden; of others nothing is. */
async function sightsFor(
  transaction: Transaction,
  actor: Actor,
  review: string | null,
): Promise<ReadonlyMap<string, ReviewSight>> {
  const held = heldBy(actor);
  if (actor.kind === "muster" || !auditsOrganisation(held, null)) return new Map();
  const asOf = await lastKnownAt(transaction);
  const blind = await blindReviews(transaction, review);
  const conflicts = await conflictsOf(transaction, actor.account, review, asOf);
  const reviews = [...new Set([...blind.keys(), ...conflicts.keys()])];
  if (reviews.length === 0) return new Map();
  const scopes = await reviewScopes(transaction, reviews, asOf);
  const parents = await organisationParents(transaction, asOf.slice(0, 10), asOf);
  return new Map(
    reviews.map((each) => {
      const facts = {
        scope: scopes.get(each) ?? [],
        inBoth: blind.get(each) ?? null,
        conflicts: conflicts.get(each) ?? new Set<string>(),
        parents,
      };
      return [each, refusingSight(sightOfList(held, facts))];
    }),
  );
}

/** Of every review in which anything is hidden from whoever asks. */
export async function hidingReviews({
  transaction,
  actor,
}: Pick<Work, "transaction" | "actor">): Promise<ReadonlyMap<string, ReviewSight>> {
  const sights = await sightsFor(transaction, actor, null);
  return new Map([...sights].filter(([, sight]) => !sight.whole));
}

/** Sight with its refusals. */
function refusingSight({ of, scope, hidden }: ListSight): ReviewSight {
  return {
    of,
    scope,
    hidden,
    whole: hidden.length === 0,
    require: (organisation) => refuse(of(organisation), organisation),
    requireAny: (organisation) => {
      const sight = of(organisation);
      if (sight === "nothing") refuse(sight, organisation);
      return sight;
    },
    requireWhole: () => {
      const worst = hidden.map(of).includes("nothing") ? "nothing" : "own-side";
      if (hidden.length > 0) refuse(worst, null);
    },
    requireGive: (kind, organisation) => {
      const sight = of(organisation);
      if (kind === "self" || sight === "nothing") refuse(sight, organisation);
    },
  };
}

/** Refuses what is not to be seen, with one sentence. */
function refuse(sight: Sight, organisation: string | null): void {
  if (sight === "own-side") throw new Refusal(blindSentence(organisation), "blind");
  if (sight === "nothing") throw new Refusal(conflictSentence(organisation), "conflict");
}

/**
 * Refuses whoever may not see what a route shows: of one organisation, by identifier or name; of all
 * organisations of a review; or, without a review, of any review. What the frame asks for every
 * route that declares so.
 */
export async function requireSight(
  transaction: Transaction,
  actor: Actor,
  { review, organisation }: Shown,
): Promise<void> {
  if (actor.kind === "muster" || !auditsOrganisation(heldBy(actor), null)) return;
  if (review === null) return requireNoBlindness(transaction, actor);
  const sight = await sightOf({ transaction, actor }, review);
  if (organisation === null || sight.whole) return sight.requireWhole();
  const meant = await organisationMeant(transaction, review, organisation);
  // Whatever is not recognised here could be anything of the review further on.
  return meant === null ? sight.requireWhole() : sight.require(meant);
}

async function organisationMeant(
  transaction: Transaction,
  review: string,
  name: string,
): Promise<string | null> {
  const asOf = await lastKnownAt(transaction);
  const scope = (await reviewScopes(transaction, [review], asOf)).get(review) ?? [];
  if (scope.includes(name)) return name;
  const parents = await organisationParents(transaction, asOf.slice(0, 10), asOf);
  if (parents.has(name)) return name;
  const found = (await organisationFinder(transaction, { scope, asOf }))(name, asOf.slice(0, 10));
  return typeof found === "string" ? found : null;
}

/** Refuses an auditor who is blind for any organisation of any review. */
async function requireNoBlindness(transaction: Transaction, actor: Actor): Promise<void> {
  for (const sight of (await hidingReviews({ transaction, actor })).values()) {
    if (sight.hidden.some((organisation) => sight.of(organisation) === "own-side")) {
      refuse("own-side", null);
    }
  }
}
