import { createElement as h, type ReactElement } from "react";
import { shownText } from "../kit/shown-text.ts";
import { errorsInWords, printedWords } from "./printed-words.ts";
import type { ReportContent } from "./report-content.ts";
import { Section } from "./report-tables.ts";

/** Items that fail in so many organisations that they are findings about the whole. */
export function SystemicFindings({ content }: { readonly content: ReportContent }): ReactElement {
  const { enterprise } = content.determination;
  const percent = content.systemicPercent;
  const found = enterprise.items.filter(({ systemic }) => systemic);
  const points = found.map((total) =>
    h(
      "li",
      { key: total.item },
      h("b", null, shownText(`${total.item} ${total.title}.`)),
      " ",
      shownText(
        printedWords.systemicWords(
          total.organisations_bad,
          enterprise.organisations,
          total.units,
          total.organisations_unknown,
        ),
      ),
    ),
  );
  const note = points.length === 0 ? printedWords.noSystemic : printedWords.systemicNote;
  return h(
    Section,
    { id: "systemic", title: printedWords.systemic, note: shownText(note(percent)) },
    points.length === 0 ? null : h("ul", { className: "open-points" }, points),
  );
}

/** Says on top of a corrected edition what it corrects; nothing on others. */
export function CorrectionNotice({
  content,
}: {
  readonly content: ReportContent;
}): ReactElement | null {
  const { corrects } = content.publishing;
  return corrects === null
    ? null
    : h("p", null, h("b", null, shownText(printedWords.corrected(corrects))));
}

/** Which publication this one corrects, and to whom readers report errors. */
export function EditionsAndErrors({ content }: { readonly content: ReportContent }): ReactElement {
  const { corrects, errors_to } = content.publishing;
  return h(
    Section,
    { id: "editions", title: printedWords.editions },
    h(
      "p",
      null,
      corrects === null
        ? printedWords.correctsNothing
        : shownText(printedWords.corrected(corrects)),
    ),
    corrects === null ? null : h("p", null, printedWords.earlierStays),
    corrects === null
      ? null
      : h("p", { className: "note" }, "sha256 ", h("code", null, corrects.digest)),
    h("p", null, shownText(errorsInWords(errors_to))),
  );
}
