import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { shownText } from "../kit/shown-text.ts";
import type { Publication } from "./bundle.contract.ts";
import { printedWords } from "./printed-words.ts";

/**
 * Puts the notice that a published report was corrected above its page; everything else stays as it
 * was published. A report that nobody corrected comes back as it is.
 */
export function withCorrectionNotice(page: string, publication: Publication): string {
  const { corrected_by: by, corrected_because: because } = publication;
  if (by === "") return page;
  const notice = h(
    "div",
    { className: "notice", role: "note" },
    h("p", null, h("b", null, printedWords.superseded)),
    h("p", null, `${printedWords.reason} `, h("bdi", null, shownText(because))),
    h("p", null, h("a", { href: `../${by}/` }, printedWords.readCorrected)),
  );
  return page.replace("<body>", () => `<body>${renderToStaticMarkup(notice)}`);
}
