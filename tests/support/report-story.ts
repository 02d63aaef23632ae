import type {
  Bound,
  Determination,
  Display,
  Rating,
} from "../../src/determination/determination.contract.ts";
import type { ItemEvidence, MissingReason } from "../../src/evidence/item-evidence.ts";
import type { ReportContent } from "../../src/reports/report-content.ts";

const digest = "ab".repeat(32);
const managing: Display = { label: "managing-risk", name: "Managing Risk", rank: 2 };
const atRisk: Display = { label: "at-risk", name: "At Risk", rank: 1 };
const highRisk: Display = { label: "high-risk", name: "High Risk", rank: 0 };
const insufficient: Display = {
  label: "insufficient-evidence",
  name: "Insufficient Evidence",
  rank: null,
};
const notReported: Display = { label: "not-reported", name: "Not Reported", rank: null };

function bound(numerator: number, denominator: number): Bound {
  const tenths = denominator === 0 ? 0 : Math.floor((1000 * numerator) / denominator);
  return {
    billionths: denominator === 0 ? 0 : Math.floor((1_000_000_000 * numerator) / denominator),
    percent: `${Math.floor(tenths / 10)}.${tenths % 10}`,
    exact: { numerator, denominator },
  };
}

function evidence(
  good: number,
  bad: number,
  unknown: number,
  missing: MissingReason | null,
): ItemEvidence {
  return {
    item: "IT-1",
    units: "hosts",
    good,
    bad,
    unknown,
    unseen: 0,
    n: good + bad + unknown,
    held_against: "nothing",
    parts: [],
    collection: null,
    inventory: null,
    missing,
    rule: "every part good",
  };
}

interface Told {
  readonly organisation: string;
  readonly name: string;
  readonly rating: Display;
  readonly atBest?: Display;
  readonly counts: readonly [good: number, bad: number, unknown: number];
  readonly missing?: MissingReason;
}

/** Five organisations, one a display; two have names that a browser or a spreadsheet would run. */
const told: readonly Told[] = [
  { organisation: "harbour", name: "Harbour Office", rating: managing, counts: [19, 1, 0] },
  {
    organisation: "roads",
    name: '=HYPERLINK("http://x","Roads")',
    rating: atRisk,
    atBest: managing,
    counts: [94, 4, 2],
  },
  {
    organisation: "mills",
    name: "<script>alert(1)</script> & Mills",
    rating: highRisk,
    counts: [1, 9, 0],
  },
  { organisation: "lamps", name: "Lamps", rating: insufficient, counts: [1, 0, 1] },
  {
    organisation: "wells",
    name: "Wells",
    rating: notReported,
    counts: [0, 0, 0],
    missing: "not-in-collection",
  },
];

function ratingOf({ organisation, name, rating, atBest, counts, missing }: Told): Rating {
  const [good, bad, unknown] = counts;
  const found = evidence(good, bad, unknown, missing ?? null);
  const value = {
    least: bound(good, found.n),
    most: found.n === 0 ? bound(1, 1) : bound(good + unknown, found.n),
  };
  return {
    organisation,
    name,
    rating,
    at_best: atBest ?? rating,
    least: rating.rank === null ? highRisk : rating,
    score: value,
    coverage: bound(good + bad, found.n),
    items: [{ item: "IT-1", title: "Every part good", weight: 1, value, evidence: found }],
    reasons: [
      {
        level: 0,
        kind: "rating",
        of: "",
        part: "",
        words: `Rating: ${rating.name}`,
        remark: "",
        count: null,
      },
      {
        level: 1,
        kind: "score",
        of: "",
        part: "",
        words: `Score: ${good} of ${found.n}`,
        remark: "IT-1, weight 1 of 1",
        count: null,
      },
    ],
    changes: [{ direction: "none", to: "", title: "Nothing else counts", words: "Never." }],
    inputs: digest,
  };
}

