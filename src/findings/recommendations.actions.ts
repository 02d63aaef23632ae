import { sightOf } from "../assessments/sight.actions.ts";
import { Problem } from "../kit/problem.ts";
import { importOrder } from "../orders/orders.actions.ts";
import { readTexts } from "../orders/orders.store.ts";
import type { Work } from "../platform/work.ts";
import { keepAct, recordToChange, unchanged } from "./change-records.actions.ts";
import { draftOrder, draftOrderId } from "./draft-order.ts";
import { dueDays } from "./due-dates.actions.ts";
import { plainText } from "./entered-text.ts";
import { orderStartedAct, respondedAct } from "./record-acts.ts";
import { may, neededFor, requireMay, requireNoConflict } from "./record-access.actions.ts";
import type { OrderStart, RecommendationView, Response } from "./recommendations.contract.ts";
import { viewRecord } from "./records.actions.ts";
import type { RecordChanged } from "./records.contract.ts";
import type { RecordRow } from "./stored-record.contract.ts";
import { isOpen } from "./totals.ts";

/** A recommendation with its history, its due day and what whoever asks may do with it. */
export async function showRecommendation(
  work: Work,
  review: string,
  id: string,
  asked: { on?: string; as_of?: string } = {},
): Promise<RecommendationView> {
  const about = { review, register: "recommendations", id, as_of: asked.as_of } as const;
  const view = await viewRecord(work, about);
  const { row, scored } = view;
  const asOf = asked.as_of ?? scored.asOf;
  const when = { on: asked.on ?? asOf.slice(0, 10), asOf };
  const dueOn = await dueDays(work, scored.summary.order, [row.content], when);
  return {
    ...view.record,
    response: row.response,
    order: row.order_id,
    due_on: dueOn(row.content),
    may_amend: view.may_amend,
    may_respond: may(work, neededFor("recommendations", "respond"), row.organisation),
    may_order: isAccepted(row) && may(work, neededFor("recommendations", "order"), null),
    acts: view.acts.map((act, at) => ({
      ...act,
      response: view.extra[at]?.response ?? null,
      order: view.extra[at]?.order ?? "",
    })),
  };
}

function isAccepted({ response }: Pick<RecordRow<"recommendations">, "response">): boolean {
  return response?.answer === "agree" || response?.answer === "partly";
}

/**
 * Keeps what the addressee says to a recommendation: agree, partly or disagree. An earlier answer
 * stays in the history. Leaf: `recommendation.responded`.
 * Refuses: who may not; an answer other than "agree" without words; a recommendation that is done.
 */
export async function respond(
  work: Work,
  review: string,
  id: string,
  given: Response,
): Promise<RecordChanged> {
  const about = { review, register: "recommendations", id } as const;
  const { row, matter } = await recordToChange(work, about);
  requireMay(work, neededFor("recommendations", "respond"), row.organisation);
  requireNoConflict(await sightOf(work, review), row.organisation);
  const act = respondedAct(id, row, given);
  if (act === null) return unchanged(matter, about, row);
  return keepAct(work, matter, "recommendations", act);
}

/**
 * The draft of an order of the second generation, as a file that `order import` takes.
 * Refuses: a recommendation that was not accepted (refused).
 */
export async function draftOrderOf(
  work: Work,
  review: string,
  id: string,
  wanted: OrderStart,
): Promise<{ order: string; text: string }> {
  const about = { review, register: "recommendations", id } as const;
  const { row, scored, record, acts } = await viewRecord(work, about);
  if (!isAccepted(row)) {
    const said = row.response === null ? "nobody has answered it yet" : "its addressee disagreed";
    const sentence = `no order can start from ${id}: ${said}.`;
    throw new Problem("refused", sentence);
  }
  const { order: firstOrder, title, simulated } = scored.summary;
  const texts = firstOrder === "" ? [] : await readTexts(work.transaction, scored.asOf, firstOrder);
  const when = { on: scored.asOf.slice(0, 10), asOf: scored.asOf };
  const dueOn = await dueDays(work, firstOrder, [row.content], when);
  const answered = acts.findLast(({ act }) => act === "responded");
  const order = wanted.order ?? draftOrderId(review, id);
  const text = draftOrder({
    recommendation: {
      id,
      review,
      content: row.content,
      response: row.response,
      leaf: answered?.leaf ?? row.leaf,
    },
    reviewTitle: title,
    simulated,
    firstOrder,
    order,
    organisationName: record.organisation_name,
    calendar: texts.at(-1)?.content.calendar ?? "",
    dueOn: dueOn(row.content),
  });
  return { order, text };
}

/**
 * Starts an order of the second generation: imports the draft (its own leaf), unless an order of
 * that name is there already, and links the two. Leaf: `recommendation.order-started`.
 * Refuses: a recommendation that was not accepted, is done, or has started another order (refused).
 */
export async function startOrder(
  work: Work,
  review: string,
  id: string,
  wanted: OrderStart,
): Promise<RecordChanged> {
  const about = { review, register: "recommendations", id } as const;
  const { row, matter } = await recordToChange(work, about);
  const { order, text } = await draftOrderOf(work, review, id, wanted);
  if (row.order_id === order) return unchanged(matter, about, row);
  if (row.order_id !== "") {
    throw new Problem("refused", `${id} has started the order ${row.order_id} already.`);
  }
  if (!isOpen(row)) throw new Problem("refused", `${id} is ${row.state}; reopen it first.`);
  const there = await readTexts(work.transaction, matter.scored.asOf, order);
  if (there.length === 0) await importOrder(work, { text, file_name: `${order}.yaml` });
  const reason = plainText(wanted.reason ?? "", "reason");
  return keepAct(work, matter, "recommendations", orderStartedAct(row, order, reason));
}
