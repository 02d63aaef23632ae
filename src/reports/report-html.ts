import { createElement as h, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { ChartDefs } from "../../charts/defs.ts";
import { dayInWords } from "../kit/calendar.ts";
import { shownText } from "../kit/shown-text.ts";
import { printedWords } from "./printed-words.ts";
import type { ReportContent } from "./report-content.ts";
import { CorrectionNotice, EditionsAndErrors, SystemicFindings } from "./report-editions.ts";
import { CheckIt, Method, Sources, WhatWasAsked } from "./report-method.ts";
import {
  EachOrganisation,
  organisationSections,
  organisationsHere,
  WhatIsMissing,
} from "./report-organisation.ts";
import { Name } from "./report-names.ts";
import { AllOrganisations, OpenPoints, WhereItFails } from "./report-overview.ts";
import { EveryOrganisation } from "./report-roster.ts";
import { instantInWords, words } from "./report-words.ts";

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";

const contents = [
  ["where-it-fails", words.fails],
  ["systemic", printedWords.systemic],
  ["before-you-rely", words.rely],
  ["organisations", words.organisations],
  ["each", words.each],
  ["missing", words.missing],
  ["method", words.method],
  ["items", words.items],
  ["sources", words.sources],
  ["editions", printedWords.editions],
  ["check", words.check],
] as const;

function Head(props: { readonly content: ReportContent; readonly style: string }): ReactElement {
  const { summary } = props.content;
  return h(
    "head",
    null,
    h("meta", { charSet: "utf-8" }),
    h("meta", { httpEquiv: "Content-Security-Policy", content: policy }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("title", null, shownText(`${summary.title}, ${dayInWords(summary.on)}`)),
    h("style", { dangerouslySetInnerHTML: { __html: props.style } }),
  );
}

function Notice({ content }: { readonly content: ReportContent }): ReactElement {
  const { summary } = content;
  return h(
    "div",
    { className: "notice" },
    summary.simulated ? h("p", { className: "simulated" }, words.simulated) : null,
    h(CorrectionNotice, { content }),
    h("p", null, summary.notice === "" ? words.confirmedByNobody : shownText(summary.notice)),
  );
}

function Contents(): ReactElement {
  return h(
    "nav",
    { "aria-label": words.contents },
    h(
      "ul",
      null,
      contents.map(([id, title]) => h("li", { key: id }, h("a", { href: `#${id}` }, title))),
    ),
  );
}

function Body({ content }: { readonly content: ReportContent }): ReactElement {
  const { summary, determination } = content;
  const { enterprise } = determination;
  return h(
    "body",
    null,
    h("a", { className: "skip", href: "#organisations" }, words.skip),
    h(ChartDefs),
    h("header", null, h(Notice, { content }), h(Contents)),
    h(
      "main",
      null,
      h("p", { className: "note", style: { marginTop: "32px" } }, h(Name, { of: summary.title })),
      h("h1", { style: { marginTop: 0 } }, shownText(enterprise.headline)),
      h("p", { className: "lede" }, shownText(enterprise.lede)),
      h(
        "p",
        { className: "note" },
        words.computed(dayInWords(summary.on), instantInWords(summary.as_of)),
      ),
      h(EveryOrganisation, { content }),
      h(WhereItFails, { content }),
      h(SystemicFindings, { content }),
      h(OpenPoints, { content }),
      h(AllOrganisations, { content }),
      h(EachOrganisation),
      h(WhatIsMissing, { content }),
      h(Method, { content }),
      h(WhatWasAsked, { content }),
      h(Sources, { content }),
      h(EditionsAndErrors, { content }),
      h(CheckIt, { content }),
    ),
    h(
      "footer",
      null,
      shownText(`${summary.methodology.id} ${summary.methodology.version} · `),
      shownText(words.foot(content.log.origin, String(content.log.size), content.log.root)),
    ),
  );
}

/**
 * Writes the report: one page of HTML that needs no other file, no script and no network.
 *
 * Given: what `ReportContent` holds, and the style of `composeStyle`.
 * Returns: the whole text. The same content gives the same bytes, in any place and time zone.
 */
export function renderReport(content: ReportContent, style: string): string {
  return [...reportPieces(content, style)].join("");
}

/** The same, a piece for each organisation and one before and after. */
export function* reportPieces(content: ReportContent, style: string): Generator<string> {
  const page = h(
    "html",
    { lang: words.language },
    h(Head, { content, style }),
    h(Body, { content }),
  );
  const text = renderToStaticMarkup(page);
  const at = text.lastIndexOf(organisationsHere);
  yield `<!doctype html>\n${text.slice(0, at)}`;
  for (const organisation of organisationSections(content)) {
    yield renderToStaticMarkup(organisation);
  }
  yield `${text.slice(at + organisationsHere.length)}\n`;
}
