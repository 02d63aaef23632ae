import { Problem } from "../kit/problem.ts";
import { nearestNames } from "../kit/nearest-names.ts";
import { nameResolver } from "../organisations/organisation-names.ts";
import { organisationFacts } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import { decide, type Permission } from "../platform/identity/policy.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { listedReview } from "../reviews/reviews.actions.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import { lastListAct } from "../reviews/reviews.store.ts";
import { wordingDigest } from "../yardsticks/wording.ts";
import type { Yardstick, YardstickItem } from "../yardsticks/yardstick.contract.ts";
import { yardstickNamed } from "../yardsticks/yardsticks.store.ts";
import type { ScoreKind } from "./scores.contract.ts";

/** An item of a yardstick with its place and the digest of its wording. */
export interface ScoredItem {
  readonly item: YardstickItem;
  readonly place: number;
  readonly wording: string;
}

/** A yardstick laid out for scoring: its items by identifier, and by label where that is theirs alone. */
export interface ScoredYardstick {
  readonly yardstick: Yardstick;
  readonly items: ReadonlyMap<string, ScoredItem>;
  readonly labels: ReadonlyMap<string, ScoredItem>;
}

/** A review in which scores are given. */
export interface ScoredReview extends ScoredYardstick {
  readonly summary: ReviewSummary;
  readonly scope: readonly string[];
  /** The instant up to which everything is known. */
  readonly asOf: string;
}

const recallYardstick = remember<ScoredYardstick>(32);

/** A review with its list and yardstick, as known now. Refuses (not-found) one that is not there. */
export async function scoredReview(
  transaction: Transaction,
  review: string,
): Promise<ScoredReview> {
  const asOf = await lastKnownAt(transaction);
  const listAt = await lastListAct(transaction, review, asOf);
  const { summary, scope } = await listedReview(transaction, review, asOf, listAt);
  const laidOut = await recallYardstick(transaction, summary.yardstick, async () => {
    const yardstick = await yardstickNamed(transaction, summary.yardstick);
    if (!yardstick) throw new Error(`the yardstick ${summary.yardstick} of a review is gone`);
    return laidOutYardstick(yardstick);
  });
  return { summary, scope, asOf, ...laidOut };
}

/** Lays a yardstick out for scoring. */
export function laidOutYardstick(yardstick: Yardstick): ScoredYardstick {
  const all = yardstick.items.map((item, place) => ({ item, place, wording: wordingDigest(item) }));
  const byLabel = Map.groupBy(
    all.filter(({ item }) => item.label !== undefined),
    ({ item }) => item.label ?? "",
  );
  return {
    yardstick,
    items: new Map(all.map((each) => [each.item.id, each])),
    labels: new Map(
      [...byLabel].flatMap(([label, own]) => {
        const [only, other] = own;
        return only === undefined || other !== undefined ? [] : [[label, only] as const];
      }),
    ),
  };
}

/** A name that was not found, and those that look like it. */
export interface NotFound {
  readonly sentence: string;
  readonly nearest: readonly string[];
}

/**
 * The item of an identifier, or of a label. Nothing is guessed: one that is not there is answered
 * with the nearest, one that was withdrawn with what became of it.
 */
export function itemCalled(
  name: string,
  { items, labels }: ScoredYardstick,
): ScoredItem | NotFound {
  const found = items.get(name) ?? labels.get(name);
  if (found === undefined) {
    const nearest = nearestNames(name, items.keys()).map((each) => each.name);
    return { sentence: `“${shown(name)}” is not an item of the yardstick`, nearest };
  }
  const { withdrawn } = found.item;
  if (withdrawn === undefined) return found;
  const into = withdrawn.into.length === 0 ? "" : `; it went into ${withdrawn.into.join(", ")}`;
  return {
    sentence: `${found.item.id} was withdrawn from the yardstick and can not be scored${into}`,
    nearest: withdrawn.into,
  };
}

/** The same, for one item that has to be there. Refuses: not-found, or refused when withdrawn. */
export function requireItem(name: string, yardstick: ScoredYardstick): ScoredItem {
  const found = itemCalled(name, yardstick);
  if ("item" in found) return found;
  const near = found.nearest.length === 0 ? "" : `; near it are ${found.nearest.join(", ")}`;
  const there = yardstick.items.has(name) || yardstick.labels.has(name);
  const sentence = there ? found.sentence : `${found.sentence}${near}`;
  throw new Problem(there ? "refused" : "not-found", `${sentence}.`, { field: "item" });
}

/** Says which organisation of the list is meant by an identifier, a name or an alias on a day. */
export type OrganisationFinder = (name: string, day: string) => string | NotFound;

/** Prepares to find organisations of a review's list by their identifiers and names. */
export async function organisationFinder(
  transaction: Transaction,
  { scope, asOf }: Pick<ScoredReview, "scope" | "asOf">,
): Promise<OrganisationFinder> {
  const listed = new Set(scope);
  const facts = await organisationFacts(transaction, asOf);
  const resolve = nameResolver(facts, asOf);
  const names = facts
    .filter(({ id }) => listed.has(id))
    .flatMap((each) => [each.id, ...each.names.map(({ name }) => name)]);
  return (given, day) => {
    const name = given.trim();
    const organisation = listed.has(name) ? name : resolve(name, day);
    if (organisation !== null && listed.has(organisation)) return organisation;
    const sentence =
      organisation === null
        ? `“${shown(name)}” is no organisation of this review`
        : `${organisation} is not in the list of this review`;
    return { sentence, nearest: nearestNames(name, new Set(names)).map((each) => each.name) };
  };
}

/** The organisation of the list that is meant. Refuses (not-found), with the nearest names. */
export async function requireOrganisation(
  transaction: Transaction,
  review: Pick<ScoredReview, "scope" | "asOf">,
  name: string,
): Promise<string> {
  if (review.scope.includes(name)) return name;
  const find = await organisationFinder(transaction, review);
  const found = find(name, review.asOf.slice(0, 10));
  if (typeof found === "string") return found;
  const near = found.nearest.length === 0 ? "" : `; near it are ${found.nearest.join(", ")}`;
  throw new Problem("not-found", `${found.sentence}${near}.`, { field: "organisation" });
}

const needed: Readonly<Record<ScoreKind, Permission>> = {
  self: "score.self",
  independent: "score.independent",
};

/** Whether somebody may give a kind of score for an organisation. */
export function mayGive({ actor }: Work, kind: ScoreKind, organisation: string): boolean {
  return decide(actor, needed[kind], organisation).allowed;
}

/** Refuses (not-permitted) who may not give a kind of score for an organisation. */
export function requireMayGive({ actor }: Work, kind: ScoreKind, organisation: string): void {
  const decision = decide(actor, needed[kind], organisation);
  if (decision.allowed) return;
  const sentence = `${decision.because} Ask an administrator of this instance for it.`;
  throw new Problem("not-permitted", sentence);
}

/** Whether a self-score is entered for the organisation by somebody who does not belong to it. */
export function isOnBehalf({ actor }: Work, kind: ScoreKind, organisation: string): boolean {
  return (
    kind === "self" &&
    !actor.grants.some(
      (grant) =>
        (grant.role === "head" || grant.role === "security-lead") &&
        (grant.organisation === null || grant.organisation === organisation),
    )
  );
}

function shown(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
