import "./overview.css";
import type { ReactElement } from "react";
import { OrganisationTable } from "../organisations/OrganisationTable.tsx";
import { Go } from "../app/Go.tsx";
import { methodologyPath } from "../methodologies/methodology-path.ts";
import { reviewPath, useReview } from "../review/review.ts";
import { Empty } from "../ui/Empty.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { Capabilities } from "./Capabilities.tsx";
import { BeforeYouRely } from "./BeforeYouRely.tsx";
import { RosterFigure } from "./RosterFigure.tsx";
import { WhereItFails } from "./WhereItFails.tsx";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

const rowsOnScreen = 14;
const itemsOnScreen = 12;

/** How the whole stands: the finding, the roster, where it fails, what is open, the organisations. */
export function OverviewPage(): ReactElement {
  const { summary } = useReview();
  useRowKeys();
  const { headline, lede } = summary.enterprise;
  return (
    <>
      <h1>{shownText(headline)}</h1>
      <p className="lede">{shownText(lede)}</p>
      <p className="note no-print">
        <Go to={methodologyPath(summary.methodology)}>{words.method}</Go>
        {" · "}
        <Go to={`${reviewPath(summary.review)}/methodologies`}>{words.methodCompare}</Go>
      </p>
      {summary.caveats.some(({ kind }) => kind === "no-evidence") ? (
        <Empty title={words.emptyTitle} words={words.empty} way={words.emptyWay} />
      ) : null}
      {summary.ratings.length === 0 ? null : <RosterFigure summary={summary} />}
      <div className="columns section">
        <WhereItFails summary={summary} limit={itemsOnScreen} />
        <BeforeYouRely summary={summary} />
      </div>
      <Capabilities summary={summary} />
      <section aria-labelledby="organisations">
        <h2 id="organisations">{words.table}</h2>
        <OrganisationTable summary={summary} limit={rowsOnScreen} />
      </section>
    </>
  );
}
