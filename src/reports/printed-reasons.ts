import type { Rating, Reason } from "../determination/determination.contract.ts";
import type { Block, PrintedReason } from "./printed-document.ts";
import { heightOf, lineOf, linesOf } from "./printed-room.ts";
import { printedWords } from "./printed-words.ts";
import { words } from "./report-words.ts";

/** The widths of the two columns of `report.typ` in which reasons and changes stand side by side. */
const widths = { reasons: 286, changes: 184 } as const;
const perLevel = 9.6;
const headingRoom = 36;
const noteRoom = 24;

/** What stands side by side on the page of an organisation, and how high it is. */
export interface Beside {
  readonly block: Block;
  readonly height: number;
}

/**
 * Why a rating is what it is, beside what would change it.
 *
 * Given: the height that both may take. What has no room is counted in words, and is always deeper
 * in the tree, or later, than what is shown.
 */
export function reasonsBeside(rating: Rating, room: number): Beside {
  const reasons = fitting(rating.reasons, room - headingRoom - noteRoom);
  const changes = changesWithin(rating.changes, room - headingRoom - noteRoom);
  const more = rating.reasons.length - reasons.shown.length;
  return {
    block: {
      kind: "beside",
      left: [
        { kind: "heading", level: 4, text: words.why, id: "" },
        { kind: "reasons", reasons: treeOf(reasons.shown) },
        ...(more === 0 ? [] : [note(printedWords.moreReasons(more))]),
      ],
      right: changes.blocks,
    },
    height: headingRoom + Math.max(reasons.height, changes.height),
  };
}

function note(said: string): Block {
  return { kind: "words", look: "note", pieces: [said] };
}

/** The reasons for which there is room: those of the upper levels first, in their own order. */
function fitting(
  reasons: readonly Reason[],
  room: number,
): { readonly shown: readonly Reason[]; readonly height: number } {
  const shown = new Set<Reason>();
  let height = 0;
  for (const reason of reasons.toSorted((left, right) => left.level - right.level)) {
    const said = reason.remark === "" ? reason.words : `${reason.words} ${reason.remark}`;
    const own = heightOf(said, widths.reasons - reason.level * perLevel);
    if (height + own > room && shown.size > 0) {
      return { shown: reasons.filter((each) => shown.has(each)), height: height + noteRoom };
    }
    height += own;
    shown.add(reason);
  }
  return { shown: reasons, height };
}

/** Hangs a list of reasons, each with its level, into a tree. */
function treeOf(reasons: readonly Reason[]): PrintedReason[] {
  const top: PrintedReason[] = [];
  const path: { words: string; remark: string; below: PrintedReason[] }[] = [];
  for (const { level, words: said, remark } of reasons) {
    const reason = { words: said, remark, below: [] as PrintedReason[] };
    path.length = Math.min(path.length, level);
    (path.at(-1)?.below ?? top).push(reason);
    path.push(reason);
  }
  return top;
}

function changesWithin(
  changes: Rating["changes"],
  room: number,
): { readonly blocks: readonly Block[]; readonly height: number } {
  if (changes.length === 0) return { blocks: [], height: 0 };
  const points: { title: string; words: string }[] = [];
  let height = 0;
  for (const { title, direction, words: said } of changes) {
    const point = { title: `${title}${direction === "none" ? "." : ":"}`, words: said };
    const own = linesOf(`${point.title} ${said}`, widths.changes) * lineOf.body.pitch + 7;
    if (height + own > room && points.length > 0) break;
    height += own;
    points.push(point);
  }
  const more = changes.length - points.length;
  return {
    blocks: [
      { kind: "heading", level: 4, text: words.changes, id: "" },
      { kind: "points", points },
      ...(more === 0 ? [] : [note(printedWords.moreChanges(more))]),
    ],
    height: more === 0 ? height : height + noteRoom,
  };
}
