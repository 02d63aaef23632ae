import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { canonicalJson, digestOf, sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { insertVersion, readAllProfiles } from "../assessments/profiles.store.ts";
import { insertDecisions, standingDecisions } from "../decisions/decisions.store.ts";
import { addedAct } from "../findings/record-acts.ts";
import type { Register } from "../findings/records.contract.ts";
import { insertActs, lastNumber, lockRegisters, readRecords } from "../findings/records.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { type ListedReview, listedReview } from "../reviews/reviews.actions.ts";
import { diffYardsticks } from "../yardsticks/diff-yardsticks.ts";
import { requireYardstick } from "../yardsticks/yardsticks.actions.ts";
import { type CarryMatter, type CarryPlan, carryPlan, type NewRecord } from "./carry-over.ts";
import { CarryOver, type NewCarryOver } from "./carry-over.contract.ts";
import { insertCarryOver, readCarryOver } from "./carry-over.store.ts";

/** How much of a list is told one by one. */
const mostTold = 200;
const field = (path: readonly (string | number)[]) => ({ field: pathInWords(path) });

/**
 * Takes over from an earlier review what still holds, as one act, after a preview that says the same.
 * Leaf: `review.carried-over`. Refuses: a review that took over from another, invented and real ones
 * together, and a plan that is another than the preview said (conflict).
 */
export async function carryOver(
  work: Work,
  review: string,
  given: NewCarryOver,
): Promise<CarryOver> {
  const { transaction } = work;
  const { from } = given;
  if (from === review) {
    throw new Problem("bad-input", "a review takes over nothing from itself.", { field: "from" });
  }
  await lockRegisters(transaction, review);
  const before = await readCarryOver(transaction, review);
  if (before?.from_review === from) {
    return { ...toldIn(before.told), unchanged: true };
  }
  if (before) {
    const sentence = `${review} took over from ${before.from_review} already; it does so once.`;
    throw new Problem("conflict", sentence, { field: "from" });
  }
  const asOf = await lastKnownAt(transaction);
  const now = await listedReview(transaction, review, asOf, null);
  const old = await listedReview(transaction, from, asOf, null);
  if (now.summary.simulated !== old.summary.simulated) {
    const sentence = `one of ${review} and ${from} is simulated and the other is not; nothing goes from one to the other.`;
    throw new Problem("refused", sentence, { field: "from" });
  }
  const plan = carryPlan(await matterOf(work, { now, old, asOf }));
  const answer = answerOf(now.summary, from, plan);
  if (given.dry_run === true) return answer;
  if (given.expects !== answer.plan) {
    const sentence =
      given.expects === undefined
        ? "look at the preview first, and send its `plan` as `expects`."
        : "something changed since the preview; look at it again.";
    throw new Problem(given.expects === undefined ? "bad-input" : "conflict", sentence, {
      field: "expects",
    });
  }
  const told = { ...answer, dry_run: false, unchanged: false };
  await save(work, now, plan, told);
  return told;
}

/** What a review took over. Refuses (not-found) where it took over nothing. */
export async function showCarryOver(work: Work, review: string): Promise<CarryOver> {
  const kept = await readCarryOver(work.transaction, review);
  if (kept) return toldIn(kept.told);
  throw new Problem("not-found", `${review} took over nothing from an earlier review.`);
}

const toldIn = (text: string): CarryOver => checkShape(CarryOver, JSON.parse(text), field);

async function matterOf(
  work: Work,
  around: { readonly now: ListedReview; readonly old: ListedReview; readonly asOf: string },
): Promise<CarryMatter> {
  const { transaction } = work;
  const { now, old, asOf } = around;
  const [review, from] = [now.summary.review, old.summary.review];
  const read = { review: from, asOf, only: null };
  const [before, after] = [
    await requireYardstick(work, old.summary.yardstick),
    await requireYardstick(work, now.summary.yardstick),
  ];
  const newest = new Map(
    (await readAllProfiles(transaction, review, null)).map((row) => [
      row.organisation,
      row.version,
    ]),
  );
  const approved = new Map(
    (await readAllProfiles(transaction, from, null))
      .filter(({ state }) => state === "approved")
      .map((row) => [row.organisation, row]),
  );
  return {
    findings: await readRecords(transaction, "findings", read),
    risks: await readRecords(transaction, "risks", read),
    actions: await readRecords(transaction, "actions", read),
    decisions: await standingDecisions(transaction, from, null, asOf),
    profiles: [...approved.values()].map(({ organisation, version, content }) => ({
      organisation,
      version,
      content,
      newest: newest.get(organisation) ?? 0,
    })),
    before: old.scope,
    now: now.scope,
    last: {
      findings: await lastNumber(transaction, review, "findings"),
      risks: await lastNumber(transaction, review, "risks"),
      actions: await lastNumber(transaction, review, "actions"),
    },
    changes: diffYardsticks(before, after).changes,
    today: await todayOf(transaction),
  };
}

function answerOf(
  { review, simulated }: ListedReview["summary"],
  from: string,
  plan: CarryPlan,
): CarryOver {
  const told = <T>(list: readonly { readonly told: T }[]): T[] => list.map((each) => each.told);
  const whole = {
    findings: told(plan.findings),
    risks: told(plan.risks),
    actions: told(plan.actions),
    decisions: told(plan.decisions),
    profiles: told(plan.profiles),
    left: [...plan.left],
    joined: [...plan.joined],
    items: [...plan.items],
  };
  const cut = <T>(list: readonly T[]): T[] => list.slice(0, mostTold);
  return {
    review,
    from,
    simulated,
    dry_run: true,
    unchanged: true,
    // Everything that is written hangs on these and on facts that are never changed.
    plan: sha256(canonicalJson({ review, from, ...whole })),
    counts: {
      findings: whole.findings.length,
      risks: whole.risks.length,
      actions: whole.actions.length,
      decisions: whole.decisions.length,
      expired: plan.expired,
      profiles: whole.profiles.length,
      left: whole.left.length,
      joined: whole.joined.length,
      items: whole.items.length,
    },
    findings: cut(whole.findings),
    risks: cut(whole.risks),
    actions: cut(whole.actions),
    decisions: cut(whole.decisions),
    profiles: cut(whole.profiles),
    left: cut(whole.left),
    joined: cut(whole.joined),
    items: cut(whole.items),
  };
}

async function save(
  work: Work,
  { summary }: ListedReview,
  plan: CarryPlan,
  told: CarryOver,
): Promise<void> {
  const { transaction, actor } = work;
  const { review, simulated, yardstick } = summary;
  const known_at = await work.knownAt();
  const by = actor.account;
  const leaf = await work.append({
    kind: "review.carried-over",
    subject: `review/${review}`,
    data: { from: told.from, plan: told.plan, counts: told.counts, simulated },
  });
  const about = { review, by, knownAt: known_at, leaf };
  await keepRecords(transaction, { ...about, register: "findings" }, told.from, plan.findings);
  await keepRecords(transaction, { ...about, register: "risks" }, told.from, plan.risks);
  await keepRecords(transaction, { ...about, register: "actions" }, told.from, plan.actions);
  const facts = plan.decisions.map(({ fact }) => ({ ...fact, by, known_at, leaf }));
  if (facts.length > 0) await insertDecisions(transaction, review, facts);
  const from = known_at.slice(0, 10);
  for (const { content, told: of } of plan.profiles) {
    const { organisation, now: version } = of;
    const digest = digestOf({ review, organisation, version, yardstick, from, ...content });
    const reason = `taken over from ${told.from}, version ${of.was}`;
    const row = { version, content, digest, from, reason, by, knownAt: known_at, leaf };
    await insertVersion(transaction, review, organisation, row);
  }
  const row = { review, from_review: told.from, told: canonicalJson(told) };
  await insertCarryOver(transaction, { ...row, by, known_at, leaf });
}

async function keepRecords(
  transaction: Transaction,
  about: Parameters<typeof insertActs>[1] & { readonly register: Register },
  from: string,
  records: readonly NewRecord<unknown>[],
): Promise<void> {
  if (records.length === 0) return;
  const acts = records.map(({ number, organisation, content, told }) => ({
    ...addedAct(number, organisation, content),
    reason: `taken over from ${from}, ${told.was}`,
  }));
  await insertActs(transaction, about, acts);
}
