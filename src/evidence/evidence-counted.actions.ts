import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { organisationFacts, organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import type { CountedEvidence } from "./counted-evidence.ts";
import type { Collection, EvidenceInputs, EvidenceQuestion } from "./evidence-facts.ts";
import {
  correctionsOf,
  decidingCorrections,
  lastRetirement,
  retirementsOf,
} from "./corrections.store.ts";
import { collectionsUpTo, type KeptCollection, mappingsNamed } from "./evidence.store.ts";
import { foldEvidence, foldOrganisations } from "./fold-evidence.ts";
import type { OrganisationEvidence } from "./item-evidence.ts";
import type { Mapping } from "./mapping.contract.ts";
import { countsOf, seenTallies, sharedUnitsOf } from "./observations.store.ts";
import { type ItemPlan, planItems } from "./plan-items.ts";
import { corrected, type SeenTally, type Tallies, type UnseenTally } from "./tallies.ts";
import { unseenTallies } from "./unseen.store.ts";

/** What is asked of the evidence for a review. */
export interface ReviewQuestion extends EvidenceQuestion {
  readonly yardstick: Yardstick;
  /** Identifiers of the organisations of the review: its stored list, in its order. */
  readonly scope: readonly string[];
}

/** A plan with what it was made from. */
export interface Planned {
  readonly plans: readonly ItemPlan[];
  readonly collections: readonly KeptCollection[];
  readonly mappings: readonly Mapping[];
}

function sourcesOf(yardstick: Yardstick): string[] {
  return [...new Set(yardstick.items.flatMap((item) => item.measured_by ?? []))];
}

const rememberedMappings = new WeakMap<object, Map<string, Mapping>>();

/** Mappings that collections were read by, in the order of their names; a version never changes. */
async function mappingsRead(
  transaction: Transaction,
  names: readonly string[],
): Promise<readonly Mapping[]> {
  const known = rememberedMappings.get(transaction.home) ?? new Map<string, Mapping>();
  rememberedMappings.set(transaction.home, known);
  const wanted = [...new Set(names)].filter((name) => name !== "").toSorted();
  const unread = wanted.filter((name) => !known.has(name));
  const read = unread.length === 0 ? [] : await mappingsNamed(transaction, unread);
  for (const each of read) known.set(`${each.id}@${each.version}`, each);
  return wanted.flatMap((name) => known.get(name) ?? []);
}

/** Plans how the items of a question's yardstick are counted: two queries at most. */
export async function planQuestion(
  transaction: Transaction,
  question: Omit<ReviewQuestion, "scope">,
): Promise<Planned> {
  const { yardstick, on, asOf } = question;
  const collections = await collectionsUpTo(transaction, sourcesOf(yardstick), on, asOf);
  const mappings = await mappingsRead(
    transaction,
    collections.map((each) => each.mapping),
  );
  return {
    plans: planItems({ yardstick, collections, mappings }, question),
    collections,
    mappings,
  };
}

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

/**
 * The evidence of every organisation of the review, or of some of them, in the order asked.
 * The number of queries depends on the yardstick's items only, never on rows or organisations.
 */
export async function organisationEvidence(
  transaction: Transaction,
  question: ReviewQuestion,
  organisations?: readonly string[],
): Promise<OrganisationEvidence[]> {
  const planned = await planQuestion(transaction, question);
  const scope = organisations ?? question.scope;
  const facts = organisations
    ? await organisationFactsOf(transaction, organisations, question.asOf)
    : await organisationFacts(transaction, question.asOf);
  const owners = organisations ? namesOf(facts, organisations) : null;
  const tallies = await tallyBySql(transaction, planned, question, owners);
  return foldOrganisations(planned.plans, tallies, { organisations: facts, scope }, question);
}

/** Every name that some organisations ever had. */
export function namesOf(facts: readonly OrganisationFact[], ids: readonly string[]): string[] {
  const wanted = new Set(ids);
  const names = facts
    .filter((each) => wanted.has(each.id))
    .flatMap((each) => each.names.map((fact) => fact.name.trim()));
  return [...new Set(names)];
}

/** Everything at once: organisations, names outside the list, and where the source differs. */
export async function countedEvidence(
  transaction: Transaction,
  question: ReviewQuestion,
): Promise<CountedEvidence> {
  const planned = await planQuestion(transaction, question);
  const organisations = await organisationFacts(transaction, question.asOf);
  const tallies = await tallyBySql(transaction, planned, question, null);
  return foldEvidence(planned.plans, tallies, { organisations, scope: question.scope }, question);
}

/** Days for which the sources of a yardstick delivered, or were to deliver; newest first. */
export async function evidenceDays(
  transaction: Transaction,
  yardstick: Yardstick,
  asOf: string,
): Promise<string[]> {
  const all = await collectionsUpTo(transaction, sourcesOf(yardstick), "9999-12-31", asOf);
  const days = all.filter((each) => each.kind !== "inventory").map((each) => each.day);
  return [...new Set(days)].reverse();
}

/** A collection with the title of its mapping. */
export type TitledCollection = Collection & { readonly title: string };

/** The collections on which the numbers of a question stand: what was read, and inventories. */
export async function evidenceCollections(
  transaction: Transaction,
  question: Omit<ReviewQuestion, "scope">,
): Promise<TitledCollection[]> {
  const { plans, mappings } = await planQuestion(transaction, question);
  const titles = new Map(mappings.map((each) => [`${each.id}@${each.version}`, each.title]));
  const found = new Map<string, TitledCollection>();
  for (const { named, inventory } of plans) {
    for (const each of [named, inventory]) {
      if (each)
        found.set(each.id, { ...bare(each), title: titles.get(each.mapping) ?? each.source });
    }
  }
  return [...found.values()];
}

function bare(collection: Collection): Collection {
  const {
    id,
    kind,
    source,
    day,
    known_at,
    mapping,
    file_digest,
    file_name,
    rows,
    absent_columns,
    inventory,
    revises,
  } = collection;
  return {
    id,
    kind,
    source,
    day,
    known_at,
    mapping,
    file_digest,
    file_name,
    rows,
    absent_columns,
    inventory,
    revises,
  };
}

/**
 * The facts from which the evidence of a question is counted, without the rows: with the raw files
 * (`rawFile`) and mappings a stranger counts the same.
 */
export async function evidenceInputs(
  transaction: Transaction,
  question: ReviewQuestion,
): Promise<EvidenceInputs> {
  const { yardstick, on, asOf } = question;
  const { collections } = await planQuestion(transaction, question);
  const ids = collections.map((each) => each.id);
  const corrections = await correctionsOf(transaction, ids, asOf);
  return {
    organisations: [...(await organisationFacts(transaction, asOf))],
    scope: [...question.scope],
    yardstick,
    collections: collections.map(bare),
    corrections: corrections.map(({ collection, unit, part, state, reason, by, known_at }) => ({
      collection,
      unit,
      part,
      state,
      reason,
      by,
      known_at,
    })),
    retirements: await retirementsOf(transaction, sourcesOf(yardstick), on, asOf),
  };
}

/**
 * How many units of an item two names share between two days: for showing whom a name without a row
 * seems to follow. Units count as of the collection seen, else of its inventory.
 */
export async function sharedUnits(
  transaction: Transaction,
  question: Omit<ReviewQuestion, "scope" | "on"> & { item: string; from: string; to: string },
): Promise<{ from_owner: string; to_owner: string; shared: number }[]> {
  const collectionsOn = async (on: string): Promise<string[]> => {
    const { plans } = await planQuestion(transaction, { ...question, on });
    const plan = plans.find((each) => each.item.id === question.item);
    if (!plan) return [];
    const { seen, expected } = plan.expectation;
    return [...(seen ? [seen] : []), ...expected.toReversed()].map((each) => each.collection);
  };
  return sharedUnitsOf(
    transaction,
    await collectionsOn(question.from),
    await collectionsOn(question.to),
  );
}
