import type { ReactElement } from "react";
import { shownText } from "../../src/kit/shown-text.ts";
import { choicesOf, kindOf } from "./form-fields.ts";
import { useOrganisations } from "./use-organisations.ts";
import { words } from "./words.ts";

interface FormFieldProps {
  readonly column: string;
  readonly value: string;
  readonly change: (value: string) => void;
  /** What is wrong with it; empty where nothing is known to be. */
  readonly refused: string;
  /** It cannot be changed any more. */
  readonly fixed: boolean;
}

/** One field of the form of a record, with its hint, and what is wrong with it beside it. */
export function FormField(props: FormFieldProps): ReactElement {
  const { column, refused } = props;
  const id = `field-${column}`;
  const { label = column, hint } = words.fields[column] ?? {};
  const hintId = `${id}-hint`;
  const wrongId = `${id}-wrong`;
  const described = [
    ...(hint === undefined ? [] : [hintId]),
    ...(refused === "" ? [] : [wrongId]),
  ].join(" ");
  const aria = {
    ...(described === "" ? {} : { "aria-describedby": described }),
    ...(refused === "" ? {} : { "aria-invalid": true }),
  };
  const notes = (
    <>
      {hint === undefined ? null : (
        <span className="note" id={hintId}>
          {hint}
        </span>
      )}
      {refused === "" ? null : (
        <span className="field-wrong" id={wrongId}>
          {shownText(refused)}
        </span>
      )}
    </>
  );
  if (kindOf(column) === "several") {
    return (
      <fieldset className="field several" id={id} tabIndex={-1} {...aria}>
        <legend>{label}</legend>
        {notes}
        <Several {...props} />
      </fieldset>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {notes}
      <Control {...props} id={id} aria={aria} />
      {column === "organisation" && !props.fixed ? <Names id={`${id}-names`} /> : null}
    </div>
  );
}

function Control(
  props: FormFieldProps & { readonly id: string; readonly aria: object },
): ReactElement {
  const { column, value, change, id, aria, fixed } = props;
  const kind = kindOf(column);
  if (kind === "choice") {
    return (
      <select id={id} value={value} {...aria} onChange={(event) => change(event.target.value)}>
        {(choicesOf[column] ?? []).map((choice) => (
          <option key={choice} value={choice}>
            {words.valueOf(choice)}
          </option>
        ))}
      </select>
    );
  }
  if (kind === "text") {
    return (
      <textarea
        id={id}
        value={value}
        rows={3}
        maxLength={8000}
        {...aria}
        onChange={(event) => change(event.target.value)}
      />
    );
  }
  return (
    <input
      id={id}
      value={value}
      type={kind === "day" ? "date" : "text"}
      inputMode={kind === "whole" ? "numeric" : undefined}
      autoComplete="off"
      maxLength={2000}
      readOnly={fixed}
      list={column === "organisation" && !fixed ? `${id}-names` : undefined}
      {...aria}
      onChange={(event) => change(event.target.value)}
    />
  );
}

function Names(props: { readonly id: string }): ReactElement {
  return (
    <datalist id={props.id}>
      {useOrganisations("").map(({ value, name }) => (
        <option key={value} value={shownText(name)}>
          {shownText(name)}
        </option>
      ))}
    </datalist>
  );
}

function Several({ column, value, change }: FormFieldProps): ReactElement {
  const chosen = value.split("; ").filter((each) => each !== "");
  return (
    <>
      {(choicesOf[column] ?? []).map((choice) => (
        <label key={choice} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={(event) => {
              const without = chosen.filter((each) => each !== choice);
              change((event.target.checked ? [...without, choice] : without).join("; "));
            }}
          />
          {words.valueOf(choice)}
        </label>
      ))}
    </>
  );
}
