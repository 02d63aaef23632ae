import "./methodologies.css";
import type { ReactElement } from "react";
import { MethodologyExplained } from "../../src/determination/methodology-comparison.contract.ts";
import { plainText } from "../../src/kit/shown-text.ts";
import { usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Shell } from "../app/Shell.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { UserText } from "../ui/UserText.tsx";
import { Bands } from "./Bands.tsx";
import { methodologyPath } from "./methodology-path.ts";
import { words } from "./words.ts";

/** One methodology: in words, its bands drawn, and its file byte for byte. */
export function MethodologyPage(): ReactElement {
  const name = usePart("methodology");
  const answer = useAnswer(MethodologyExplained, `/api/methodologies/${encodeURIComponent(name)}`);
  const methodology = answer.data;
  const here = methodology === undefined ? `/methodologies/${name}` : methodologyPath(methodology);
  return (
    <Shell
      title={methodology?.title ?? name}
      place={[
        { name: words.methodologies, to: "/methodologies" },
        { name: methodology === undefined ? name : methodology.title, to: here },
      ]}
      printedFoot={[
        words.printed(name),
        methodology === undefined ? "" : shortDigest(methodology.digest),
      ]}
      foot={methodology === undefined ? null : <Download methodology={methodology} />}
    >
      {methodology === undefined || answer.isError ? (
        <Unanswered answer={answer} reading={words.readingOne} />
      ) : (
        <Shown methodology={methodology} />
      )}
    </Shell>
  );
}

function Shown(props: { methodology: MethodologyExplained }): ReactElement {
  const { methodology } = props;
  const [first, ...others] = methodology.sections;
  return (
    <>
      <p className="note">
        <code>
          {methodology.id} {methodology.version}
        </code>
        {" · "}
        <Go to={`/yardsticks/${methodology.yardstick}`}>
          <UserText>{methodology.yardstick}</UserText>
        </Go>
      </p>
      <h1 className="work">
        <UserText>{methodology.title}</UserText>
      </h1>
      {(first?.paragraphs ?? [methodology.authority]).map((paragraph) => (
        <p key={paragraph} className="lede">
          <UserText>{paragraph}</UserText>
        </p>
      ))}
      <Bands labels={methodology.labels} />
      {others.map((section, at) => (
        <Section key={section.heading} section={section} id={`section-${at}`} />
      ))}
      <section aria-labelledby="file">
        <h2 id="file">{words.file}</h2>
        <p className="note">
          {words.fileNote} <code className="breaks">{methodology.digest}</code>
        </p>
        <p className="no-print">
          <Download methodology={methodology} />
        </p>
        <details className="no-print methodology-file">
          <summary>{words.show}</summary>
          {/* The box scrolls by itself, so that it can be reached by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0} role="region" aria-label={words.file}>
            {plainText(methodology.content)}
          </pre>
        </details>
      </section>
    </>
  );
}

/** The file as it was imported; made here, because the answer carries its bytes already. */
function Download(props: { methodology: MethodologyExplained }): ReactElement {
  const { id, version, content } = props.methodology;
  return (
    <button
      type="button"
      className="plain"
      onClick={() => {
        const address = URL.createObjectURL(new Blob([content], { type: "application/yaml" }));
        const link = document.createElement("a");
        link.href = address;
        link.download = `${id}-${version}.yaml`;
        link.click();
        URL.revokeObjectURL(address);
      }}
    >
      {words.download}
    </button>
  );
}

function Section(props: {
  section: MethodologyExplained["sections"][number];
  id: string;
}): ReactElement {
  const { section, id } = props;
  return (
    <section aria-labelledby={id} className="methodology-words">
      <h2 id={id}>
        <UserText>{section.heading}</UserText>
      </h2>
      {section.paragraphs.map((paragraph) => (
        <p key={paragraph}>
          <UserText>{paragraph}</UserText>
        </p>
      ))}
      {section.tables.map((table) => (
        <SectionTable key={table.columns.join(" ")} table={table} labelledBy={id} />
      ))}
    </section>
  );
}

const rowsOpen = 40;

/** A table of a section; what is longer than a screen is folded, and says how much it holds. */
function SectionTable(props: {
  table: MethodologyExplained["sections"][number]["tables"][number];
  labelledBy: string;
}): ReactElement {
  const { columns, rows } = props.table;
  const table = (
    <table className="rows plain-table compact" aria-labelledby={props.labelledBy}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              <UserText>{column}</UserText>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join("\n")}>
            {row.map((cell, at) =>
              at === 0 ? (
                <th key={columns[at]} scope="row">
                  <UserText>{cell}</UserText>
                </th>
              ) : (
                <td key={columns[at]}>
                  <UserText>{cell}</UserText>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (rows.length <= rowsOpen) return table;
  return (
    <details className="folded">
      <summary>{words.folded(rows.length)}</summary>
      {table}
    </details>
  );
}
