import { sightOf } from "../assessments/sight.actions.ts";
import { scoredReview } from "../assessments/scored-review.actions.ts";
import { stagesNow } from "../assessments/stage-views.actions.ts";
import { keyStanding } from "../attestations/key-state.ts";
import { readKeys } from "../attestations/keys.store.ts";
import { readVerdicts } from "../confirmations/read-verdicts.actions.ts";
import { accountabilityOfAll } from "../decisions/decisions.actions.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { type Actor, decide, type Role } from "../platform/identity/policy.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import { storedReviews } from "../reviews/reviews.store.ts";
import {
  inOrder,
  type Place,
  waitingOfficer,
  waitingReply,
  waitingSide,
  waitingSignature,
} from "./waiting-words.ts";
import type { Waiting, WaitingList } from "./waiting.contract.ts";

/** The newest reviews are looked through; an older one waits for nobody any more. */
const mostReviews = 12;
const mostTold = 500;

/** What waits for whoever asks, the earliest day first. */
export async function listWaiting(work: Work): Promise<WaitingList> {
  const { transaction } = work;
  const on = await todayOf(transaction);
  const asOf = await lastKnownAt(transaction);
  const reviews = (await storedReviews(transaction, asOf))
    .toSorted((one, other) => (one.known_at < other.known_at ? 1 : -1))
    .slice(0, mostReviews);
  const all: Waiting[] = await waitingKeys(work);
  for (const review of reviews) all.push(...(await waitingIn(work, review, { on, asOf })));
  const waiting = inOrder(all);
  return {
    on,
    waiting: waiting.slice(0, mostTold),
    more: Math.max(0, waiting.length - mostTold),
  };
}

/** The organisations of a list for which somebody has a role; all of them where it holds everywhere. */
function organisationsOf(
  { grants }: Actor,
  role: Role,
  scope: readonly string[],
  everywhere: boolean,
): string[] {
  const held = grants.filter((grant) => grant.role === role);
  if (everywhere && held.some(({ organisation }) => organisation === null)) return [...scope];
  const named = new Set(held.map(({ organisation }) => organisation));
  return scope.filter((each) => named.has(each));
}

async function waitingIn(
  work: Work,
  summary: ReviewSummary,
  { on, asOf }: { readonly on: string; readonly asOf: string },
): Promise<Waiting[]> {
  const { transaction, actor } = work;
  const { review } = summary;
  const scored = await scoredReview(transaction, review);
  const { scope } = scored;
  const headed = organisationsOf(actor, "head", scope, false);
  const led = organisationsOf(actor, "security-lead", scope, false);
  const audited = organisationsOf(actor, "auditor", scope, true);
  const own = [...new Set([...headed, ...led])];
  const about = { review, review_title: summary.title, simulated: summary.simulated };
  const waiting: (Waiting | null)[] = [];
  const concerned = [...new Set([...own, ...audited])];
  const names = new Map<string, string>();
  if (concerned.length > 0) {
    const sight = await sightOf(work, review);
    const { terms, organisations } = await stagesNow(work, scored, concerned);
    for (const each of organisations) {
      names.set(each.organisation, each.name);
      const place = { ...about, organisation: each.organisation, name: each.name };
      if (!terms.set || sight.of(each.organisation) === "nothing") continue;
      if (own.includes(each.organisation)) waiting.push(waitingSide(place, each.self, on));
      if (audited.includes(each.organisation)) {
        waiting.push(waitingSide(place, each.independent, on));
      }
    }
  }
  const placeOf = (organisation: string): Place => ({
    ...about,
    organisation,
    name: names.get(organisation) ?? organisation,
  });
  if (headed.length > 0) {
    const standings = await accountabilityOfAll(transaction, summary, headed, { on, asOf });
    for (const [organisation, standing] of standings) {
      waiting.push(waitingSignature(placeOf(organisation), standing, on));
    }
    const asked = { review, simulated: summary.simulated, today: on };
    for (const { verdict } of await readVerdicts(transaction, asked, headed)) {
      waiting.push(waitingReply(placeOf(verdict.organisation), verdict, on));
    }
  }
  waiting.push(...(await waitingForOffice(work, summary, on)));
  return waiting.filter((each) => each !== null);
}

async function waitingForOffice(
  work: Work,
  summary: ReviewSummary,
  on: string,
): Promise<Waiting[]> {
  const { transaction, actor } = work;
  const sends = decide(actor, "verdict.send").allowed;
  if (!sends || decide(actor, "score.independent").allowed) return [];
  const { review, simulated, title } = summary;
  const asked = { review, simulated, today: on };
  const verdicts = (await readVerdicts(transaction, asked, null)).map(({ verdict }) => verdict);
  const place = { review, review_title: title, simulated, organisation: "", name: "" };
  const confirms = decide(actor, "verdict.confirm").allowed;
  return waitingOfficer(place, verdicts, { account: actor.account, confirms }, on);
}

/** Keys that wait: one's own to be confirmed or made anew, those of others to be approved. */
async function waitingKeys({ transaction, actor }: Work): Promise<Waiting[]> {
  const approves = decide(actor, "key.approve").allowed;
  const account = approves ? undefined : actor.account;
  const kept = await readKeys(transaction, { account, limit: 200 });
  const names = await accountNames(
    transaction,
    kept.map(({ key }) => key.account),
  );
  return kept.flatMap(({ key, acts }): Waiting[] => {
    const { state } = keyStanding(key, acts);
    const own = key.account === actor.account;
    const place = {
      review: "",
      review_title: "",
      simulated: false,
      organisation: "",
      name: own ? "" : (names.get(key.account) ?? key.account),
      due: null,
      late: false,
      page: "/keys",
    };
    const approved = acts.some((act) => act.act === "approved" && act.by === actor.account);
    if (own && state === "approved") {
      return [{ ...place, kind: "due", what: "Confirm the fingerprint of your key" }];
    }
    if (own && state === "rejected") {
      return [{ ...place, kind: "rejected", what: "Your key was rejected; make another" }];
    }
    if (!own && approves && state === "requested" && !approved) {
      return [{ ...place, kind: "due", what: "Approve a key, or reject it" }];
    }
    return [];
  });
}
