import type { ReactElement } from "react";
import { shownText } from "../../src/kit/shown-text.ts";

/** One of the things that can be chosen: what stands in the address, and its name. */
export interface ChoiceOption {
  readonly value: string;
  readonly name: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly ChoiceOption[];
  readonly choose: (value: string) => void;
}

/** One of several, with its label before it. */
export function Choice(props: ChoiceProps): ReactElement {
  return (
    <label className="choice">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.choose(event.target.value)}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {shownText(option.name)}
          </option>
        ))}
      </select>
    </label>
  );
}
