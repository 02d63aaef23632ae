import { canonicalJson } from "../../kit/canonical-json.ts";
import { Problem } from "../../kit/problem.ts";
import { tokenOf } from "../../yardsticks/oscal/write-oscal.ts";
import type {
  ExchangedScore,
  ExchangeHead,
  PlanContent,
  ResultsContent,
} from "./exchange.contract.ts";
import { metadataOf, recordUuid, simulatedMark } from "./exchange-head.ts";
import { exchangeUuid, titleOf } from "./oscal-props.ts";
import {
  evidenceUuid,
  findingOf,
  observationOfEvidence,
  observationOfScore,
  poamItemOf,
  resourceOfRecommendation,
  riskOf,
  scoreUuid,
} from "./oscal-records.ts";

/**
 * Writes scores, findings and risks as OSCAL assessment results (JSON, release 1.1.3): one result of
 * what organisations say of themselves, one of what auditors found. Recommendations, for which OSCAL
 * has no place, stand in the back matter. The same content gives the same bytes.
 */
export function writeAssessmentResults(content: ResultsContent): string {
  const { review, as_of, recommendations, simulated } = content;
  const plan = exchangeUuid(review, "assessment-plan");
  const whole = {
    "assessment-results": {
      uuid: exchangeUuid(review, "assessment-results"),
      metadata: metadataOf(content, "Assessment results"),
      "import-ap": { href: `#${plan}` },
      results: [resultOf(content, "self"), resultOf(content, "independent")],
      "back-matter": {
        resources: [
          {
            uuid: plan,
            title: `${simulated ? simulatedMark : ""}${titleOf(content.title)}`,
            description: `The review ${review} by the yardstick ${content.yardstick}, as known at ${as_of}.`,
          },
          ...recommendations.map((each) => resourceOfRecommendation(review, each)),
        ],
      },
    },
  };
  return `${canonicalJson(withoutEmpties(whole))}\n`;
}

/**
 * Writes actions with their risks and findings as an OSCAL plan of action and milestones (JSON,
 * release 1.1.3). The same content gives the same bytes.
 * Refuses (refused): a plan without an action, which OSCAL does not know.
 */
export function writePlanOfAction(content: PlanContent): string {
  const { review, findings, risks, actions } = content;
  if (actions.length === 0) {
    const sentence = `the plan of ${review} has no action yet, and a plan of action in OSCAL has at least one; add one first.`;
    throw new Problem("refused", sentence);
  }
  const here = new Set(risks.map(({ id }) => id));
  const findingsHere = new Set(findings.map(({ id }) => id));
  const findingsOf = new Map(risks.map((risk) => [risk.id, risk.content.findings]));
  const byRisk = actionsByRisk(actions);
  const whole = {
    "plan-of-action-and-milestones": {
      uuid: exchangeUuid(review, "plan-of-action"),
      metadata: metadataOf(content, "Plan of action and milestones"),
      "system-id": {
        "identifier-type": "http://ietf.org/rfc/rfc4122",
        id: exchangeUuid(review, "system"),
      },
      observations: evidenceOf(content),
      risks: risks.map((risk) => riskOf(review, risk, byRisk.get(risk.id) ?? [])),
      findings: findings.map((finding) =>
        findingOf(review, finding, {
          observations: evidenceUuids(review, finding),
          risks: risksWith(content, finding.id),
        }),
      ),
      "poam-items": actions.map((action) => {
        const related = new Set(action.content.risks.flatMap((risk) => findingsOf.get(risk) ?? []));
        return poamItemOf(
          review,
          action,
          here,
          [...related].filter((id) => findingsHere.has(id)),
        );
      }),
    },
  };
  return `${canonicalJson(withoutEmpties(whole))}\n`;
}

function actionsByRisk(actions: PlanContent["actions"]): Map<string, PlanContent["actions"]> {
  const found = new Map<string, PlanContent["actions"]>();
  for (const action of actions) {
    for (const risk of new Set(action.content.risks)) {
      found.set(risk, [...(found.get(risk) ?? []), action]);
    }
  }
  return found;
}

/** The instants between which the days of scores lie; that of the export where there are none. */
function spanOf(scores: readonly ExchangedScore[], asOf: string): { start: string; end: string } {
  const days = scores.map(({ day }) => day).toSorted();
  const [first] = days;
  return { start: first === undefined ? asOf : `${first}T00:00:00Z`, end: asOf };
}

const resultWords = {
  self: {
    title: "What organisations say of themselves",
    about: "Scores that organisations gave themselves.",
  },
  independent: {
    title: "What auditors found",
    about: "Scores, findings and risks by whoever examined the organisations.",
  },
} as const;

function resultOf(content: ResultsContent, kind: "self" | "independent"): object {
  const { review, simulated, as_of, organisations, findings, risks } = content;
  const scores = content.scores.filter((score) => score.kind === kind);
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const observations = scores.map((score) =>
    observationOfScore(review, score, {
      name: names.get(score.organisation) ?? score.organisation,
      simulated,
    }),
  );
  const { title, about } = resultWords[kind];
  const common = {
    uuid: exchangeUuid(review, "result", kind),
    title: `${simulated ? simulatedMark : ""}${title}`,
    description: about,
    ...spanOf(scores, as_of),
    "reviewed-controls": { "control-selections": [selectionOf(scores)] },
  };
  if (kind === "self") return { ...common, observations };
  return {
    ...common,
    observations: [...observations, ...evidenceOf(content)],
    risks: risks.map((risk) => riskOf(review, risk, [])),
    findings: findings.map((finding) =>
      findingOf(review, finding, {
        observations: [
          ...evidenceUuids(review, finding),
          ...scores
            .filter(
              ({ organisation, item }) =>
                organisation === finding.organisation && finding.content.items.includes(item),
            )
            .map((score) => scoreUuid(review, score)),
        ],
        risks: risksWith(content, finding.id),
      }),
    ),
  };
}

function selectionOf(scores: readonly ExchangedScore[]): object {
  const items = [...new Set(scores.map(({ item }) => tokenOf(item)))];
  return items.length === 0
    ? { "include-all": {} }
    : { "include-controls": items.map((item) => ({ "control-id": item })) };
}

type Found = ExchangeHead & Pick<ResultsContent, "findings" | "risks">;

function evidenceOf({ review, findings }: Found): object[] {
  return findings
    .filter(({ content }) => content.evidence.length > 0)
    .map((finding) => observationOfEvidence(review, finding));
}

function evidenceUuids(review: string, { id, content }: Found["findings"][number]): string[] {
  return content.evidence.length === 0 ? [] : [evidenceUuid(review, id)];
}

function risksWith({ review, risks }: Found, finding: string): string[] {
  return risks
    .filter(({ content }) => content.findings.includes(finding))
    .map(({ id }) => recordUuid(review, id));
}

/** Without lists that hold nothing, which OSCAL does not allow. */
function withoutEmpties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpties);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined && !(Array.isArray(inner) && inner.length === 0))
    .map(([name, inner]) => [name, withoutEmpties(inner)] as const);
  return Object.fromEntries(fields);
}
