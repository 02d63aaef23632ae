import type { Verdict } from "./verdicts.contract.ts";

const stages: Readonly<Record<string, string>> = {
  computed: "computed, not sent",
  sent: "sent, waits for a reply",
  "not-replied": "not replied to; waits for two officers",
  replied: "replied to; waits for the final word",
  answered: "answered; waits for two officers",
  "half-confirmed": "signed by one officer of two",
  "officers-differ": "two officers signed different ratings",
  confirmed: "confirmed by two officers",
  departed: "another rating than computed, by two officers",
};

/** Where a verdict stands, in words. */
export function stageInWords(stage: string): string {
  return stages[stage] ?? stage;
}

/** A verdict in a few lines. */
export function verdictInWords(verdict: Verdict): string[] {
  const { name, computed, confirmed, headline, simulated, superseded } = verdict;
  const { reply, final_word, signatures } = verdict;
  return [
    `${name}: ${confirmed ?? computed}, ${stageInWords(verdict.stage)}${simulated ? " (SIMULATED)" : ""}`,
    `  ${headline}.`,
    ...(superseded ? ["  Ratings of this day were recorded anew since; a new draft is due."] : []),
    ...(reply ? [`  Reply (${reply.by_name}): ${reply.text}`] : []),
    ...(reply?.points ?? []).map(
      ({ risk, position, text }) => `    ${risk}: ${position}${text === "" ? "" : `, ${text}`}`,
    ),
    ...(final_word ? [`  Final word (${final_word.by_name}): ${final_word.text}`] : []),
    ...(final_word?.points ?? []).map(({ risk, word, text }) => `    ${risk}: ${word}, ${text}`),
    ...signatures.map(
      ({ by_name, rating, reason }) =>
        `  Signed by ${by_name}: ${rating}${reason === "" ? "" : `, because ${reason}`}`,
    ),
  ];
}
