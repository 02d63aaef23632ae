import { organisationFacts, organisationFactsOf } from "../organisations/organisations.store.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import { namesOf } from "./evidence-counted.actions.ts";
import { planQuestion, type Planned, type ReviewQuestion } from "./plan-question.actions.ts";
import { tallyBySql } from "./tally-by-sql.actions.ts";
import type { UnitState } from "./evidence-facts.ts";
import { correctionsOf, type CorrectedUnit } from "./corrections.store.ts";
import { holders, sourceDiffers } from "./fold-evidence.ts";
import type { UnitsMapping } from "./mapping.contract.ts";
import { unitPage } from "./observations.store.ts";
import type { ItemPlan } from "./plan-items.ts";
import { corrected, readPattern } from "./tallies.ts";
import { byText } from "./text-order.ts";
import { patternState, stateOf } from "./unit-state.ts";
import { unseenPage } from "./unseen.store.ts";

/** Which units are wanted. */
export interface UnitsWanted {
  readonly organisation?: string;
  /** The item by which units are good or bad; the first of the yardstick if it is left out. */
  readonly item?: string;
  /** Only units that fail this part, or of which it is not known, as `state` says. */
  readonly part?: string;
  readonly state?: UnitState | "unseen";
  /** Only units on which the source's own verdict differs. */
  readonly differs?: boolean;
  /** The unit after which the page begins. */
  readonly after?: string;
  readonly limit: number;
}

/** One unit as a page shows it. */
export interface UnitLine {
  readonly unit: string;
  readonly organisation: string;
  readonly owner: string;
  readonly parts: {
    part: string;
    title: string;
    state: UnitState;
    corrected_from: string;
  }[];
  readonly state: UnitState | "unseen";
  readonly source_verdict: string;
}

/** One page of units, by name. */
export interface UnitLines {
  readonly total: number;
  readonly units: UnitLine[];
  /** Give this as `after` to go on; empty at the end. */
  readonly next: string;
  /** The collection that the units are of; empty where nobody delivered one. */
  readonly collection: string;
}

/** Says whether a pattern, corrected already, is wanted. */
function wants(
  wanted: UnitsWanted,
  item: string,
  mapping: UnitsMapping,
): (pattern: string) => boolean {
  return (pattern) => {
    const found = patternState(pattern, mapping, item);
    if (!found) return false;
    if (wanted.differs === true && !sourceDiffers(pattern, mapping)) return false;
    if (wanted.part === undefined)
      return wanted.state === undefined || found.state === wanted.state;
    const at = mapping.parts.findIndex((part) => part.id === wanted.part);
    const state = stateOf(readPattern(pattern).states[at]);
    return state === (wanted.state ?? "bad");
  };
}

/**
 * Lists the units behind a number, a page at a time by name: those seen, with the state of each
 * part, and those expected and not seen. Refuses (not-found): an item or part that nobody measures.
 */
export async function unitLines(
  transaction: Transaction,
  question: ReviewQuestion,
  wanted: UnitsWanted,
): Promise<UnitLines> {
  const planned = await planQuestion(transaction, question);
  const { plans } = planned;
  const plan = plans.find((each) => each.item.id === (wanted.item ?? plans[0]?.item.id));
  if (!plan) {
    throw new Problem("not-found", `The yardstick has no item "${wanted.item ?? ""}".`);
  }
  const mapping = plan.mapping?.kind === "units" ? plan.mapping : null;
  if (wanted.part !== undefined && !mapping?.parts.some((part) => part.id === wanted.part)) {
    throw new Problem("not-found", `No part "${wanted.part}" was measured on that day.`);
  }
  const owners = await ownersWanted(transaction, question, { ...planned, plan }, wanted);
  const seen = await seenLines(transaction, question, plan, wanted, owners);
  const unseen = await unseenLines(transaction, question, plan, wanted, owners);
  const all = [...seen.units, ...unseen.units].sort((a, b) => byText(a.unit, b.unit));
  const units = all.slice(0, wanted.limit);
  return {
    total: seen.total + unseen.total,
    units,
    next: all.length > wanted.limit ? (units.at(-1)?.unit ?? "") : "",
    collection: plan.named?.id ?? "",
  };
}

interface Owners {
  readonly names: string[];
  organisationOf(owner: string, day: string): string;
  readonly tallies: Awaited<ReturnType<typeof tallyBySql>>;
}

