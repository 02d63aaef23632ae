/** How much somebody may see of one organisation in one review. */
export type Sight =
  /** All that their roles permit. */
  | "everything"
  /** What auditors said, and nothing that depends on what the organisation says of itself. */
  | "own-side"
  /** Neither: they held a post there. */
  | "nothing";

/** A role as it is held: everywhere (null), or for one organisation. */
export interface HeldRole {
  readonly role: string;
  readonly organisation: string | null;
}

/** What decides over sight, beside the roles of whoever asks. */
export interface SightFacts {
  /** Whether the terms of the review say that auditors are blind. */
  readonly blind: boolean;
  /** Whether both sides of the organisation were submitted and locked once. */
  readonly bothIn: boolean;
  /** Whether whoever asks held a post in the organisation within the period of the review's order. */
  readonly conflict: boolean;
}

/** Whether somebody audits an organisation; null asks for any. */
export function auditsOrganisation(
  roles: readonly HeldRole[],
  organisation: string | null,
): boolean {
  return roles.some(
    (held) =>
      held.role === "auditor" &&
      (organisation === null || held.organisation === null || held.organisation === organisation),
  );
}

/**
 * How much somebody may see of one organisation in one review. Whoever audits it is bound as an
 * auditor, whatever else they are: the most restrictive of a person's roles wins. Given: all roles
 * of the account, also those that a token was narrowed away from.
 */
export function sightOn(
  roles: readonly HeldRole[],
  organisation: string,
  { blind, bothIn, conflict }: SightFacts,
): Sight {
  if (!auditsOrganisation(roles, organisation)) return "everything";
  if (conflict) return "nothing";
  return blind && !bothIn ? "own-side" : "everything";
}

/** What is known of a whole review. */
export interface ListFacts {
  /** The organisations of its list. */
  readonly scope: readonly string[];
  /** Organisations of which both sides were in; null where the review is not blind. */
  readonly inBoth: ReadonlySet<string> | null;
  /** Organisations in which whoever asks held a post within the period of the order. */
  readonly conflicts: ReadonlySet<string>;
  /** The organisation above each; null at the top. */
  readonly parents: ReadonlyMap<string, string | null>;
}

/** How much somebody may see of each organisation of a list. */
export interface ListSight {
  readonly of: (organisation: string) => Sight;
  readonly scope: readonly string[];
  /** Those of the list of which not everything may be seen. */
  readonly hidden: readonly string[];
}

/**
 * How much somebody may see of the organisations of a review. A system is as open as the organisation
 * of the list that it belongs to; a post in an organisation counts for what is above it and inside it
 * as well.
 */
export function sightOfList(roles: readonly HeldRole[], facts: ListFacts): ListSight {
  const { scope, inBoth, conflicts, parents } = facts;
  const listed = new Set(scope);
  const of = (organisation: string): Sight => {
    const owner = chain(organisation, parents).find((each) => listed.has(each)) ?? organisation;
    return sightOn(roles, owner, {
      blind: inBoth !== null,
      bothIn: inBoth?.has(owner) ?? false,
      conflict: conflicts.size > 0 && isNear(organisation, conflicts, parents),
    });
  };
  return { of, scope, hidden: scope.filter((each) => of(each) !== "everything") };
}

/** An organisation, the one above it, and so on to the top. */
function chain(organisation: string, parents: ListFacts["parents"]): string[] {
  const passed = new Set<string>();
  let at: string | null | undefined = organisation;
  while (at !== null && at !== undefined && !passed.has(at)) {
    passed.add(at);
    at = parents.get(at);
  }
  return [...passed];
}

/** Whether one of some organisations is this one, stands above it or inside it. */
function isNear(
  organisation: string,
  others: ReadonlySet<string>,
  parents: ListFacts["parents"],
): boolean {
  const above = chain(organisation, parents);
  return [...others].some(
    (other) => above.includes(other) || chain(other, parents).includes(organisation),
  );
}

/** A span of days with both ends; null is open. */
export interface Span {
  readonly from: string;
  readonly until: string | null;
}

/** Whether two spans have a day in common. */
export function overlap(one: Span, other: Span): boolean {
  return (
    (one.until === null || one.until >= other.from) &&
    (other.until === null || other.until >= one.from)
  );
}

/** Why a thing is not shown, in one sentence. Given: what is asked for, in words. */
export function blindSentence(organisation: string | null): string {
  const whose = organisation === null ? "an organisation of this review" : organisation;
  return `Auditors see what depends on the self-scores of ${whose} only when both sides were submitted and locked.`;
}

/** Why an auditor who held a post in an organisation is refused, in one sentence. */
export function conflictSentence(organisation: string | null): string {
  const where = organisation === null ? "an organisation of this review" : organisation;
  return `Whoever held a post in ${where} within the period of the order can not audit it: this needs another auditor.`;
}
