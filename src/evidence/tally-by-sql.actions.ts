import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import { decidingCorrections, lastRetirement, retirementsOf } from "./corrections.store.ts";
import { countsOf, seenTallies } from "./observations.store.ts";
import type { ItemPlan } from "./plan-items.ts";
import { type Planned, type ReviewQuestion, sourcesOf } from "./plan-question.actions.ts";
import { corrected, type SeenTally, type Tallies, type UnseenTally } from "./tallies.ts";
import { unseenTallies } from "./unseen.store.ts";

/** Groups by SQL what a plan needs; `owners` null means everybody's. */
export async function tallyBySql(
  transaction: Transaction,
  planned: Planned,
  question: ReviewQuestion,
  owners: readonly string[] | null,
): Promise<Tallies> {
  const { plans } = planned;
  const seenIds = [...new Set(plans.flatMap((plan) => plan.expectation.seen?.collection ?? []))];
  const seen = await seenTallies(transaction, seenIds, owners);
  await correctTallies(transaction, seen, plans, question.asOf, owners);
  const countIds = [
    ...new Set(
      plans.flatMap((plan) => [
        ...plan.earlierCounts.map((each) => each.id),
        ...(plan.named && plan.mapping?.kind === "counts" ? [plan.named.id] : []),
      ]),
    ),
  ];
  const counts = countIds.length === 0 ? new Map() : await countsOf(transaction, countIds, owners);
  const retired = plans.some((plan) => plan.earlierCounts.length > 0)
    ? await retirementsOf(transaction, sourcesOf(question.yardstick), question.on, question.asOf)
    : [];
  return { seen, counts, unseen: await unseenOf(transaction, planned, question, owners), retired };
}

const recallUnseen = remember<UnseenTally[]>(256);

/** What was expected and not seen, by expectation: the same until units are retired again. */
async function unseenOf(
  transaction: Transaction,
  { plans, collections }: Planned,
  { yardstick, asOf }: ReviewQuestion,
  owners: readonly string[] | null,
): Promise<Map<string, UnseenTally[]>> {
  // A collection's number is never given twice, not even after what it stood for was rolled back.
  const numbers = collections.map(({ no }) => no);
  const expectations = new Map(plans.map(({ expectation }) => [expectation.key, expectation]));
  const unseen = new Map<string, UnseenTally[]>();
  const at = await lastRetirement(transaction, sourcesOf(yardstick), asOf);
  for (const [key, expectation] of expectations) {
    const read = (): Promise<UnseenTally[]> =>
      unseenTallies(transaction, expectation, asOf, owners);
    const named = JSON.stringify([expectation, numbers, at, owners]);
    unseen.set(key, owners === null ? await read() : await recallUnseen(transaction, named, read));
  }
  return unseen;
}

/** Moves each corrected unit from the tally of the source's pattern to that of its own. */
async function correctTallies(
  transaction: Transaction,
  seen: Map<string, SeenTally[]>,
  plans: readonly ItemPlan[],
  asOf: string,
  owners: readonly string[] | null,
): Promise<void> {
  const rows = await decidingCorrections(transaction, [...seen.keys()], asOf, owners);
  const units = Map.groupBy(rows, (row) => `${row.collection} ${row.unit}`);
  for (const corrections of units.values()) {
    const [first] = corrections;
    const mapping = plans.find((plan) => plan.named?.id === first?.collection)?.mapping;
    if (!first || mapping?.kind !== "units") continue;
    const { owner, pattern, collection } = first;
    const now = corrected(pattern, corrections, mapping);
    const tallies = seen.get(collection) ?? [];
    seen.set(collection, moved(moved(tallies, { owner, pattern }, -1), { owner, pattern: now }, 1));
  }
}

/** Tallies with some units more or less of one owner and pattern; none that are empty. */
function moved(
  tallies: readonly SeenTally[],
  { owner, pattern }: Omit<SeenTally, "units">,
  more: number,
): SeenTally[] {
  const own = (each: SeenTally): boolean => each.owner === owner && each.pattern === pattern;
  const units = (tallies.find(own)?.units ?? 0) + more;
  const others = tallies.filter((each) => !own(each));
  return units === 0 ? others : [...others, { owner, pattern, units }];
}
