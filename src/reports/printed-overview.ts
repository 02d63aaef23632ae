import { createElement as h } from "react";
import { Roster } from "../../charts/roster.ts";
import { PrintedSvg } from "../../charts/printed-svg.ts";
import { barShares } from "../../charts/bar-geometry.ts";
import type { RosterGroup } from "../../charts/roster-layout.ts";
import type { ItemTotal } from "../determination/determination.contract.ts";
import { outsideInWords } from "../determination/outside-in-words.ts";
import { countInWords, percentInWords } from "../determination/words.ts";
import { dayInWords } from "../kit/calendar.ts";
import type { Block, Piece } from "./printed-document.ts";
import {
  barDrawing,
  countPieces,
  glyphDrawing,
  legendPieces,
  ratingPieces,
  svgText,
} from "./printed-marks.ts";
import { printedWords } from "./printed-words.ts";
import type { ReportContent } from "./report-content.ts";
import { bestRankOf, scoreBar, sharedUnits, sizeColumn, thresholdsOf } from "./report-facts.ts";
import { instantInWords, words } from "./report-words.ts";

const pageWidth = 498;
const rosterUnits = 800;
/** More items than these are for a workbook: those that fail most are printed. */
const mostItems = 80;
const mostSystemic = 40;

/** The first pages: what was found, what to know before relying on it, and who stands where. */
export function overviewBlocks(content: ReportContent): Block[] {
  return [
    ...noticeBlocks(content),
    ...findingBlocks(content),
    ...rosterBlocks(content),
    ...itemBlocks(content),
    ...systemicBlocks(content),
    ...openBlocks(content),
    { kind: "heading", level: 2, text: printedWords.contents, id: "contents" },
    { kind: "contents" },
    ...tableBlocks(content),
  ];
}

function noticeBlocks({ summary, publishing }: ReportContent): Block[] {
  const { corrects } = publishing;
  const notice = summary.notice === "" ? words.confirmedByNobody : summary.notice;
  return [
    ...(summary.simulated
      ? [{ kind: "words", look: "simulated", pieces: [words.simulated] } as const]
      : []),
    ...(corrects === null
      ? []
      : [
          {
            kind: "words",
            look: "simulated",
            pieces: [printedWords.corrected(corrects)],
          } as const,
        ]),
    { kind: "words", look: "notice", pieces: [notice] },
  ];
}

function findingBlocks({ summary, determination }: ReportContent): Block[] {
  const { headline, lede } = determination.enterprise;
  const computed = words.computed(dayInWords(summary.on), instantInWords(summary.as_of));
  return [
    { kind: "words", look: "over", pieces: [summary.title] },
    { kind: "heading", level: 1, text: headline, id: "" },
    { kind: "words", look: "lede", pieces: [lede] },
    { kind: "words", look: "note", pieces: [computed] },
  ];
}

function rosterBlocks(content: ReportContent): Block[] {
  const { enterprise } = content.determination;
  const groups = enterprise.labels.map(({ display }): RosterGroup => ({
    label: display.label,
    name: display.name,
    rated: display.rank !== null,
    columns: content.summary.ratings
      .filter(({ rating }) => rating.label === display.label)
      .map((row) => {
        const { counts, said } = scoreBar(row, content);
        return { key: row.organisation, name: row.name, ...barShares(counts), words: said };
      }),
  }));
  const filled = enterprise.labels.filter(({ count }) => count > 0);
  const alt = filled
    .map(({ display, count }) => `${countInWords(count)} ${display.name}`)
    .join(", ");
  const thresholds = thresholdsOf(content);
  const roster = h(Roster, { groups, thresholds, width: rosterUnits, label: alt });
  const chart = h(PrintedSvg, { width: rosterUnits, height: 288, hatch: 8 }, roster);
  const units = sharedUnits(content);
  const lines = thresholds.map((edge) => percentInWords(String(edge)));
  const bestRank = bestRankOf(content);
  return [
    { kind: "chart", drawing: { svg: svgText(chart), width: pageWidth, alt } },
    {
      kind: "words",
      look: "note",
      pieces: filled.flatMap(({ display, count }): Piece[] => [
        glyphDrawing(display, bestRank),
        `\u00a0${countInWords(count)}\u00a0${display.name}\u2003`,
      ]),
    },
    { kind: "words", look: "note", pieces: legendPieces() },
    { kind: "words", look: "note", pieces: [words.rosterNote(units, lines)] },
  ];
}

/** Those that fail in most organisations first; of as many, those of which most is unknown. */
function worstFirst(items: readonly ItemTotal[]): ItemTotal[] {
  return items.toSorted(
    (left, right) =>
      right.organisations_bad - left.organisations_bad ||
      right.organisations_unknown - left.organisations_unknown,
  );
}

