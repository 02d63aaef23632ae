import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Download } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { liveItems } from "../yardsticks/wording.ts";
import { storedProfiles } from "./samples.store.ts";
import { scoreWorkbook } from "./score-workbook.ts";
import type { WorkbookQuery } from "./score-workbook.contract.ts";
import { requireScored } from "./scored-organisation.actions.ts";
import { type ScoredReview, scoredReview } from "./scored-review.actions.ts";
import { profilesOn } from "./scores-on.ts";
import {
  type AskedItem,
  askedDigest,
  identityText,
  type WorkbookIdentity,
} from "./workbook-identity.ts";

/** The name under which the key of the log signs identities of workbooks. */
export const signedAs = "score-workbook";

/**
 * A workbook in which one organisation of a review can be scored by hand: every item that applies to
 * it, with locked words and choices from its scale. It holds no score, and is signed with the key of
 * the log, so that what comes back is known to be of that organisation and review.
 */
export async function makeScoreWorkbook(
  work: Work,
  review: string,
  name: string,
  { kind = "self", day = "" }: WorkbookQuery,
): Promise<Download> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const { organisation, owner } = await requireScored(transaction, scored, name);
  const on = day === "" ? scored.asOf.slice(0, 10) : day;
  // What applies to a system is what applies to the organisation that it is inside of.
  const profiles = profilesOn(await storedProfiles(transaction, review, scored.asOf), {
    on,
    asOf: scored.asOf,
  });
  const without = profiles.get(owner) ?? new Set<string>();
  const live = askedItems(scored, () => true);
  const items = askedItems(scored, (id) => !without.has(id));
  const { summary, yardstick, asOf } = scored;
  const identity: WorkbookIdentity = {
    review,
    organisation,
    kind,
    yardstick: summary.yardstick,
    yardstickDigest: yardstick.digest,
    items: items.length,
    itemsDigest: askedDigest(items),
    asOf,
    simulated: summary.simulated,
  };
  const [facts] = await organisationFactsOf(transaction, [organisation], asOf);
  const note = await work.sign(identityText(identity), signedAs);
  return {
    fileName: `${review}-${organisation}-${kind}.xlsx`,
    content: async () =>
      scoreWorkbook({
        identity,
        note,
        organisationName: facts === undefined ? organisation : nameOn(facts, on, asOf),
        reviewTitle: summary.title,
        yardstickTitle: yardstick.title,
        notice: summary.notice,
        day,
        leftOut: live.length - items.length,
        groups: yardstick.groups ?? [],
        items,
      }),
  };
}

/** The items of a review that are not withdrawn, as far as they apply. */
export function askedItems(scored: ScoredReview, applies: (id: string) => boolean): AskedItem[] {
  return liveItems(scored.yardstick).flatMap(({ id }) => {
    const found = scored.items.get(id);
    return found === undefined || !applies(id) ? [] : [found];
  });
}
