import { sightOf } from "../assessments/sight.actions.ts";
import { Problem } from "../kit/problem.ts";
import type { Json } from "../kit/canonical-json.ts";
import type { Work } from "../platform/work.ts";
import { plainText } from "./entered-text.ts";
import { neededFor, requireMay, requireNoConflict } from "./record-access.actions.ts";
import { recordId, registerWords } from "./record-ids.ts";
import {
  checkReferences,
  type Matter,
  matterOf,
  preparedContent,
  readReferences,
  type References,
} from "./record-matter.actions.ts";
import { addedAct, amendedAct, sameContent, stateAct } from "./record-acts.ts";
import { requireRecord } from "./records.actions.ts";
import type { RecordChanged, RecordState, Register, StateChange } from "./records.contract.ts";
import { insertActs, lastNumber, lockRegisters, readRecords } from "./records.store.ts";
import type { ContentOf, RecordRow, WrittenAct } from "./stored-record.contract.ts";
import { isOpen } from "./totals.ts";

/** A record that a change is about. */
export interface About<R extends Register> {
  readonly review: string;
  readonly register: R;
  readonly id: string;
}

/**
 * Adds a record to a register under the next number. Leaf: `finding.added` and the like.
 * Refuses: who may not (not-permitted), what the rules refuse (bad-input), organisations, items and
 * records that are not there (not-found).
 */
export async function addRecord<R extends Register>(
  work: Work,
  review: string,
  register: R,
  given: ContentOf<R>,
): Promise<RecordChanged> {
  const { transaction } = work;
  await lockRegisters(transaction, review);
  const matter = await matterOf(transaction, review);
  const content = preparedContent(matter, register, given);
  const organisation = content.organisation === "" ? null : content.organisation;
  await requireWriter(work, review, register, organisation);
  await requireReferences(work, matter, register, content);
  const number = (await lastNumber(transaction, review, register)) + 1;
  const act = addedAct(number, organisation, content);
  return keepAct(work, matter, register, act);
}

async function requireReferences<R extends Register>(
  { transaction }: Work,
  { scored }: Matter,
  register: R,
  content: ContentOf<R>,
): Promise<void> {
  checkReferences(register, content, await readReferences(transaction, scored, [content]));
}

/** Refuses whoever may not write in a register for an organisation, or has a conflict of interest. */
export async function requireWriter(
  work: Work,
  review: string,
  register: Register,
  organisation: string | null,
): Promise<void> {
  requireMay(work, neededFor(register, "write"), organisation);
  requireNoConflict(await sightOf(work, review), organisation);
}

/**
 * Changes what stands in a record by a further act; what stood before stays in its history. The same
 * again changes nothing. Leaf: `finding.amended` and the like.
 * Refuses: a change of what the screen did not show (conflict), of a record that is closed, of its
 * organisation (refused), and what `addRecord` refuses.
 */
export async function amendRecord<R extends Register>(
  work: Work,
  about: About<R>,
  wanted: {
    readonly content: ContentOf<R>;
    readonly reason: string;
    readonly expects?: string | null;
  },
): Promise<RecordChanged> {
  const { row, matter } = await recordToChange(work, about);
  requireExpected(row, about.id, wanted.expects);
  await requireWriter(work, about.review, about.register, row.organisation);
  const content = preparedContent(matter, about.register, wanted.content);
  await requireReferences(work, matter, about.register, content);
  if (sameContent(content, row.content)) return unchanged(matter, about, row);
  const act = amendedAct(about, row, content, plainText(wanted.reason, "reason"));
  return keepAct(work, matter, about.register, act);
}

/**
 * Changes how a record stands by a further act, with a reason and what it rests on. Findings are
 * closed and reopened by auditors only; reopening one reopens the risks made from it.
 * Refuses: who may not, a state of another register, a risk whose findings are open (refused).
 */
