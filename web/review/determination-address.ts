import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { withQuery } from "../app/fetch-json.ts";

/** Where the canonical bytes of the determination that a page shows are read. */
export function determinationAddress(summary: DeterminationSummary): string {
  const { review, on, as_of: asOf } = summary;
  return withQuery(`/api/reviews/${review}/determination`, { on, as_of: asOf });
}
