import { writtenVersion } from "../../yardsticks/oscal/write-oscal.ts";
import type { ExchangeHead } from "./exchange.contract.ts";
import { exchangeUuid, ours, titleOf, writeProps } from "./oscal-props.ts";

/** The word that stands before every title of a review in which everything is invented. */
export const simulatedMark = "SIMULATED: ";

/** A title with the mark of a review in which everything is invented. */
export function markedTitle(title: string, simulated: boolean): string {
  return `${simulated ? simulatedMark : ""}${titleOf(title)}`;
}

/** The defaults of what a document says of its review. */
export const headDefaults = { review: "", title: "", simulated: false, yardstick: "", as_of: "" };

/** Metadata of a document (OSCAL 1.1.3): title, instant, and every organisation as a party. */
export function metadataOf(head: ExchangeHead, what: string): object {
  const { review, title, simulated, yardstick, as_of, organisations } = head;
  return {
    title: `${simulated ? simulatedMark : ""}${what}: ${titleOf(title)}`,
    "last-modified": as_of,
    version: as_of,
    "oscal-version": writtenVersion,
    props: writeProps({ review, title, simulated, yardstick, as_of }, headDefaults),
    parties: [
      { uuid: reviewerOf(review), type: "organization", name: titleOf(`Reviewers of ${title}`) },
      ...organisations.map(({ id, name }) => ({
        uuid: partyOf(review, id),
        type: "organization",
        name: titleOf(name),
        props: [
          { name: "organisation", ns: ours, value: id },
          ...(titleOf(name) === name ? [] : writeProps({ name }, {})),
        ],
      })),
    ],
  };
}

/** The party that an organisation is in a document. */
export function partyOf(review: string, organisation: string): string {
  return exchangeUuid(review, "organisation", organisation);
}

/** The party of whoever reviews. */
export function reviewerOf(review: string): string {
  return exchangeUuid(review, "reviewers");
}

/** The UUID of a record: F-1, R-1, C-1 or A-1. */
export function recordUuid(review: string, id: string): string {
  return exchangeUuid(review, "record", id);
}
