import { checkShape, type Path, pathInWords } from "../../kit/check-shape.ts";
import { Problem, type Place } from "../../kit/problem.ts";
import type { Prop } from "../../yardsticks/oscal/oscal.contract.ts";
import { readJsonFile } from "../../yardsticks/read-json-file.ts";
import { ExchangeHead, PlanContent, ResultsContent } from "./exchange.contract.ts";
import { headDefaults, simulatedMark } from "./exchange-head.ts";
import {
  type OscalEntry,
  type OscalFinding,
  type OscalFound,
  type OscalObservation,
  OscalPlan,
  OscalResults,
  type OscalRisk,
  type OscalTask,
} from "./oscal-documents.contract.ts";
import { dayOfInstant, exchangeUuid, ours, readProps } from "./oscal-props.ts";
import {
  actionDefaults,
  findingDefaults,
  milestoneDefaults,
  recommendationDefaults,
  riskDefaults,
  scoreDefaults,
  type standingDefaults,
} from "./oscal-defaults.ts";

/** A document of OSCAL that Muster wrote, read back. */
export type ReadExchange =
  | { readonly kind: "assessment-results"; readonly content: ResultsContent }
  | { readonly kind: "plan-of-action"; readonly content: PlanContent };

/**
 * Reads assessment results or a plan of action in OSCAL (JSON, 1.1.0 to 1.2.x) that Muster wrote,
 * also when another tool kept it and changed titles, descriptions, statements, states, severities,
 * days or notes: those are read from OSCAL's own fields, everything else from our properties.
 * Refuses (bad-input), with the place: other models, a document without our properties, and what does
 * not have the shape of a record.
 */
export function readExchange(content: string | Uint8Array, file: string): ReadExchange {
  const value = readJsonFile(content, file);
  const models = Object.keys(Object(value));
  if (models.includes("assessment-results")) {
    const { "assessment-results": results } = checkShape(OscalResults, value, placesIn(file));
    const found = {
      observations: results.results.flatMap(({ observations = [] }) => observations),
      risks: results.results.flatMap(({ risks = [] }) => risks),
      findings: results.results.flatMap(({ findings = [] }) => findings),
    };
    const head = headOf(results.metadata, file);
    const resources = results["back-matter"]?.resources ?? [];
    const read = {
      ...head,
      scores: found.observations.filter(isScore).map((each) => scoreOf(each)),
      ...recordsOf(head, found),
      recommendations: resources
        .filter(isOurs)
        .map((each) => entryOf(head, each, recommendationDefaults)),
    };
    return {
      kind: "assessment-results",
      content: checkShape(ResultsContent, read, placesIn(file)),
    };
  }
  if (models.includes("plan-of-action-and-milestones")) {
    const { "plan-of-action-and-milestones": plan } = checkShape(OscalPlan, value, placesIn(file));
    const head = headOf(plan.metadata, file);
    const tasks = new Map(
      (plan.risks ?? []).flatMap(({ remediations = [] }) =>
        remediations.map(({ uuid, tasks: own }) => [uuid, own ?? []] as const),
      ),
    );
    const read = {
      ...head,
      ...recordsOf(head, plan),
      actions: plan["poam-items"].map((each) => actionOf(head, each, tasks)),
    };
    return { kind: "plan-of-action", content: checkShape(PlanContent, read, placesIn(file)) };
  }
  const sentence = `expected \`assessment-results\` or \`plan-of-action-and-milestones\`, as OSCAL in JSON has them, found ${models.join(", ").slice(0, 80) || "none"}; give one of these.`;
  throw new Problem("bad-input", sentence, { file });
}

function placesIn(file: string): (path: Path) => Place {
  return (path) => ({ file, field: pathInWords(path) });
}

function headOf(
  metadata: {
    readonly props?: readonly Prop[];
    readonly parties?: readonly { readonly name?: string; readonly props?: readonly Prop[] }[];
  },
  file: string,
): ExchangeHead {
  const said = readProps(metadata.props, headDefaults, "metadata");
  if (said["review"] === "") {
    const sentence = `this was not written by Muster: its metadata has no property “review” of ${ours}.`;
    throw new Problem("bad-input", sentence, { file });
  }
  const organisations = (metadata.parties ?? []).flatMap(({ name = "", props }) => {
    const { organisation: id, name: whole } = readProps(
      props,
      { organisation: "", name },
      "parties",
    );
    return id === "" ? [] : [{ id, name: whole }];
  });
  return checkShape(
    ExchangeHead,
    { ...said, simulated: said["simulated"] === true, organisations },
    placesIn(file),
  );
}

function isOurs({ props }: { readonly props?: readonly Prop[] }): boolean {
  return (props ?? []).some(({ ns, name }) => ns === ours && name === "id");
}

function isScore({ props }: OscalObservation): boolean {
  return (props ?? []).some(({ ns, name }) => ns === ours && name === "value");
}

function scoreOf(observation: OscalObservation): object {
  const { props, collected, remarks = "", "relevant-evidence": evidence = [] } = observation;
  const { simulated: _simulated, ...said } = readProps(props, scoreDefaults, "observations");
  return { ...said, day: dayOfInstant(collected), note: remarks, evidence: evidence.map(sourceOf) };
}

