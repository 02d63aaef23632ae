import type {
  Collection,
  EvidenceFacts,
  Observed,
  ObservedCount,
  ObservedUnit,
} from "../../src/evidence/evidence-facts.ts";
import type { Mapping } from "../../src/evidence/mapping.contract.ts";
import type { OrganisationFact } from "../../src/organisations/organisation-facts.ts";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";

/** The instant at which everything in a story is known, unless it says otherwise. */
export const storyKnownAt = "2019-01-01T00:00:00.000000Z";

/** An organisation with one name. */
export function organisation(id: string, name = id): OrganisationFact {
  const fact = { name, kind: "name" as const, from: null, until: null, reason: "", by: "story" };
  return {
    id,
    kind: "organisation",
    known_at: storyKnownAt,
    names: [{ ...fact, known_at: storyKnownAt }],
  };
}

/** What a collection observed, with everything else empty. */
export function observed(
  day: string,
  rows: { units?: ObservedUnit[]; counts?: ObservedCount[]; absent?: string[] },
): Observed {
  const units = rows.units ?? [];
  const counts = rows.counts ?? [];
  return {
    day,
    rows: units.length + counts.length,
    left_out: 0,
    stale_rows: 0,
    combined_rows: 0,
    absent_columns: rows.absent ?? [],
    units,
    counts,
  };
}

/** A collection of a story. */
export function collection(
  given: Pick<Collection, "id" | "day" | "mapping" | "source"> & Partial<Collection>,
): Collection {
  return {
    kind: "delivered",
    known_at: storyKnownAt,
    file_digest: "ab".repeat(32),
    file_name: `${given.id}.csv`,
    rows: 0,
    absent_columns: [],
    inventory: null,
    revises: null,
    ...given,
  };
}

/** Facts of a story. */
export function story(parts: {
  organisations: OrganisationFact[];
  yardstick: Yardstick;
  mappings: Mapping[];
  deliveries: { collection: Collection; observed?: Observed }[];
  scope?: string[];
  corrections?: EvidenceFacts["corrections"];
  retirements?: EvidenceFacts["retirements"];
}): EvidenceFacts {
  return {
    organisations: parts.organisations,
    scope: parts.scope ?? parts.organisations.map((each) => each.id),
    yardstick: parts.yardstick,
    collections: parts.deliveries.map((each) => each.collection),
    corrections: parts.corrections ?? [],
    retirements: parts.retirements ?? [],
    mappings: parts.mappings,
    observed: new Map(
      parts.deliveries.flatMap((each) =>
        each.observed ? [[each.collection.id, each.observed] as const] : [],
      ),
    ),
  };
}
