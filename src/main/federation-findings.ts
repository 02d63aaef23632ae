import { addSpan } from "../kit/calendar.ts";
import { type Cell, writeCsv } from "../kit/csv-write.ts";
import { recommendationTable } from "./federation-recommendations.ts";
import { type FederationBody, thrownFrom } from "./federation-scores.ts";
import { foundIn } from "./federation-weaknesses.ts";

/** Everything that the story finds, as tables that `finding import`, `risk import` and `action import` read. */
export interface FederationRecords {
  readonly findings: string;
  readonly risks: string;
  readonly actions: string;
  readonly recommendations: string;
  /** The risks of each body, in the order in which they are numbered. */
  readonly risksOf: ReadonlyMap<string, readonly string[]>;
}

const blocks = ["money", "people", "vacancy", "authority"] as const;

/** What the auditors of the story find. All of it is invented. */
export function federationRecords(
  bodies: readonly FederationBody[],
  today: string,
): FederationRecords {
  const found = bodies.filter(({ kind }) => kind === "organisation").flatMap(foundIn);
  const findings: Cell[][] = [
    [
      "organisation",
      "title",
      "criteria",
      "condition",
      "cause",
      "effect",
      "sample",
      "severity",
      "system",
      "items",
      "evidence",
    ],
  ];
  const risks: Cell[][] = [
    ["organisation", "title", "statement", "severity", "effect", "cost", "findings", "items"],
  ];
  const actions: Cell[][] = [
    [
      "organisation",
      "title",
      "text",
      "system",
      "end_of_support",
      "owner",
      "cost",
      "funded",
      "blocked_by",
      "blocked_note",
      "risks",
      "recommendations",
      "milestones",
    ],
  ];
  const risksOf = new Map<string, string[]>();
  for (const [at, each] of found.entries()) {
    const { body, weakness, severity, count, of, cost } = each;
    const { item, title, criteria, cause, effect } = weakness;
    const condition = weakness.condition(count, of);
    const number = at + 1;
    findings.push([
      body.name,
      title,
      criteria,
      condition,
      cause,
      effect,
      `${of} drawn by lot`,
      severity,
      "",
      item,
      "",
    ]);
    risks.push([body.name, title, condition, severity, effect, cost, `F-${number}`, item]);
    risksOf.set(body.name, [...(risksOf.get(body.name) ?? []), `R-${number}`]);
    const thrown = thrownFrom(`action ${number}`);
    if (thrown(3) === 0) continue;
    const block = thrown(3) === 0 ? (blocks[thrown(blocks.length)] ?? "") : "";
    const end = item === "ID.AM" ? addSpan(today, { days: -thrown(900) }) : "";
    const due = addSpan(today, { days: 60 + thrown(300) });
    actions.push([
      body.name,
      `Mend: ${title.toLowerCase()}`,
      `Bring all ${of} in order, the ${count} worst first.`,
      "",
      end,
      "Security lead",
      cost,
      block === "money" ? Math.floor(cost / 4) : cost,
      block,
      block === "" ? "" : `waits for ${block === "authority" ? "legal authority" : block}`,
      `R-${number}`,
      "",
      `Half of it done | ${due} | open`,
    ]);
  }
  return {
    findings: writeCsv(findings),
    risks: writeCsv(risks),
    actions: writeCsv(actions),
    recommendations: recommendationTable(today),
    risksOf,
  };
}
