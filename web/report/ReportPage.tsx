import "./report-page.css";
import type { ReactElement } from "react";
import { PublicationList } from "../../src/reports/bundle.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { withQuery } from "../app/fetch-json.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { useReview } from "../review/review.ts";
import { Editions } from "./Editions.tsx";
import { PublicPreview } from "./PublicPreview.tsx";
import { Publish } from "./Publish.tsx";
import { Withholding } from "./Withholding.tsx";
import { words } from "./words.ts";

const onePage = "100";

/** The report: to read and to take along as it stands now, and every edition that was published. */
export function ReportPage(): ReactElement {
  const { summary } = useReview();
  const { search } = useAddress();
  const answer = useAnswer(PublicationList, "/api/publications", { limit: onePage });
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  const editions = answer.data.publications.filter(({ review }) => review === summary.review);
  const ofDay = editions.filter(({ on }) => on === summary.on).length;
  const forPublic = search["basis"] === "public";
  return (
    <>
      <h1 className="work">{words.title(ofDay, summary.on)}</h1>
      <p className="lede">{words.lede}</p>
      <section aria-labelledby="now">
        <h2 id="now">{words.now}</h2>
        <p className="note">{words.nowNote(summary.on, summary.as_of)}</p>
        <Basis forPublic={forPublic} />
        {forPublic ? <PublicPreview summary={summary} /> : null}
        <Downloads summary={summary} forPublic={forPublic} />
      </section>
      {forPublic ? <Withholding summary={summary} /> : null}
      <Publish summary={summary} editions={editions} forPublic={forPublic} />
      <Editions editions={editions} review={summary.review} on={summary.on} />
    </>
  );
}

/** Whether the whole report is meant, or what the public may have. */
function Basis(props: { forPublic: boolean }): ReactElement {
  const { path, search } = useAddress();
  return (
    <nav className="filters" aria-label={words.basis}>
      <Go to={path} search={{ ...search, basis: "" }} current={!props.forPublic}>
        {words.asOffice}
      </Go>
      <Go to={path} search={{ ...search, basis: "public" }} current={props.forPublic}>
        {words.asPublic}
      </Go>
    </nav>
  );
}

function Downloads(props: { summary: DeterminationSummary; forPublic: boolean }): ReactElement {
  const { summary, forPublic } = props;
  const { asOf } = useAddress();
  const address = (format: string, read?: string) =>
    withQuery(`/api/reviews/${summary.review}/report`, {
      format,
      read,
      on: summary.on,
      as_of: asOf,
      basis: forPublic ? "public" : undefined,
    });
  return (
    <>
      <p className="no-print report-read">
        <a href={address("html", "true")} className="firm">
          {words.read}
        </a>
      </p>
      <ul className="downloads">
        {Object.entries(words.formats).map(([format, [name, note]]) => (
          <li key={format}>
            <a href={address(format)} download>
              {name}
            </a>
            <span className="below">{note}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
