import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import type { ScoreFacts } from "../assessments/score-facts.ts";
import { scoresOn } from "../assessments/scores-on.ts";
import type { RiskMatter } from "../decisions/risk-states.ts";
import { type PartWords, partWordsOf } from "../determination/rating-inputs.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import type { EvidenceFacts, Observed } from "../evidence/evidence-facts.ts";
import type { CollectionName, ItemEvidence } from "../evidence/item-evidence.ts";
import { publicAccountability } from "./accountability-facts.ts";
import type { PublicRow, PublicRows } from "./edition.contract.ts";
import { leftOutRows, type Reach } from "./edition-reach.ts";

/** What an edition is made of, before anything is held back. */
export interface EditionFacts extends Pick<
  PublicRows,
  "review" | "on" | "as_of" | "methodology" | "yardstick" | "publishing"
> {
  /** With the names of every organisation, so that each row is known for whose it is. */
  readonly evidence: EvidenceFacts;
  readonly scores: ScoreFacts;
  /** What was decided and signed; empty where no gate looks at it. */
  readonly matters: readonly RiskMatter[];
  readonly maximumAgeDays: number;
}

/**
 * Makes of a determination's inputs those that the public may have (determination.md, section 5):
 * without hidden organisations, without withheld items, counted as if their rows had never been read.
 * Two worlds that differ only in what is withheld give the same answer, byte for byte.
 *
 * Left out with them, because each would tell: names outside the list, digests of files, revisions of
 * collections, corrections and their reasons, and who left the list.
 */
export function publicRowsOf(facts: EditionFacts, reach: Reach): PublicRows {
  const { review, on, as_of, methodology, yardstick, publishing } = facts;
  const evidence = publicEvidence(facts, reach);
  const { items } = evidence.yardstick;
  const question = { on, asOf: as_of, maximumAgeDays: facts.maximumAgeDays };
  const counted = countEvidence(evidence, question);
  const scores = scoresOn(publicScores(facts.scores, reach), items, evidence.scope, question);
  const said = new Map(scores.map((each) => [each.organisation, each]));
  const measured = new Set(items.flatMap((item) => (item.measured_by ? [item.id] : [])));
  const organisations = counted.organisations.map(
    ({ organisation, name, items: own }): PublicRow => ({
      organisation,
      name,
      measured: own
        .filter(({ item }) => measured.has(item) && !isWithheld(reach, organisation, item))
        .map(publicItem),
      ...publicSaid(said.get(organisation)),
      ...publicDecided(facts, reach, organisation),
    }),
  );
  return {
    format: "muster/public-rows/1",
    review,
    on,
    as_of,
    methodology,
    yardstick,
    organisations,
    sampled: [...(scores[0]?.sampled ?? [])],
    withheld: withheldItems(evidence.scope, reach),
    parts: publicParts(
      partWordsOf(
        counted.organisations.map((each) => ({
          ...each,
          items: each.items.filter(({ item }) => !isWithheld(reach, each.organisation, item)),
        })),
        evidence.collections,
        evidence.mappings,
      ),
      evidence,
    ),
    publishing,
  };
}

/** Whether an item of an organisation in scope is withheld. */
export function isWithheld({ withheld }: Reach, organisation: string, item: string): boolean {
  return withheld.get(organisation)?.has(item) ?? false;
}

/** The facts without the rows that are left out, and without hidden organisations in the scope. */
export function publicEvidence(facts: EditionFacts, reach: Reach): EvidenceFacts {
  const { evidence, as_of } = facts;
  const leftOut = leftOutRows(reach, evidence.yardstick.items, evidence.organisations, as_of);
  const observed = new Map(
    evidence.collections.flatMap((collection): [string, Observed][] => {
      const read = evidence.observed.get(collection.id);
      if (read === undefined) return [];
      const units = read.units.filter(({ owner }) => !leftOut(collection, owner));
      const counts = read.counts.filter(({ owner }) => !leftOut(collection, owner));
      return [[collection.id, { ...read, units, counts }]];
    }),
  );
  const scope = evidence.scope.filter((each) => !reach.hidden.has(each)).toSorted();
  return { ...evidence, scope, observed };
}

/** The scores without hidden organisations and withheld items, as if nobody had given them. */
export function publicScores(facts: ScoreFacts, reach: Reach): ScoreFacts {
  const told = (organisation: string, item: string): boolean =>
    !reach.hidden.has(organisation) && !isWithheld(reach, organisation, item);
  return {
    ...facts,
    acts: facts.acts.map((act) => ({
      ...act,
      scores: act.scores.filter(({ organisation, item }) => told(organisation, item)),
    })),
    profiles: facts.profiles.map((profile) => ({
      ...profile,
      items: profile.items.filter((item) => told(profile.organisation, item)),
    })),
  };
}

function publicDecided(
  { matters, on }: EditionFacts,
  { withheld }: Reach,
  organisation: string,
): Pick<PublicRow, "accountability"> {
  const matter = matters.find((each) => each.organisation === organisation);
  if (matter === undefined) return {};
  const held = new Set(withheld.get(organisation)?.keys());
  return { accountability: publicAccountability(matter, on, held) };
}

function publicSaid(
  said: OrganisationScores | undefined,
): Omit<PublicRow, "organisation" | "name" | "measured" | "accountability"> {
  return {
    self: (said?.self ?? []).map(publicItem),
    independent: (said?.independent ?? []).map(publicItem),
    closed: said?.closed ?? null,
    not_applicable: [...(said?.notApplicable ?? [])],
  };
}

/** Evidence as it is told: a collection by its source and day, without digest and revision. */
function publicItem(evidence: ItemEvidence): ItemEvidence {
  return {
    ...evidence,
    collection: publicCollection(evidence.collection),
    inventory: publicCollection(evidence.inventory),
  };
}

function publicCollection(named: CollectionName | null): CollectionName | null {
  if (named === null) return null;
  const { source, day } = named;
  return { collection: publicName(named), source, day, file_digest: "" };
}

function publicName({ source, day }: Pick<CollectionName, "source" | "day">): string {
  return `${source}-on-${day}`;
}

function publicParts(parts: readonly PartWords[], { collections }: EvidenceFacts): PartWords[] {
  const named = new Map(collections.map((each) => [each.id, publicName(each)]));
  const told = parts.map((part) => ({
    ...part,
    collection: named.get(part.collection) ?? part.collection,
  }));
  const once = new Map(told.map((part) => [`${part.collection} ${part.part}`, part]));
  return [...once.values()];
}

function withheldItems(scope: readonly string[], { withheld }: Reach): PublicRows["withheld"] {
  return scope.flatMap((organisation) =>
    [...(withheld.get(organisation) ?? [])]
      .map(([item, { authority }]) => ({ organisation, item, authority }))
      .toSorted((left, right) => (left.item < right.item ? -1 : 1)),
  );
}
