import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { organisationFacts, organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import type { CountedEvidence } from "./counted-evidence.ts";
import type { Collection, EvidenceInputs } from "./evidence-facts.ts";
import { correctionsOf, retirementsOf } from "./corrections.store.ts";
import { collectionsUpTo } from "./evidence.store.ts";
import { foldEvidence, foldOrganisations } from "./fold-evidence.ts";
import type { OrganisationEvidence } from "./item-evidence.ts";
import { sharedUnitsOf } from "./observations.store.ts";
import { planQuestion, type ReviewQuestion, sourcesOf } from "./plan-question.actions.ts";
import { tallyBySql } from "./tally-by-sql.actions.ts";

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
