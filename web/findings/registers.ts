import { FindingPage, FindingView } from "../../src/findings/findings.contract.ts";
import { ActionPage, ActionView } from "../../src/findings/plan.contract.ts";
import { type Cells, cellCodecs } from "../../src/findings/record-cells.ts";
import { registerWords } from "../../src/findings/record-ids.ts";
import {
  RecommendationPage,
  RecommendationView,
} from "../../src/findings/recommendations.contract.ts";
import { type Register, registers } from "../../src/findings/records.contract.ts";
import { RiskPage, RiskView } from "../../src/findings/risks.contract.ts";

/** What a page of a register answers. */
export const pages = {
  findings: FindingPage,
  risks: RiskPage,
  recommendations: RecommendationPage,
  actions: ActionPage,
} as const;

/** What one record of a register answers. */
export const views = {
  findings: FindingView,
  risks: RiskView,
  recommendations: RecommendationView,
  actions: ActionView,
} as const;

/** The register that an address speaks of; findings where it says none. */
export function registerOf(word: string): Register {
  return registers.find((register) => register === word) ?? "findings";
}

/** The register of a record, by its identifier: R-1 is a risk. */
export function registerOfId(id: string): Register {
  return registers.find((each) => id.startsWith(`${registerWords[each].letter}-`)) ?? "findings";
}

/** Where a register is asked for. */
export function registerPath(review: string, register: Register): string {
  return `/api/reviews/${encodeURIComponent(review)}/${register}`;
}

/** What was entered, as the cells of a file and of a form; the content is that of the register. */
export function cellsOf(register: Register, content: object): Cells {
  const codec: { cellsOf(content: never): Cells } = cellCodecs[register];
  // A view of a register holds the content of that register.
  return codec.cellsOf(content as never);
}
