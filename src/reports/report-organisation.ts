import { createElement as h, type ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { RatedItem, Rating, Reason } from "../determination/determination.contract.ts";
import { outsideBecause, outsideCounts } from "../determination/outside-in-words.ts";
import { countInWords, percentInWords } from "../determination/words.ts";
import type { OutsideOwner } from "../evidence/counted-evidence.ts";
import { dayInWords } from "../kit/calendar.ts";
import { shownText } from "../kit/shown-text.ts";
import { whyMissing } from "./missing-words.ts";
import { printedWords } from "./printed-words.ts";
import type { OrganisationWords, ReportContent } from "./report-content.ts";
import { basisOf, bestRankOf } from "./report-facts.ts";
import { RatingWords } from "./report-marks.ts";
import { Name } from "./report-names.ts";
import { Count, Section, Table, type Row } from "./report-tables.ts";
import { words } from "./report-words.ts";
import { isLong, missingInShort, shortened } from "./shortened-rating.ts";

interface Branch {
  readonly reason: Reason;
  readonly below: Branch[];
}

/** Hangs a list of reasons, each with its level, into a tree. */
export function treeOf(reasons: readonly Reason[]): readonly Branch[] {
  const top: Branch[] = [];
  const path: Branch[] = [];
  for (const reason of reasons) {
    const branch: Branch = { reason, below: [] };
    path.length = Math.min(path.length, reason.level);
    (path.at(-1)?.below ?? top).push(branch);
    path.push(branch);
  }
  return top;
}

function Reasons(props: {
  readonly branches: readonly Branch[];
  readonly outermost?: boolean;
}): ReactElement {
  const lines = props.branches.map(({ reason, below }, at) =>
    h(
      "li",
      { key: at },
      reason.level === 0 ? h("b", null, shownText(reason.words)) : shownText(reason.words),
      reason.remark === ""
        ? null
        : h("span", { className: "soft" }, shownText(` ${reason.remark}`)),
      below.length === 0 ? null : h(Reasons, { branches: below }),
    ),
  );
  return h("ul", props.outermost ? { className: "reasons" } : null, lines);
}

function itemRow(rated: RatedItem): Row {
  const { evidence, value, title, item } = rated;
  const { good, bad, unknown, unseen, n } = evidence;
  const bar =
    evidence.missing === null
      ? h(IntervalBar, { counts: { good, bad, unknown: unknown + unseen, n }, name: title })
      : h(AbsentBar, { because: shownText(whyMissing(evidence)) });
  return {
    key: item,
    cells: [
      h("span", null, `${item} `, h(Name, { of: title })),
      bar,
      percentInWords(value.least.percent),
      percentInWords(value.most.percent),
      h(Count, { of: good }),
      h(Count, { of: unknown }),
      h(Count, { of: unseen }),
      h(Count, { of: bad }),
      measuredInWords(evidence),
    ],
  };
}

/** On which day something was measured, and against the inventory of which day it was held. */
function measuredInWords({ collection, inventory }: RatedItem["evidence"]): string {
  if (collection === null) return "";
  const day = dayInWords(collection.day);
  if (inventory === null) return day;
  return `${day}, ${printedWords.against(dayInWords(inventory.day))}`;
}

function OneOrganisation(props: {
  readonly rating: Rating;
  /** How many items it has; fewer may be shown. */
  readonly items: number;
  readonly said: OrganisationWords | undefined;
  readonly bestRank: number;
  readonly basis: string;
}): ReactElement {
  const { rating, items, said, bestRank, basis } = props;
  const { column } = words;
  const columns = [
    { title: column.item, kind: "text" },
    { title: column.bar, kind: "bar" },
    { title: column.proved, kind: "number" },
    { title: column.best, kind: "number" },
    { title: column.good, kind: "number" },
    { title: column.unknown, kind: "number" },
    { title: column.unseen, kind: "number" },
    { title: column.bad, kind: "number" },
    { title: printedWords.measured, kind: "text" },
  ] as const;
  const changes = rating.changes.map((change, at) =>
    h(
      "li",
      { key: at },
      h("b", null, shownText(change.title), change.direction === "none" ? "." : ":"),
      " ",
      shownText(change.words),
    ),
  );
  return h(
    "details",
    { id: `organisation-${rating.organisation}`, className: "folded" },
    h(
      "summary",
      null,
      h("span", { className: "name" }, h(Name, { of: rating.name })),
      h(RatingWords, { rating: rating.rating, atBest: rating.at_best, bestRank }),
      basis === "" ? null : h("span", { className: "soft" }, ` ${basis}`),
    ),
    h(
      "div",
      { className: "inside" },
      said === undefined
        ? null
        : h(
            "p",
            null,
            h("b", null, shownText(`${said.headline}.`)),
            shownText(said.lede === "" ? "" : ` ${said.lede}`),
          ),
      h("h3", null, words.why),
      h(Reasons, { branches: treeOf(rating.reasons), outermost: true }),
      changes.length === 0 ? null : h("h3", null, words.changes),
      changes.length === 0 ? null : h("ul", { className: "open-points" }, changes),
      h("h3", null, words.itemsOfOne),
      rating.items.length < items
        ? h("p", { className: "note" }, printedWords.others(rating.items.length, items))
        : null,
      h(Table, {
        caption: shownText(`${rating.name}: ${words.itemsOfOne}`),
        columns,
        rows: rating.items.map(itemRow),
      }),
    ),
  );
}

/** Where the sections of organisations stand in the page: no text can say it, every `<` is escaped. */
export const organisationsHere = "<muster-organisations></muster-organisations>";

/** Where each organisation stands with its reasons and items: each is written by itself. */
export function EachOrganisation(): ReactElement {
  return h(
    Section,
    { id: "each", title: words.each, note: words.eachNote },
    h("muster-organisations"),
  );
}

/** One folded section for each organisation, by name, with its reasons and items. */
export function* organisationSections(content: ReportContent): Generator<ReactElement> {
  const bestRank = bestRankOf(content);
  for (const [at, rating] of content.determination.ratings.entries()) {
    yield h(OneOrganisation, {
      key: rating.organisation,
      rating: isLong(content) ? shortened(rating) : rating,
      items: rating.items.length,
      said: content.organisations[at],
      bestRank,
      basis: basisOf(content),
    });
  }
}

/** Owners whose units count in the totals, and who are not in the list of the review. */
function OutsideTheList(props: { readonly outside: readonly OutsideOwner[] }): ReactElement {
  const { column } = words;
  const columns = [
    { title: column.owner, kind: "text" },
    { title: column.reason, kind: "text" },
    { title: column.counts, kind: "text" },
  ] as const;
  const rows = props.outside.map((owner, at): Row => ({
    key: String(at),
    cells: [
      owner.name === "" ? words.noOwner : h(Name, { of: owner.name }),
      outsideBecause(owner),
      shownText(outsideCounts(owner)),
    ],
  }));
  return h(
    "section",
    { id: "outside" },
    h("h3", null, words.outside),
    h(Table, { caption: words.outside, columns, rows }),
  );
}

function missingRows({ organisation, name, items }: Rating): Row[] {
  return items.flatMap(({ item, title, evidence }): Row[] =>
    evidence.missing === null
      ? []
      : [
          {
            key: `${organisation} ${item}`,
            cells: [
              h(Name, { of: name }),
              h("span", null, `${item} `, h(Name, { of: title })),
              shownText(whyMissing(evidence)),
            ],
          },
        ],
  );
}

function missingLines(ratings: readonly Rating[]): Row[] {
  return missingInShort(ratings).map(({ organisation, name, items, because }) => ({
    key: `${organisation} ${because}`,
    cells: [
      h(Name, { of: name }),
      `${countInWords(items)} ${items === 1 ? "item" : "items"}`,
      shownText(because),
    ],
  }));
}

/** What is not there, with its reason: first items without any measurement, then names outside. */
export function WhatIsMissing({ content }: { readonly content: ReportContent }): ReactElement {
  const { column } = words;
  const { ratings, outside } = content.determination;
  const rows = isLong(content) ? missingLines(ratings) : ratings.flatMap(missingRows);
  const columns = [
    { title: column.organisation, kind: "text" },
    { title: column.item, kind: "text" },
    { title: column.reason, kind: "text" },
  ] as const;
  return h(
    Section,
    {
      id: "missing",
      title: words.missing,
      note: rows.length === 0 ? words.nothingMissing : words.missingNote,
    },
    rows.length === 0 ? null : h(Table, { caption: words.missing, columns, rows }),
    outside.length === 0 ? null : h(OutsideTheList, { outside }),
  );
}
