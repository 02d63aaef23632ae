import type { RatedItem, Rating } from "../determination/determination.contract.ts";
import { isLarge } from "../determination/largest-determination.ts";
import { whyMissing } from "./missing-words.ts";
import { worstFirst } from "./printed-items.ts";
import type { ReportContent } from "./report-content.ts";

/** As many items of an organisation as a long page shows. */
const mostShown = 40;

/**
 * Whether a page with every item of every organisation would be longer than a browser opens: it then
 * shows of each organisation the items that decide, as the print does, and says where the others are.
 */
export function isLong({ determination, items }: ReportContent): boolean {
  return isLarge({ organisations: determination.ratings.length, items: items.length });
}

/** A rating with those of its items that have most proved bad or unknown, and the reasons of these. */
export function shortened(rating: Rating): Rating {
  const shown = new Set(worstFirst(rating.items).slice(0, mostShown));
  const items = rating.items.filter((each) => shown.has(each));
  const told = new Set(items.map(({ item }) => item));
  const known = new Set(rating.items.map(({ item }) => item));
  const reasons = rating.reasons.filter(
    ({ kind, of }) => kind === "function" || kind === "gate" || !known.has(of) || told.has(of),
  );
  return { ...rating, items, reasons };
}

/** What is missing of one organisation for one reason. */
export interface MissingInShort {
  readonly organisation: string;
  readonly name: string;
  readonly items: number;
  readonly because: string;
}

/** What is missing, one line for each organisation and reason. */
export function missingInShort(ratings: readonly Rating[]): MissingInShort[] {
  return ratings.flatMap(({ organisation, name, items }) => {
    const missing = items.filter(isMissing);
    const reasons = Map.groupBy(missing, ({ evidence }) => whyMissing(evidence));
    return [...reasons].map(([because, own]) => ({
      organisation,
      name,
      items: own.length,
      because,
    }));
  });
}

function isMissing({ evidence }: RatedItem): boolean {
  return evidence.missing !== null;
}
