import fc from "fast-check";
import {
  noScoreFacts,
  type ProfileFact,
  type ScoreFacts,
} from "../../src/assessments/score-facts.ts";
import { readMethodology } from "../../src/determination/read-methodology.ts";
import type {
  Collection,
  Correction,
  EvidenceFacts,
  Observed,
} from "../../src/evidence/evidence-facts.ts";
import { readMapping } from "../../src/evidence/read-mapping.ts";
import { sha256 } from "../../src/kit/canonical-json.ts";
import type { OrganisationFact } from "../../src/organisations/organisation-facts.ts";
import {
  leftOutRows,
  reachOf,
  type Reach,
  type Withholding,
} from "../../src/reports/edition-reach.ts";
import type { EditionFacts } from "../../src/reports/public-rows.ts";
import { readYardstick } from "../../src/yardsticks/read-yardstick.ts";
import { matterOf, type WorldRisk } from "./edition-world-risks.ts";

/*
 * Worlds for tests of public editions: organisations of which one stands below another, units that
 * move between owners, an earlier collection, an inventory, a second source, corrections, scores of
 * both kinds with a closed sample, and profiles. `otherWorld` changes whatever a reach withholds.
 */

const at = "2026-11-22T10:00:00.000000Z";
const closedAt = "2026-11-22T11:00:00.000000Z";
const asOf = "2026-11-22T12:00:00.000000Z";
const on = "2020-06-08";
const earlier = "2020-05-01";

/** Who stands below whom. */
export const worldParents: ReadonlyMap<string, string | null> = new Map([
  ["o-0", null],
  ["o-1", null],
  ["o-2", null],
  ["o-3", "o-2"],
]);
const ids = [...worldParents.keys()];

/** Two items of shared parts, one of another source, and three that people score. */
export const worldYardstickText = `format: muster/yardstick/1
id: edition
version: "1"
title: Edition
sources: [{title: made for tests}]
capabilities:
  - {id: cap, title: Able, items: [H1, A]}
items:
  - {id: H1, title: All parts, text: a, scale: share, units: hosts, measured_by: scan}
  - {id: H2, title: First part, text: a, scale: share, units: hosts, measured_by: scan}
  - {id: R1, title: Registered, text: a, scale: share, units: hosts, measured_by: probe}
  - {id: A, title: A, text: a, scale: level}
  - {id: B, title: B, text: b, scale: level}
  - {id: C, title: C, text: c, scale: level}
`;
export const worldYardstick = readYardstick(worldYardstickText, "edition.yaml");
const itemIds = worldYardstick.items.map(({ id }) => id);
const scored = ["A", "B", "C"];

const unitsMapping = (source: string, items: string): string => `format: muster/mapping/1
id: ${source}-units
version: "1"
title: ${source}
source: ${source}
kind: units
day: given
owner: {column: owner}
unit: {column: unit}
units: hosts
parts:
  - {id: p1, title: p1, column: p1, good: [g], bad: [b], unknown: ["?"]}
  - {id: p2, title: p2, column: p2, good: [g], bad: [b], unknown: ["?"]}
items:
${items}`;
const mappings = [
  readMapping(
    unitsMapping(
      "scan",
      "  - {item: H1, all: [p1, p2], rule: a}\n  - {item: H2, all: [p1], rule: b}\n",
    ),
    "scan.yaml",
  ),
  readMapping(
    `${unitsMapping("probe", "  - {item: R1, all: [p1], rule: c}\n")}held_against:\n  - {mapping: list, items: [R1]}\n`,
    "probe.yaml",
  ),
  readMapping(
    `format: muster/mapping/1
id: list
version: "1"
title: List
source: list
kind: inventory
day: given
owner: {column: owner}
unit: {column: unit}
units: hosts
`,
    "list.yaml",
  ),
];

const stateGates = `  - {id: u, title: U, when: undecided-risks, cap: fair}
  - {id: l, title: L, when: unsigned-late, cap: poor}
`;

