import type { Verdict } from "../confirmations/verdicts.contract.ts";
import type { VerdictsFile } from "./verdicts-file.contract.ts";

/** What a bundle says of the round trip of its ratings. */
export function verdictsFile(
  verdicts: readonly Verdict[],
  confirmations: VerdictsFile["confirmations"],
  simulated: boolean,
): VerdictsFile {
  return {
    format: "muster/verdicts/1",
    simulated,
    verdicts: verdicts.map((verdict) => ({
      organisation: verdict.organisation,
      draft: verdict.draft ?? "",
      computed: verdict.computed,
      reply_by: verdict.reply_extended?.until ?? verdict.reply_by ?? "",
      reply: verdict.reply,
      final_word: verdict.final_word,
      confirmed: verdict.confirmed,
    })),
    confirmations,
  };
}
