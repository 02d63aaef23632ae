import {
  requireItem,
  requireOrganisation,
  scoredReview,
} from "../assessments/scored-review.actions.ts";
import { sourcesOf } from "../evidence/plan-question.actions.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { storedReviews } from "../reviews/reviews.store.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { yardstickNamed } from "../yardsticks/yardsticks.store.ts";
import type { Withholding } from "./edition-reach.ts";
import type { LiftRequest, WithholdRequest, Withholdings } from "./withholdings.contract.ts";
import {
  holdWithholdings,
  insertWithholdings,
  lockWithholdings,
  withheldNow,
  withholdingActs,
} from "./withholdings.store.ts";

/**
 * Withholds items of an organisation from public editions, or that it is there, by an authority.
 * Leaf: `review.withheld`. The same again changes nothing; another authority takes the place of the
 * earlier one.
 * Refuses: organisations and items that the review does not have; both or neither of items and presence.
 */
export async function withhold(
  work: Work,
  review: string,
  request: WithholdRequest,
): Promise<Withholdings> {
  const authority = oneSentence(request.authority, "authority");
  const { organisation, items } = await meant(work, review, request);
  const now = await inForce(work.transaction, review);
  const changed = items.filter(
    (item) =>
      !now.some(
        (each) =>
          each.organisation === organisation && each.item === item && each.authority === authority,
      ),
  );
  return act(work, review, "review.withheld", { organisation, items: changed, words: authority });
}

/**
 * Tells again, in editions from now on, what was withheld. Leaf: `review.withholding-lifted`. What
 * was published stays as it is.
 */
export async function liftWithholding(
  work: Work,
  review: string,
  request: LiftRequest,
): Promise<Withholdings> {
  const reason = oneSentence(request.reason, "reason");
  const { organisation, items } = await meant(work, review, request);
  const now = await inForce(work.transaction, review);
  const changed = items.filter((item) =>
    now.some((each) => each.organisation === organisation && each.item === item),
  );
  const about = { organisation, items: changed, words: reason };
  return act(work, review, "review.withholding-lifted", about);
}

/** What is withheld in a review, and every act that led there. */
export async function listWithholdings(work: Work, review: string): Promise<Withholdings> {
  await scoredReview(work.transaction, review);
  return shown(work.transaction, review, true);
}

async function act(
  work: Work,
  review: string,
  kind: "review.withheld" | "review.withholding-lifted",
  about: {
    readonly organisation: string;
    readonly items: readonly string[];
    readonly words: string;
  },
): Promise<Withholdings> {
  const { transaction } = work;
  const { organisation, items, words } = about;
  if (items.length === 0) return shown(transaction, review, true);
  const withheld = kind === "review.withheld";
  const presence = items.includes("");
  const data = {
    organisation,
    ...(presence ? { presence } : { items: [...items] }),
    ...(withheld ? { authority: words } : { reason: words }),
  };
  const leaf = await work.append({ kind, subject: `review/${review}`, data });
  const knownAt = await work.knownAt();
  await insertWithholdings(
    transaction,
    { review, organisation, items, withheld },
    { words, by: work.actor.account, knownAt, leaf },
  );
  return shown(transaction, review, false);
}

async function shown(
  transaction: Transaction,
  review: string,
  unchanged: boolean,
): Promise<Withholdings> {
  return {
    review,
    unchanged,
    in_force: await inForce(transaction, review),
    acts: await withholdingActs(transaction, review),
  };
}

async function inForce(transaction: Transaction, review: string): Promise<Withholding[]> {
  return (await withheldNow(transaction))
    .filter((each) => each.review === review)
    .map(({ organisation, item, authority }) => ({ organisation, item, authority }));
}

/** What is meant in a review: identifiers of the organisation and of items; an empty one for presence. */
async function meant(
  { transaction }: Work,
  review: string,
  { organisation, items, presence }: Pick<WithholdRequest, "organisation" | "items" | "presence">,
): Promise<{ organisation: string; items: string[] }> {
  if ((items === undefined) === (presence === undefined)) {
    const sentence = "name items of the organisation, or say that its presence is meant; not both.";
    throw new Problem("bad-input", sentence, { field: "items" });
  }
  await lockWithholdings(transaction);
  const scored = await scoredReview(transaction, review);
  return {
    organisation: await requireOrganisation(transaction, scored, organisation),
    items: [...new Set(items?.map((item) => requireItem(item, scored).item.id) ?? [""])],
  };
}

/** Words that are printed stand on one line, without control characters. */
function oneSentence(text: string, field: string): string {
  const line = text.trim();
  if (line !== "" && !/[\p{Cc}\u2028\u2029]/u.test(line)) return line;
  const sentence = "write it on one line, without control characters; it is printed as it is.";
  throw new Problem("bad-input", sentence, { field });
}

/**
 * What is withheld in a review now: by its own acts, and by those of other reviews whose sources are
 * also its own, because one file is published in both. What is withheld there of a source is withheld
 * here of all items of that source; who is hidden there is hidden here.
 */
export async function withholdingsFor(
  transaction: Transaction,
  review: string,
  yardstick: Yardstick,
): Promise<Withholding[]> {
  const all = await withheldNow(transaction);
  const own = all.filter((each) => each.review === review);
  const others = Map.groupBy(
    all.filter((each) => each.review !== review),
    (each) => each.review,
  );
  if (others.size === 0) return own.map(bare);
  const reviews = await storedReviews(transaction, await lastKnownAt(transaction));
  const carried: Withholding[] = [];
  for (const [other, withheld] of others) {
    const named = reviews.find((each) => each.review === other)?.yardstick ?? "";
    const theirs = await yardstickNamed(transaction, named);
    if (theirs) carried.push(...carriedOver(withheld, theirs, yardstick));
  }
  const told = new Set(own.map(({ organisation, item }) => `${organisation} ${item}`));
  const beside = carried.filter(({ organisation, item }) => !told.has(`${organisation} ${item}`));
  return [...own.map(bare), ...beside];
}

function bare({ organisation, item, authority }: Withholding): Withholding {
  return { organisation, item, authority };
}

function carriedOver(
  withheld: readonly Withholding[],
  theirs: Yardstick,
  ours: Yardstick,
): Withholding[] {
  const sources = new Set(sourcesOf(ours));
  if (!sourcesOf(theirs).some((source) => sources.has(source))) return [];
  const measured = new Map(theirs.items.map(({ id, measured_by }) => [id, measured_by]));
  return withheld.flatMap(({ organisation, item, authority }) => {
    if (item === "") return [{ organisation, item, authority }];
    const source = measured.get(item);
    return ours.items
      .filter(({ measured_by }) => measured_by !== undefined && measured_by === source)
      .map(({ id }) => ({ organisation, item: id, authority }));
  });
}

/**
 * Refuses to publish everything of a review of which something is withheld: files would tell it. Holds
 * what is withheld as it is until the transaction ends.
 */
export async function requireNothingWithheld(
  transaction: Transaction,
  review: string,
): Promise<void> {
  await holdWithholdings(transaction);
  const { yardstick } = await scoredReview(transaction, review);
  if ((await withholdingsFor(transaction, review, yardstick)).length === 0) return;
  const sentence = `something of ${review} is withheld, and a whole bundle would tell it; publish with --public.`;
  throw new Problem("refused", sentence);
}
