import { labelOf } from "./display.ts";
import { conditionInWords, shutWhen } from "./gate-words.ts";
import { type Methodology, type ScoreItem, scoreItems } from "./methodology.ts";
import type { MethodologyExplained } from "./methodology-comparison.contract.ts";
import type { RatedYardstick } from "./rating-inputs.ts";
import { countInWords, listInWords, numberInWords, percentInWords, unitsInWords } from "./words.ts";

/** A piece of a methodology in words: a heading with paragraphs and tables under it. */
export type MethodologySection = MethodologyExplained["sections"][number];

/**
 * A methodology in words, for page, report and terminal alike: what counts, how it is weighed, what
 * caps a rating, which label begins where, and what is shown where too little is known.
 * Given: a methodology that is laid out over its yardstick (methodology-groups.ts).
 */
export function methodologyInWords(
  methodology: Methodology,
  yardstick: RatedYardstick,
): MethodologySection[] {
  return [
    {
      heading: methodology.title,
      paragraphs: [
        methodology.authority,
        `It rates ${yardstick.title} (${methodology.yardstick}), and its labels speak of ${methodology.scope}.`,
      ],
      tables: [],
    },
    { heading: "What counts", paragraphs: whatCounts(methodology), tables: [] },
    weights(methodology, yardstick),
    bands(methodology),
    gates(methodology),
    { heading: "When too little is known", paragraphs: tooLittle(methodology), tables: [] },
    {
      heading: "Over all organisations",
      paragraphs: [
        `An item is a systemic finding when it is proved bad in more than ${percentInWords(methodology.systemicAbovePercent)} of the organisations.`,
        "Shares are always over all organisations in the list, never over those that reported.",
      ],
      tables: [],
    },
  ];
}

/** Whose word counts for an item, in sentences. */
export function whatCounts({ scores, trustFromPairs, maximumAgeDays }: Methodology): string[] {
  const age = `What is older than ${countInWords(maximumAgeDays)} days on the day spoken of counts no more.`;
  const open =
    "What is not known is open from nothing to everything; nothing is ever put in its place.";
  switch (scores) {
    case "measured":
      return ["Only what was measured counts; nobody's own word does.", open, age];
    case "measured-first":
      return [
        "An item for which the yardstick names a measured source counts by that measurement alone, whatever anybody says.",
        "Of the others, an item that was sampled counts by its independent score; without one, nothing of its self-score is proved.",
        `A self-score outside the sample proves as much of itself as it is trusted. Trust is nothing until the sample is closed with both scores for at least ${numberInWords(trustFromPairs)} of its items; then it is one less the mean divergence between both scores over all sampled items, and never changes again. A sampled item that lacks a score counts as the largest divergence.`,
        open,
        age,
      ];
    case "half-and-half":
      return [
        "An item for which the yardstick names a measured source counts by that measurement alone.",
        "Of the others, the self-score makes one half of the value and the independent score the other. A half that is not there is open.",
        open,
        age,
      ];
    case "maturity-average":
      return [
        "Only independent levels count, from 1 to 5; an item for which the yardstick names a measured source counts by that.",
        "Core and supplemental metrics are averaged apart, every metric alike; the core average makes the rating. From level 4 on, which is 75 %, it is effective.",
        open,
        age,
      ];
    default:
      return scores satisfies never;
  }
}

function weights(methodology: Methodology, yardstick: RatedYardstick): MethodologySection {
  const titles = new Map(yardstick.items.map(({ id, title }) => [id, title]));
  const all = scoreItems(methodology);
  const core = all.filter((each) => each.core);
  const counted = methodology.scores === "maturity-average" ? core : all;
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  const weightOf = ({ weight, core: isCore }: ScoreItem): string =>
    methodology.scores === "maturity-average" && !isCore
      ? "supplemental"
      : `${countInWords(weight)} of ${countInWords(total)}`;
  return {
    heading: "How items are weighed",
    paragraphs: [
      all.length === 1
        ? `The score is the value of ${all[0]?.item ?? ""}.`
        : `The score is the weighted mean of ${countInWords(counted.length)} items. Weights of what is missing are kept: what is not known pulls the proved score down.`,
      "An item that does not apply to an organisation has no weight there, only by an approved, dated and logged profile.",
    ],
    tables: [
      {
        columns: ["Function", "Item", "Weight"],
        rows: methodology.functions.flatMap(({ title, items }) =>
          items.map((member) => [
            title,
            `${member.item} ${titles.get(member.item) ?? ""}`.trim(),
            weightOf(member),
          ]),
        ),
      },
    ],
  };
}

