import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import type { Determination, RatedItem } from "../determination/determination.contract.ts";
import { determine, determineSoon, type DeterminationInputs } from "../determination/determine.ts";
import { asksStates } from "../determination/gate-states.ts";
import type { NamedMethodology } from "../determination/rating-inputs.ts";
import { emptyEvidence, type OrganisationEvidence } from "../evidence/item-evidence.ts";
import { Problem } from "../kit/problem.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { statesOfRow } from "./accountability-facts.ts";
import { editionNames } from "./bundle-names.ts";
import type { PublicRow, PublicRows } from "./edition.contract.ts";

/** What every edition says of what its ratings stand on. */
export const onPublicEvidence = "on public evidence";

/**
 * The methodology as an edition applies it: the same rule, whose labels say wherever they stand that
 * they are on public evidence.
 */
export function publicMethodology(named: NamedMethodology): NamedMethodology {
  const { methodology, digest } = named;
  const scope = `${methodology.scope}, ${onPublicEvidence}`;
  return { methodology: { ...methodology, scope }, digest };
}

/**
 * Determines anew from the public rows of an edition, and from nothing else: what a stranger
 * recomputes. A withheld item is [0, 1], missing "withheld", with its authority as its rule.
 * Refuses (bad-input): rows that tell something of what they say is withheld, or are not in order.
 */
export function determineEdition(
  rows: PublicRows,
  methodology: NamedMethodology,
  yardstick: Yardstick,
): Determination {
  const withheld = checkedRows(rows, yardstick);
  return withAuthorities(determine(inputsOf(rows, withheld, { methodology, yardstick })), withheld);
}

/** The same, with a breath after every organisation. */
export async function determineEditionSoon(
  rows: PublicRows,
  methodology: NamedMethodology,
  yardstick: Yardstick,
): Promise<Determination> {
  const withheld = checkedRows(rows, yardstick);
  const inputs = inputsOf(rows, withheld, { methodology, yardstick });
  return withAuthorities(await determineSoon(inputs), withheld);
}

type Withheld = ReadonlyMap<string, Authorities>;

function inputsOf(
  rows: PublicRows,
  withheld: Withheld,
  { methodology, yardstick }: { methodology: NamedMethodology; yardstick: Yardstick },
): DeterminationInputs {
  return {
    review: rows.review.id,
    on: rows.on,
    asOf: rows.as_of,
    yardstick,
    methodology: publicMethodology(methodology),
    parts: rows.parts,
    evidence: {
      organisations: rows.organisations.map((row) =>
        evidenceOf(row, withheld.get(row.organisation)),
      ),
      outside: [],
    },
    scores: rows.organisations.map((row) =>
      scoresOf(row, rows.sampled, withheld.get(row.organisation)),
    ),
    states: asksStates(methodology.methodology)
      ? rows.organisations.map((row) => statesOfRow(row, rows.on, !withheld.has(row.organisation)))
      : [],
  };
}

function withAuthorities(determination: Determination, withheld: Withheld): Determination {
  const { enterprise } = determination;
  return {
    ...determination,
    ratings: determination.ratings.map((rating) => {
      const own = withheld.get(rating.organisation);
      if (own === undefined) return rating;
      return { ...rating, items: rating.items.map((each) => withAuthority(each, own)) };
    }),
    enterprise: { ...enterprise, headline: `${enterprise.headline}, ${onPublicEvidence}` },
  };
}

type Authorities = ReadonlyMap<string, string>;
const none: Authorities = new Map();

function evidenceOf(row: PublicRow, withheld: Authorities = none): OrganisationEvidence {
  const { organisation, name, measured } = row;
  return {
    organisation,
    name,
    items: [...measured, ...[...withheld.keys()].map((item) => emptyEvidence(item, "withheld"))],
  };
}

function scoresOf(
  row: PublicRow,
  sampled: readonly string[],
  withheld: Authorities = none,
): OrganisationScores {
  const held = [...withheld.keys()];
  const evidence = held.map((item) => emptyEvidence(item, "withheld"));
  return {
    organisation: row.organisation,
    self: [...row.self, ...evidence],
    independent: [...row.independent, ...evidence],
    // Asked for and held back: it counts against, as one that was sampled and never came.
    sampled: [...new Set([...sampled, ...held])],
    closed: row.closed,
    notApplicable: row.not_applicable,
  };
}

function withAuthority(rated: RatedItem, withheld: Authorities): RatedItem {
  const authority = withheld.get(rated.item);
  if (authority === undefined) return rated;
  return { ...rated, evidence: { ...rated.evidence, rule: authority } };
}

/** The authorities of withheld items by organisation; refuses rows that contradict themselves. */
function checkedRows(rows: PublicRows, yardstick: Yardstick): ReadonlyMap<string, Authorities> {
  const known = new Set(yardstick.items.map(({ id }) => id));
  const listed = new Set(rows.organisations.map(({ organisation }) => organisation));
  if (listed.size !== rows.organisations.length) refuse("names an organisation twice");
  const withheld = new Map<string, Map<string, string>>();
  for (const { organisation, item, authority } of rows.withheld) {
    if (!listed.has(organisation)) refuse(`withholds of ${organisation}, which is not in it`);
    if (!known.has(item)) refuse(`withholds ${item}, which is not in the yardstick`);
    if (authority.trim() === "") refuse(`withholds ${item} of ${organisation} without authority`);
    const own = withheld.get(organisation) ?? new Map<string, string>();
    withheld.set(organisation, own.set(item, authority));
  }
  for (const row of rows.organisations) {
    const told = [
      ...[...row.measured, ...row.self, ...row.independent].map(({ item }) => item),
      ...row.not_applicable,
    ];
    const own = withheld.get(row.organisation) ?? none;
    const both = told.find((item) => own.has(item));
    if (both !== undefined) refuse(`withholds ${both} of ${row.organisation}, and tells it`);
  }
  return withheld;
}

function refuse(what: string): never {
  throw new Problem("bad-input", `${what}.`, { file: editionNames.rows });
}
