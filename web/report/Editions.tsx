import type { ReactElement } from "react";
import type { Publication } from "../../src/reports/bundle.contract.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Empty } from "../ui/Empty.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Everything that was published of a review, newest first, with what corrects what. */
export function Editions(props: {
  readonly editions: readonly Publication[];
  readonly review: string;
  readonly on: string;
}): ReactElement {
  const { editions, review, on } = props;
  return (
    <section aria-labelledby="editions">
      <h2 id="editions">{words.editions}</h2>
      {editions.length === 0 ? (
        <Empty
          title={words.noEditions}
          words={words.noEditionsWords}
          way={words.noEditionsWay(review, on)}
        />
      ) : (
        <ol className="editions">
          {editions.map((edition) => (
            <li key={edition.id} className={edition.corrected_by === "" ? "" : "superseded"}>
              <Edition edition={edition} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Edition(props: { edition: Publication }): ReactElement {
  const { edition } = props;
  return (
    <>
      <h3>
        {dayInWords(edition.on)} · <UserText>{edition.headline}</UserText>
      </h3>
      {edition.corrected_by === "" ? null : (
        <p className="correction" role="note">
          <strong>{words.correctedHead}</strong>{" "}
          <UserText>{words.corrected(edition.corrected_by)}</UserText>{" "}
          <UserText>{edition.corrected_because}</UserText>
        </p>
      )}
      {edition.corrects === "" ? null : (
        <p className="correction" role="note">
          <strong>
            <UserText>{words.corrects(edition.corrects)}</UserText>
          </strong>{" "}
          <UserText>{edition.reason}</UserText>
        </p>
      )}
      <p className="note">
        {words.published(edition.published_at)} · {words.leaf}{" "}
        <Go to="/log" search={{ entry: edition.leaf }} className="mono">
          {edition.leaf.slice(0, 8)}
        </Go>
      </p>
      <p className="edition-files">
        <a href={edition.report}>{words.report}</a>
        {edition.files.map((file) => (
          <a key={file.name} href={file.path} download>
            <UserText>{file.name}</UserText> <span className="count">{words.size(file.bytes)}</span>
          </a>
        ))}
        <a href={edition.bundle} download>
          {words.bundle} <span className="count">{words.size(edition.bytes)}</span>
        </a>
      </p>
      <p className="note">
        {words.digest} <code className="breaks">{edition.digest}</code>
      </p>
    </>
  );
}
