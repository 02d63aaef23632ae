import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useRef, useState } from "react";
import { readList, writeList } from "../../src/findings/cell-lists.ts";
import type { Cells } from "../../src/findings/record-cells.ts";
import { RecordChanged, type Register } from "../../src/findings/records.contract.ts";
import { Problem } from "../../src/kit/problem.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAddress } from "../app/address.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Go } from "../app/Go.tsx";
import { asProblem } from "../app/ProblemPage.tsx";
import { reviewPath } from "../review/review.ts";
import { columnsShown, contentOf } from "./form-fields.ts";
import { FormField } from "./FormField.tsx";
import { MilestoneFields } from "./MilestoneFields.tsx";
import { registerPath } from "./registers.ts";
import { useSendKey } from "./use-send-key.ts";
import { words } from "./words.ts";

interface RecordFormProps {
  readonly register: Register;
  readonly review: string;
  /** The record that is changed, and the leaf that was shown; null for a new one. */
  readonly id: string | null;
  readonly leaf: string | null;
  readonly first: Cells;
}

/** The form of a record. Nothing is saved by itself; what is refused is told at its field. */
export function RecordForm(props: RecordFormProps): ReactElement {
  const { register, review, id, first } = props;
  const address = useAddress();
  const client = useQueryClient();
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useSendKey(form);
  const [cells, setCells] = useState<Cells>(first);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const path = registerPath(review, register);
  const here = `${reviewPath(review)}/findings`;
  const wrong = refused === null ? "" : fieldOf(refused);
  const sentence = refused === null ? "" : sentenceOf(refused);
  const columns = columnsShown(register, cells);

  async function save(): Promise<void> {
    setBusy(true);
    setRefused(null);
    try {
      const content = contentOf(register, cells);
      const sent =
        id === null
          ? await sendJson(RecordChanged, "POST", path, content)
          : await sendJson(RecordChanged, "POST", `${path}/${id}/amend`, {
              content,
              reason,
              expects: props.leaf,
            });
      await client.invalidateQueries();
      address.go(`${here}/${sent.answer.id}`);
    } catch (error) {
      setRefused(asProblem(error));
      requestAnimationFrame(() => summary.current?.focus());
    } finally {
      setBusy(false);
    }
  }
  const set = (column: string) => (value: string) => setCells({ ...cells, [column]: value });
  return (
    <form
      className="record-form"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="note">{words.formNote}</p>
      {refused === null ? null : (
        <div className="refused" role="alert" tabIndex={-1} ref={summary}>
          <strong>{words.problemsTitle}.</strong>{" "}
          {columns.includes(wrong) ? (
            <a href={`#field-${wrong}`}>
              {shownText(`${words.fields[wrong]?.label ?? wrong}: ${sentence}`)}
            </a>
          ) : (
            shownText(sentence)
          )}
        </div>
      )}
      {columns.map((column) =>
        column === "milestones" ? (
          <MilestoneFields
            key={column}
            rows={readList(cells[column] ?? "")}
            kept={readList(first[column] ?? "")}
            change={(rows) => set(column)(writeList(rows))}
            refused={wrong === column ? sentence : ""}
          />
        ) : (
          <FormField
            key={column}
            column={column}
            value={cells[column] ?? ""}
            change={set(column)}
            refused={wrong === column ? sentence : ""}
            fixed={column === "organisation" && id !== null}
          />
        ),
      )}
      {id === null ? null : (
        <label className="field" htmlFor="field-reason">
          {words.reasonOfChange} <span className="note">{words.reasonHint}</span>
          <input
            id="field-reason"
            value={reason}
            maxLength={2000}
            required
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      <p className="record-ways">
        <button type="submit" className="firm" disabled={busy}>
          {busy ? words.saving : words.save}
        </button>
        <Go
          to={id === null ? here : `${here}/${id}`}
          search={id === null && register !== "findings" ? { of: register } : {}}
        >
          {words.back}
        </Go>
      </p>
    </form>
  );
}

/** What a refusal says, without the name of the field in front of it. */
function sentenceOf({ message }: Problem): string {
  return message.replace(/^[a-z_]+(?:[.[][^:]*)?: /u, "");
}

/** The column that a refusal speaks of: told by the rules here, or in front of the server's sentence. */
function fieldOf(problem: Problem): string {
  const said =
    problem.place.field ?? /^([a-z_]+(?:[.[][^:]*)?): /u.exec(problem.message)?.[1] ?? "";
  const [column = ""] = said.replace(/^content\.(?:what\.)?/u, "").split(/[.[]/u);
  return column;
}
