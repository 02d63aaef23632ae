import { canonicalJson, type Json, sha256 } from "../kit/canonical-json.ts";
import { readDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { addOffices, addStandings, readStandings } from "../offices/offices.store.ts";
import { standingOn } from "../offices/standing-on.ts";
import { organisationFacts } from "../organisations/organisations.store.ts";
import { findCalendar } from "../platform/calendars/find-calendar.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type { KeptAs } from "./amended-dates.ts";
import { checkAct } from "./check-act.ts";
import { emptyAct } from "./empty-act.ts";
import { noSuchOrder } from "./no-such-name.ts";
import type { OrderAct } from "./order-act.contract.ts";
import { countsOn, type OrderState, orderStateOn } from "./order-state.ts";
import type { OrderFile, OrderStatus } from "./order.contract.ts";
import type { OrderActed, OrderImported, OrderText } from "./orders.contract.ts";
import {
  type ActRow,
  addAct,
  addText,
  lockOrder,
  readActs,
  readTexts,
  type TextRow,
} from "./orders.store.ts";
import { readOrder } from "./read-order.ts";
import { textOffices, textStandings } from "./text-standings.ts";

/** An order as it is kept: its texts and acts, and what these made of it by a day. */
export interface KeptOrder {
  readonly texts: readonly TextRow[];
  readonly acts: readonly OrderAct[];
  /** Leaf and instant of each act that counts, in the order of the acts of the state. */
  readonly kept: readonly KeptAs[];
  readonly state: OrderState;
  /** The text that counts on that day. */
  readonly order: OrderFile;
}

/** Puts texts and acts together. Answers nothing when there is no text. */
export function keptOrder(
  texts: readonly TextRow[],
  rows: readonly Omit<ActRow, "order_id">[],
  on: string,
): KeptOrder | undefined {
  const [first] = texts;
  if (!first) return undefined;
  const acts = rows.map((row) => row.act);
  const state = orderStateOn(first.first_status, acts, on);
  const kept = rows
    .filter((row) => countsOn(row.act, on))
    .map(({ leaf, known_at }) => ({ leaf, known_at }));
  const order = texts.find((text) => text.version === state.version)?.content ?? first.content;
  return { texts, acts, kept, state, order };
}

/** An order as known at an instant and as it stood on a day. Refuses (not-found). */
export async function findOrder(
  work: Pick<Work, "transaction">,
  id: string,
  asOf: string,
  on: string,
): Promise<KeptOrder> {
  const texts = await readTexts(work.transaction, asOf, id);
  const kept = keptOrder(texts, await readActs(work.transaction, asOf, id), on);
  if (kept) return kept;
  throw new Problem("not-found", noSuchOrder(id));
}

const endOfTime = "9999-12-31";

async function keepText(
  work: Work,
  given: OrderText,
  file: OrderFile,
  version: number,
): Promise<string> {
  const knownAt = await work.knownAt();
  const leaked: OrderStatus = file.status === "leaked" ? "leaked" : "draft";
  await addText(work.transaction, {
    order_id: file.id,
    version,
    file_name: given.file_name,
    file_digest: sha256(given.text),
    text: given.text,
    content: file,
    first_status: leaked,
    knownAt,
  });
  await addOffices(work.transaction, textOffices(file), knownAt);
  await addStandings(work.transaction, textStandings(file, knownAt));
  return knownAt;
}

function imported(
  file: OrderFile,
  text: string,
  version: number,
  rest: { status: OrderStatus; unchanged: boolean },
): OrderImported {
  return {
    order: file.id,
    title: file.title,
    version,
    status: rest.status,
    tasks: file.tasks.length,
    file_digest: sha256(text),
    signed_in_file: file.signed ?? null,
    unchanged: rest.unchanged,
  };
}

/**
 * Takes an order file in as the first version of its text; no clock runs yet, whatever the file
 * says of its signing. The same bytes again change nothing. Refuses (bad-input) what the format
 * refuses, (conflict) another text of an order that is there: that is an amendment.
 */
export async function importOrder(work: Work, given: OrderText): Promise<OrderImported> {
  const file = readOrder(given.text, given.file_name);
  await findCalendar(file.calendar);
  await lockOrder(work.transaction, file.id);
  const texts = await readTexts(work.transaction, await lastKnownAt(work.transaction), file.id);
  const same = texts.find((each) => each.file_digest === sha256(given.text));
  if (same) {
    const kept = await findOrder(work, file.id, await lastKnownAt(work.transaction), endOfTime);
    return imported(file, given.text, same.version, { status: kept.state.status, unchanged: true });
  }
  if (texts.length > 0) {
    throw new Problem(
      "conflict",
      `The order ${file.id} has another text already; use \`muster order amend ${file.id}\` to replace it.`,
    );
  }
  const knownAt = await keepText(work, given, file, 1);
  const act = {
    ...emptyAct("imported", given.on ?? file.leaked ?? file.signed ?? knownAt.slice(0, 10)),
    version: 1,
  };
  await record(work, file, act, { knownAt, file_digest: sha256(given.text) });
  const status = file.status === "leaked" ? "leaked" : "draft";
  return imported(file, given.text, 1, { status, unchanged: false });
}

/** Replaces the text of an order by a new version. Refuses what its life does not allow. */
export async function amendOrder(work: Work, id: string, given: OrderText): Promise<OrderImported> {
  const file = readOrder(given.text, given.file_name);
  if (file.id !== id) {
    throw new Problem("bad-input", `this is the text of ${file.id}, not of ${id}.`, {
      file: given.file_name,
      field: "id",
    });
  }
  await findCalendar(file.calendar);
  await lockOrder(work.transaction, id);
  const asOf = await lastKnownAt(work.transaction);
  const before = await findOrder(work, id, asOf, endOfTime);
  const newest = before.texts.at(-1);
  if (newest?.file_digest === sha256(given.text)) {
    return imported(file, given.text, newest.version, {
      status: before.state.status,
      unchanged: true,
    });
  }
  const version = (newest?.version ?? 0) + 1;
  const draft = {
    ...emptyAct("amended", given.on ?? asOf.slice(0, 10)),
    version,
    because: given.because ?? null,
  };
  const knownAt = await keepText(work, given, file, version);
  const act = { ...draft, day: given.on ?? knownAt.slice(0, 10) };
  checkAct(file, before.state, act, knownAt.slice(0, 10));
  await record(work, file, act, { knownAt, file_digest: sha256(given.text) });
  const after = await findOrder(work, id, knownAt, endOfTime);
  return imported(file, given.text, version, { status: after.state.status, unchanged: false });
}

/** The offices whose holders an act depends on: who grants it, or who leads the task. */
function officesBehind(order: OrderFile, act: OrderAct): string[] {
  if (act.by !== null && Object.hasOwn(order.offices, act.by)) return [act.by];
  const task = order.tasks.find((each) => each.id === act.task);
  return task
    ? task.leads.filter((lead) => act.part === null || task.each !== "lead" || lead === act.part)
    : [];
}

async function record(
  work: Work,
  order: OrderFile,
  act: OrderAct,
  about: { knownAt: string; file_digest?: string },
): Promise<OrderAct> {
  const offices = officesBehind(order, act);
  const standings =
    offices.length === 0 ? [] : await readStandings(work.transaction, about.knownAt, offices);
  const held_by = offices.map((office) => {
    const { state, holder } = standingOn(standings, office, act.day);
    return { office, state, holder };
  });
  const kept: OrderAct = { ...act, held_by };
  const digest = about.file_digest === undefined ? {} : { file_digest: about.file_digest };
  // The act is JSON by its contract; reading its canonical text makes that a fact.
  const data = JSON.parse(canonicalJson({ ...kept, ...digest })) as Json;
  const leaf = await work.append({ kind: `order.${act.kind}`, subject: `order/${order.id}`, data });
  await addAct(work.transaction, { order: order.id, act: kept, leaf, knownAt: about.knownAt });
  return kept;
}

async function organisationsMeant(
  work: Work,
  meant: "all" | readonly string[],
  asOf: string,
): Promise<string[]> {
  const facts = await organisationFacts(work.transaction, asOf);
  const known = facts.filter((each) => each.kind === "organisation").map((each) => each.id);
  if (meant === "all") {
    if (known.length > 0) return known;
    throw new Problem(
      "refused",
      "No organisation is known yet; import them first, or leave them out.",
    );
  }
  const missing = meant.find((each) => !known.includes(each));
  if (missing === undefined) return [...new Set(meant)].toSorted();
  throw new Problem("not-found", `There is no organisation ${missing}; import it first.`);
}

/** What an act says, as the request gives it; what is left out is null. */
export type GivenAct = Partial<Omit<OrderAct, "kind" | "day" | "held_by" | "organisations">> & {
  readonly on?: string | undefined;
  readonly organisations?: "all" | readonly string[] | undefined;
};

function sameAct(one: OrderAct, other: OrderAct): boolean {
  const bare = (act: OrderAct): string => canonicalJson({ ...act, held_by: [] });
  return bare(one) === bare(other);
}

/**
 * Does one act on an order: reads it, decides by the pure rules, keeps the act with who held the
 * offices on that day, and writes its leaf. The same act again changes nothing.
 */
export async function actOnOrder(
  work: Work,
  id: string,
  kind: OrderAct["kind"],
  given: GivenAct,
): Promise<OrderActed> {
  await lockOrder(work.transaction, id);
  const asOf = await lastKnownAt(work.transaction);
  const before = await findOrder(work, id, asOf, endOfTime);
  const { on, organisations, ...said } = given;
  const meant =
    organisations === undefined ? null : await organisationsMeant(work, organisations, asOf);
  const filled = { ...emptyAct(kind, ""), ...said, organisations: meant };
  const byText = kind === "signed" ? before.order.signed : undefined;
  const dated = (today: string): OrderAct => ({ ...filled, day: on ?? byText ?? today });
  const day = on ?? byText ?? null;
  if (day !== null) readDay(day, { field: "on" });
  if (filled.until !== null)
    readDay(filled.until, { field: kind === "extended" ? "until" : "day" });
  const known = before.acts.find((each) => sameAct(each, dated(asOf.slice(0, 10))));
  if (known) return { order: id, status: before.state.status, act: known, unchanged: true };
  const knownAt = await work.knownAt();
  const act = dated(knownAt.slice(0, 10));
  checkAct(before.order, before.state, act, knownAt.slice(0, 10));
  const kept = await record(work, before.order, act, { knownAt });
  const status = orderStateOn(
    before.texts[0]?.first_status ?? "draft",
    [...before.acts, kept],
    endOfTime,
  ).status;
  return { order: id, status, act: kept, unchanged: false };
}
