import { Problem } from "../kit/problem.ts";
import { decide } from "../platform/identity/policy.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import type { Work } from "../platform/work.ts";
import type { ProfilePage, ProfilesQuery } from "./profiles.contract.ts";
import { readProfiles } from "./profiles.store.ts";
import { requireOrganisation, scoredReview } from "./scored-review.actions.ts";

const pageLength = 100;

/**
 * The profiles of a review, or of one organisation, by organisation, the newest version first; to
 * whoever has a role for organisations only, those of these.
 */
export async function listProfiles(
  work: Work,
  review: string,
  { organisation: name, state, after, limit = pageLength }: ProfilesQuery,
): Promise<ProfilePage> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const organisation =
    name === undefined ? null : await requireOrganisation(transaction, scored, name);
  const rows = await readProfiles(transaction, review, {
    organisations: readable(work, organisation),
    state: state ?? null,
    after: readAfter(after),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const { simulated, yardstick } = scored.summary;
  return {
    review,
    simulated,
    yardstick,
    versions: page,
    next: rows.length > limit && last !== undefined ? `${last.organisation}@${last.version}` : null,
  };
}

/** Which organisations are meant; null for all. Refuses (not-permitted) that of others. */
function readable({ actor }: Work, organisation: string | null): readonly string[] | null {
  if (organisation === null) {
    if (decide(actor, "review.read", null).allowed) return null;
    // Whatever role for the whole instance reads sheets of all organisations reads their profiles.
    if (actor.grants.some((grant) => grant.organisation === null)) return null;
    return actor.grants.flatMap((grant) => grant.organisation ?? []);
  }
  const decision = decide(actor, "score.read", organisation);
  if (!decision.allowed) throw new Refusal(decision.because, null);
  return [organisation];
}

function readAfter(after: string | undefined) {
  if (after === undefined) return null;
  const found = /^(.{1,150})@(\d{1,6})$/u.exec(after);
  if (found?.[1] !== undefined) return { organisation: found[1], version: Number(found[2]) };
  const sentence = "this is no place in the list; give the `next` of the page before.";
  throw new Problem("bad-input", sentence, { field: "after" });
}
