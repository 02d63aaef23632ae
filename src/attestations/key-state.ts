import type { KeyAct, KeyState } from "./keys.contract.ts";

/** One act about a key, as it is kept. */
export type KeyActFact = Omit<KeyAct, "by_name">;

/** A key as it was asked for. */
export interface KeyFact {
  readonly fingerprint: string;
  readonly public_key: string;
  readonly account: string;
  readonly office: string | null;
  readonly replaces: string | null;
  readonly known_at: string;
}

/** How many officers approve a key, and its end. */
export const officersNeeded = 2;

/** Where a key stands, since when and until when it signs, and what is waited for. */
export interface KeyStanding {
  readonly state: KeyState;
  readonly activeFrom: string | null;
  readonly activeUntil: string | null;
  readonly waitsFor: string;
}

/** Officers who did something about a key: each counts once, its own person never. */
function officersOf(
  { account }: KeyFact,
  acts: readonly KeyActFact[],
  kind: KeyAct["act"],
): ReadonlySet<string> {
  return new Set(acts.filter(({ act, by }) => act === kind && by !== account).map(({ by }) => by));
}

/** Officers who approved that a key begins. */
export function approvals(key: KeyFact, acts: readonly KeyActFact[]): ReadonlySet<string> {
  return officersOf(key, acts, "approved");
}

/** Whether two officers and the person asked for the end of a key. */
export function isEndAgreed(key: KeyFact, acts: readonly KeyActFact[]): boolean {
  return endWaitsFor(key, acts) === "";
}

/** Where a key stands after the acts about it, oldest first. */
export function keyStanding(key: KeyFact, acts: readonly KeyActFact[]): KeyStanding {
  const first = (kind: KeyAct["act"]): KeyActFact | undefined =>
    acts.find(({ act }) => act === kind);
  const activeFrom = first("confirmed")?.known_at ?? null;
  const end = first("revocation-asked") ?? first("replaced");
  const activeUntil = end?.known_at ?? null;
  const standing = (state: KeyState, waitsFor = ""): KeyStanding => ({
    state,
    activeFrom,
    activeUntil,
    waitsFor,
  });
  if (first("rejected")) return standing("rejected");
  if (first("revoked")) return standing("revoked");
  if (first("revocation-asked")) return standing("suspended", endWaitsFor(key, acts));
  if (first("replaced")) return standing("replaced");
  if (activeFrom !== null) return standing("active");
  const missing = officersNeeded - approvals(key, acts).size;
  if (missing > 0) return standing("requested", officersInWords(missing));
  return standing("approved", "the person's confirmation of the fingerprint");
}

function officersInWords(count: number): string {
  return count === 1 ? "the approval of one more officer" : "the approval of two officers";
}

function endWaitsFor(key: KeyFact, acts: readonly KeyActFact[]): string {
  const missing = officersNeeded - officersOf(key, acts, "revocation-asked").size;
  const asked = acts.some(({ act, by }) => act === "revocation-asked" && by === key.account);
  return [...(missing > 0 ? [officersInWords(missing)] : []), ...(asked ? [] : [person])].join(
    " and ",
  );
}

const person = "the person's word";
