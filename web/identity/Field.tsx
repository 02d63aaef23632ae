import { type ReactElement, useId } from "react";
import { asProblem } from "../app/ProblemPage.tsx";
import { words } from "./words.ts";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "password";
  readonly autoComplete: string;
  readonly hint?: string;
  readonly minLength?: number;
}

/** One line of a form, with its label and a hint that is read out with it. */
export function Field(props: FieldProps): ReactElement {
  const id = useId();
  return (
    <label className="field">
      {props.label}
      {props.hint === undefined ? null : (
        <span className="note" id={id}>
          {props.hint}
        </span>
      )}
      <input
        name={props.name}
        type={props.type ?? "text"}
        autoComplete={props.autoComplete}
        minLength={props.minLength}
        maxLength={props.type === "password" ? 1000 : 100}
        aria-describedby={props.hint === undefined ? undefined : id}
        required
      />
    </label>
  );
}

/** What a form was refused for; read out when it appears, and nothing that was typed is lost. */
export function Refused(props: {
  readonly error: unknown;
  readonly failed?: string;
}): ReactElement {
  return (
    <div role="alert">
      {props.error === null ? null : (
        <p className="refused">
          <strong>{props.failed ?? words.failed}</strong> {asProblem(props.error).message}
        </p>
      )}
    </div>
  );
}

/** A text field of a form that was sent; files and absent fields are empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
