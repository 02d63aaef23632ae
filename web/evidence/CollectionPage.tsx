import "./evidence.css";
import type { ReactElement } from "react";
import { CollectionDetail, type CollectionView } from "../../src/evidence/evidence.contract.ts";
import { grouped } from "../../charts/bar-geometry.ts";
import { usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { instantInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath, useReview } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { leftOut } from "./CollectionTable.tsx";
import { CorrectUnit } from "./CorrectUnit.tsx";
import { words } from "./words.ts";

/** One collection: the file as delivered, what was made of it, and what people corrected. */
export function CollectionPage(): ReactElement {
  const { summary } = useReview();
  const path = `/api/evidence/collections/${encodeURIComponent(usePart("collection"))}`;
  const answer = useAnswer(CollectionDetail, path);
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.readingOne} />;
  }
  const { collection, difference } = answer.data;
  const { source, day, kind } = collection;
  return (
    <>
      <p className="note no-print">
        <Go to={`${reviewPath(summary.review)}/evidence`}>{words.back}</Go>
      </p>
      <h1 className="work">
        <UserText>
          {kind === "due" ? words.dueTitle(source, day) : words.oneTitle(source, day)}
        </UserText>
      </h1>
      {kind === "due" ? <p className="lede">{words.noFile}</p> : null}
      <Facts collection={collection} path={path} />
      {difference === null ? null : <Difference difference={difference} />}
      {kind === "due" ? null : (
        <section aria-labelledby="corrections">
          <h2 id="corrections">{words.corrections}</h2>
          <Corrections detail={answer.data} />
          {kind === "delivered" ? <CorrectUnit collection={collection} path={path} /> : null}
        </section>
      )}
    </>
  );
}

function Facts(props: { collection: CollectionView; path: string }): ReactElement {
  const { collection, path } = props;
  const facts: readonly (readonly [string, string])[] = [
    [words.kind, words.kinds[collection.kind]],
    [words.rows, [grouped(collection.rows), leftOut(collection)].filter(Boolean).join(" · ")],
    [words.mapping, collection.mapping],
    [words.againstInventory, collection.inventory ?? ""],
    [words.absent, collection.absent_columns.join(", ")],
    [words.imported, words.importedBy(instantInWords(collection.known_at), "")],
    [words.fileDigest, collection.file_digest],
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className="visually-hidden">
        {words.facts}
      </h2>
      <dl className="facts">
        {collection.file_name === "" ? null : (
          <div>
            <dt>{words.file}</dt>
            <dd>
              <a href={`${path}/file`} className="breaks">
                <UserText>{collection.file_name}</UserText>
              </a>
            </dd>
          </div>
        )}
        {facts
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={value === collection.file_digest ? "mono breaks" : ""}>
                {name === words.mapping ? (
                  <a href={`/api/mappings/${encodeURIComponent(value)}`}>
                    <UserText>{value}</UserText>
                  </a>
                ) : (
                  <UserText>{value}</UserText>
                )}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Difference(props: {
  difference: NonNullable<CollectionDetail["difference"]>;
}): ReactElement {
  const { difference } = props;
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">
        <UserText>{words.difference(difference.revises)}</UserText>
      </h2>
      <p className="note">
        {words.differenceCounts(difference.added, difference.removed, difference.changed)}
      </p>
      <table className="rows plain-table" aria-labelledby="difference">
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {difference.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className="name">
                <UserText>{row.name}</UserText>
              </th>
              {[row.before, row.after].map((value, side) => (
                <td key={side === 0 ? "before" : "after"} className={value === "" ? "soft" : ""}>
                  <UserText>{value === "" ? words.notThere : value}</UserText>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Corrections(props: { detail: CollectionDetail }): ReactElement {
  const { corrections } = props.detail;
  if (corrections.length === 0) return <p className="note">{words.noCorrections}</p>;
  return (
    <table className="rows plain-table" aria-labelledby="corrections">
      <thead>
        <tr>
          <th scope="col">{words.unit}</th>
          <th scope="col">{words.part}</th>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.reason}</th>
        </tr>
      </thead>
      <tbody>
        {corrections.map((each) => (
          <tr key={`${each.unit} ${each.part} ${each.known_at}`}>
            <th scope="row" className="name">
              <UserText>{each.unit}</UserText>
            </th>
            <td>
              <UserText>{each.part}</UserText>
            </td>
            <td>{words.states[each.from]}</td>
            <td>
              <strong>{words.states[each.to]}</strong>
            </td>
            <td>
              <UserText>{each.reason}</UserText>
              <span className="below">{instantInWords(each.known_at)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
