import type { Confirmed, SignableConfirmation, Verdict } from "./verdicts.contract.ts";
import { confirmationType } from "./verdicts.contract.ts";

/** What an officer decided for one organisation. */
export interface Chosen {
  readonly rating: string;
  readonly reason: string;
}

/** What a statement of an officer is put together from. */
export interface ConfirmationParts {
  readonly simulated: boolean;
  readonly review: { readonly id: string; readonly title: string };
  readonly officer: { readonly account: string; readonly name: string };
  /** Verdicts of one draft that are ready to be signed, at least one. */
  readonly verdicts: readonly Verdict[];
  /** Where the officer departs from what was computed, by organisation. */
  readonly chosen: ReadonlyMap<string, Chosen>;
}

/** The sentence that an officer agrees to. */
export function consentOf(verdicts: number): string {
  const those = verdicts === 1 ? "the rating above" : `the ${verdicts} ratings above`;
  return `I have read the draft, the reply and the final word on each, and I determine ${those}.`;
}

/**
 * Puts together what an officer is shown and signs, as an in-toto statement over the digest of the
 * determination. The same parts give the same value, so a server puts it together again and compares.
 */
export function confirmationStatement(parts: ConfirmationParts): SignableConfirmation {
  const [first] = parts.verdicts;
  if (first === undefined || first.draft === null) {
    throw new Error("an officer's statement needs at least one verdict that was sent");
  }
  const verdicts = parts.verdicts.map((verdict) => confirmedOf(verdict, parts.chosen));
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [
      {
        name: `${parts.review.id} on ${first.on} as of ${first.as_of}`,
        digest: { sha256: first.determination },
      },
    ],
    predicateType: confirmationType,
    predicate: {
      format: "muster/confirmation/1",
      simulated: parts.simulated,
      review: parts.review,
      on: first.on,
      as_of: first.as_of,
      determination: first.determination,
      draft: first.draft,
      officer: parts.officer,
      verdicts,
      consent: consentOf(verdicts.length),
    },
  };
}

function confirmedOf(verdict: Verdict, chosen: ConfirmationParts["chosen"]): Confirmed {
  const other = chosen.get(verdict.organisation);
  return {
    organisation: verdict.organisation,
    name: verdict.name,
    computed: verdict.computed,
    at_best: verdict.at_best,
    rating: other?.rating ?? verdict.computed,
    reason: other?.reason ?? "",
    inputs: verdict.inputs,
    reply: verdict.reply?.leaf ?? null,
    final_word: verdict.final_word?.leaf ?? null,
  };
}

/** Where a statement departs from what was computed, by organisation. */
export function chosenIn(verdicts: readonly Confirmed[]): Map<string, Chosen> {
  return new Map(
    verdicts
      .filter(({ rating, computed, reason }) => rating !== computed || reason !== "")
      .map(({ organisation, rating, reason }) => [organisation, { rating, reason }]),
  );
}
