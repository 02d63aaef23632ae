import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import type { Mapping } from "../evidence/mapping.contract.ts";
import type { Collection } from "../evidence/evidence-facts.ts";
import type { OrganisationEvidence } from "../evidence/item-evidence.ts";
import type { CountedStates } from "./gate-states.ts";
import type { Methodology } from "./methodology.ts";

/** What a rating needs of a yardstick. */
export interface RatedYardstick {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly title: string;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly measured_by?: string;
    readonly group?: string;
    readonly withdrawn?: { readonly into: readonly string[] };
  }[];
  readonly groups?: readonly {
    readonly id: string;
    readonly title: string;
    readonly parent?: string;
  }[];
  readonly capabilities?: readonly {
    readonly id: string;
    readonly title: string;
    readonly items: readonly string[];
  }[];
}

/** A methodology with the SHA-256 of the file it was read from. */
export interface NamedMethodology {
  readonly methodology: Methodology;
  readonly digest: string;
}

/** How the parts of a collection are spoken of. */
export interface PartWords {
  readonly collection: string;
  readonly part: string;
  readonly title: string;
  /** "lack HTTPS enforcement" */
  readonly fails: string;
  /** "HTTPS enforcement" */
  readonly subject: string;
}

/** All that one rating is computed from. */
export interface RatingInputs {
  readonly evidence: OrganisationEvidence;
  readonly methodology: Methodology;
  readonly yardstick: RatedYardstick;
  readonly parts: readonly PartWords[];
  readonly scores?: OrganisationScores;
  /** What was decided and signed, where gates look at it. */
  readonly states?: CountedStates;
}

/**
 * The words for the parts of the collections that the evidence names, from the mappings that read
 * them: in the order of collections, so that the same evidence always has the same words.
 */
export function partWordsOf(
  organisations: readonly OrganisationEvidence[],
  collections: readonly Pick<Collection, "id" | "mapping">[],
  mappings: readonly Mapping[],
): PartWords[] {
  const named = new Set(
    organisations.flatMap(({ items }) => items.map(({ collection }) => collection?.collection)),
  );
  const byName = new Map(mappings.map((mapping) => [`${mapping.id}@${mapping.version}`, mapping]));
  return collections
    .filter(({ id }) => named.has(id))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    .flatMap(({ id, mapping: name }) => {
      const mapping = byName.get(name);
      if (mapping?.kind !== "units") return [];
      return mapping.parts.map((part) => ({
        collection: id,
        part: part.id,
        title: part.title,
        fails: part.fails ?? `fail “${part.title}”`,
        subject: part.subject ?? `“${part.title}”`,
      }));
    });
}
