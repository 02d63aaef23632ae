import { dayInWords } from "../kit/calendar.ts";
import { counted } from "../kit/counted-words.ts";
import type { ActionSum, FindingTotals } from "./finding-totals.contract.ts";
import type { RecordState } from "./records.contract.ts";

/** As much of a record as a line of a list tells. */
interface Told {
  readonly id: string;
  readonly state: RecordState;
  readonly organisation_name: string;
  readonly content: { readonly title: string };
}

/** One record in a list. */
export function recordLines({ id, state, organisation_name: whose, content }: Told): string[] {
  const severity: unknown = Reflect.get(content, "severity");
  const grave = typeof severity === "string" ? severity.padEnd(9) : "";
  const of = whose === "" ? "" : ` (${whose})`;
  return [`  ${id.padEnd(6)} ${state.padEnd(12)}${grave}${content.title}${of}`];
}

interface Viewed extends Told {
  readonly simulated: boolean;
  readonly state_reason: string;
  readonly acts: readonly {
    readonly act: string;
    readonly by_name: string;
    readonly known_at: string;
    readonly reason: string;
    readonly leaf: string;
  }[];
}

/** One record with everything that it says, and its acts. */
export function viewLines(view: Viewed, said: readonly (readonly [string, string])[]): string[] {
  const why = view.state_reason === "" ? "" : `: ${view.state_reason}`;
  return [
    ...(view.simulated ? ["SIMULATED"] : []),
    `${view.id} ${view.content.title}`,
    `  ${view.state}${why}`,
    ...said.map(([name, words]) => {
      const label = `${name.replaceAll("_", " ")}:`.padEnd(16);
      return `  ${label}${words.replaceAll("\n", `\n${" ".repeat(18)}`)}`;
    }),
    "",
    ...view.acts.map(({ act, by_name: by, known_at: at, reason, leaf }) => {
      const because = reason === "" ? "" : `: ${reason}`;
      return `  ${at.slice(0, 19)}Z  ${act} by ${by}${because}  leaf ${leaf.slice(0, 12)}…`;
    }),
  ];
}

/** What a sum says of money, with what nobody stated. */
function moneyInWords({
  cost,
  cost_unstated: none,
  unmet,
  unmet_unknown: unknown,
}: ActionSum): string {
  const grouped = (value: number): string => value.toLocaleString("en-GB");
  const unstated = none === 0 ? "" : `, ${none} without a cost`;
  const open = unknown === 0 ? "" : `, ${unknown} not countable`;
  return `cost ${grouped(cost)}${unstated}; unmet at least ${grouped(unmet)}${open}`;
}

/** The totals of the registers, for the terminal. */
export function totalsLines(totals: FindingTotals): string[] {
  const { findings, risks, recommendations, plan } = totals;
  return [
    ...(totals.simulated ? ["SIMULATED"] : []),
    `${totals.review}${totals.organisation === null ? "" : `, ${totals.organisation}`}, on ${dayInWords(totals.on)}`,
    `  Findings         ${findings.open} open (${findings.open_by_severity.high} high), ${findings.closed} closed`,
    `  Risks            ${risks.open} open (${risks.open_by_severity.high} high), ${risks.closed} closed`,
    `  Recommendations  ${recommendations.open} open, ${recommendations.overdue} overdue, ${recommendations.unanswered} unanswered, ${counted(recommendations.orders, "order")} started`,
    `  Plan             ${plan.actions} open, ${plan.overdue} overdue, ${counted(plan.slips, "slip")}; ${moneyInWords(plan)}`,
    ...plan.blocked.map(
      (each) =>
        `  Blocked by ${each.by.padEnd(10)} ${counted(each.actions, "action")}; ${moneyInWords(each)}`,
    ),
  ];
}