/** The file of a methodology that weighs scores in a way. */
export function worldMethodologyText(scores: string, states = false): string {
  const weight = (most: number): number => (scores === "maturity-average" ? 1 : most);
  return `format: muster/methodology/1
id: edition
version: "1.0"
title: Edition
scope: edition
authority: made for tests
yardstick: edition@1
scores: ${scores}
functions:
  - {id: one, title: One, items: [{item: H1, weight: ${weight(3)}}, {item: A, weight: ${weight(2)}}]}
  - {id: two, title: Two, items: [{item: H2, weight: 1}, {item: R1, weight: 1}, {item: B, weight: ${weight(4)}}, {item: C, weight: 1}]}
labels:
  - {label: good, name: Good, from: 75, said: good, briefly: good}
  - {label: fair, name: Fair, from: 30, said: fair, briefly: fair}
  - {label: poor, name: Poor, from: 0, said: poor, briefly: poor}
gates:
  - {id: g, title: G, item: A, below: 30, cap: fair}
  - {id: f, title: F, function: two, below: 20, cap: poor}
${states ? stateGates : ""}minimum_sample: none
minimum_coverage: 30
systemic_above: 25
maximum_age_days: 3650
`;
}

/** A rule of every kind. */
export const worldMethodologies = [
  "measured",
  "measured-first\ntrust_from_pairs: 1",
  "half-and-half",
  "maturity-average",
  "half-and-half with gates",
].map((kind) => {
  const [scores = ""] = kind.split(" with");
  const text = worldMethodologyText(scores, scores !== kind);
  return { methodology: readMethodology(text, "edition.yaml"), digest: sha256(text) };
});

/** A row: which unit, whose it is (4 belongs to nobody of the list), and its parts. */
interface Row {
  readonly unit: number;
  readonly owner: number;
  readonly states: string;
}

/** One world. */
export interface World {
  readonly before: readonly Row[];
  readonly now: readonly Row[];
  readonly probe: readonly Row[];
  readonly list: readonly Row[];
  readonly corrections: readonly { readonly unit: number; readonly state: Correction["state"] }[];
  readonly scores: readonly {
    readonly organisation: string;
    readonly item: string;
    readonly kind: "self" | "independent";
    readonly level: number;
    readonly late: boolean;
  }[];
  readonly sample: readonly string[] | null;
  readonly closes: boolean;
  readonly without: readonly { readonly organisation: string; readonly item: string }[];
  readonly risks: readonly WorldRisk[];
  /** Whose heads signed, and until when all were to. */
  readonly signed: readonly string[];
  readonly due: string | null;
}

const states = fc.constantFrom("gg", "gg", "gg", "gb", "bg", "bb", "?g", "g?");
const rows = fc.uniqueArray(fc.record({ unit: fc.nat(15), owner: fc.nat(4), states }), {
  selector: ({ unit }) => unit,
  maxLength: 14,
});
const score = fc.record({
  organisation: fc.constantFrom(...ids),
  item: fc.constantFrom(...scored),
  kind: fc.constantFrom("self" as const, "independent" as const),
  level: fc.integer({ min: 1, max: 5 }),
  late: fc.boolean(),
});

const risk: fc.Arbitrary<WorldRisk> = fc.record({
  organisation: fc.constantFrom(...ids),
  items: fc.subarray(itemIds, { maxLength: 2 }),
  open: fc.boolean(),
  decision: fc.constantFrom("none", "prepared", "signed", "signed", "signed", "expired"),
  title: fc.constantFrom("one", "another"),
});

/** Any world. */
export const anyWorld: fc.Arbitrary<World> = fc.record({
  before: rows,
  now: rows,
  probe: rows,
  list: rows,
  corrections: fc.array(
    fc.record({
      unit: fc.nat(15),
      state: fc.constantFrom("good" as const, "bad" as const, "unknown" as const),
    }),
    { maxLength: 3 },
  ),
  scores: fc.array(score, { maxLength: 24 }),
  sample: fc.option(fc.subarray(scored), { nil: null }),
  closes: fc.boolean(),
  without: fc.array(
    fc.record({ organisation: fc.constantFrom(...ids), item: fc.constantFrom(...scored) }),
    { maxLength: 3 },
  ),
  risks: fc.array(risk, { maxLength: 6 }),
  signed: fc.subarray(ids),
  due: fc.constantFrom(null, earlier, "2020-07-01"),
});

