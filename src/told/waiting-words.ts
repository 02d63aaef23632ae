import type { SideStage } from "../assessments/stages.contract.ts";
import type { Verdict } from "../confirmations/verdicts.contract.ts";
import type { Accountability } from "../decisions/decisions.contract.ts";
import { counted } from "../kit/counted-words.ts";
import type { Waiting } from "./waiting.contract.ts";

/** What is the same for everything that waits in one organisation of a review. */
export type Place = Pick<
  Waiting,
  "review" | "review_title" | "simulated" | "organisation" | "name"
>;

type Told = Pick<Waiting, "kind" | "what" | "due" | "page">;

function told(place: Place, what: Told, today: string): Waiting {
  return { ...place, ...what, late: what.due !== null && what.due < today };
}

const pageOf = ({ review, organisation }: Place, end: string): string =>
  `/reviews/${review}/organisations/${organisation}/${end}`;

/** What a side of an assessment asks of whoever scores it; null where it is in. */
export function waitingSide(place: Place, side: SideStage, today: string): Waiting | null {
  const page = pageOf(place, "scores");
  const due = side.extension?.until ?? side.due;
  if (side.stage === "changes-requested") {
    const what = `Change what was sent back: ${side.reason}`;
    return told(place, { kind: "returned", what, due, page }, today);
  }
  if (side.stage !== "assigned" && side.stage !== "in-progress") return null;
  const what = `Score and hand in: ${side.scored.toLocaleString("en-GB")} of ${counted(side.of, "item")} scored`;
  return told(place, { kind: "assigned", what, due, page }, today);
}

/** What a head is asked to decide and sign; null where nothing is. */
export function waitingSignature(
  place: Place,
  standing: Accountability,
  today: string,
): Waiting | null {
  const page = pageOf(place, "decisions");
  const { due, signature, undecided, open_risks } = standing;
  if (signature === "stale") {
    const what = "Sign again: a risk or a decision is another one since you signed";
    return told(place, { kind: "stale", what, due, page }, today);
  }
  if (signature === "signed") return null;
  if (open_risks === 0 && due === null) return null;
  const risks = undecided === 0 ? "" : `: ${counted(undecided, "risk")} undecided`;
  return told(place, { kind: "due", what: `Decide and sign${risks}`, due, page }, today);
}

/** What a draft verdict asks of the head of the organisation; null where nothing. */
export function waitingReply(place: Place, verdict: Verdict, today: string): Waiting | null {
  if (verdict.stage !== "sent") return null;
  const due = verdict.reply_extended?.until ?? verdict.reply_by;
  const what = "Reply to the draft verdict";
  return told(place, { kind: "due", what, due, page: pageOf(place, "verdict") }, today);
}

/** What verdicts ask of an officer, in one line for each thing to do. */
export function waitingOfficer(
  place: Place,
  verdicts: readonly Verdict[],
  { account, confirms }: { readonly account: string; readonly confirms: boolean },
  today: string,
): Waiting[] {
  const page = `/reviews/${place.review}/verdicts`;
  const line = (count: number, what: string): Waiting[] =>
    count === 0 ? [] : [told(place, { kind: "due", what, due: null, page }, today)];
  const live = verdicts.filter(({ superseded }) => !superseded);
  const replied = live.filter(({ stage }) => stage === "replied").length;
  const ready = live.filter(
    ({ stage, signatures }) =>
      ["answered", "not-replied", "half-confirmed", "officers-differ"].includes(stage) &&
      !signatures.some(({ by }) => by === account),
  ).length;
  return [
    ...line(replied, `Give the final word on ${counted(replied, "reply", "replies")}`),
    ...(confirms ? line(ready, `Confirm ${counted(ready, "rating")}, or depart from them`) : []),
  ];
}

/** The earliest day first; what has no day comes last. */
export function inOrder(waiting: readonly Waiting[]): Waiting[] {
  const key = (each: Waiting) =>
    `${each.due ?? "9999-99-99"} ${each.review} ${each.organisation} ${each.what}`;
  return waiting.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
