import type { Transaction } from "../platform/database/database.ts";
import { readRecords } from "./records.store.ts";
import type { RiskOf } from "./risks.contract.ts";

/**
 * The risks of one organisation in a review as known at an instant, by number, open and closed: what
 * its head decides on. Two statements, however many there are.
 */
export async function risksOf(
  transaction: Transaction,
  review: string,
  organisation: string,
  asOf: string,
): Promise<RiskOf[]> {
  return (await risksOfAll(transaction, review, [organisation], asOf)).get(organisation) ?? [];
}

/** The same for many organisations (null: for all), in the same two statements. */
export async function risksOfAll(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
  asOf: string,
): Promise<Map<string, RiskOf[]>> {
  const rows = await readRecords(transaction, "risks", { review, asOf, only: organisations });
  const findings = await readRecords(transaction, "findings", {
    review,
    asOf,
    only: organisations,
  });
  const itemsOf = new Map(findings.map(({ number, content }) => [`F-${number}`, content.items]));
  const found = Map.groupBy(rows, (row) => row.organisation ?? "");
  return new Map(
    [...found].map(([organisation, own]) => [
      organisation,
      own.map(({ number, content, state, known_at }) => ({
        risk: `R-${number}`,
        title: content.title,
        statement: content.statement,
        severity: content.severity,
        effect: content.effect,
        cost: content.cost,
        findings: content.findings,
        // What its findings are about, it is about too.
        items: [
          ...new Set([
            ...content.items,
            ...content.findings.flatMap((id) => itemsOf.get(id) ?? []),
          ]),
        ].toSorted(),
        state: state === "closed" ? "closed" : "open",
        known_at,
      })),
    ]),
  );
}
