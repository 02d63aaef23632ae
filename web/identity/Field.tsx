import { type ReactElement, useId } from "react";

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

/** A text field of a form that was sent; files and absent fields are empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
