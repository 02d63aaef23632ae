import { addSpan } from "../kit/calendar.ts";
import { type Cell, writeCsv } from "../kit/csv-write.ts";
import { type FederationBody, standingOfBody, thrownFrom } from "./federation-scores.ts";

/** A weakness that auditors of the story find again and again, in our own words. */
interface Weakness {
  readonly item: string;
  readonly title: string;
  readonly criteria: string;
  readonly condition: (count: number, of: number) => string;
  readonly cause: string;
  readonly effect: string;
}

const weaknesses: readonly Weakness[] = [
  {
    item: "ID.AM",
    title: "Systems past their end of support",
    criteria: "Every system is supported by whoever made it, or has a plan with a day.",
    condition: (count, of) => `${count} of ${of} systems looked at are past their end of support.`,
    cause: "The register holds no end dates.",
    effect: "Known holes stay open, and whoever enters stays.",
  },
  {
    item: "PR.AA",
    title: "Accounts without a second factor",
    criteria: "Whoever changes records signs in with a second factor.",
    condition: (count, of) => `${count} of ${of} accounts sampled sign in with a password alone.`,
    cause: "Older applications were left out when the second factor came.",
    effect: "One password that is guessed opens the records.",
  },
  {
    item: "RC.RP",
    title: "Restoring was never tried",
    criteria: "What matters most is restored once a year, by a written plan, against the clock.",
    condition: (count, of) => `For ${count} of ${of} services no restore is on record.`,
    cause: "Nobody is named for it.",
    effect: "After an incident nobody knows how long the service stays away.",
  },
  {
    item: "DE.CM",
    title: "Records of events are not read",
    criteria: "Records of events reach one place and are looked at every day.",
    condition: (count, of) => `${count} of ${of} systems keep records that nobody reads.`,
    cause: "Two posts for it are not filled.",
    effect: "An intruder is noticed by others first, and late.",
  },
  {
    item: "GV.SC",
    title: "Suppliers without an agreement on security",
    criteria: "Every supplier that reaches our systems has agreed what it must do.",
    condition: (count, of) => `${count} of ${of} contracts say nothing of security.`,
    cause: "Contracts are older than the rule.",
    effect: "What a supplier loses, we lose.",
  },
];

/** Everything that the story finds, as tables that `finding import`, `risk import` and `action import` read. */
export interface FederationRecords {
  readonly findings: string;
  readonly risks: string;
  readonly actions: string;
  readonly recommendations: string;
  /** The risks of each body, in the order in which they are numbered. */
  readonly risksOf: ReadonlyMap<string, readonly string[]>;
}

interface Found {
  readonly body: FederationBody;
  readonly weakness: Weakness;
  readonly severity: "low" | "moderate" | "high";
  readonly count: number;
  readonly of: number;
  readonly cost: number;
}

function foundIn(body: FederationBody): Found[] {
  const { maturity, examined } = standingOfBody(body);
  if (examined === "refused") return [];
  const thrown = thrownFrom(`findings of ${body.name}`);
  const many = maturity < 310 ? 3 : maturity < 380 ? 2 : maturity < 450 ? 1 : 0;
  const first = thrown(weaknesses.length);
  return Array.from({ length: many }, (_, at) => {
    const weakness = weaknesses[(first + at) % weaknesses.length] ?? weaknesses[0];
    if (weakness === undefined) throw new Error("the story knows no weakness");
    const of = 20 + thrown(80);
    const count = 2 + thrown(Math.floor(of / 2));
    const severity = count * 3 > of ? "high" : count * 6 > of ? "moderate" : "low";
    return { body, weakness, severity, count, of, cost: (5 + thrown(60)) * 10_000 };
  });
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

/** Recommendations to the whole body, its legislature and its suppliers. */
function recommendationTable(today: string): string {
  const due = addSpan(today, { days: 180 });
  return writeCsv([
    [
      "addressee",
      "organisation",
      "title",
      "text",
      "kind",
      "practice",
      "measure",
      "amount",
      "purpose",
      "period",
      "duty",
      "office",
      "present_basis",
      "adequacy",
      "text_wanted",
      "stage",
      "option",
      "cost",
      "legal_need",
      "effect",
      "uptake",
      "due",
      "due_task",
      "risks",
      "findings",
    ],
    [
      "enterprise",
      "",
      "One register of systems for all",
      "Every body enters its systems with their end of support in one register.",
      "practice",
      "One register with end dates",
      "Share of systems entered",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      due,
      "",
      "",
      "",
    ],
    [
      "enterprise",
      "",
      "Money for what is past its end",
      "Replace what is past its end of support within two years.",
      "budget",
      "",
      "",
      42_000_000,
      "Replacement of systems past their end of support",
      "two years",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      due,
      "",
      "",
      "",
    ],
    [
      "legislature",
      "",
      "Leave to inspect suppliers",
      "The audit office may inspect suppliers that reach federal systems.",
      "authority",
      "",
      "",
      "",
      "",
      "",
      "Inspection of suppliers",
      "audit-office",
      "Audit law, which names public bodies alone",
      "none",
      "The audit office may inspect whoever runs systems for a public body.",
      "proposed",
      "",
      "",
      "",
      "",
      "",
      due,
      "",
      "",
      "",
    ],
    [
      "private-sector",
      "",
      "Better terms for suppliers who test",
      "Who restores once a year against the clock is preferred.",
      "incentive",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "Preference in tenders",
      250_000,
      "Tender rules",
      "More suppliers try to restore",
      "Unknown so far",
      due,
      "",
      "",
      "",
    ],
  ]);
}