function itemBlocks({ determination }: ReportContent): Block[] {
  const { column } = words;
  const { items } = determination.enterprise;
  const outside = outsideInWords(items);
  const worst = new Set(worstFirst(items).slice(0, mostItems));
  const more = items.length > worst.size;
  const rows = items
    .filter((total) => worst.has(total))
    .map((total): Piece[][] => {
      const { good, bad, n, title, item } = total;
      const unknown = total.unknown + total.unseen;
      const said = `${title}: ${countInWords(good)} of ${countInWords(n)} proved good, ${countInWords(unknown)} unknown, ${countInWords(bad)} proved bad`;
      return [
        [{ text: `${item} `, look: "soft" } as const, { text: title, look: "bold" } as const],
        [barDrawing({ good, bad, unknown, n }, said, 100)],
        [percentInWords(total.value.least.percent)],
        countPieces(total.unknown),
        countPieces(total.unseen),
        countPieces(bad),
        countPieces(total.organisations_bad),
      ];
    });
  return [
    { kind: "heading", level: 2, text: words.fails, id: "" },
    { kind: "words", look: "note", pieces: [words.failsNote] },
    ...(more
      ? [
          {
            kind: "words",
            look: "note",
            pieces: [printedWords.mostItems(worst.size, items.length)],
          } as const,
        ]
      : []),
    {
      kind: "table",
      columns: [
        { title: column.item, align: "left", share: 1 },
        { title: column.bar, align: "left", points: 110 },
        { title: column.proved, align: "right" },
        { title: column.unknown, align: "right" },
        { title: column.unseen, align: "right" },
        { title: column.bad, align: "right" },
        { title: column.organisations, align: "right" },
      ],
      rows,
    },
    ...(outside === "" ? [] : [{ kind: "words", look: "note", pieces: [outside] } as const]),
  ];
}

function systemicBlocks({ determination, systemicPercent }: ReportContent): Block[] {
  const { enterprise } = determination;
  const found = enterprise.items.filter(({ systemic }) => systemic);
  const shown = found.length > mostSystemic ? worstFirst(found).slice(0, mostSystemic) : found;
  const more = found.length - shown.length;
  const note =
    found.length === 0
      ? printedWords.noSystemic(systemicPercent)
      : printedWords.systemicNote(systemicPercent);
  return [
    { kind: "heading", level: 2, text: printedWords.systemic, id: "" },
    { kind: "words", look: "note", pieces: [note] },
    {
      kind: "points",
      points: shown.map((total) => ({
        title: `${total.item} ${total.title}.`,
        words: printedWords.systemicWords(
          total.organisations_bad,
          enterprise.organisations,
          total.units,
          total.organisations_unknown,
        ),
      })),
    },
    ...(more === 0
      ? []
      : [{ kind: "words", look: "note", pieces: [printedWords.moreSystemic(more)] } as const]),
  ];
}

function openBlocks({ summary }: ReportContent): Block[] {
  return [
    { kind: "heading", level: 2, text: words.rely, id: "" },
    { kind: "words", look: "note", pieces: [words.relyNote] },
    {
      kind: "points",
      points: summary.caveats.map((caveat) => ({ title: caveat.title, words: caveat.words })),
    },
  ];
}

function tableBlocks(content: ReportContent): Block[] {
  const { column } = words;
  const { summary } = content;
  const bestRank = bestRankOf(content);
  const thresholds = thresholdsOf(content);
  const size = sizeColumn(content);
  const largestFirst = summary.ratings.toSorted(
    (left, right) => right.n - left.n || (left.organisation < right.organisation ? -1 : 1),
  );
  const rows = largestFirst.map((row): Piece[][] => {
    const { counts, said } = scoreBar(row, content);
    const place = `organisation-${row.organisation}`;
    return [
      [
        { text: row.name, to: place },
        { text: ` ${printedWords.onPage}\u00a0`, look: "small" },
        { page: place },
      ],
      ratingPieces(row.rating, row.at_best, bestRank),
      [barDrawing(counts, `${row.name}: ${said}`, 72, thresholds)],
      [percentInWords(row.score.least.percent)],
      [percentInWords(row.score.most.percent)],
      ...(size === null ? [] : [countPieces(row.n), countPieces(row.unknown)]),
    ];
  });
  const edges = thresholds.map((edge) => percentInWords(String(edge))).join(" and ");
  return [
    { kind: "heading", level: 2, text: words.organisations, id: "" },
    { kind: "words", look: "note", pieces: [words.organisationsNote(edges)] },
    {
      kind: "table",
      columns: [
        { title: column.organisation, align: "left", share: 1 },
        { title: `${column.rating} (${summary.methodology.scope})`, align: "left", points: 112 },
        { title: column.bar, align: "left", points: 80 },
        { title: column.proved, align: "right" },
        { title: column.best, align: "right" },
        ...(size === null
          ? []
          : ([
              { title: size, align: "right" },
              { title: column.unknown, align: "right" },
            ] as const)),
      ],
      rows,
    },
  ];
}
