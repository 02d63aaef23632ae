import type { Display } from "../../src/determination/determination.contract.ts";
import { disputedRisks, openRisks, officersNeeded } from "../../src/confirmations/verdict-stage.ts";
import {
  VerdictStage,
  type Confirmed,
  type SignableConfirmation,
  type Verdict,
} from "../../src/confirmations/verdicts.contract.ts";
import { Value } from "typebox/value";
import type { Step } from "../ui/Steps.tsx";
import { words } from "./words.ts";

/** A label as it is shown; what no methodology names keeps its own word. */
export function displayNamed(displays: readonly Display[], label: string): Display {
  return displays.find((each) => each.label === label) ?? { label, name: label, rank: null };
}

/** The last day for a reply, with its extension; empty where no draft was sent. */
export function lastDay({ reply_by, reply_extended }: Verdict): string {
  return reply_extended?.until ?? reply_by ?? "";
}

/** Stages as tabs, in the order of a verdict's way. */
export const stageTabs: readonly VerdictStage[] = [
  "sent",
  "not-replied",
  "replied",
  "answered",
  "half-confirmed",
  "officers-differ",
  "confirmed",
  "departed",
];

/** A stage as the address says it; null where it says none that exists. */
export function stageIn(text: string): VerdictStage | null {
  return Value.Check(VerdictStage, text) && text !== "computed" ? text : null;
}

/** Whether the organisation may still send a reply or change it. */
export function takesReply(verdict: Verdict): boolean {
  return (
    !verdict.superseded &&
    verdict.signatures.length === 0 &&
    (verdict.stage === "sent" || verdict.stage === "replied")
  );
}

/** Whether the office may give a final word. */
export function takesFinalWord(verdict: Verdict): boolean {
  return !verdict.superseded && verdict.confirmed === null && verdict.stage !== "sent";
}

/** Whether the office may still give more days: as long as nobody has signed. */
export function takesExtension(verdict: Verdict): boolean {
  return !verdict.superseded && verdict.signatures.length === 0;
}

/** The risks that the reply disputes. */
export function disputedIn({ reply }: Verdict): ReadonlySet<string> {
  return new Set(disputedRisks(reply));
}

/** The steps of a verdict's way, with what is behind it and what is next. */
export function stepsOf(verdict: Verdict): readonly Step[] {
  const { stage, reply, final_word, sent_at } = verdict;
  const signatures = inTime(verdict.signatures);
  const [first, second] = signatures;
  const open = openRisks({
    computed: verdict.computed,
    replyBy: lastDay(verdict),
    reply,
    finalWord: final_word,
    signatures,
  });
  const replied = reply !== null || stage !== "sent";
  const answered =
    replied && stage !== "replied" && (final_word !== null || reply === null || open.length === 0);
  const done = [true, replied, answered, first !== undefined, verdict.confirmed !== null];
  const next = done.indexOf(false);
  const noted = (said: { by_name: string; known_at: string } | null | undefined, none: string) =>
    said ? words.said(said.by_name, said.known_at) : none;
  const notes = [
    sent_at === null ? "" : words.said("", sent_at).replace(/^, /u, ""),
    noted(reply, replied ? words.stepNotReplied : ""),
    noted(final_word, answered ? words.stepNotNeeded : ""),
    noted(first, ""),
    noted(signatures.length < officersNeeded ? null : second, ""),
  ];
  const names = Object.values(words.steps);
  return names.map((name, index) => ({
    name,
    state: done[index] === true ? "done" : index === next ? "next" : "later",
    note: notes[index] ?? "",
  }));
}

/** Signatures in the order in which they became known. */
export function inTime(signatures: Verdict["signatures"]): Verdict["signatures"] {
  return signatures.toSorted((one, other) => (one.known_at < other.known_at ? -1 : 1));
}

/** The statement with another rating for its only verdict; the same one where that is as computed. */
export function departing(
  statement: SignableConfirmation,
  rating: string,
  reason: string,
): SignableConfirmation {
  const verdicts = statement.predicate.verdicts.map((each): Confirmed =>
    rating === each.computed
      ? { ...each, rating: each.computed, reason: "" }
      : { ...each, rating, reason },
  );
  return { ...statement, predicate: { ...statement.predicate, verdicts } };
}
