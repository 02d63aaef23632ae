import { isDay } from "../kit/calendar.ts";
import { digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import { decide } from "../platform/identity/policy.ts";
import type { Work } from "../platform/work.ts";
import { profileDifference, readProfileContent } from "./profiles.ts";
import type {
  NewTailoring,
  ProfileAnswer,
  ProfileWithdrawal,
  TailoredProfile,
} from "./profiles.contract.ts";
import {
  approvedBefore,
  insertAnswer,
  insertVersion,
  type ProfileRow,
  readProfile,
  type VersionAnswer,
} from "./profiles.store.ts";
import { appendAssessmentAct } from "./samples.actions.ts";
import { insertProfile, storedProfiles } from "./samples.store.ts";
import {
  mayGive,
  requireItem,
  requireMayGive,
  requireOrganisation,
  type ScoredReview,
  scoredReview,
} from "./scored-review.actions.ts";
import { profilesOn } from "./scores-on.ts";
import { lockScores } from "./scores.store.ts";

/** Which version of whose profile. */
export interface ProfilePlace {
  readonly review: string;
  readonly organisation: string;
  /** A number, `newest` or `current`. */
  readonly version: string;
}

interface Found {
  readonly scored: ScoredReview;
  readonly row: ProfileRow;
}

async function requireProfile(
  { transaction }: Work,
  { review, organisation: name, version }: ProfilePlace,
): Promise<Found> {
  const scored = await scoredReview(transaction, review);
  const organisation = await requireOrganisation(transaction, scored, name);
  const which = version === "newest" || version === "current" ? version : Number(version);
  const row = await readProfile(transaction, review, organisation, which);
  if (row !== undefined) return { scored, row };
  const sentence =
    which === "newest"
      ? `${organisation} has no profile yet; \`profile propose\` makes one.`
      : which === "current"
        ? `no profile of ${organisation} is approved yet.`
        : `the profile of ${organisation} has no version ${which}.`;
  throw new Problem("not-found", sentence, { field: "version" });
}

async function shown(
  work: Work,
  { scored, row }: Found,
  unchanged = true,
): Promise<TailoredProfile> {
  const { transaction } = work;
  const { summary, asOf } = scored;
  const { organisation, version, content, state } = row;
  const before = await approvedBefore(transaction, summary.review, organisation, version);
  const [fact] = await organisationFactsOf(transaction, [organisation], asOf);
  const officer = decide(work.actor, "assessment.write", organisation).allowed;
  const own = mayGive(work, "self", organisation);
  return {
    review: summary.review,
    simulated: summary.simulated,
    yardstick: summary.yardstick,
    ...row,
    unchanged,
    name: fact === undefined ? organisation : nameOn(fact, asOf.slice(0, 10), asOf),
    difference: profileDifference(before ?? null, content),
    may:
      state === "proposed"
        ? [
            ...(officer ? (["approve", "return"] as const) : []),
            ...(own ? (["withdraw"] as const) : []),
          ]
        : [],
  };
}

/** One version of a profile with what it holds and what it changes. */
export async function showProfile(work: Work, place: ProfilePlace): Promise<TailoredProfile> {
  return shown(work, await requireProfile(work, place));
}

/**
 * Proposes how an organisation tailors the yardstick of a review, the whole of it: a version that
 * counts only once an officer approves it. Said again word for word while it is open, it changes
 * nothing. Leaf: `profile.proposed`.
 * Refuses: who may not speak for the organisation (not-permitted), items that are not there, what
 * contradicts itself (bad-input), and a second proposal while one is open (conflict).
 */
export async function proposeTailoring(
  work: Work,
  review: string,
  name: string,
  { from, reason, ...given }: NewTailoring,
): Promise<TailoredProfile> {
  const { transaction } = work;
  await lockScores(transaction, review);
  const scored = await scoredReview(transaction, review);
  const organisation = await requireOrganisation(transaction, scored, name);
  requireMayGive(work, "self", organisation);
  if (!isDay(from)) {
    const sentence = `“${from.slice(0, 40)}” is not a day; write it as 2026-03-31.`;
    throw new Problem("bad-input", sentence, { field: "from" });
  }
  const content = readProfileContent(
    given,
    (item) => requireItem(item, scored).item.id,
    (id) => scored.items.has(id),
  );
  const newest = await readProfile(transaction, review, organisation, "newest");
  const version = newest?.state === "proposed" ? newest.version : (newest?.version ?? 0) + 1;
  const digest = digestOf({
    review,
    organisation,
    version,
    yardstick: scored.summary.yardstick,
    from,
    ...content,
  });
  if (newest?.state === "proposed") {
    if (newest.digest === digest) return shown(work, { scored, row: newest });
    const sentence = `version ${newest.version} of this profile waits for an officer's answer; withdraw it first.`;
    throw new Problem("conflict", sentence);
  }
  const knownAt = await work.knownAt();
  const by = work.actor.account;
  const leaf = await work.append({
    kind: "profile.proposed",
    subject: `review/${review}/organisation/${organisation}`,
    data: {
      version,
      digest,
      from,
      practices: content.practices.length,
      not_applicable: content.not_applicable.map(({ item }) => item),
      reason,
    },
  });
  const row = { version, content, digest, from, reason, by, knownAt, leaf };
  await insertVersion(transaction, review, organisation, row);
  const place = { review, organisation, version: String(version) };
  return shown(work, await requireProfile(work, place), false);
}

async function answer(
  work: Work,
  place: ProfilePlace,
  said: Pick<VersionAnswer, "state" | "officer" | "reason">,
): Promise<Found & { readonly unchanged: boolean }> {
  const { transaction } = work;
  await lockScores(transaction, place.review);
  const found = await requireProfile(work, place);
  const { organisation, version, state, digest } = found.row;
  if (state === said.state) return { ...found, unchanged: true };
  if (state !== "proposed") {
    const sentence = `version ${version} of this profile is ${state} already; propose another.`;
    throw new Problem("refused", sentence, { field: "version" });
  }
  const knownAt = await work.knownAt();
  const leaf = await work.append({
    kind: `profile.${said.state}`,
    subject: `review/${place.review}/organisation/${organisation}`,
    data: { version, digest, officer: said.officer, reason: said.reason },
  });
  const by = work.actor.account;
  await insertAnswer(transaction, place.review, organisation, {
    ...said,
    version,
    by,
    knownAt,
    leaf,
  });
  return { ...found, unchanged: false };
}

async function answered(
  work: Work,
  { scored, row, unchanged }: Found & { readonly unchanged: boolean },
): Promise<TailoredProfile> {
  const { review } = scored.summary;
  const { organisation, version } = row;
  const place = { review, organisation, version: String(version) };
  return shown(work, await requireProfile(work, place), unchanged);
}

/**
 * Approves a proposed version: from its day on exactly the items that it names have no weight, and
 * its practices stand beside the common items. Leaves: `profile.approved`, and for what changes in
 * ratings `review.profile-approved`. Refuses a version that was answered otherwise.
 */
export async function approveTailoring(
  work: Work,
  place: ProfilePlace,
  { officer, reason }: ProfileAnswer,
): Promise<TailoredProfile> {
  const found = await answer(work, place, { state: "approved", officer, reason });
  if (!found.unchanged) await applyProfile(work, found, officer);
  return answered(work, found);
}

async function applyProfile(work: Work, { scored, row }: Found, officer: string): Promise<void> {
  const { transaction } = work;
  const { review } = scored.summary;
  const { organisation, version, from: day, content } = row;
  const knownAt = await work.knownAt();
  const profiles = await storedProfiles(transaction, review, knownAt);
  const before =
    profilesOn(profiles, { on: day, asOf: knownAt }).get(organisation) ?? new Set<string>();
  const wanted = new Set(content.not_applicable.map(({ item }) => item));
  const order = scored.yardstick.items.map(({ id }) => id);
  const changes = [
    { applies: false, items: order.filter((id) => wanted.has(id) && !before.has(id)) },
    { applies: true, items: order.filter((id) => before.has(id) && !wanted.has(id)) },
  ];
  for (const { applies, items } of changes) {
    if (items.length === 0) continue;
    const approved_on = knownAt.slice(0, 10);
    const fact = { organisation, items, applies, day, approved_by: officer, approved_on };
    const reason = `version ${version} of the organisation's profile`;
    await appendAssessmentAct(work, review, "not-applicable", reason, {
      kind: "review.profile-approved",
      subject: `review/${review}/organisation/${organisation}`,
      data: { items, applies, day, approved_by: officer, approved_on, reason },
      write: (no) => insertProfile(transaction, review, no, fact),
    });
  }
}

/** Returns a proposed version with a reason. Leaf: `profile.returned`. */
export async function returnTailoring(
  work: Work,
  place: ProfilePlace,
  { officer, reason }: ProfileAnswer,
): Promise<TailoredProfile> {
  return answered(work, await answer(work, place, { state: "returned", officer, reason }));
}

/** Withdraws a proposed version: by those who may propose. Leaf: `profile.withdrawn`. */
export async function withdrawTailoring(
  work: Work,
  place: ProfilePlace,
  { reason }: ProfileWithdrawal,
): Promise<TailoredProfile> {
  const { row } = await requireProfile(work, place);
  requireMayGive(work, "self", row.organisation);
  return answered(work, await answer(work, place, { state: "withdrawn", officer: "", reason }));
}
