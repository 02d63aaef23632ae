import { memo, type ReactElement } from "react";
import type { ItemChange, YardstickDiff } from "../../src/yardsticks/yardstick-diff.contract.ts";
import { Go } from "../app/Go.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";
import { wordMarks } from "./word-marks.ts";

/** Items that are not the same: what each was, what it is, and which words changed. */
export const ChangeList = memo(function ChangeList(props: {
  readonly diff: YardstickDiff;
  readonly changes: readonly ItemChange[];
}): ReactElement {
  return (
    <ul className="changes">
      {props.changes.map((change) => (
        <li key={`${change.before?.id ?? ""} ${change.after?.id ?? ""}`} data-row>
          <Change diff={props.diff} change={change} />
        </li>
      ))}
    </ul>
  );
});

function Change(props: { diff: YardstickDiff; change: ItemChange }): ReactElement {
  const { diff, change } = props;
  const { before, after } = change;
  const shown = after ?? before;
  const yardstick = after === null ? diff.before.name : diff.after.name;
  const title = shown === null ? "" : titleOf(shown);
  return (
    <>
      <p className="change-head">
        <span className={`change-kind ${change.kind}`}>
          {[change.kind, ...change.also].map((kind) => words.kinds[kind]).join(", ")}
        </span>
        <Go to={`/yardsticks/${yardstick}/items/${shown?.id ?? ""}`} open>
          <UserText>{title}</UserText>
        </Go>
        {before !== null && after !== null && titleOf(before) !== title ? (
          <span className="soft">
            <UserText>{words.was(titleOf(before))}</UserText>
          </span>
        ) : null}
      </p>
      {change.words === undefined ? null : (
        <p>
          <UserText>{change.words}</UserText>
        </p>
      )}
      {change.scales === undefined ? null : (
        <p>
          {words.scaleChange(words.scales[change.scales.before], words.scales[change.scales.after])}
        </p>
      )}
      {change.texts === undefined ? null : <Marked texts={change.texts} />}
    </>
  );
}

function titleOf(named: { readonly label: string; readonly title: string }): string {
  return named.title === named.label ? named.label : `${named.label} ${named.title}`;
}

/** A text with what went struck out and what came underlined, in signs that also work in grey. */
function Marked(props: { texts: NonNullable<ItemChange["texts"]> }): ReactElement {
  const { before, after } = props.texts;
  const runs = wordMarks(before, after);
  if (runs === null) {
    return (
      <>
        <p className="note">{words.tooLong}</p>
        <p className="marked">
          <del>
            <UserText>{before}</UserText>
          </del>
        </p>
        <p className="marked">
          <ins>
            <UserText>{after}</UserText>
          </ins>
        </p>
      </>
    );
  }
  return (
    <p className="marked">
      {runs.map((run, at) => {
        const lines = run.text.trimEnd().split("\n");
        const text = lines.flatMap((line, number) => [
          ...(number === 0 ? [] : [<br key={`${number} break`} />]),
          <UserText key={`${number} ${line}`}>{line}</UserText>,
        ]);
        return (
          // The runs of a text have no name of their own but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={at}>
            {run.in === "both" ? text : run.in === "before" ? <del>{text}</del> : <ins>{text}</ins>}
            {/\n\s*$/u.test(run.text) ? <br /> : " "}
          </span>
        );
      })}
    </p>
  );
}
