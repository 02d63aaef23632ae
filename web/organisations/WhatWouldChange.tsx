import type { ReactElement } from "react";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { evidenceInWords } from "./evidence-days.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

/** What would move the rating, up and down; its stage; and where the source says otherwise. */
export function WhatWouldChange(props: { readonly view: OrganisationView }): ReactElement {
  const { view } = props;
  const units = view.rating.items[0]?.evidence.units ?? "units";
  return (
    <section aria-labelledby="change">
      <h2 id="change">{words.change}</h2>
      <ul className="side-list">
        {view.changes.map((change) => (
          <li key={change.title}>
            <strong>{shownText(change.title)}:</strong> {shownText(change.words)}
          </li>
        ))}
        <li>
          <h3 className="soft">{words.stage}</h3>
          {words.stageWords(evidenceInWords(view))}
        </li>
        <li>
          <h3 className="soft">{words.verdict}</h3>
          {words.verdictWords(view.source_differs, units)}{" "}
          {view.source_differs === 0 ? null : (
            <Go
              to={`${reviewPath(view.review)}/units`}
              search={{ organisation: view.rating.organisation, differs: "true" }}
              className="no-print"
            >
              {words.compareVerdict}
            </Go>
          )}
        </li>
      </ul>
    </section>
  );
}
