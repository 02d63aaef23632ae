import type { Display } from "../../src/determination/determination.contract.ts";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { displayOf, displayOfRank } from "../../src/determination/display.ts";
import type { Fraction } from "../../src/determination/exact.ts";
import type { Methodology } from "../../src/determination/methodology.ts";
import { readPercent } from "../../src/determination/percent.ts";
import { rateOrganisation } from "../../src/determination/rate-organisation.ts";
import { scoreInterval } from "../../src/determination/weighted-mean.ts";

/** What a browser gets from the evidence that a page shows. */
export interface RecomputedHere {
  readonly rating: Display;
  readonly same: boolean;
}

/**
 * Rates an organisation again in the browser, by the same rules as the server, from the counts that
 * the page shows and the bands, sample and coverage that the methodology publishes.
 * Returns: what it comes to, and whether rating, best case and score are those of the page; null for a
 * methodology with gates, whose conditions a page does not carry.
 */
export function recomputeHere(view: OrganisationView): RecomputedHere | null {
  const { rating } = view;
  if (rating.reasons.some((reason) => reason.kind === "gate" && reason.of !== "")) return null;
  const methodology = publishedRules(view);
  const result = rateOrganisation({
    evidence: {
      organisation: rating.organisation,
      name: rating.name,
      items: rating.items.map((item) => item.evidence),
    },
    methodology,
    yardstick: {
      id: "",
      version: "",
      digest: "",
      title: "",
      items: rating.items.map((item) => ({ id: item.item, title: item.title, text: "" })),
    },
    parts: [],
  });
  const shown = displayOf(methodology, result.shown);
  const best = displayOfRank(methodology, result.ranks.hi);
  const score = scoreInterval(result.score);
  const same =
    shown.label === rating.rating.label &&
    best.label === rating.at_best.label &&
    score.least.billionths === rating.score.least.billionths &&
    score.most.billionths === rating.score.most.billionths;
  return { rating: shown, same };
}

/** The methodology, as far as the view of an organisation publishes it. */
function publishedRules({ methodology, rating }: OrganisationView): Methodology {
  const [sampled = ""] = methodology.score_items;
  return {
    id: methodology.id,
    version: methodology.version,
    title: methodology.title,
    scope: methodology.scope,
    authority: methodology.authority,
    yardstick: "",
    scores: "measured",
    trustFromPairs: 0,
    functions: [
      {
        id: "score",
        title: "",
        items: rating.items
          .filter((item) => item.weight > 0 && methodology.score_items.includes(item.item))
          .map((item) => ({ item: item.item, weight: item.weight, core: true })),
        group: null,
      },
    ],
    labels: methodology.labels.toReversed().map((label, rank) => ({
      label: label.display.label,
      name: label.display.name,
      rank,
      from: share(label.from_percent),
      fromPercent: label.from_percent,
      said: "",
      briefly: "",
    })),
    gates: [],
    sample:
      methodology.minimum_units > 0 ? { of: sampled, units: methodology.minimum_units } : null,
    minimumCoverage: share(methodology.minimum_coverage_percent),
    minimumCoveragePercent: methodology.minimum_coverage_percent,
    systemicAbove: share("100"),
    systemicAbovePercent: "100",
    maximumAgeDays: 0,
  };
}

/** A published percentage as the exact share that it is. */
function share(percent: string): Fraction {
  const read = readPercent(percent);
  if (read === undefined) throw new Error(`"${percent}" is not a percentage`);
  return read;
}