export async function setRecordState<R extends Register>(
  work: Work,
  about: About<R>,
  wanted: StateChange & { readonly state: RecordState },
): Promise<RecordChanged> {
  const { register, review } = about;
  const { row, matter } = await recordToChange(work, about);
  requireMay(work, neededFor(register, "close"), row.organisation);
  requireNoConflict(await sightOf(work, review), row.organisation);
  if (row.state === wanted.state) return unchanged(matter, about, row);
  const act = stateAct(register, row, {
    state: wanted.state,
    reason: plainText(wanted.reason, "reason"),
    evidence: wanted.evidence ?? [],
  });
  if (register === "risks" && wanted.state === "closed") {
    requireFindingsClosed(await readReferences(work.transaction, matter.scored, [row.content]));
  }
  const changed = await keepAct(work, matter, register, act);
  if (register !== "findings" || wanted.state !== "open") return changed;
  return { ...changed, along: await reopenRisks(work, matter, about.id, act.reason) };
}

/** Refuses to close a risk while a finding that it was made from is open. */
export function requireFindingsClosed(references: References): void {
  const open = [...references].find(([id, each]) => id.startsWith("F-") && isOpen(each));
  if (open === undefined) return;
  const sentence = `${open[0]} is still open; an auditor closes it first, then the risk can be closed.`;
  throw new Problem("refused", sentence);
}

/** Reopens by acts of their own the risks that were made from a finding. Answers them. */
export async function reopenRisks(
  work: Work,
  matter: Matter,
  finding: string,
  why: string,
): Promise<string[]> {
  const { summary, asOf } = matter.scored;
  const all = await readRecords(work.transaction, "risks", {
    review: summary.review,
    asOf,
    only: null,
    state: "closed",
    find: finding,
  });
  const made = all.filter(({ content }) => content.findings.includes(finding));
  for (const row of made) {
    const reason = `${finding}, from which it was made, was reopened: ${why}`.slice(0, 2000);
    await keepAct(
      work,
      matter,
      "risks",
      stateAct("risks", row, { state: "open", reason, evidence: [] }),
    );
  }
  return made.map(({ number }) => recordId("risks", number));
}

/** Reads a record that is about to be changed, behind everybody else who changes records here. */
export async function recordToChange<R extends Register>(
  work: Work,
  { review, register, id }: About<R>,
): Promise<{ row: RecordRow<R>; matter: Matter }> {
  await lockRegisters(work.transaction, review);
  const matter = await matterOf(work.transaction, review);
  const { asOf } = matter.scored;
  return { matter, row: await requireRecord(work, { review, register, id, asOf }) };
}

function requireExpected(
  row: RecordRow<Register>,
  id: string,
  expects: string | null | undefined,
): void {
  if (expects === undefined || expects === null || expects === row.leaf) return;
  const sentence = `${id} was changed by ${row.by_name} at ${row.known_at}, after you opened it; nothing was saved, load it again and compare.`;
  throw new Problem("conflict", sentence);
}

/** The answer of a change that said nothing new. */
export function unchanged(
  { scored }: Matter,
  { review, id }: Pick<About<Register>, "review" | "id">,
  row: RecordRow<Register>,
): RecordChanged {
  const { simulated } = scored.summary;
  return { review, simulated, id, state: row.state, unchanged: true, leaf: row.leaf, along: [] };
}

/** Writes one act with its leaf. */
export async function keepAct(
  work: Work,
  { scored }: Matter,
  register: Register,
  act: WrittenAct,
): Promise<RecordChanged> {
  const { review, simulated } = scored.summary;
  const id = recordId(register, act.number);
  const { one } = registerWords[register];
  const leaf = await work.append({
    kind: `${one}.${act.act}`,
    subject: `review/${review}/${one}/${id}`,
    data: actData(act, simulated),
  });
  const about = { review, register, by: work.actor.account, knownAt: await work.knownAt(), leaf };
  await insertActs(work.transaction, about, [act]);
  return { review, simulated, id, state: act.state, unchanged: false, leaf, along: [] };
}

function actData(act: WrittenAct, simulated: boolean): Json {
  const { organisation, state, reason, evidence, content, response, order_id: order } = act;
  // Contents come from contracts of JSON.
  return {
    organisation,
    state,
    reason,
    content,
    response,
    order,
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(simulated ? { simulated } : {}),
  } as unknown as Json;
}
