import type { ReactElement } from "react";
import { EditionPreview } from "../../src/reports/edition.contract.ts";
import { Withholdings } from "../../src/reports/withholdings.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";
import { words } from "./words.ts";

/** What a public edition would tell and hold back, before anything of it leaves. */
export function PublicPreview(props: { readonly summary: DeterminationSummary }): ReactElement {
  const { review, on } = props.summary;
  const { asOf } = useAddress();
  const answer = useAnswer(EditionPreview, `/api/reviews/${review}/editions/preview`, {
    on,
    as_of: asOf,
  });
  if (answer.isError) {
    return (
      <p className="refused" role="alert">
        <strong>{words.refusedPreview}</strong> {shownText(asProblem(answer.error).message)}
      </p>
    );
  }
  if (answer.data === undefined) {
    return (
      <p role="status" className="reading">
        {words.readingReport}
      </p>
    );
  }
  const preview = answer.data;
  return (
    <div className="public-preview">
      <h3>{words.leaves}</h3>
      <p className="note">{words.leavesNote}</p>
      <p className="lede">
        {shownText(preview.headline)}. {words.leavesCount(preview.organisations)}
      </p>
      <Named title={words.mentions} lines={preview.mentions.map(mentionInWords)} refused />
      <h3>{words.withheldTitle}</h3>
      {preview.withholds ? (
        <Withheld preview={preview} />
      ) : (
        <p className="note">{words.nothingWithheld}</p>
      )}
      <Named title={words.remarks} lines={preview.remarks} />
      <Named
        title={words.toldAlready}
        lines={preview.told_already.map((each) => words.told(each.publication, each.on))}
      />
      <p className="note">
        {words.previewDigest} <code className="breaks">{preview.digest}</code>
      </p>
    </div>
  );
}

function mentionInWords({ place, name }: EditionPreview["mentions"][number]): string {
  return `${place}: ${name}`;
}

function Withheld(props: { preview: EditionPreview }): ReactElement {
  const { hidden, withheld } = props.preview;
  const withholdings = useAnswer(Withholdings, `/api/reviews/${props.preview.review}/withholdings`);
  const authorityOf = (organisation: string) =>
    withholdings.data?.in_force.find(
      (each) => each.organisation === organisation && each.item === "",
    )?.authority ?? "";
  const names = new Map([...hidden, ...withheld].map((each) => [each.organisation, each.name]));
  return (
    <>
      <p className="note">{words.withheldNote}</p>
      <table className="rows plain-table" aria-label={words.withheldTitle}>
        <thead>
          <tr>
            <th scope="col">{words.organisation}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.authority}</th>
          </tr>
        </thead>
        <tbody>
          {hidden.map((each) => (
            <tr key={each.organisation}>
              <th scope="row">
                <UserText>{each.name}</UserText>
              </th>
              <td>
                <UserText>
                  {each.with === ""
                    ? words.presence
                    : words.presenceWith(names.get(each.with) ?? each.with)}
                </UserText>
              </td>
              <td>
                <UserText>{authorityOf(each.with === "" ? each.organisation : each.with)}</UserText>
              </td>
            </tr>
          ))}
          {withheld.map((each) => (
            <tr key={`${each.organisation} ${each.item}`}>
              <th scope="row">
                <UserText>{each.name}</UserText>
              </th>
              <td>
                <UserText>
                  {words.item(each.item) + (each.along === "" ? "" : words.along(each.along))}
                </UserText>
              </td>
              <td>
                <UserText>{each.authority}</UserText>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Named(props: {
  title: string;
  lines: readonly string[];
  refused?: boolean;
}): ReactElement | null {
  if (props.lines.length === 0) return null;
  return (
    <div className={props.refused === true ? "refused" : ""}>
      <h3>{props.title}</h3>
      <ul className="side-list">
        {props.lines.map((line) => (
          <li key={line}>
            <UserText>{line}</UserText>
          </li>
        ))}
      </ul>
    </div>
  );
}
