/** What the server acknowledged: it answered, so all of this has to be there whatever happens. */
export class Ledger {
  readonly leaves = new Set<string>();
  /** Identifiers of imported collections with how many units each has to hold. */
  readonly collections = new Map<string, number>();
  /** Digests of recorded determinations by the instant as of which they were made. */
  readonly determinations = new Map<string, string>();

  /** The level that stands, by organisation and item, and those that were asked for since. */
  readonly scores = new Map<string, number>();
  readonly scoresUnderWay = new Map<string, number>();
  /** Digests of statements that a head signed. */
  readonly statements = new Set<string>();
  /** Digests of what officers signed. */
  readonly confirmations = new Set<string>();

  /** Notes the leaves that an answer carried in its header. */
  note(response: Response): void {
    const header = response.headers.get("muster-leaf") ?? "";
    for (const digest of header.split(",")) {
      if (digest.trim() !== "") this.leaves.add(digest.trim());
    }
  }
}
