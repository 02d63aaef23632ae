import type { ReactElement, ReactNode } from "react";
import { UserText } from "./UserText.tsx";

/** One step of a way: behind us, the next one, or later. */
export interface Step {
  readonly name: string;
  readonly state: "done" | "next" | "later";
  /** Who and when; empty where nothing is known. */
  readonly note: string;
  readonly more?: ReactNode;
}

const said = { done: "done", next: "next", later: "later" } as const;

/** A way in steps, from above to below: filled is done, a ring is next, an empty circle comes later. */
export function Steps(props: { readonly steps: readonly Step[] }): ReactElement {
  return (
    <ol className="way">
      {props.steps.map(({ name, state, note, more }) => (
        <li key={name} className={state} {...(state === "next" ? { "aria-current": "step" } : {})}>
          <strong>{name}</strong>
          <span className="visually-hidden">, {said[state]}</span>
          {note === "" ? null : (
            <span className="below">
              <UserText>{note}</UserText>
            </span>
          )}
          {more}
        </li>
      ))}
    </ol>
  );
}