function bands({ labels }: Methodology): MethodologySection {
  const best = labels.toReversed();
  return {
    heading: "Which label begins where",
    paragraphs: [
      "Bands are compared exactly and begin at their lower edge; percentages are cut, never rounded up.",
    ],
    tables: [
      {
        columns: ["Label", "Score"],
        rows: best.map(({ name, fromPercent }, at) => {
          const above = best[at - 1];
          const from = `from ${percentInWords(fromPercent)}`;
          return [
            name,
            above === undefined ? from : `${from}, below ${percentInWords(above.fromPercent)}`,
          ];
        }),
      },
    ],
  };
}

function gates(methodology: Methodology): MethodologySection {
  const { gates: all } = methodology;
  if (all.length === 0) {
    return {
      heading: "What caps a rating",
      paragraphs: ["Nothing: there are no gates."],
      tables: [],
    };
  }
  return {
    heading: "What caps a rating",
    paragraphs: [
      "A gate that is shut caps the rating. One of which it is not known whether it is shut caps what is proved, and not what is possible.",
    ],
    tables: [
      {
        columns: ["Gate", "Shut when", "At most then"],
        rows: all.map((gate) => [gate.title, shutWhen(gate), labelOf(methodology, gate.cap).name]),
      },
    ],
  };
}

function tooLittle({ sample, minimumCoveragePercent, labels }: Methodology): string[] {
  const names = labels.map(({ name }) => name).toReversed();
  return [
    ...(sample === null
      ? []
      : [
          `With fewer than ${numberInWords(sample.units)} units of ${sample.of} the display is Insufficient Evidence.`,
        ]),
    `Otherwise ${listInWords(names)} are shown as they are proved: where what is unknown could change the label, at least ${percentInWords(minimumCoveragePercent)} of the score has to be known, and “at best” says how far it could rise.`,
    "With less known the display is Insufficient Evidence, and Not Reported where nothing is known at all. Both stand for the proved label wherever something is counted.",
  ];
}

/** What two methodologies say differently, each in a few words. */
export function rulesThatDiffer(
  a: Methodology,
  b: Methodology,
): { what: string; a: string; b: string }[] {
  const said = (of: (methodology: Methodology) => string) => ({ a: of(a), b: of(b) });
  const counted = (of: Methodology): string => {
    const all = scoreItems(of);
    const inScore = of.scores === "maturity-average" ? all.filter(({ core }) => core) : all;
    return `${unitsInWords(inScore.length, "items")}, total weight ${countInWords(inScore.reduce((sum, { weight }) => sum + weight, 0))}`;
  };
  const all = [
    { what: "Whose word counts", ...said((of) => kindInWords(of)) },
    { what: "What is weighed", ...said(counted) },
    {
      what: "Bands",
      ...said(({ labels }) =>
        listInWords(
          labels
            .toReversed()
            .map((each) => `${each.name} from ${percentInWords(each.fromPercent)}`),
        ),
      ),
    },
    {
      what: "Gates",
      ...said(({ gates: of }) =>
        of.length === 0 ? "none" : listInWords(of.map(conditionInWords)),
      ),
    },
    {
      what: "Minimum sample",
      ...said(({ sample }) =>
        sample === null ? "none" : `${numberInWords(sample.units)} units of ${sample.of}`,
      ),
    },
    {
      what: "Minimum coverage",
      ...said(({ minimumCoveragePercent }) => percentInWords(minimumCoveragePercent)),
    },
    {
      what: "Maximum age",
      ...said(({ maximumAgeDays }) => unitsInWords(maximumAgeDays, "days")),
    },
  ];
  return all.filter((each) => each.a !== each.b);
}

/** Whether two methodologies have the same labels, so that one can be called higher than another. */
export function sameLabels(a: Methodology, b: Methodology): boolean {
  const names = ({ labels }: Methodology): string => labels.map(({ label }) => label).join(" ");
  return names(a) === names(b);
}

function kindInWords({ scores, trustFromPairs }: Methodology): string {
  switch (scores) {
    case "measured":
      return "measurements alone";
    case "measured-first":
      return `measurements, then independent scores, then self-scores as far as they are trusted (from ${numberInWords(trustFromPairs)} pairs)`;
    case "half-and-half":
      return "half self-scores, half independent scores";
    case "maturity-average":
      return "independent scores alone, core and supplemental apart";
    default:
      return scores satisfies never;
  }
}
