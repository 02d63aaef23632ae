import { requireOrganisation, scoredReview } from "../assessments/scored-review.actions.ts";
import { Problem } from "../kit/problem.ts";
import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import { askedInstant, may, mayAnywhere, neededFor, reachOf } from "./record-access.actions.ts";
import { numberOf, recordId, registerWords } from "./record-ids.ts";
import type { ListQuery, Register } from "./records.contract.ts";
import { countRecords, readActs, readRecords } from "./records.store.ts";
import type { ContentOf, RecordRow } from "./stored-record.contract.ts";
import { statesOf } from "./record-rules.ts";

const pageLength = 100;

/** The standing fields of a record, as every answer has them. */
export function standingOf(
  register: Register,
  row: RecordRow<Register>,
  about: {
    summary: Pick<ReviewSummary, "review" | "simulated">;
    names: ReadonlyMap<string, string>;
  },
) {
  const { organisation } = row;
  return {
    id: recordId(register, row.number),
    review: about.summary.review,
    simulated: about.summary.simulated,
    organisation,
    organisation_name: organisation === null ? "" : (about.names.get(organisation) ?? organisation),
    state: row.state,
    state_reason: row.state_reason,
    state_evidence: row.state_evidence,
    by: row.by,
    known_at: row.known_at,
    leaf: row.leaf,
    added_at: row.added_at,
  };
}

/** How organisations are called now, by their identifiers: one statement. */
export async function namesOf(
  transaction: Transaction,
  rows: readonly { readonly organisation: string | null }[],
  asOf: string,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ organisation }) => organisation ?? []))];
  const facts = ids.length === 0 ? [] : await organisationFactsOf(transaction, ids, asOf);
  return new Map(facts.map((fact) => [fact.id, nameOn(fact, asOf.slice(0, 10), asOf)]));
}

/**
 * A page of a register: what whoever asks may see, with counts by state. The number of statements
 * does not grow with the number of records.
 */
export async function listRecords<R extends Register>(
  work: Work,
  review: string,
  register: R,
  query: ListQuery,
) {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const asOf = askedInstant(query.as_of, scored.asOf);
  const limit = query.limit ?? pageLength;
  const reach = await reachOf(work, review);
  const about =
    query.organisation === undefined
      ? null
      : await requireOrganisation(transaction, scored, query.organisation);
  const only =
    about === null ? reach.only : (reach.only?.filter((each) => each === about) ?? [about]);
  const { state, severity, item, find, kind } = query;
  const wanted = {
    review,
    asOf,
    only,
    besides: reach.besides ?? null,
    ...(severity === undefined ? {} : { severity }),
    ...(item === undefined ? {} : { item }),
    ...(find === undefined || find.trim() === "" ? {} : { find: find.trim() }),
    ...(kind === undefined ? {} : { kind }),
  };
  const counts = await countRecords(transaction, register, wanted);
  const rows = await readRecords(transaction, register, {
    ...wanted,
    ...(state === undefined ? {} : { state }),
    after: query.after ?? 0,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const names = await namesOf(transaction, shown, asOf);
  return {
    review,
    simulated: scored.summary.simulated,
    as_of: asOf,
    total: counts
      .filter((each) => state === undefined || each.state === state)
      .reduce((all, { count }) => all + count, 0),
    counts: statesOf[register].map((each) => ({
      state: each,
      count: counts.find((counted) => counted.state === each)?.count ?? 0,
    })),
    may_add: mayAnywhere(work, neededFor(register, "write")),
    records: shown.map((row) => ({
      ...standingOf(register, row, { summary: scored.summary, names }),
      content: row.content,
      response: row.response,
      order: row.order_id,
    })),
    next: rows.length > limit ? (shown.at(-1)?.number ?? 0) : 0,
  };
}

/** A record without what only recommendations have. */
export function bareRecord<E extends { readonly response: unknown; readonly order: string }>({
  response: _response,
  order: _order,
  ...record
}: E) {
  return record;
}

/** One record as somebody may see it. Refuses (not-found) what is not there, or not theirs to see. */
export async function requireRecord<R extends Register>(
  work: Work,
  about: { review: string; register: R; id: string; asOf: string },
): Promise<RecordRow<R>> {
  const { review, register, id, asOf } = about;
  const number = numberOf(register, id) ?? 0;
  const wanted = { review, asOf, ...(await reachOf(work, review)), numbers: [number] };
  const [row] = await readRecords(work.transaction, register, wanted);
  if (row !== undefined) return row;
  const { one, many } = registerWords[register];
  const sentence = `there is no ${one} ${id} in ${review} that you may see; look at the list of ${many}.`;
  throw new Problem("not-found", sentence);
}

/** One record with its history and what whoever asks may do with it. */
export async function viewRecord<R extends Register>(
  work: Work,
  about: { review: string; register: R; id: string; as_of?: string | undefined },
) {
  const { transaction } = work;
  const { review, register, id } = about;
  const scored = await scoredReview(transaction, review);
  const asOf = askedInstant(about.as_of, scored.asOf);
  const row = await requireRecord(work, { review, register, id, asOf });
  const acts = await readActs(transaction, register, { review, asOf, numbers: [row.number] });
  const names = await namesOf(transaction, [row], asOf);
  const { organisation } = row;
  return {
    scored,
    row,
    record: {
      ...standingOf(register, row, { summary: scored.summary, names }),
      content: row.content,
    },
    acts: acts.map(actOf),
    extra: acts.map(({ response, order_id: order }) => ({ response, order })),
    may_amend: may(work, neededFor(register, "write"), organisation),
    may_close: may(work, neededFor(register, "close"), organisation),
  };
}

function actOf<R extends Register>(row: RecordRow<R>) {
  const { act, state, reason, evidence, by, by_name, known_at, leaf } = row;
  const content: ContentOf<R> = row.content;
  return { act, state, reason, evidence, content, by, by_name, known_at, leaf };
}
