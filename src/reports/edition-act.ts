import type { Act } from "./act.ts";

/** What the log says of an edition: its rows and ratings, by digest; nothing of what is withheld. */
export function actOfEdition(edition: {
  readonly id: string;
  readonly review: string;
  readonly on: string;
  readonly as_of: string;
  readonly digest: string;
  readonly determination: string;
}): Act {
  const { id, review, on, as_of, digest, determination } = edition;
  return {
    kind: "edition.published",
    subject: `edition/${id}`,
    data: { edition: id, review, on, as_of, digest, determination },
  };
}

/** The name of an edition, bound to its public rows by their SHA-256. */
export function editionId(review: string, on: string, digest: string): string {
  return `${review}-public-on-${on}-${digest.slice(0, 12)}`;
}
