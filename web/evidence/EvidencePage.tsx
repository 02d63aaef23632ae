import "./evidence.css";
import type { ReactElement } from "react";
import { CollectionPage as Collections } from "../../src/evidence/evidence.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath, useReview } from "../review/review.ts";
import { Count } from "../ui/Count.tsx";
import { Empty } from "../ui/Empty.tsx";
import { UserText } from "../ui/UserText.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { CollectionTable } from "./CollectionTable.tsx";
import { missingDeliveries } from "./evidence-state.ts";
import { words } from "./words.ts";

const onePage = "200";

/** What the ratings stand on: the files that count, what was due, what is missing, and all there are. */
export function EvidencePage(): ReactElement {
  const { summary } = useReview();
  const { search } = useAddress();
  useRowKeys();
  const { after = "" } = search;
  const answer = useAnswer(Collections, "/api/evidence/collections", { limit: onePage, after });
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  const { collections, next } = answer.data;
  const missing = missingDeliveries(collections, summary.on);
  const base = `${reviewPath(summary.review)}/evidence`;
  return (
    <>
      <h1 className="work">{words.title(summary.evidence.length, missing.length, summary.on)}</h1>
      <p className="lede">{words.lede}</p>
      <p className="no-print evidence-ways">
        <Go to={`${base}/add`} className="quiet">
          {words.add}
        </Go>
      </p>
      <div className="columns section">
        <Counting summary={summary} base={base} />
        <section aria-labelledby="missing">
          <h2 id="missing">{words.missing}</h2>
          {missing.length === 0 ? <p className="note">{words.nothingMissing}</p> : null}
          <ul className="side-list">
            {missing.map(({ collection, daysPast }) => (
              <li key={collection.id}>
                <strong>
                  <UserText>{words.dueBut(collection.source, collection.day)}</UserText>
                </strong>{" "}
                {words.noDelivery(daysPast)}
              </li>
            ))}
            {summary.caveats
              .filter(({ kind }) => kind === "no-inventory" || kind === "inventory")
              .map((caveat) => (
                <li key={`${caveat.kind} ${caveat.item}`}>
                  <strong>
                    <UserText>{caveat.title}</UserText>
                  </strong>{" "}
                  <UserText>{caveat.words}</UserText>
                </li>
              ))}
          </ul>
        </section>
      </div>
      <section aria-labelledby="all">
        <h2 id="all">{words.all}</h2>
        <p className="note">{words.allNote}</p>
        <CollectionTable
          collections={collections}
          base={base}
          counting={new Set(summary.evidence.map(({ collection }) => collection))}
        />
        <p className="filters no-print">
          {after === "" ? null : <Go to={base}>{words.newest}</Go>}
          {next === "" ? null : (
            <Go to={base} search={{ after: next }}>
              {words.older}
            </Go>
          )}
        </p>
      </section>
    </>
  );
}

/** The files that the numbers of the day stand on. */
function Counting(props: { summary: DeterminationSummary; base: string }): ReactElement {
  const { summary, base } = props;
  return (
    <section aria-labelledby="counting">
      <h2 id="counting">{words.counting}</h2>
      <p className="note">{words.countingNote(summary.on)}</p>
      {summary.evidence.length === 0 ? (
        <Empty title={words.nothingTitle} words={words.nothing} way={words.nothingWay} />
      ) : (
        <table className="rows plain-table" aria-labelledby="counting">
          <thead>
            <tr>
              <th scope="col">{words.collection}</th>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.mapping}</th>
              <th scope="col" className="number">
                {words.rows}
              </th>
            </tr>
          </thead>
          <tbody>
            {summary.evidence.map((each) => (
              <tr key={each.collection} data-row>
                <th scope="row" className="name">
                  <Go to={`${base}/${each.collection}`} open>
                    <UserText>{each.title}</UserText>
                  </Go>
                  <span className="below breaks">
                    <UserText>{each.file_name}</UserText>
                  </span>
                </th>
                <td>{dayInWords(each.day)}</td>
                <td className="mono" data-head={words.mapping}>
                  <UserText>{each.mapping}</UserText>
                </td>
                <td className="number" data-head={words.rows}>
                  <Count of={each.rows} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
