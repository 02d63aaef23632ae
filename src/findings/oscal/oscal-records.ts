import type { ScoreSource } from "../../assessments/remarks.contract.ts";
import { valueInWords } from "../../assessments/value-words.ts";
import { tokenOf } from "../../yardsticks/oscal/write-oscal.ts";
import type { Finding } from "../findings.contract.ts";
import type { Action, Milestone } from "../plan.contract.ts";
import type { Recommendation } from "../recommendations.contract.ts";
import type { EvidenceRef } from "../records.contract.ts";
import type { Risk } from "../risks.contract.ts";
import type { ExchangedScore } from "./exchange.contract.ts";
import { markedTitle, partyOf, recordUuid, reviewerOf } from "./exchange-head.ts";
import {
  actionDefaults,
  findingDefaults,
  milestoneDefaults,
  recommendationDefaults,
  riskDefaults,
  scoreDefaults,
} from "./oscal-defaults.ts";
import {
  exchangeUuid,
  type Extra,
  instantOfDay,
  ours,
  titleOf,
  writeProps,
} from "./oscal-props.ts";

type Standing = Omit<Finding, "content" | "review" | "state">;

/** What every record says of itself beside its content. */
function standing(record: Standing, title: string): Extra {
  const { id, organisation, organisation_name, simulated, state_reason, state_evidence } = record;
  const { by, known_at, leaf, added_at } = record;
  const own = { id, organisation, organisation_name, simulated, state_reason, state_evidence };
  return { ...own, by, known_at, leaf, added_at, title: titleOf(title) === title ? "" : title };
}

function actorOf(uuid: string): object {
  return { actors: [{ type: "party", "actor-uuid": uuid }] };
}

/** Where the score of an item stands in a document. */
export function scoreUuid(
  review: string,
  { organisation, item, kind }: Pick<ExchangedScore, "organisation" | "item" | "kind">,
): string {
  return exchangeUuid(review, "score", organisation, item, kind);
}

/**
 * A score as an observation: the value in its description, the note as remarks, the day as when it
 * was collected. Method is EXAMINE for auditors, TEST for a tool, UNKNOWN for the organisation's own.
 */
export function observationOfScore(
  review: string,
  score: ExchangedScore,
  { name, simulated }: { readonly name: string; readonly simulated: boolean },
): object {
  const { organisation, item, kind, value, wording, known_at, by, on_behalf, leaf } = score;
  const { note, evidence, tool, overrides, after_lock, day } = score;
  const party = partyOf(review, organisation);
  const method = tool !== null ? "TEST" : kind === "independent" ? "EXAMINE" : "UNKNOWN";
  const extra = { organisation, item, kind, value, wording, known_at, by, on_behalf, leaf };
  return {
    uuid: scoreUuid(review, score),
    title: markedTitle(`${item} of ${name}, ${kind}`, simulated),
    description: `Score: ${valueInWords(value)}`,
    props: writeProps({ ...extra, tool, overrides, after_lock, simulated }, scoreDefaults),
    methods: [method],
    types: ["control-objective"],
    origins: [actorOf(kind === "self" ? party : reviewerOf(review))],
    subjects: [{ "subject-uuid": party, type: "party", title: titleOf(name) }],
    "relevant-evidence": evidence.map(sourceOf),
    collected: instantOfDay(day),
    ...(note === "" ? {} : { remarks: note }),
  };
}

function sourceOf(source: ScoreSource): object {
  if ("link" in source) {
    const { link, title } = source;
    return {
      href: link,
      description: title ?? link,
      ...(title === undefined ? {} : { props: writeProps({ title }, {}) }),
    };
  }
  if ("file" in source) {
    return {
      description: source.name,
      props: writeProps({ file: source.file, name: source.name }, {}),
    };
  }
  const { collection } = source;
  return { description: `Collection ${collection}`, props: writeProps({ collection }, {}) };
}

/** Where the evidence of a record stands in a document. */
export function evidenceUuid(review: string, id: string): string {
  return exchangeUuid(review, "evidence", id);
}

/** What a finding rests on, as an observation of its own. */
export function observationOfEvidence(review: string, finding: Finding): object {
  const { id, organisation, added_at, simulated, content } = finding;
  const party = partyOf(review, organisation ?? "");
  return {
    uuid: evidenceUuid(review, id),
    title: markedTitle(`Evidence of ${id}`, simulated),
    description: content.sample === "" ? `What ${id} rests on.` : content.sample,
    props: writeProps({ evidence_of: id, simulated }, { simulated: false }),
    methods: ["EXAMINE"],
    types: ["finding"],
    origins: [actorOf(reviewerOf(review))],
    subjects: [{ "subject-uuid": party, type: "party" }],
    "relevant-evidence": content.evidence.map(referenceOf),
    collected: added_at,
  };
}

function referenceOf({ kind, ref, note }: EvidenceRef): object {
  return {
    ...(kind === "link" ? { href: ref } : {}),
    description: note === "" ? ref : note,
    props: writeProps({ kind, ref, note }, { note: "" }),
  };
}

/**
 * A finding: its condition as description, its state as the status of the first item that it is
 * about; an organisation as a whole where it is about none.
 */
