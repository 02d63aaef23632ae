import type { ReactElement } from "react";
import { cellCodecs } from "../../src/findings/record-cells.ts";
import type { ActName, EvidenceRef, Register } from "../../src/findings/records.contract.ts";
import type { Static } from "typebox";
import { instantInWords, shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { UserText } from "../ui/UserText.tsx";
import { EvidenceLines } from "./EvidenceLines.tsx";
import type { AnyContent } from "./RecordFields.tsx";
import { cellsOf } from "./registers.ts";
import { words } from "./words.ts";

interface ToldAct {
  readonly act: Static<typeof ActName>;
  readonly reason: string;
  readonly evidence: readonly EvidenceRef[];
  readonly content: AnyContent;
  readonly by_name: string;
  readonly known_at: string;
  readonly leaf: string;
}

/** Every act on a record, newest first, with what it changed and its leaf. */
export function RecordHistory(props: {
  readonly register: Register;
  readonly acts: readonly ToldAct[];
  /** What the log calls it. */
  readonly subject: string;
}): ReactElement {
  const { register, acts } = props;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <p className="note">
        {words.historyNote}{" "}
        <Go to="/log" search={{ subject: props.subject }}>
          {words.inLog}
        </Go>
      </p>
      <ol className="side-list record-history" reversed>
        {acts
          .map((act, at) => ({ act, changed: changedFields(register, acts[at - 1], act) }))
          .toReversed()
          .map(({ act, changed }) => (
            <li key={`${act.known_at} ${act.act}`}>
              <p>
                <UserText>{act.by_name}</UserText> {words.acts[act.act]},{" "}
                <time dateTime={act.known_at}>{instantInWords(act.known_at)}</time>{" "}
                <code>{words.leaf(shortDigest(act.leaf))}</code>
              </p>
              {act.reason === "" ? null : (
                <p className="paragraphs">
                  <UserText>{act.reason}</UserText>
                </p>
              )}
              <EvidenceLines evidence={act.evidence} />
              {changed.length === 0 ? null : <Changes changed={changed} />}
            </li>
          ))}
      </ol>
    </section>
  );
}

interface Changed {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

function Changes(props: { readonly changed: readonly Changed[] }): ReactElement {
  return (
    <details>
      <summary>{words.changedFields(props.changed.map(({ name }) => name))}</summary>
      <dl className="record-fields">
        {props.changed.map(({ name, before, after }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <del className="paragraphs">
                <UserText>{before === "" ? words.nothing : before}</UserText>
              </del>
              <ins className="paragraphs">
                <UserText>{after === "" ? words.nothing : after}</UserText>
              </ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function changedFields(register: Register, before: ToldAct | undefined, act: ToldAct): Changed[] {
  if (before === undefined) return [];
  const was = cellsOf(register, before.content);
  const is = cellsOf(register, act.content);
  return cellCodecs[register].columns
    .map((column) => ({
      name: words.fields[column]?.label ?? column,
      before: was[column] ?? "",
      after: is[column] ?? "",
    }))
    .filter((each) => each.before !== each.after);
}
