import { missingInWords } from "../determination/words.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";

/** Why a value is not there; what a public edition withholds, with the authority for it. */
export function whyMissing({ missing, rule }: Pick<ItemEvidence, "missing" | "rule">): string {
  if (missing === null) return "";
  const words = missingInWords(missing);
  return missing === "withheld" && rule !== "" ? `${words} (${rule})` : words;
}