function sourceOf(evidence: NonNullable<OscalObservation["relevant-evidence"]>[number]): object {
  const none = { title: null, file: null, name: null, collection: null };
  const { title, file, name, collection } = readProps(evidence.props, none, "relevant-evidence");
  if (file !== null) return { file, name };
  if (collection !== null) return { collection };
  return { link: evidence.href ?? "", ...(title === null ? {} : { title }) };
}

/** The title of a record as it was before its mark was put before it. */
function titleIn(said: Readonly<Record<string, unknown>>, title: string): unknown {
  if (said["title"] !== "") return said["title"];
  return said["simulated"] === true && title.startsWith(simulatedMark)
    ? title.slice(simulatedMark.length)
    : title;
}

type StandingName = keyof typeof standingDefaults;

/** What every record says of itself, out of what its properties say. */
function standingOf(
  { review }: ExchangeHead,
  said: Readonly<Record<string, unknown>>,
  state: unknown,
): Record<Exclude<StandingName, "title"> | "review" | "state", unknown> {
  const { id, organisation, organisation_name, simulated, state_reason, state_evidence } = said;
  const { by, known_at, leaf, added_at } = said;
  const own = { id, review, organisation, organisation_name, simulated, state, state_reason };
  return { ...own, state_evidence, by, known_at, leaf, added_at };
}

function recordsOf(
  head: ExchangeHead,
  {
    observations = [],
    risks = [],
    findings = [],
  }: Pick<OscalFound, "observations" | "risks" | "findings">,
): { findings: object[]; risks: object[] } {
  const evidence = new Map(
    observations.map((each) => {
      const { evidence_of: id } = readProps(each.props, { evidence_of: "" }, "observations");
      return [id, each] as const;
    }),
  );
  return {
    findings: findings.filter(isOurs).map((each) => findingOf(head, each, evidence)),
    risks: risks.filter(isOurs).map((each) => riskOf(head, each)),
  };
}

function findingOf(
  head: ExchangeHead,
  finding: OscalFinding,
  evidence: ReadonlyMap<unknown, OscalObservation>,
): object {
  const said = readProps(finding.props, findingDefaults, "findings");
  const { about, criteria, cause, effect, sample, severity, system, items } = said;
  const state = finding.target.status.state === "satisfied" ? "closed" : "open";
  const refs = evidence.get(said["id"])?.["relevant-evidence"] ?? [];
  return {
    ...standingOf(head, said, state),
    content: {
      organisation: about,
      title: titleIn(said, finding.title),
      condition: finding.description,
      criteria,
      cause,
      effect,
      sample,
      severity,
      system,
      items,
      evidence: refs.map(({ props, href = "" }) =>
        readProps(
          props,
          {
            kind: "link",
            ref: href,
            note: "",
          },
          "relevant-evidence",
        ),
      ),
    },
  };
}

function riskOf(head: ExchangeHead, risk: OscalRisk): object {
  const said = readProps(risk.props, riskDefaults, "risks");
  const { about, cost, findings, items } = said;
  const facets = (risk.characterizations ?? []).flatMap((each) => each.facets);
  const severity = facets.find(({ name, system }) => name === "severity" && system === ours)?.value;
  return {
    ...standingOf(head, said, risk.status === "closed" ? "closed" : "open"),
    content: {
      organisation: about,
      title: titleIn(said, risk.title),
      statement: risk.statement,
      severity,
      effect: risk.description,
      cost,
      findings,
      items,
    },
  };
}

/** A record of which OSCAL knows title and description only. */
function entryOf(
  head: ExchangeHead,
  entry: OscalEntry,
  defaults: typeof recommendationDefaults,
): object {
  const said = readProps(entry.props, defaults, "resources");
  const { about, addressee, what, due, due_task, risks, findings, response, order } = said;
  return {
    ...standingOf(head, said, said["state"]),
    response,
    order,
    content: {
      addressee,
      organisation: about,
      title: titleIn(said, entry.title ?? ""),
      text: entry.description ?? "",
      what,
      due,
      due_task,
      risks,
      findings,
    },
  };
}

function actionOf(
  head: ExchangeHead,
  item: OscalEntry,
  tasks: ReadonlyMap<string, readonly OscalTask[]>,
): object {
  const said = readProps(item.props, actionDefaults, "poam-items");
  const { about, system, end_of_support, owner, cost, funded, blocked_by, blocked_note } = said;
  const { id, risks, recommendations, milestones } = said;
  const first: unknown = Array.isArray(risks) ? risks[0] : undefined;
  const held = tasks.get(exchangeUuid(head.review, "remediation", String(first), String(id)));
  return {
    ...standingOf(head, said, said["state"]),
    content: {
      organisation: about,
      title: titleIn(said, item.title ?? ""),
      text: item.description ?? "",
      system,
      end_of_support,
      owner,
      cost,
      funded,
      blocked_by,
      blocked_note,
      risks,
      recommendations,
      milestones: held === undefined ? milestones : held.map(milestoneOf),
    },
  };
}

function milestoneOf({ title, props, timing }: OscalTask): object {
  const { title: whole, ...said } = readProps(props, milestoneDefaults, "tasks");
  const due = dayOfInstant(timing?.["on-date"]?.date ?? "");
  return { title: whole === "" ? title : whole, due, ...said };
}