async function ownersWanted(
  transaction: Transaction,
  question: ReviewQuestion,
  { plan, ...planned }: Planned & { readonly plan: ItemPlan },
  { organisation }: UnitsWanted,
): Promise<Owners> {
  const facts =
    organisation === undefined
      ? await organisationFacts(transaction, question.asOf)
      : await organisationFactsOf(transaction, [organisation], question.asOf);
  const scope = organisation === undefined ? question.scope : [organisation];
  const holderOf = holders({ organisations: facts, scope }, question.asOf);
  const organisationOf = (owner: string, day: string): string => {
    const holder = holderOf(owner, day);
    return holder.startsWith("in ") ? holder.slice(3) : "";
  };
  const names = organisation === undefined ? namesOf(facts, scope) : namesOf(facts, [organisation]);
  const tallies = await tallyBySql(transaction, { ...planned, plans: [plan] }, question, names);
  const days = [plan.expectation.day, ...plan.expectation.expected.map((each) => each.day)];
  return {
    names: names.filter((name) => days.some((day) => organisationOf(name, day) !== "")),
    organisationOf,
    tallies,
  };
}

interface Lines {
  readonly total: number;
  readonly units: UnitLine[];
}

async function seenLines(
  transaction: Transaction,
  question: ReviewQuestion,
  plan: ItemPlan,
  wanted: UnitsWanted,
  owners: Owners,
): Promise<Lines> {
  const { seen } = plan.expectation;
  const mapping = plan.mapping?.kind === "units" ? plan.mapping : null;
  if (!seen || !mapping || wanted.state === "unseen") return { total: 0, units: [] };
  const want = wants(wanted, plan.item.id, mapping);
  const tallies = (owners.tallies.seen.get(seen.collection) ?? []).filter(
    ({ owner, pattern }) => owners.organisationOf(owner, seen.day) !== "" && want(pattern),
  );
  const rows = await correctionsOf(transaction, [seen.collection], question.asOf, owners.names);
  const corrections = Map.groupBy(rows, (row) => row.unit);
  const besides = [...corrections]
    .filter(([, each]) => want(corrected(each[0]?.pattern ?? "", each, mapping)))
    .map(([unit]) => unit);
  const patterns = new Set(
    (owners.tallies.seen.get(seen.collection) ?? []).map((each) => each.pattern),
  );
  const units = await unitPage(transaction, {
    collection: seen.collection,
    owners: owners.names.filter((name) => owners.organisationOf(name, seen.day) !== ""),
    patterns: [...patterns].filter(want),
    except: [...corrections.keys()],
    besides,
    after: wanted.after ?? "",
    limit: wanted.limit + 1,
  });
  return {
    total: tallies.reduce((sum, each) => sum + each.units, 0),
    units: units.map((each) =>
      seenLine(each, corrections.get(each.unit) ?? [], plan.item.id, mapping, (owner) =>
        owners.organisationOf(owner, seen.day),
      ),
    ),
  };
}

function seenLine(
  { unit, owner, pattern }: { unit: string; owner: string; pattern: string },
  corrections: readonly CorrectedUnit[],
  item: string,
  mapping: UnitsMapping,
  organisationOf: (owner: string) => string,
): UnitLine {
  const now = corrected(pattern, corrections, mapping);
  const [before, after] = [readPattern(pattern).states, readPattern(now).states];
  return {
    unit,
    organisation: organisationOf(owner),
    owner,
    parts: mapping.parts.map(({ id, title }, at) => ({
      part: id,
      title,
      state: stateOf(after[at]),
      corrected_from: corrections.some((each) => each.part === id) ? stateOf(before[at]) : "",
    })),
    state: patternState(now, mapping, item)?.state ?? "unknown",
    source_verdict: readPattern(pattern).verdict,
  };
}

async function unseenLines(
  transaction: Transaction,
  question: ReviewQuestion,
  plan: ItemPlan,
  wanted: UnitsWanted,
  owners: Owners,
): Promise<Lines> {
  const asked = wanted.state === undefined || wanted.state === "unseen";
  const named = plan.mapping?.kind !== "counts";
  if (!asked || !named || wanted.part !== undefined || wanted.differs === true) {
    return { total: 0, units: [] };
  }
  const tallies = (owners.tallies.unseen.get(plan.expectation.key) ?? []).filter(
    (each) => owners.organisationOf(each.owner, each.day) !== "",
  );
  const units = await unseenPage(transaction, plan.expectation, question.asOf, {
    owners: owners.names,
    after: wanted.after ?? "",
    limit: wanted.limit + 1,
  });
  return {
    total: tallies.reduce((sum, each) => sum + each.units, 0),
    units: units.map(({ unit, owner, day }) => ({
      unit,
      organisation: owners.organisationOf(owner, day),
      owner,
      parts: [],
      state: "unseen" as const,
      source_verdict: "",
    })),
  };
}
