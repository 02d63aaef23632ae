import type { ReactElement } from "react";
import { evidenceOf } from "../../src/findings/record-cells.ts";
import { statesOf } from "../../src/findings/record-rules.ts";
import type { RecordState, Register } from "../../src/findings/records.contract.ts";
import { SmallForm } from "./SmallForm.tsx";
import { textIn } from "./use-change.ts";
import { words } from "./words.ts";

interface StateFormProps {
  readonly register: Register;
  readonly path: string;
  readonly view: {
    readonly state: RecordState;
    readonly may_amend: boolean;
    readonly may_close?: boolean;
  };
}

/** Closes and reopens findings and risks; says of the others how they stand. With a reason, always. */
export function StateForm(props: StateFormProps): ReactElement | null {
  const { register, path, view } = props;
  const open = view.state === "open";
  const rest = (form: FormData) => ({
    reason: textIn(form, "reason"),
    evidence: evidenceOf(textIn(form, "evidence")),
  });
  if (register === "findings" || register === "risks") {
    if (view.may_close !== true) {
      return register === "findings" ? <p className="note">{words.onlyAuditor}</p> : null;
    }
    return (
      <SmallForm
        key={view.state}
        title={open ? words.close : words.reopen}
        path={`${path}/${open ? "close" : "reopen"}`}
        button={open ? words.doClose : words.doReopen}
        bodyOf={rest}
      >
        <ReasonFields />
      </SmallForm>
    );
  }
  if (!view.may_amend) return null;
  return (
    <SmallForm
      title={words.setState}
      path={`${path}/state`}
      button={words.doState}
      bodyOf={(form) => ({ state: textIn(form, "state"), ...rest(form) })}
    >
      <label className="field">
        {words.state}
        <select name="state" defaultValue={view.state}>
          {statesOf[register].map((state) => (
            <option key={state} value={state}>
              {words.states[state]}
            </option>
          ))}
        </select>
      </label>
      <ReasonFields />
    </SmallForm>
  );
}

function ReasonFields(): ReactElement {
  return (
    <>
      <label className="field">
        {words.closeReason}
        <textarea name="reason" required maxLength={2000} rows={3} />
      </label>
      <label className="field">
        {words.closeEvidence}
        <span className="note">{words.fields["evidence"]?.hint}</span>
        <textarea name="evidence" rows={2} />
      </label>
    </>
  );
}
