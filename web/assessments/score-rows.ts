import type {
  ScoreKind,
  ScoreSheet,
  ScoreValue,
  ShownScore,
} from "../../src/assessments/scores.contract.ts";
import type { ItemSheet } from "../../src/assessments/score-views.contract.ts";
import { hasWords } from "../ui/turn-pages.ts";

/** One pair of scores as both working views show it: an item of a sheet, or an organisation. */
export interface ScoreRow {
  /** What tells the row from others in its table: an item's or an organisation's identifier. */
  readonly key: string;
  readonly organisation: string;
  readonly item: string;
  /** What stands before the name; empty for organisations. */
  readonly code: string;
  readonly name: string;
  /** The item's wording, digest and scale. */
  readonly title: string;
  readonly text: string;
  readonly wording: string;
  readonly scale: string;
  readonly units: string | null;
  readonly group: string;
  readonly measured: boolean;
  readonly withdrawn: boolean;
  readonly applicable: boolean;
  /** Why it does not apply; empty where it does. */
  readonly because: string;
  /** What those who gave the scores are called, by their account. */
  readonly people: Readonly<Record<string, string>>;
  readonly self: ShownScore | null;
  readonly independent: ShownScore | null;
  /** Why a side takes no score here, in one sentence; empty where it does. */
  readonly closed: Readonly<Record<ScoreKind, string>>;
}

/** Both kinds, in the order in which they stand on a page. */
export const kinds: readonly ScoreKind[] = ["self", "independent"];

/** The rows of one organisation, in the order of the yardstick; `closed` is that of its sides. */
export function rowsOfSheet(sheet: ScoreSheet, closed: ScoreRow["closed"]): readonly ScoreRow[] {
  return sheet.items.map((item) => ({
    key: item.item,
    organisation: sheet.organisation,
    item: item.item,
    code: item.label,
    name: item.title,
    title: item.title,
    text: item.text,
    wording: item.wording,
    scale: item.scale,
    units: item.units,
    group: item.group ?? "",
    measured: item.measured_by !== null,
    withdrawn: item.withdrawn,
    applicable: item.applicable,
    because: item.not_applicable_reason ?? "",
    people: sheet.people,
    self: item.self,
    independent: item.independent,
    closed,
  }));
}

/** The rows of one item, an organisation each. `none` says why a role gives no score of a kind. */
export function rowsOfItem(
  sheet: ItemSheet,
  none: (kind: ScoreKind) => string,
): readonly ScoreRow[] {
  const { item, title, text, wording, scale, units, measured_by: measuredBy, withdrawn } = sheet;
  const seen = sheet.organisations.filter(({ hidden }) => hidden.length < kinds.length);
  return seen.map((each) => {
    const why = (kind: ScoreKind) =>
      each.may_give.includes(kind) ? "" : each.locked_words[kind] || none(kind);
    return {
      key: each.organisation,
      organisation: each.organisation,
      item,
      code: "",
      name: each.name,
      title,
      text,
      wording,
      scale,
      units,
      group: "",
      measured: measuredBy !== null,
      withdrawn,
      applicable: each.applicable,
      because: "",
      people: sheet.people,
      self: each.self,
      independent: each.independent,
      closed: { self: why("self"), independent: why("independent") },
    };
  });
}

/** A part of a scale from its lowest end, 0, to its highest, 1. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Where a value lies on its scale; null where there is none to place. For drawing and sorting only. */
export function partOf(value: ScoreValue | undefined): Part | null {
  if (value === undefined || "missing" in value) return null;
  if ("level" in value) return at((value.level - 1) / 4);
  if ("from" in value) return { from: (value.from - 1) / 4, to: (value.to - 1) / 4 };
  if ("answer" in value) {
    return value.answer === "unknown" ? { from: 0, to: 1 } : at(value.answer === "yes" ? 1 : 0);
  }
  const { good, bad, n } = value.share;
  return n === 0 ? null : { from: good / n, to: (n - bad) / n };
}

function at(place: number): Part {
  return { from: place, to: place };
}

/** How two scores of an item stand to each other. */
export interface Difference {
  readonly kind: "none" | "self-only" | "independent-only" | "agree" | "apart";
  /** Steps of the scale that are proved between both: levels, or hundredths of a share. */
  readonly steps: number;
  /** Whether at least half of the scale lies between both: two of four steps. */
  readonly wide: boolean;
  readonly higher: ScoreKind | null;
}

const half = 0.5;

