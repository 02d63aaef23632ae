import { todayOf } from "../platform/log/known-at.ts";
import { dayInWords, isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import { dueDays } from "./due-days.actions.ts";
import { organisationFinder, type ScoredReview, scoredReview } from "./scored-review.actions.ts";
import { lockScores } from "./scores.store.ts";
import { sightOf } from "./sight.actions.ts";
import { moversOf } from "./stage-views.actions.ts";
import type {
  Extended,
  NewExtension,
  Stage,
  StageChange,
  StageChanged,
} from "./stages.contract.ts";
import {
  insertBothIn,
  insertExtensions,
  insertStages,
  readSides,
  type SidesAct,
  sidesWithScores,
  type StoredSide,
} from "./stages.store.ts";
import { isIn, lockedBecause, moverOf, stageInWords, stageOf, stagesFrom } from "./stages.ts";
import { reviewTerms } from "./terms.actions.ts";

/** The organisations of the list that are meant, each once, in the order of identifiers. */
async function requireListed(
  work: Work,
  scored: ScoredReview,
  names: readonly string[],
): Promise<string[]> {
  const find = await organisationFinder(work.transaction, scored);
  const today = scored.asOf.slice(0, 10);
  const found = names.map((name) => {
    const organisation = find(name, today);
    if (typeof organisation === "string") return organisation;
    const { sentence, nearest } = organisation;
    const near = nearest.length === 0 ? "" : `; near it are ${nearest.join(", ")}`;
    throw new Problem("not-found", `${sentence}${near}.`, { field: "organisations" });
  });
  return [...new Set(found)].toSorted();
}

interface SideNow {
  readonly row: StoredSide | undefined;
  readonly stage: Stage;
  readonly due: string | null;
}

/** How one side of some organisations, and the other, stand by what acts made of them. */
async function sidesOf(
  work: Work,
  { summary }: ScoredReview,
  organisations: readonly string[],
  side: StageChange["side"],
) {
  const { transaction } = work;
  const terms = await reviewTerms(transaction, summary);
  const today = await todayOf(transaction);
  const due = await dueDays(transaction, summary.order, terms[side], today);
  const rows = await readSides(transaction, summary.review, organisations);
  const scored = await sidesWithScores(transaction, summary.review, organisations);
  const at = new Map(rows.map((row) => [`${row.side} ${row.organisation}`, row]));
  const other = side === "self" ? "independent" : "self";
  return {
    today,
    of: (organisation: string): SideNow => {
      const row = at.get(`${side} ${organisation}`);
      const stage = stageOf(row?.stage ?? null, scored.has(`${side} ${organisation}`));
      return { row, stage, due: due.of(organisation).due };
    },
    otherIn: (organisation: string): boolean => {
      const stage = at.get(`${other} ${organisation}`)?.stage ?? null;
      return stage !== null && isIn(stage);
    },
  };
}

/**
 * Brings one side of organisations to a stage, all of them or none. A request for changes opens what
 * was handed in, and may grant the day by which the changes are due. When by this both sides of an
 * organisation are in, that is remembered for good. Leaf: `assessment.stage-changed`.
 * Refuses: a step that there is not (refused), one that is somebody else's (not-permitted), a request
 * for changes without a reason, or after the last day without another (bad-input).
 */
export async function moveSides(
  work: Work,
  review: string,
  change: StageChange,
): Promise<StageChanged> {
  const { transaction } = work;
  const { side, to } = change;
  await lockScores(transaction, review);
  const scored = await scoredReview(transaction, review);
  const organisations = await requireListed(work, scored, change.organisations);
  const sight = await sightOf(work, review);
  for (const organisation of organisations) sight.requireGive(side, organisation);
  const now = await sidesOf(work, scored, organisations, side);
  const changed = organisations.filter((organisation) => now.of(organisation).stage !== to);
  for (const organisation of changed) {
    requireStep(work, { side, to, organisation }, now.of(organisation));
  }
  const opens =
    to === "changes-requested" ? checkOpening(change, changed.map(now.of), now.today) : null;
  const inNow = isIn(to) ? changed.filter(now.otherIn) : [];
  const { simulated } = scored.summary;
  const answer = { review, simulated, side, to, changed, both_in: inNow };
  if (changed.length === 0) return { ...answer, unchanged: true };
  const reason = change.reason?.trim() ?? "";
  const act = await appendAct(work, review, side, changed, reason, {
    kind: "assessment.stage-changed",
    data: { side, to, reason, ...(opens === null ? {} : { until: opens }), both_in: inNow },
  });
  await insertStages(transaction, act, { stage: to, locks: isIn(to) });
  if (opens !== null) {
    const officer = work.actor.name;
    await insertExtensions(transaction, act, { until: opens, officer, locked: changed });
  }
  if (inNow.length > 0) await insertBothIn(transaction, act, inNow);
  return { ...answer, unchanged: false };
}

async function appendAct(
  work: Work,
  review: string,
  side: StageChange["side"],
  organisations: readonly string[],
  reason: string,
  { kind, data }: { kind: string; data: Record<string, string | boolean | readonly string[]> },
): Promise<SidesAct> {
  const knownAt = await work.knownAt();
  const [only, other] = organisations;
  const alone = only !== undefined && other === undefined ? `/organisation/${only}` : "";
  const leaf = await work.append({
    kind,
    subject: `review/${review}${alone}`,
    data: { ...data, organisations: [...organisations] },
  });
  return { review, organisations, side, reason, by: work.actor.account, knownAt, leaf };
}

function requireStep(
  work: Work,
  wanted: { readonly side: StageChange["side"]; readonly to: Stage; readonly organisation: string },
  { stage }: SideNow,
): void {
  const { side, to, organisation } = wanted;
  const movers = moversOf(work, side, organisation);
  const mover = moverOf(stage, to);
  const whose = `The ${side === "self" ? "self-assessment" : "independent assessment"} of ${organisation}`;
  if (mover === null) {
    const steps = stagesFrom(stage, new Set(["side", "officer"])).map(stageInWords);
    const then =
      steps.length === 0 ? " and stays so" : `; from there it can only be ${steps.join(" or ")}`;
    throw new Problem("refused", `${whose} is ${stageInWords(stage)}${then}.`, { field: "to" });
  }
  if (movers.has(mover)) return;
  const who =
    mover === "officer"
      ? "an officer of the review"
      : side === "self"
        ? "the organisation's own head or security lead, or a reviewing officer"
        : "an auditor";
  throw new Problem("not-permitted", `${whose} becomes ${stageInWords(to)} by ${who} only.`);
}

/** The day until which a request for changes opens sides, or null where none is needed. */
function checkOpening(
  { reason, until }: StageChange,
  sides: readonly SideNow[],
  today: string,
): string | null {
  if ((reason ?? "").trim() === "") {
    const sentence = "say which changes are requested: the side is shown the reason.";
    throw new Problem("bad-input", sentence, { field: "reason" });
  }
  if (until !== undefined) {
    checkUntil(until, today);
    return until;
  }
  const shut = sides.some(
    ({ row, due }) =>
      lockedBecause({ stage: null, due, extendedUntil: row?.extended_until ?? null }, today) !==
      null,
  );
  if (!shut) return null;
  const sentence = "the last day has passed; say by which day the changes are due.";
  throw new Problem("bad-input", sentence, { field: "until" });
}

function checkUntil(until: string, today: string): void {
  if (!isDay(until)) {
    const sentence = `“${until.slice(0, 40)}” is not a day; write it as 2026-03-31.`;
    throw new Problem("bad-input", sentence, { field: "until" });
  }
  if (until >= today) return;
  const sentence = `${dayInWords(until)} has passed; grant a day from today, ${dayInWords(today)}, on.`;
  throw new Problem("bad-input", sentence, { field: "until" });
}

/**
 * Grants one side of organisations a later day, by a named officer and with a reason. Leaf:
 * `assessment.extended`. Refuses: a day that has passed (bad-input), a side without a day, one whose
 * day is as late already, or one that is in: changes are requested of it instead (refused).
 */
export async function extendSides(
  work: Work,
  review: string,
  { side, until, officer, reason, organisations: names }: NewExtension,
): Promise<Extended> {
  const { transaction } = work;
  await lockScores(transaction, review);
  const scored = await scoredReview(transaction, review);
  const organisations = await requireListed(work, scored, names);
  const now = await sidesOf(work, scored, organisations, side);
  checkUntil(until, now.today);
  for (const organisation of organisations) {
    requireExtendable(organisation, until, now.of(organisation));
  }
  const changed = organisations.filter(
    (organisation) => now.of(organisation).row?.extended_until !== until,
  );
  const { simulated } = scored.summary;
  const answer = { review, simulated, side, until, organisations: changed };
  if (changed.length === 0) return { ...answer, unchanged: true };
  const act = await appendAct(work, review, side, changed, reason, {
    kind: "assessment.extended",
    data: { side, until, officer, reason },
  });
  const locked = changed.filter((organisation) => {
    const { row, stage, due } = now.of(organisation);
    const facts = { stage, due, extendedUntil: row?.extended_until ?? null };
    return lockedBecause(facts, now.today) !== null;
  });
  await insertExtensions(transaction, act, { until, officer, locked });
  return { ...answer, unchanged: false };
}

function requireExtendable(organisation: string, until: string, { stage, due }: SideNow): void {
  const refuse = (sentence: string): never => {
    throw new Problem("refused", sentence, { field: "until" });
  };
  if (isIn(stage)) {
    refuse(`${organisation} is ${stageInWords(stage)}; request changes of it to open it again.`);
  }
  if (due === null) refuse(`no day counts for ${organisation}, so there is none to extend.`);
  if (due !== null && until <= due) {
    refuse(`${organisation} is due on ${dayInWords(due)} already; grant a later day.`);
  }
}