/** Any withholdings: items of organisations, seldom that one is there; never all of them. */
export const anyWithholdings: fc.Arbitrary<Withholding[]> = fc.array(
  fc.record({
    organisation: fc.constantFrom(...ids),
    item: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...itemIds) },
      { weight: 1, arbitrary: fc.constant("") },
    ),
    authority: fc.constantFrom("Act 1, section 2", "the deciding officer"),
  }),
  { maxLength: 5 },
);

/** What withholdings reach in these worlds. */
export function worldReach(withholdings: readonly Withholding[]): Reach {
  return reachOf(withholdings, worldYardstick.items, worldParents);
}

function nameOfOwner(owner: number): string {
  return owner === 4 ? "Nobody in the list" : `Organisation ${owner}`;
}

function factOf(id: string): OrganisationFact {
  const name = nameOfOwner(Number(id.slice(2)));
  const fact = {
    kind: "name" as const,
    from: null,
    until: null,
    reason: "",
    by: "t",
    known_at: at,
  };
  return { id, kind: "organisation", known_at: at, names: [{ name, ...fact }] };
}

function observedOf(day: string, own: readonly Row[], inventory: boolean): Observed {
  return {
    day,
    rows: own.length,
    left_out: 0,
    stale_rows: 0,
    combined_rows: 0,
    absent_columns: [],
    units: own.map(({ unit, owner, states: parts }) => ({
      owner: nameOfOwner(owner),
      unit: `host${unit}`,
      pattern: inventory ? "||" : `${parts}||`,
    })),
    counts: [],
  };
}

/** Everything that says nothing of values and may differ between worlds all the same. */
interface Clerk {
  readonly revision: string;
  readonly present: readonly string[];
}

/** The facts of a world. */
export function worldFacts(
  world: World,
  clerk: Clerk = { revision: "", present: ids },
): EditionFacts {
  const collection = (
    source: string,
    kind: Collection["kind"],
    day: string,
    mapping: string,
    own: readonly Row[],
  ): Collection => ({
    id: `${source}-${day}${clerk.revision}`,
    kind,
    source,
    day,
    known_at: at,
    mapping,
    file_digest: sha256(JSON.stringify([own, clerk.revision])),
    file_name: `${source}${clerk.revision}.csv`,
    rows: own.length,
    absent_columns: [],
    inventory: null,
    revises: clerk.revision === "" ? null : `${source}-${day}`,
  });
  const files = [
    [collection("list", "inventory", earlier, "list@1", world.list), world.list],
    [collection("scan", "delivered", earlier, "scan-units@1", world.before), world.before],
    [collection("scan", "delivered", on, "scan-units@1", world.now), world.now],
    [collection("probe", "delivered", on, "probe-units@1", world.probe), world.probe],
  ] as const;
  const evidence: EvidenceFacts = {
    organisations: clerk.present.map(factOf),
    scope: [...clerk.present],
    yardstick: worldYardstick,
    collections: files.map(([each]) => each),
    corrections: world.corrections.map(({ unit, state }, no) => ({
      collection: `scan-${on}${clerk.revision}`,
      unit: `host${unit}`,
      part: "p1",
      state,
      reason: `reason ${no}`,
      by: "t",
      known_at: at,
    })),
    retirements: [],
    mappings,
    observed: new Map(
      files.map(([each, own]) => [each.id, observedOf(each.day, own, each.kind === "inventory")]),
    ),
  };
  return {
    review: { id: "edition", title: "Edition", notice: "", simulated: true, order: "" },
    on,
    as_of: asOf,
    methodology: { id: "edition", version: "1.0", entry: "methodology/edition@1.0.yaml" },
    yardstick: { id: "edition", version: "1", entry: "yardstick/edition@1.yaml" },
    publishing: { errors_to: "", corrects: null },
    evidence,
    scores: scoresOf(world),
    matters: clerk.present.map((each) => matterOf({ ...world, at, earlier }, each)),
    maximumAgeDays: 3650,
  };
}

