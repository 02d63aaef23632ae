import fc from "fast-check";
import { expect, test } from "vitest";
import { checkShape } from "../kit/check-shape.ts";
import { plainEntry } from "./entered-text.ts";
import type { FindingContent } from "./findings.contract.ts";
import type { ActionContent } from "./plan.contract.ts";
import { actionCells, findingCells, recommendationCells, riskCells } from "./record-cells.ts";
import type { RecommendationContent } from "./recommendations.contract.ts";
import type { RiskContent } from "./risks.contract.ts";
import { bareCell, safeCell } from "./safe-cells.ts";
import { contents } from "./stored-record.contract.ts";
import { entries } from "../../tests/support/record-entries.ts";

/** What comes out of a file into which something was written, as an import reads it. */
function through<C>(
  codec: {
    cellsOf(content: C): Readonly<Record<string, string>>;
    contentOf(cells: object): unknown;
  },
  columns: readonly string[],
  content: C,
): unknown {
  const cells = codec.cellsOf(content);
  const read = columns.map((name) => [name, bareCell(safeCell(cells[name] ?? ""))] as const);
  return plainEntry(codec.contentOf(Object.fromEntries(read)));
}

const inFile = (path: readonly (string | number)[]) => ({ field: path.join(".") });

test("every finding that can be entered comes back from its cells as it was", () => {
  fc.assert(
    fc.property(entries.findings, (given: FindingContent) => {
      const entered = checkShape(contents.findings, plainEntry(given), inFile);
      expect(through(findingCells, findingCells.columns, entered)).toEqual(entered);
    }),
  );
});

test("every risk that can be entered comes back from its cells as it was", () => {
  fc.assert(
    fc.property(entries.risks, (given: RiskContent) => {
      const entered = checkShape(contents.risks, plainEntry(given), inFile);
      expect(through(riskCells, riskCells.columns, entered)).toEqual(entered);
    }),
  );
});

test("every recommendation of every kind comes back from its cells as it was", () => {
  fc.assert(
    fc.property(entries.recommendations, (given: RecommendationContent) => {
      const entered = checkShape(contents.recommendations, plainEntry(given), inFile);
      expect(through(recommendationCells, recommendationCells.columns, entered)).toEqual(entered);
    }),
  );
});

test("every action with its milestones and all their slips comes back from its cells as it was", () => {
  fc.assert(
    fc.property(entries.actions, (given: ActionContent) => {
      const entered = checkShape(contents.actions, plainEntry(given), inFile);
      expect(through(actionCells, actionCells.columns, entered)).toEqual(entered);
    }),
  );
});
