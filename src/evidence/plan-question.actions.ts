import type { Transaction } from "../platform/database/database.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import type { EvidenceQuestion } from "./evidence-facts.ts";
import { collectionsUpTo, type KeptCollection, mappingsNamed } from "./evidence.store.ts";
import type { Mapping } from "./mapping.contract.ts";
import { type ItemPlan, planItems } from "./plan-items.ts";

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

/** The measured sources that a yardstick names, each once. */
export function sourcesOf(yardstick: Yardstick): string[] {
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
