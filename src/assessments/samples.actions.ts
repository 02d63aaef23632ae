import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import { closedFor, standingScores, untilClosing } from "./scores-on.ts";
import { reviewScoreFacts } from "./review-scores.actions.ts";
import { requireItem, requireOrganisation, scoredReview } from "./scored-review.actions.ts";
import { sightOf } from "./sight.actions.ts";
import { checkDay } from "./scores.actions.ts";
import type {
  CloseSample,
  NewProfile,
  NewRound,
  NewSample,
  ProfileGiven,
  RoundOpened,
  SampleView,
} from "./scores.contract.ts";
import {
  closedSamples,
  insertClosing,
  insertProfile,
  insertRound,
  insertSample,
  storedClosing,
  storedProfiles,
  storedRounds,
  storedSample,
} from "./samples.store.ts";
import { profilesOn } from "./scores-on.ts";
import { insertAct, lockScores, nextAct } from "./scores.store.ts";

/**
 * Fixes the items that are scored independently in a review: once, before anybody knows what comes
 * of it. The same list again changes nothing. Leaf: `review.sampled`.
 * Refuses: items that are not there or withdrawn; another list than the one that is fixed.
 */
export async function fixSample(
  work: Work,
  review: string,
  { items, reason }: NewSample,
): Promise<SampleView> {
  const { transaction } = work;
  await lockScores(transaction, review);
  const scored = await scoredReview(transaction, review);
  const wanted = new Set(items.map((name) => requireItem(name, scored).item.id));
  const listed = scored.yardstick.items.map(({ id }) => id).filter((id) => wanted.has(id));
  const there = await storedSample(transaction, review, scored.asOf);
  if (there !== undefined) {
    if (JSON.stringify(there.items) === JSON.stringify(listed)) return showSample(work, review);
    const sentence = `the sample of ${review} is fixed since ${there.known_at.slice(0, 10)} and is never changed; a new review may have another.`;
    throw new Problem("refused", sentence, { field: "items" });
  }
  await appendAssessmentAct(work, review, "sampled", reason, {
    kind: "review.sampled",
    data: { items: listed, reason },
    write: (no) => insertSample(transaction, review, no, listed),
  });
  return { ...(await showSample(work, review)), unchanged: false };
}

/** The sample of a review as it stands. */
export async function showSample(work: Work, review: string): Promise<SampleView> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const { asOf } = scored;
  const sample = await storedSample(transaction, review, asOf);
  const closing = await storedClosing(transaction, review, asOf);
  const closed = closing === undefined ? null : await closedSamples(transaction, review);
  // How many organisations scored themselves is told when everything of the review may be seen.
  const { whole } = await sightOf(work, review);
  return {
    review,
    unchanged: true,
    items: sample?.items ?? [],
    closed:
      closing === undefined || closed === null
        ? null
        : {
            day: closing.day,
            organisations: whole ? closed.size : null,
            with_pairs: whole ? [...closed.values()].filter(({ pairs }) => pairs > 0).length : null,
          },
  };
}

/**
 * Closes the sample of a review: what both kinds of score say of its items now is recorded for each
 * organisation, once and for good; trust in self-scores is learnt from that alone
 * (docs/decisions/0009). Leaf: `review.sample-closed`.
 * Refuses: a review without a sample, or one that is closed already.
 */
export async function closeSampleOf(
  work: Work,
  review: string,
  { day, reason }: CloseSample,
): Promise<SampleView> {
  const { transaction } = work;
  await lockScores(transaction, review);
  const scored = await scoredReview(transaction, review);
  const sample = await storedSample(transaction, review, scored.asOf);
  if (sample === undefined) {
    const sentence = `no sample is fixed for ${review}; fix one first with \`review sample\`.`;
    throw new Problem("refused", sentence);
  }
  const there = await storedClosing(transaction, review, scored.asOf);
  if (there !== undefined) {
    if (there.day === day) return showSample(work, review);
    const sentence = `the sample of ${review} was closed for ${there.day}; it is closed once.`;
    throw new Problem("refused", sentence, { field: "day" });
  }
  const knownAt = await work.knownAt();
  checkDay(day, knownAt);
  const facts = await reviewScoreFacts(transaction, review, scored.yardstick, knownAt);
  const standing = standingScores(
    facts,
    scored.yardstick.items,
    untilClosing(facts, { day, known_at: knownAt }),
  );
  // Also those who left the list: they may come back, and their scores stood when it was closed.
  const everybody = new Set([
    ...scored.scope,
    ...facts.acts.flatMap(({ scores }) => scores.map(({ organisation }) => organisation)),
  ]);
  const closed = new Map(
    [...everybody].map((organisation) => [
      organisation,
      closedFor(organisation, sample.items, standing),
    ]),
  );
  await appendAssessmentAct(work, review, "sample-closed", reason, {
    kind: "review.sample-closed",
    data: {
      day,
      reason,
      organisations: [...closed].map(([organisation, each]) => ({ organisation, ...each })),
    },
    write: (no) => insertClosing(transaction, review, no, day, closed),
  });
  return { ...(await showSample(work, review)), unchanged: false };
}