export function findingOf(
  review: string,
  finding: Finding,
  related: { readonly observations: readonly string[]; readonly risks: readonly string[] },
): object {
  const { id, state, content, simulated } = finding;
  const { title, condition, criteria, cause, effect, sample, severity, system, items } = content;
  const extra = {
    about: content.organisation,
    criteria,
    cause,
    effect,
    sample,
    severity,
    system,
    items,
  };
  const [first] = items;
  return {
    uuid: recordUuid(review, id),
    title: markedTitle(title, simulated),
    description: condition,
    props: writeProps({ ...standing(finding, title), ...extra }, findingDefaults),
    origins: [actorOf(reviewerOf(review))],
    target: {
      type: "objective-id",
      "target-id": first === undefined ? "organisation" : targetOf(first),
      status: { state: state === "closed" ? "satisfied" : "not-satisfied" },
    },
    "related-observations": related.observations.map((uuid) => ({ "observation-uuid": uuid })),
    "related-risks": related.risks.map((uuid) => ({ "risk-uuid": uuid })),
  };
}

/** An item in the form of OSCAL's token, whatever its identifier is made of. */
function targetOf(item: string): string {
  const token = tokenOf(item).replaceAll(/[^\w.-]/gu, "_");
  return /^[A-Za-z_]/u.test(token) ? token : `_${token}`;
}

/** A risk: its effect as description, its severity as a facet, its actions as remediations. */
export function riskOf(review: string, risk: Risk, actions: readonly Action[]): object {
  const { id, state, content, simulated } = risk;
  const { title, statement, effect, severity, cost, findings, items } = content;
  const extra = { about: content.organisation, cost, findings, items };
  return {
    uuid: recordUuid(review, id),
    title: markedTitle(title, simulated),
    description: effect,
    statement,
    props: writeProps({ ...standing(risk, title), ...extra }, riskDefaults),
    status: state === "closed" ? "closed" : "open",
    characterizations: [
      {
        origin: actorOf(reviewerOf(review)),
        facets: [{ name: "severity", system: ours, value: severity }],
      },
    ],
    remediations: actions.map((action) => remediationOf(review, id, action)),
  };
}

function remediationOf(review: string, risk: string, action: Action): object {
  const { id, state, content, simulated } = action;
  const holds = content.risks[0] === risk;
  return {
    uuid: exchangeUuid(review, "remediation", risk, id),
    lifecycle: state === "done" ? "completed" : "planned",
    title: markedTitle(content.title, simulated),
    description: content.text,
    props: writeProps({ action: id, simulated }, { simulated: false }),
    ...(holds ? { tasks: content.milestones.map((each, at) => taskOf(review, id, each, at)) } : {}),
  };
}

function taskOf(review: string, action: string, milestone: Milestone, at: number): object {
  const { title, due, state, done_on, slips } = milestone;
  const own = { state, done_on, slips: [...slips], title: titleOf(title) === title ? "" : title };
  return {
    uuid: exchangeUuid(review, "milestone", action, String(at)),
    type: "milestone",
    title: titleOf(title),
    props: writeProps(own, milestoneDefaults),
    timing: { "on-date": { date: instantOfDay(due) } },
  };
}

/** An action as an item of the plan. Its milestones are the tasks of its first risk, where that is there. */
export function poamItemOf(
  review: string,
  action: Action,
  risks: ReadonlySet<string>,
  findings: readonly string[],
): object {
  const { id, state, content, simulated } = action;
  const {
    title,
    text,
    milestones,
    organisation,
    risks: own,
    blocked_by,
    recommendations,
    ...rest
  } = content;
  const [first] = own;
  const held = first !== undefined && risks.has(first);
  const lists = {
    risks: [...own],
    blocked_by: [...blocked_by],
    recommendations: [...recommendations],
  };
  const extra = {
    state,
    about: organisation,
    ...rest,
    ...lists,
    milestones: held ? [] : milestones,
  };
  return {
    uuid: recordUuid(review, id),
    title: markedTitle(title, simulated),
    description: text,
    props: writeProps({ ...standing(action, title), ...extra }, actionDefaults),
    "related-findings": findings.map((each) => ({ "finding-uuid": recordUuid(review, each) })),
    "related-risks": own
      .filter((each) => risks.has(each))
      .map((each) => ({ "risk-uuid": recordUuid(review, each) })),
  };
}

/** A recommendation, for which OSCAL has no place of its own, as a resource of the back matter. */
export function resourceOfRecommendation(review: string, recommendation: Recommendation): object {
  const { id, state, content, simulated, response, order } = recommendation;
  const { title, text, organisation, addressee, what, due, due_task, risks, findings } = content;
  const lists = { risks: [...risks], findings: [...findings] };
  const extra = {
    state,
    about: organisation,
    addressee,
    what,
    due,
    due_task,
    ...lists,
    response,
    order,
  };
  return {
    uuid: recordUuid(review, id),
    title: markedTitle(title, simulated),
    description: text,
    props: writeProps({ ...standing(recommendation, title), ...extra }, recommendationDefaults),
  };
}
