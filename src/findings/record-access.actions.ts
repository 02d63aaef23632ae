import { type ReviewSight, sightOf } from "../assessments/sight.actions.ts";
import { conflictSentence } from "../assessments/blindness.ts";
import { readDay, readInstant } from "../kit/calendar.ts";
import { decide, type Permission } from "../platform/identity/policy.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import type { Work } from "../platform/work.ts";
import type { Wanted } from "./records.store.ts";
import type { Register } from "./records.contract.ts";

/** What somebody may see of the registers of a review: what lists, views and exports are held to. */
export type Reach = Pick<Wanted, "only" | "besides">;

/**
 * Whoever has a role for the whole instance sees all records; whoever has one for organisations sees
 * those of these. An auditor who may not see everything of an organisation yet sees of it what they
 * wrote themselves: what others wrote may tell what it says of itself.
 */
export async function reachOf(work: Work, review: string): Promise<Reach> {
  const { hidden } = await sightOf(work, review);
  const { actor } = work;
  return {
    only: ownOrganisations(work),
    besides: hidden.length === 0 ? null : { hidden, account: actor.account },
  };
}

/** The organisations that somebody is bound to; null for whoever may see all. */
function ownOrganisations({ actor }: Work): string[] | null {
  if (actor.kind === "muster") return null;
  if (actor.grants.some(({ organisation }) => organisation === null)) return null;
  return [...new Set(actor.grants.flatMap(({ organisation }) => organisation ?? []))];
}

const writes: Readonly<Record<Register, Permission>> = {
  findings: "finding.write",
  risks: "risk.write",
  recommendations: "recommendation.write",
  actions: "action.write",
};
const closes: Readonly<Record<Register, Permission>> = {
  findings: "finding.close",
  risks: "risk.close",
  recommendations: "recommendation.write",
  actions: "action.write",
};

/** What an act on a register needs. */
export function neededFor(
  register: Register,
  act: "write" | "close" | "respond" | "order",
): Permission {
  if (act === "respond") return "recommendation.respond";
  if (act === "order") return "order.write";
  return act === "write" ? writes[register] : closes[register];
}

/** Whether somebody has a permission for an organisation; null: for what is about none. */
export function may(work: Work, permission: Permission, organisation: string | null): boolean {
  return decide(work.actor, permission, organisation).allowed;
}

/** Whether somebody has a permission for any organisation at all. */
export function mayAnywhere(work: Work, permission: Permission): boolean {
  return (
    may(work, permission, null) ||
    work.actor.grants.some(({ organisation }) => may(work, permission, organisation))
  );
}

/** Refuses (not-permitted, logged) who has no permission for an organisation. */
export function requireMay(work: Work, permission: Permission, organisation: string | null): void {
  const decision = decide(work.actor, permission, organisation);
  if (!decision.allowed) throw new Refusal(decision.because, null);
}

/** Refuses (not-permitted, logged) an auditor who held a post in the organisation. */
export function requireNoConflict(sight: ReviewSight, organisation: string | null): void {
  if (organisation === null || sight.of(organisation) !== "nothing") return;
  throw new Refusal(conflictSentence(organisation), "conflict");
}

/** The instant that is asked for, or the last that is known. Refuses what is no instant. */
export function askedInstant(given: string | undefined, lastKnown: string): string {
  return given === undefined ? lastKnown : readInstant(given, { field: "as_of" });
}

/** The day that is asked for, or that of the instant. Refuses what is no day. */
export function askedDay(given: string | undefined, asOf: string): string {
  return given === undefined ? asOf.slice(0, 10) : readDay(given, { field: "on" });
}
