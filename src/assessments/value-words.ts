import type { ScoreMissing, ScoreValue } from "./scores.contract.ts";

const missingWords: Readonly<Record<ScoreMissing, string>> = {
  "not-reported": "not reported",
  "unknown-by-source": "unknown",
  "access-refused": "access refused",
  "not-examined": "not examined",
};

/** A score in a few signs: 3, 2-4, yes, 45/3/50, not reported. */
export function valueInWords(value: ScoreValue): string {
  if ("level" in value) return String(value.level);
  if ("from" in value) return `${value.from}-${value.to}`;
  if ("answer" in value) return value.answer;
  if ("share" in value) return `${value.share.good}/${value.share.bad}/${value.share.n}`;
  return missingWords[value.missing];
}

/** A score as a cell of a table writes it: what `valueOfText` reads back as the very same. */
export function valueText(value: ScoreValue): string {
  return "answer" in value && value.answer === "unknown" ? "yes or no" : valueInWords(value);
}
