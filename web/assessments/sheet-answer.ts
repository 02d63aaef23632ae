import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { ScoreSheet, ShownScore } from "../../src/assessments/scores.contract.ts";

type Item = ScoreSheet["items"][number];

const oneItem = ScoreSheet.properties.items.items;

/**
 * The sheet of an organisation as its contract says, asked faster: of 1,200 items the walk through
 * all choices of the contract takes longer than everything else that opens the page. An item and a
 * score of the usual shape are known at a glance; whatever else comes is held against the contract.
 */
export const SheetAnswer = Type.Object({
  ...ScoreSheet.properties,
  items: Type.Unsafe<Item[]>(Type.Refine(Type.Unknown(), isItems)),
});
export type SheetAnswer = Static<typeof SheetAnswer>;

function isItems(items: unknown): boolean {
  return Array.isArray(items) && items.every(isItem);
}

const texts = ["item", "label", "title", "text", "scale", "wording"] as const;
const perhaps = ["units", "group", "measured_by", "not_applicable_reason"] as const;
const yesNo = ["withdrawn", "sampled", "applicable"] as const;

/** Whether something is an item of a sheet; the same answer as the contract gives to it. */
export function isItem(item: unknown): boolean {
  if (!isRecord(item)) return false;
  const usual =
    texts.every((name) => typeof item[name] === "string") &&
    perhaps.every((name) => item[name] === null || typeof item[name] === "string") &&
    yesNo.every((name) => typeof item[name] === "boolean") &&
    Object.keys(item).length === texts.length + perhaps.length + yesNo.length + 2 &&
    isUsualScore(item["self"]) &&
    isUsualScore(item["independent"]);
  return usual || Value.Check(oneItem, item);
}

const scoreTexts = ["day", "known_at", "by", "wording", "leaf", "note"] as const;
const scoreKeys = Object.keys(ShownScore.properties).length;

/** A level without evidence by a person; null stands for no score. */
function isUsualScore(score: unknown): boolean {
  if (score === null) return true;
  if (!isRecord(score)) return false;
  const { value, evidence } = score;
  return (
    scoreTexts.every((name) => typeof score[name] === "string") &&
    typeof score["on_behalf"] === "boolean" &&
    typeof score["after_lock"] === "boolean" &&
    score["tool"] === null &&
    score["overrides"] === null &&
    Array.isArray(evidence) &&
    evidence.length === 0 &&
    Object.keys(score).length === scoreKeys &&
    isRecord(value) &&
    Object.keys(value).length === 1 &&
    (value["level"] === 1 ||
      value["level"] === 2 ||
      value["level"] === 3 ||
      value["level"] === 4 ||
      value["level"] === 5)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
