import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import type { PublicRows } from "./edition.contract.ts";

/** A hidden organisation that is named in published words. */
export interface Mention {
  /** Which words: "the title", "an authority". */
  readonly place: string;
  readonly name: string;
}

/** Words that an office writes for an edition, and could write otherwise. */
function wordsOf({
  review,
  publishing,
  withheld,
}: PublicRows): readonly (readonly [string, string])[] {
  return [
    ["the title", review.title],
    ["the notice", review.notice],
    ["the address for errors", publishing.errors_to],
    ["the reason of the correction", publishing.corrects?.reason ?? ""],
    ...withheld.map(({ authority }) => ["an authority", authority] as const),
  ];
}

/**
 * Finds hidden organisations in words that an office publishes in an edition: by identifier or by any
 * name they ever had, whatever the case. Names of fewer than three signs are not looked for.
 */
export function mentionsOf(
  rows: PublicRows,
  hidden: ReadonlySet<string>,
  organisations: readonly OrganisationFact[],
): Mention[] {
  const names = namesOf(hidden, organisations);
  const found = wordsOf(rows).flatMap(([place, text]) =>
    names.filter((name) => stands(name, text)).map((name) => ({ place, name })),
  );
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

/**
 * What readers could take from the names of those who stay: a name that holds a hidden one, and an
 * identifier with a number that only has it because a hidden one came first.
 */
export function remarksOf(
  rows: PublicRows,
  hidden: ReadonlySet<string>,
  organisations: readonly OrganisationFact[],
): string[] {
  const names = namesOf(hidden, organisations);
  return rows.organisations.flatMap(({ organisation, name }) => [
    ...names
      .filter((each) => stands(each, name))
      .map((each) => `${name} stays, and its name holds that of ${each}, which leaves.`),
    ...(hidden.has(organisation.replace(/-\d+$/, "")) && /-\d+$/.test(organisation)
      ? [`The identifier ${organisation} tells that there is another without the number.`]
      : []),
  ]);
}

function namesOf(
  hidden: ReadonlySet<string>,
  organisations: readonly OrganisationFact[],
): string[] {
  const names = organisations
    .filter(({ id }) => hidden.has(id))
    .flatMap(({ id, names: own }) => [...own.map(({ name }) => name.trim()), id]);
  // A name and its identifier may differ in case alone; one of them is enough.
  const once = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]));
  return [...once.values()].filter((name) => name.length > 2).toSorted();
}

/** Whether a name stands in a text as whole words, whatever the case. */
function stands(name: string, text: string): boolean {
  const [within, wanted] = [text.toLowerCase(), name.toLowerCase()];
  for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + 1)) {
    const letter = /[\p{L}\p{N}]/u;
    const before = at === 0 ? "" : (within[at - 1] ?? "");
    const after = within[at + wanted.length] ?? "";
    if (!letter.test(before) && !letter.test(after)) return true;
  }
  return false;
}
