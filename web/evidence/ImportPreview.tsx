import type { ReactElement, ReactNode } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { EvidenceImport } from "../../src/evidence/evidence.contract.ts";
import { Count } from "../ui/Count.tsx";
import { UserText } from "../ui/UserText.tsx";
import { UnmatchedOwners } from "./UnmatchedOwners.tsx";
import { words } from "./words.ts";

type Preview = NonNullable<EvidenceImport["preview"]>;

/** What a mapping makes of a file, before anything of it is saved; `children` is what saves it. */
export function ImportPreview(props: {
  readonly answer: EvidenceImport;
  readonly children: ReactNode;
}): ReactElement {
  const { answer } = props;
  const { collection, preview } = answer;
  return (
    <section aria-labelledby="preview" className="import-preview">
      <h2 id="preview">
        <UserText>{words.previewTitle(collection.id)}</UserText>
      </h2>
      <p className="lede">
        {collection.known_at === ""
          ? words.previewCounts(collection.rows, answer.units, answer.owners, collection.day)
          : words.previewSame}
      </p>
      {answer.notes.length === 0 ? null : (
        <>
          <h3>{words.notes}</h3>
          <ul className="side-list">
            {answer.notes.map((note) => (
              <li key={note}>
                <UserText>{note}</UserText>
              </li>
            ))}
          </ul>
        </>
      )}
      {preview === undefined ? null : <Counts preview={preview} />}
      {preview === undefined ? null : <Rows preview={preview} counts={answer.units === 0} />}
      <UnmatchedOwners owners={[...answer.unmatched, ...answer.inventory_unmatched]} />
      <p className="import-save">{props.children}</p>
    </section>
  );
}

function Counts(props: { preview: Preview }): ReactElement | null {
  const { items } = props.preview;
  if (items.length === 0) return null;
  return (
    <table className="rows items" aria-label={words.items}>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            {words.items}
          </th>
          <th scope="col" className="bar-head">
            {words.range100}
          </th>
          <th scope="col" className="number">
            {words.proved}
          </th>
          <th scope="col" className="number">
            {words.unknownHead}
          </th>
          <th scope="col" className="number">
            {words.badHead}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const n = item.good + item.bad + item.unknown;
          return (
            <tr key={item.item}>
              <td className="code soft">
                <UserText>{item.item}</UserText>
              </td>
              <th scope="row" className="name">
                <UserText>{item.rule}</UserText>
                <span className="below">
                  <UserText>{`${n} ${item.units}`}</UserText>
                </span>
              </th>
              <td className="bar-cell">
                {n === 0 ? (
                  <AbsentBar because={words.notThere} />
                ) : (
                  <IntervalBar counts={{ ...item, n }} name={item.item} />
                )}
              </td>
              <td className="number proved">
                <Count of={item.good} />
              </td>
              <td className="number rare">
                <Count of={item.unknown} />
              </td>
              <td className="number rare">
                <Count of={item.bad} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Rows(props: { preview: Preview; counts: boolean }): ReactElement {
  const { heads, rows } = props.preview;
  const verdicts = rows.some(({ verdict }) => verdict !== "");
  return (
    <table className="rows compact plain-table" aria-label={words.asRead}>
      <caption>{words.asRead}</caption>
      <thead>
        <tr>
          <th scope="col">{props.counts ? words.seen : words.unit}</th>
          <th scope="col">{words.owner}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              <UserText>{head}</UserText>
            </th>
          ))}
          {verdicts ? <th scope="col">{words.verdict}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.owner} ${row.unit}`}>
            <th scope="row" className="name">
              <UserText>{row.unit}</UserText>
            </th>
            <td>
              <UserText>{row.owner}</UserText>
            </td>
            {row.cells.map((cell, at) => (
              <td key={heads[at]} data-head={heads[at]}>
                <UserText>{words.states[cell] ?? cell}</UserText>
              </td>
            ))}
            {verdicts ? (
              <td data-head={words.verdict}>
                <UserText>{row.verdict === "" ? words.noVerdict : row.verdict}</UserText>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