/** The difference that is proved between two scores: nothing where their ranges meet. */
export function differenceOf(
  scale: string,
  self: ScoreValue | undefined,
  independent: ScoreValue | undefined,
): Difference {
  const [one, other] = [partOf(self), partOf(independent)];
  if (one === null || other === null) {
    const kind = one !== null ? "self-only" : other !== null ? "independent-only" : "none";
    return { kind, steps: 0, wide: false, higher: null };
  }
  const gap = Math.max(one.from - other.to, other.from - one.to, 0);
  const steps = Math.round(gap * (scale === "level" ? 4 : scale === "share" ? 100 : 1));
  if (gap === 0) return { kind: "agree", steps: 0, wide: false, higher: null };
  const higher = one.from > other.to ? "self" : "independent";
  return { kind: "apart", steps, wide: gap >= half, higher };
}

/** The scores of a row as they stand on the page, with what was given here and not read again yet. */
export type Standing = (row: ScoreRow, kind: ScoreKind) => ScoreValue | undefined;

/** The scores as the server told them. */
export const told: Standing = (row, kind) => row[kind]?.value;

/** What a page says of all its rows. */
export interface Tally {
  readonly items: number;
  readonly pairs: number;
  readonly wide: number;
  readonly selfHigher: number;
  readonly oneSided: number;
  readonly scored: Readonly<Record<ScoreKind, number>>;
}

/** Counts what applies: pairs, those far apart, those with one side only. */
export function tallyOf(rows: readonly ScoreRow[], standing: Standing): Tally {
  const tally = { items: 0, pairs: 0, wide: 0, selfHigher: 0, oneSided: 0 };
  const scored = { self: 0, independent: 0 };
  for (const row of rows) {
    if (!counts(row)) continue;
    const self = standing(row, "self");
    const independent = standing(row, "independent");
    const { kind, wide, higher } = differenceOf(row.scale, self, independent);
    tally.items += 1;
    if (self !== undefined) scored.self += 1;
    if (independent !== undefined) scored.independent += 1;
    if (kind === "agree" || kind === "apart") tally.pairs += 1;
    if (kind === "self-only" || kind === "independent-only") tally.oneSided += 1;
    if (wide) tally.wide += 1;
    if (higher === "self") tally.selfHigher += 1;
  }
  return { ...tally, scored };
}

/** Whether anything is asked of a row: withdrawn items, and those that do not apply, are only shown. */
export function counts(row: ScoreRow): boolean {
  return row.applicable && !row.withdrawn;
}

/** What a list of rows is narrowed to; every part stands in the address. */
export interface Narrowing {
  /** "", "apart", "one", "open-self" or "open-independent". */
  readonly show: string;
  readonly group: string;
  readonly find: string;
}

/** Rows that filter, group and search leave, in their order. */
export function keepRows(
  rows: readonly ScoreRow[],
  { show, group, find }: Narrowing,
  standing: Standing,
): readonly ScoreRow[] {
  return rows.filter(
    (row) =>
      (group === "" || row.group === group) &&
      (find === "" || hasWords(`${row.code} ${row.name}`, find)) &&
      isShown(row, show, standing),
  );
}

function isShown(row: ScoreRow, show: string, standing: Standing): boolean {
  if (show === "") return true;
  if (!counts(row)) return false;
  if (show === "open-self") return standing(row, "self") === undefined;
  if (show === "open-independent") return standing(row, "independent") === undefined;
  const { kind, wide } = differenceOf(
    row.scale,
    standing(row, "self"),
    standing(row, "independent"),
  );
  return show === "apart" ? wide : kind === "self-only" || kind === "independent-only";
}

/** The place of the next row that is far apart, from a place on and round; -1 where there is none. */
export function nextWide(rows: readonly ScoreRow[], from: number, standing: Standing): number {
  const isWide = (row: ScoreRow) =>
    counts(row) &&
    differenceOf(row.scale, standing(row, "self"), standing(row, "independent")).wide;
  const after = rows.findIndex((row, index) => index > from && isWide(row));
  return after >= 0 ? after : rows.findIndex(isWide);
}

/** What a key gives on a scale: levels by their number; 1 yes, 2 no, 3 not known. */
export function valueOfKey(scale: string, key: string): ScoreValue | null {
  if (!/^[1-5]$/u.test(key)) return null;
  if (scale === "level") return { level: Number(key) };
  if (scale !== "yes-no") return null;
  const answer = { "1": "yes", "2": "no", "3": "unknown" } as const;
  return key === "1" || key === "2" || key === "3" ? { answer: answer[key] } : null;
}

/** The scale that a value was given on, where only the value is known. */
export function scaleOfValue(value: ScoreValue): string {
  return "share" in value ? "share" : "answer" in value ? "yes-no" : "level";
}

/** What stands in the place of a score that was given first and is taken back: nobody answers. */
export function takenBack(kind: ScoreKind): ScoreValue {
  return { missing: kind === "self" ? "not-reported" : "not-examined" };
}
