import type { FinalWord, Reply, Signed, VerdictStage } from "./verdicts.contract.ts";

/** What decides where a verdict stands. */
export interface VerdictMatter {
  readonly computed: string;
  /** The last day for a reply, with its extension. */
  readonly replyBy: string;
  readonly reply: Pick<Reply, "points"> | null;
  readonly finalWord: Pick<FinalWord, "points"> | null;
  /** The last signature of each officer. */
  readonly signatures: readonly Pick<Signed, "by" | "rating">[];
}

/** How many officers it takes. */
export const officersNeeded = 2;

/** The risks on which the organisation does not simply agree, so that each needs a final word. */
export function disputedRisks(reply: Pick<Reply, "points"> | null): string[] {
  return (reply?.points ?? [])
    .filter(({ position }) => position !== "agree")
    .map(({ risk }) => risk);
}

/** The disputed risks on which no final word was given. */
export function openRisks({ reply, finalWord }: VerdictMatter): string[] {
  const answered = new Set((finalWord?.points ?? []).map(({ risk }) => risk));
  return disputedRisks(reply).filter((risk) => !answered.has(risk));
}

/**
 * Where a verdict that was sent stands on a day. Silence is no consent: a verdict without a reply
 * stays so for good, and only its day being past lets officers go on.
 */
export function stageOf(matter: VerdictMatter, today: string): VerdictStage {
  const signed = signedStage(matter);
  if (signed !== null) return signed;
  if (matter.reply !== null) {
    return matter.finalWord === null || openRisks(matter).length > 0 ? "replied" : "answered";
  }
  if (matter.finalWord !== null) return "answered";
  return today > matter.replyBy ? "not-replied" : "sent";
}

function signedStage({ computed, signatures }: VerdictMatter): VerdictStage | null {
  const rating = agreedRating(signatures);
  if (rating !== null) return rating === computed ? "confirmed" : "departed";
  if (new Set(signatures.map((each) => each.rating)).size > 1) return "officers-differ";
  return signatures.length > 0 ? "half-confirmed" : null;
}

/** The rating that enough different officers signed; null where there is none. */
export function agreedRating(signatures: VerdictMatter["signatures"]): string | null {
  const officers = Map.groupBy(signatures, ({ rating }) => rating);
  const agreed = [...officers].filter(
    ([, signed]) => new Set(signed.map(({ by }) => by)).size >= officersNeeded,
  );
  // Two ratings with two officers each agree on nothing.
  return agreed.length === 1 ? (agreed[0]?.[0] ?? null) : null;
}

/** Why an officer can not sign yet, in one sentence; empty where they can. */
export function notReadyBecause(matter: VerdictMatter, today: string): string {
  const stage = stageOf(matter, today);
  if (stage === "sent") {
    return `The organisation may still reply, until ${matter.replyBy}; its reply is heard before anybody signs.`;
  }
  if (stage === "replied") {
    const open = openRisks(matter);
    const which = open.length === 0 ? "the reply" : open.join(", ");
    return `The organisation replied; give the final word on ${which} first.`;
  }
  return "";
}
