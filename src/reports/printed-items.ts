import type { RatedItem } from "../determination/determination.contract.ts";
import { countInWords, percentInWords } from "../determination/words.ts";
import { dayInWords } from "../kit/calendar.ts";
import { whyMissing } from "./missing-words.ts";
import type { Block, Piece } from "./printed-document.ts";
import { countPieces, itemDrawing } from "./printed-marks.ts";
import { linesOf, lineOf, pageRoom, widthOfNumbers } from "./printed-room.ts";
import { printedWords } from "./printed-words.ts";
import { words } from "./report-words.ts";

const { column } = words;
const barWidth = 64;
const measuredWidth = 84;
/** No page has room for more rows. */
const mostOnPage = 40;
const headingRoom = 47;
const noteRoom = 2 * lineOf.table.pitch;
/** A row is never lower than its bar. */
const lowestRow = 22.2;

type Numbers = readonly [proved: string, best: string, ...counts: string[]];

/**
 * The items of one organisation as a table: all of them where they fit, else those that decide, with
 * a line that says how many stand elsewhere.
 *
 * Given: what is left of the page, in points. A page without room shows three items all the same.
 */
export function itemBlocks(items: readonly RatedItem[], room: number): Block[] {
  const worst = worstFirst(items).slice(0, mostOnPage);
  const columns = numberColumns(worst);
  const titleWidth = columns.reduce(
    (left, { points }) => left - points,
    pageRoom.width - barWidth - 8 - measuredWidth,
  );
  const fit = fitting(worst, items.length, titleWidth - 8, room - headingRoom);
  const shown = items.filter((item) => fit.has(item));
  const more = shown.length < items.length;
  return [
    { kind: "heading", level: 4, text: words.itemsOfOne, id: "" },
    ...(more
      ? [
          {
            kind: "words",
            look: "note",
            pieces: [printedWords.others(shown.length, items.length)],
          } as const,
        ]
      : []),
    {
      kind: "table",
      columns: [
        { title: column.item, align: "left", share: 1 },
        { title: column.bar, align: "left", points: barWidth + 8 },
        ...columns,
        { title: printedWords.measured, align: "left", points: measuredWidth },
      ],
      rows: shown.map(itemRow),
    },
  ];
}

/** Columns as wide as their widest number: found here once, not by the typesetter for every cell. */
function numberColumns(
  items: readonly RatedItem[],
): { title: string; align: "right"; points: number }[] {
  const titles = [
    column.proved,
    column.best,
    column.good,
    column.unknown,
    column.unseen,
    column.bad,
  ];
  const cells = items.map(numbersOf);
  return titles.map((title, at) => ({
    title,
    align: "right",
    points: widthOfNumbers(title, [
      ...cells.map((each) => each[at] ?? ""),
      at === 2 && items.some(isMissing) ? printedWords.missing : "",
    ]),
  }));
}

function numbersOf({ value, evidence }: RatedItem): Numbers {
  const { good, unknown, unseen, bad } = evidence;
  const counts = [good, unknown, unseen, bad].map(countInWords);
  return [percentInWords(value.least.percent), percentInWords(value.most.percent), ...counts];
}

/** Those with most that is bad first, then those with most that is unknown. */
export function worstFirst(items: readonly RatedItem[]): RatedItem[] {
  return items.toSorted((left, right) => bad(right) - bad(left) || open(right) - open(left));
}

/** As many of the worst as fit; a line that says how many stand elsewhere takes room as well. */
function fitting(
  worst: readonly RatedItem[],
  all: number,
  titleWidth: number,
  room: number,
): ReadonlySet<RatedItem> {
  const heights = worst.map((item) => heightOfRow(item, titleWidth));
  const whole = heights.reduce((sum, height) => sum + height, 0);
  if (worst.length === all && whole <= room) return new Set(worst);
  let height = noteRoom;
  const end = heights.findIndex((own, at) => {
    height += own;
    return height > room && at >= 3;
  });
  return new Set(end < 0 ? worst : worst.slice(0, end));
}

function bad({ evidence }: RatedItem): number {
  return evidence.n === 0 ? 0 : evidence.bad / evidence.n;
}

function open({ evidence }: RatedItem): number {
  return evidence.n === 0 ? 1 : (evidence.unknown + evidence.unseen) / evidence.n;
}

function heightOfRow(rated: RatedItem, titleWidth: number): number {
  const title = linesOf(`${rated.item} ${rated.title}`, titleWidth, lineOf.table);
  const measured = measuredTexts(rated).reduce(
    (lines, said) => lines + linesOf(said, measuredWidth - 4, lineOf.table),
    0,
  );
  return Math.max(lowestRow, Math.max(title, measured) * lineOf.table.pitch + 8);
}

function itemRow(rated: RatedItem): Piece[][] {
  const { title, item } = rated;
  const [proved, best] = numbersOf(rated);
  return [
    [
      { text: `${item} `, look: "soft" },
      { text: title, look: "bold" },
    ],
    [itemDrawing(rated, barWidth)],
    [proved],
    [best],
    ...countCells(rated),
    measuredPieces(rated),
  ];
}

function isMissing({ evidence }: RatedItem): boolean {
  return evidence.missing !== null && evidence.n === 0;
}

/** Exact counts; where nothing was counted a word stands there, never a zero. */
function countCells(rated: RatedItem): Piece[][] {
  if (isMissing(rated)) return [[{ text: printedWords.missing, look: "small" }], [], [], []];
  const { good, unknown, unseen, bad: failed } = rated.evidence;
  return [good, unknown, unseen, failed].map(countPieces);
}

/** On which day, and against which inventory; of what is missing, why. */
function measuredTexts({ evidence }: RatedItem): readonly [string, ...string[]] {
  const { missing, collection, inventory } = evidence;
  const day = collection === null ? "" : dayInWords(collection.day);
  if (missing !== null) {
    return [[whyMissing(evidence), day].filter((each) => each !== "").join(", ")];
  }
  return inventory === null ? [day] : [day, printedWords.against(dayInWords(inventory.day))];
}

function measuredPieces(rated: RatedItem): Piece[] {
  const [first, second] = measuredTexts(rated);
  return second === undefined
    ? [first]
    : [first, { line: "break" }, { text: second, look: "small" }];
}