function determinationOf(ratings: readonly Rating[]): Determination {
  const labels = [managing, atRisk, highRisk, insufficient, notReported];
  const total = evidence(115, 14, 3, null);
  return {
    format: "muster/determination/1",
    review: "story-2020",
    on: "2020-06-08",
    as_of: "2026-11-22T10:00:00.000000Z",
    methodology: { id: "story", version: "1.0", digest },
    yardstick: { id: "story", version: "1", digest },
    inputs: digest,
    ratings: [...ratings],
    outside: [],
    enterprise: {
      organisations: ratings.length,
      labels: labels.map((display) => ({
        display,
        count: ratings.filter(({ rating }) => rating.label === display.label).length,
      })),
      shown_best: 1,
      best_if_unknown_good: 2,
      open: 1,
      items: [
        {
          item: "IT-1",
          title: "Every part good",
          units: "hosts",
          good: total.good,
          bad: total.bad,
          unknown: total.unknown,
          unseen: 0,
          n: total.n,
          value: { least: bound(115, 132), most: bound(118, 132) },
          organisations_bad: 3,
          organisations_unknown: 1,
          organisations_missing: 1,
          outside: 0,
          systemic: true,
        },
      ],
      coverage: bound(129, 132),
      headline: "1 of 5 organisations are shown to be managing this risk",
      lede: "One is at risk and one at high risk.",
    },
  };
}

/** What a small report is written from. */
export function reportStory(): ReportContent {
  const ratings = told.map(ratingOf);
  const determination = determinationOf(ratings);
  return {
    determination,
    items: [{ id: "IT-1", title: "Every part good", text: "Is every part of the host good?" }],
    organisations: told.map(({ organisation, name, counts: [good, bad, unknown] }) => ({
      organisation,
      standing: `Of five: ${name}`,
      headline: `${good} of ${good + bad + unknown} hosts are proved good`,
      lede: unknown === 0 ? "" : `For ${unknown} hosts nothing is known.`,
    })),
    systemicPercent: "25",
    publishing: { errors_to: "", corrects: null },
    methodologyText: "format: muster/methodology/1\n",
    handCounts: [],
    log: { origin: "muster.example/log", size: 12, root: "cm9vdA==" },
    summary: {
      title: "Story of 2020",
      notice: "A story for tests. Confirmed by nobody.",
      simulated: true,
      on: determination.on,
      as_of: determination.as_of,
      methodology: {
        id: "story",
        version: "1.0",
        digest,
        title: "Story",
        scope: "story",
        authority: "Nobody.",
        labels: [
          { display: managing, from_percent: "95" },
          { display: atRisk, from_percent: "50" },
          { display: highRisk, from_percent: "0" },
        ],
        minimum_units: 5,
        minimum_coverage_percent: "50",
        score_items: ["IT-1"],
      },
      yardstick: { id: "story", version: "1", digest, title: "Story" },
      ratings: ratings.map((rating) => ({
        organisation: rating.organisation,
        name: rating.name,
        rating: rating.rating,
        at_best: rating.at_best,
        least: rating.least,
        score: rating.score,
        units: "hosts",
        good: rating.items[0]?.evidence.good ?? 0,
        bad: rating.items[0]?.evidence.bad ?? 0,
        unknown: rating.items[0]?.evidence.unknown ?? 0,
        n: rating.items[0]?.evidence.n ?? 0,
      })),
      caveats: [
        {
          kind: "unconfirmed",
          title: "No rating is confirmed.",
          words: "All five are computed.",
          count: 5,
          item: "",
        },
      ],
      evidence: [
        {
          collection: "scan-2020-06-08",
          source: "scan",
          title: "Scan of hosts",
          day: "2020-06-08",
          rows: 132,
          file_digest: digest,
          file_name: "scan.csv",
          mapping: "scan@1",
          kind: "delivered",
        },
      ],
    },
  };
}
