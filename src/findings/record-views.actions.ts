import type { Work } from "../platform/work.ts";
import type { FindingView } from "./findings.contract.ts";
import type { ActionView } from "./plan.contract.ts";
import { reachOf } from "./record-access.actions.ts";
import { recordId } from "./record-ids.ts";
import { viewRecord } from "./records.actions.ts";
import { readRecords } from "./records.store.ts";
import type { RiskView } from "./risks.contract.ts";

interface Asked {
  readonly as_of?: string;
}

/** A finding with its history, and the risks made from it that whoever asks may see. */
export async function showFinding(
  work: Work,
  review: string,
  id: string,
  { as_of }: Asked,
): Promise<FindingView> {
  const view = await viewRecord(work, { review, register: "findings", id, as_of });
  const risks = await readRecords(work.transaction, "risks", {
    review,
    asOf: as_of ?? view.scored.asOf,
    find: id,
    ...(await reachOf(work, review)),
  });
  return {
    ...view.record,
    may_close: view.may_close,
    may_amend: view.may_amend,
    risks: risks
      .filter(({ content }) => content.findings.includes(id))
      .map(({ number, content }) => ({ id: recordId("risks", number), title: content.title })),
    acts: view.acts,
  };
}

/** A risk with its history. */
export async function showRisk(
  work: Work,
  review: string,
  id: string,
  { as_of }: Asked,
): Promise<RiskView> {
  const view = await viewRecord(work, { review, register: "risks", id, as_of });
  const { may_close, may_amend, acts } = view;
  return { ...view.record, may_close, may_amend, acts };
}

/** An action with its milestones, every earlier date of them, and its history. */
export async function showAction(
  work: Work,
  review: string,
  id: string,
  { as_of }: Asked,
): Promise<ActionView> {
  const view = await viewRecord(work, { review, register: "actions", id, as_of });
  return { ...view.record, may_amend: view.may_amend, acts: view.acts };
}
