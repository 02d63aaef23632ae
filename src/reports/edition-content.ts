import type { Caveat } from "../determination/determination-views.contract.ts";
import type { Determination } from "../determination/determination.contract.ts";
import type { NamedMethodology } from "../determination/rating-inputs.ts";
import { countInWords } from "../determination/words.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import type { PublicRows, WithheldItem } from "./edition.contract.ts";
import { publicMethodology } from "./edition-determination.ts";
import type { ReportContent, ReportLog } from "./report-content.ts";
import { reportContentOf } from "./report-content-of.ts";

/** What the published files of an edition are written from. */
export interface EditionParts {
  readonly rows: PublicRows;
  /** As `determineEdition` makes it of the rows. */
  readonly determination: Determination;
  readonly methodology: NamedMethodology;
  readonly methodologyText: string;
  readonly yardstick: Yardstick;
  readonly log: ReportLog;
}

/**
 * Puts together what every format of an edition is written from: all of it follows from its public
 * rows and its policy. Sizes are not compared, because those of others may be withheld.
 */
export function editionContentOf(given: EditionParts): ReportContent {
  const { rows, determination, methodologyText, yardstick, log } = given;
  const { title, notice, simulated } = rows.review;
  const content = reportContentOf({
    review: { title, notice, simulated, left: 0 },
    determination,
    methodology: publicMethodology(given.methodology),
    methodologyText,
    yardstick,
    parts: rows.parts,
    differs: [],
    evidence: [],
    log,
    publishing: rows.publishing,
    handCounts: [],
  });
  const { summary } = content;
  return {
    ...content,
    edition: { withheld: rows.withheld.length },
    organisations: content.organisations.map((each) => ({
      ...each,
      standing: "On public evidence",
    })),
    summary: { ...summary, caveats: [...editionCaveats(rows), ...summary.caveats] },
  };
}

function editionCaveats({ organisations, withheld }: PublicRows): Caveat[] {
  const names = new Map(organisations.map(({ organisation, name }) => [organisation, name]));
  const byAuthority = Map.groupBy(withheld, ({ authority }) => authority);
  return [
    {
      kind: "withheld",
      title: `${withheldInWords(withheld)}.`,
      words:
        "Every rating here stands on public evidence alone; what is withheld counts as unknown, never as good. Totals of units are over what is told: an organisation of which an item is withheld has no units in them. Files of sources and the acts about them are not part of a public edition.",
      count: withheld.length,
      item: "",
    },
    ...[...byAuthority]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([authority, items]): Caveat => ({
        kind: "withheld",
        title: `Withheld under ${authority}:`,
        words: `${[...Map.groupBy(items, ({ organisation }) => organisation)]
          .map(([organisation, own]) => {
            const ids = own.map(({ item }) => item).join(", ");
            return `${names.get(organisation) ?? organisation} (${ids})`;
          })
          .join("; ")}.`,
        count: items.length,
        item: "",
      })),
  ];
}

/** How much is withheld: "5 items of 2 organisations are withheld". */
export function withheldInWords(withheld: readonly WithheldItem[]): string {
  const holders = new Set(withheld.map(({ organisation }) => organisation)).size;
  const items = `${countInWords(withheld.length)} ${withheld.length === 1 ? "item" : "items"}`;
  if (holders === 0) return "On public evidence";
  const of = `${countInWords(holders)} ${holders === 1 ? "organisation" : "organisations"}`;
  return `On public evidence: ${items} of ${of} ${withheld.length === 1 ? "is" : "are"} withheld`;
}