/**
 * Opens a round: from a day on everything is scored anew, and scores of earlier days count no more,
 * whether somebody scores again or not. The same day again changes nothing.
 * Leaf: `review.round-opened`. Refuses a day that is none, or still to come.
 */
export async function openRound(
  work: Work,
  review: string,
  { day, reason }: NewRound,
): Promise<RoundOpened> {
  const { transaction } = work;
  await lockScores(transaction, review);
  const scored = await scoredReview(transaction, review);
  const rounds = (await storedRounds(transaction, review, scored.asOf)).map((each) => each.day);
  if (rounds.includes(day)) return { review, unchanged: true, rounds };
  checkDay(day, await work.knownAt());
  await appendAssessmentAct(work, review, "round-opened", reason, {
    kind: "review.round-opened",
    days: [day],
    data: { day, reason },
    write: (no) => insertRound(transaction, review, no, day),
  });
  return { review, unchanged: false, rounds: [...rounds, day].toSorted() };
}

/**
 * Records that items do not apply to an organisation from a day on, or apply again, as somebody
 * approved: their weight is then not counted. Leaf: `review.profile-approved`.
 * Refuses: who and what is not in the review, an approval that is still to come.
 */
export async function approveProfile(
  work: Work,
  review: string,
  profile: NewProfile,
): Promise<ProfileGiven> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const organisation = await requireOrganisation(transaction, scored, profile.organisation);
  const wanted = new Set(profile.items.map((name) => requireItem(name, scored).item.id));
  const items = scored.yardstick.items.map(({ id }) => id).filter((id) => wanted.has(id));
  const { day, approved_by, approved_on, reason } = profile;
  const applies = profile.applies ?? false;
  const before = await withoutWeight(work, review, organisation, day, scored.asOf);
  const answer = { review, organisation };
  if (items.every((item) => before.has(item) !== applies)) {
    return { ...answer, unchanged: true, not_applicable: [...before] };
  }
  const knownAt = await work.knownAt();
  checkDay(approved_on, knownAt);
  checkDay(day, "9999-12-31");
  const fact = { organisation, items, applies, day, approved_by, approved_on };
  await appendAssessmentAct(work, review, "not-applicable", reason, {
    kind: "review.profile-approved",
    subject: `review/${review}/organisation/${organisation}`,
    data: { items, applies, day, approved_by, approved_on, reason },
    write: (no) => insertProfile(transaction, review, no, fact),
  });
  const now = await withoutWeight(work, review, organisation, day, knownAt);
  return { ...answer, unchanged: false, not_applicable: [...now] };
}

async function withoutWeight(
  { transaction }: Work,
  review: string,
  organisation: string,
  on: string,
  asOf: string,
): Promise<ReadonlySet<string>> {
  const profiles = await storedProfiles(transaction, review, asOf);
  return profilesOn(profiles, { on, asOf }).get(organisation) ?? new Set();
}

/** Appends the leaf of an act about a review's assessments and writes it with its facts. */
export async function appendAssessmentAct(
  work: Work,
  review: string,
  name: "sampled" | "sample-closed" | "not-applicable" | "round-opened",
  reason: string,
  {
    kind,
    data,
    subject,
    days = [],
    write,
  }: {
    readonly kind: string;
    readonly data: Parameters<Work["append"]>[0]["data"];
    readonly subject?: string;
    /** Days that something is said of by this. */
    readonly days?: readonly string[];
    readonly write: (no: number) => Promise<void>;
  },
): Promise<void> {
  const { transaction } = work;
  const no = await nextAct(transaction);
  const knownAt = await work.knownAt();
  const leaf = await work.append({ kind, subject: subject ?? `review/${review}`, data });
  await write(no);
  const by = work.actor.account;
  const file = { fileName: "", fileDigest: "" };
  await insertAct(
    transaction,
    { no, review, act: name, by, onBehalf: false, reason, ...file, knownAt, leaf },
    days,
  );
}