function scoresOf(world: World): ScoreFacts {
  const acts = [false, true].map((late) => ({
    act: "imported" as const,
    known_at: late ? asOf : at,
    scores: world.scores
      .filter((each) => each.late === late)
      .map(({ organisation, item, kind, level }) => ({
        organisation,
        item,
        kind,
        day: late ? on : earlier,
        value: { level },
        wording: "",
      })),
  }));
  const profiles = world.without.map(({ organisation, item }): ProfileFact => ({
    organisation,
    items: [item],
    applies: false,
    day: earlier,
    approved_by: "t",
    approved_on: earlier,
    reason: "t",
    known_at: at,
  }));
  return {
    ...noScoreFacts,
    acts,
    sample: world.sample === null ? null : { items: [...world.sample], known_at: at },
    closed: world.sample !== null && world.closes ? { day: earlier, known_at: closedAt } : null,
    profiles,
  };
}

/**
 * A world that is the same in everything that the public may know, and another in everything that a
 * reach withholds: rows, scores, profiles and corrections; digests, numbers of rows and revisions of
 * files; and whether a hidden organisation is there at all.
 */
export function otherWorld(world: World, other: World, reach: Reach, gone: boolean): EditionFacts {
  const present = ids.filter((id) => !(gone && reach.hidden.has(id)));
  const leftOut = leftOutRows(reach, worldYardstick.items, ids.map(factOf), asOf);
  const mixed = (
    source: string,
    kind: "delivered" | "inventory",
    own: readonly Row[],
    others: readonly Row[],
  ): Row[] => {
    const held = (row: Row): boolean => leftOut({ source, kind, day: on }, nameOfOwner(row.owner));
    const kept = own.filter((row) => !held(row));
    const units = new Set(kept.map(({ unit }) => unit));
    const strange = others.filter(
      (row) =>
        held(row) &&
        !units.has(row.unit) &&
        (row.owner === 4 || present.includes(`o-${row.owner}`)),
    );
    return [...strange, ...kept];
  };
  const told = ({ organisation, item }: { organisation: string; item: string }): boolean =>
    !reach.hidden.has(organisation) && !(reach.withheld.get(organisation)?.has(item) ?? false);
  // Risks that name no item may be about what is withheld.
  const toldRisk = ({ organisation, items }: WorldRisk): boolean =>
    !reach.hidden.has(organisation) &&
    (!reach.withheld.has(organisation) ||
      (items.length > 0 && items.every((item) => told({ organisation, item }))));
  const mixedTold = <T extends { organisation: string; item: string }>(
    own: readonly T[],
    others: readonly T[],
  ): T[] => [...others.filter((each) => !told(each)), ...own.filter(told)];
  const now = mixed("scan", "delivered", world.now, other.now);
  const heldUnits = new Set(
    world.now
      .filter((row) =>
        leftOut({ source: "scan", kind: "delivered", day: on }, nameOfOwner(row.owner)),
      )
      .map(({ unit }) => unit),
  );
  const keptUnits = new Set(now.filter((row) => world.now.includes(row)).map(({ unit }) => unit));
  return worldFacts(
    {
      before: mixed("scan", "delivered", world.before, other.before),
      now,
      probe: mixed("probe", "delivered", world.probe, other.probe),
      list: mixed("list", "inventory", world.list, other.list),
      corrections: [
        ...world.corrections.filter(({ unit }) => !heldUnits.has(unit)),
        ...other.corrections.filter(({ unit }) => !keptUnits.has(unit)),
      ],
      scores: mixedTold(world.scores, other.scores),
      sample: world.sample,
      closes: world.closes,
      without: mixedTold(world.without, other.without),
      risks: [
        ...other.risks.filter((each) => !toldRisk(each)),
        ...world.risks.filter((each) => toldRisk(each)),
      ],
      signed: ids.filter((id) => (reach.hidden.has(id) ? other : world).signed.includes(id)),
      due: world.due,
    },
    { revision: "-r2", present },
  );
}
