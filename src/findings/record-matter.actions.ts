import {
  organisationFinder,
  type OrganisationFinder,
  requireItem,
  type ScoredReview,
  scoredReview,
} from "../assessments/scored-review.actions.ts";
import { Problem } from "../kit/problem.ts";
import { readTexts } from "../orders/orders.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { plainEntry } from "./entered-text.ts";
import { numberOf, registerWords } from "./record-ids.ts";
import { checkAction, checkFinding, checkRecommendation, checkRisk } from "./record-rules.ts";
import { registers, type Register } from "./records.contract.ts";
import { readRecords } from "./records.store.ts";
import type { ContentOf, RecordRow } from "./stored-record.contract.ts";

/** What the entries of a review are held against. */
export interface Matter {
  readonly scored: ScoredReview;
  readonly find: OrganisationFinder;
  /** The tasks of the order that asked for the review; empty where there is none. */
  readonly tasks: ReadonlySet<string>;
}

/** Gathers what entries are held against: a number of statements that does not grow with them. */
export async function matterOf(transaction: Transaction, review: string): Promise<Matter> {
  const scored = await scoredReview(transaction, review);
  const { order } = scored.summary;
  const texts = order === "" ? [] : await readTexts(transaction, scored.asOf, order);
  return {
    scored,
    find: await organisationFinder(transaction, scored),
    tasks: new Set(texts.at(-1)?.content.tasks.map(({ id }) => id)),
  };
}

const checks = {
  findings: checkFinding,
  risks: checkRisk,
  recommendations: checkRecommendation,
  actions: checkAction,
} as const;

/**
 * What was entered, made plain and held against the rules, the list of the review and its yardstick:
 * organisation and items by identifier. References to other records are checked by
 * `checkReferences`, all at once.
 */
export function preparedContent<R extends Register>(
  { scored, find, tasks }: Matter,
  register: R,
  given: ContentOf<R>,
): ContentOf<R> {
  const content = plainEntry(given);
  for (const name of ["title", "criteria", "condition", "statement", "text"]) {
    if (name === "text" && register === "actions") continue;
    if (Reflect.get(content, name) !== "") continue;
    throw new Problem("bad-input", "this is empty; say it.", { field: name });
  }
  // The check of a register takes the content of that register.
  const check: (content: never) => void = checks[register];
  check(content as never);
  const task: unknown = Reflect.get(content, "due_task");
  if (typeof task === "string" && task !== "" && !tasks.has(task)) {
    const sentence = `the order of this review has no task ${task}; name one of it, or give a day.`;
    throw new Problem("bad-input", sentence, { field: "due_task" });
  }
  const named = content.organisation;
  const organisation = named === "" ? "" : find(named, scored.asOf.slice(0, 10));
  if (typeof organisation !== "string") {
    const near =
      organisation.nearest.length === 0 ? "" : `; near it are ${organisation.nearest.join(", ")}`;
    throw new Problem("not-found", `${organisation.sentence}${near}.`, { field: "organisation" });
  }
  const items =
    "items" in content ? content.items.map((item) => requireItem(item, scored).item.id) : null;
  return { ...content, organisation, ...(items === null ? {} : { items }) };
}

/** Records by their identifiers, as far as others refer to them. */
export type References = ReadonlyMap<string, RecordRow<Register>>;

const fields: readonly Register[] = ["findings", "risks", "recommendations"];

/** The identifiers of other records that a content names. */
function namedIn(content: ContentOf<Register>): [Register, readonly string[]][] {
  return fields.flatMap((field): [Register, readonly string[]][] => {
    const named: unknown = Reflect.get(content, field);
    return Array.isArray(named) ? [[field, named.map(String)]] : [];
  });
}

/** Reads all records that some contents refer to: one statement for each register. */
export async function readReferences(
  transaction: Transaction,
  { summary, asOf }: ScoredReview,
  contents: readonly ContentOf<Register>[],
): Promise<References> {
  const found = new Map<string, RecordRow<Register>>();
  for (const register of registers) {
    const numbers = contents
      .flatMap(namedIn)
      .filter(([field]) => field === register)
      .flatMap(([, ids]) => ids.flatMap((id) => numberOf(register, id) ?? []));
    if (numbers.length === 0) continue;
    const wanted = { review: summary.review, asOf, only: null, numbers: [...new Set(numbers)] };
    for (const row of await readRecords(transaction, register, wanted)) {
      found.set(`${registerWords[register].letter}-${row.number}`, row);
    }
  }
  return found;
}

/** Refuses references to records that are not there, or that are of another organisation. */
export function checkReferences(
  register: Register,
  content: ContentOf<Register>,
  references: References,
): void {
  for (const [field, ids] of namedIn(content)) {
    for (const id of ids) {
      const found = references.get(id);
      if (found === undefined) {
        const sentence = `there is no ${registerWords[field].one} ${id} in this review; mend the number.`;
        throw new Problem("not-found", sentence, { field });
      }
      const bound = register === "risks" || (register === "actions" && field === "risks");
      if (bound && found.organisation !== content.organisation) {
        const sentence = `${id} is of ${found.organisation ?? "no organisation"}, not of ${content.organisation}; keep to one organisation.`;
        throw new Problem("bad-input", sentence, { field });
      }
    }
  }
}
