import type { ReactElement, ReactNode } from "react";
import { Refused } from "../ui/Refused.tsx";
import { useChange } from "./use-change.ts";
import { words } from "./words.ts";

/** A form that is folded behind what it does; what was typed stays when it is refused. */
export function SmallForm(props: {
  readonly title: string;
  readonly path: string;
  readonly button: string;
  readonly bodyOf: (form: FormData) => unknown;
  readonly children: ReactNode;
}): ReactElement {
  const { error, said, send } = useChange(props.path);
  return (
    <details className="approve">
      <summary>{props.title}</summary>
      <form
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.ctrlKey) event.currentTarget.requestSubmit();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          void send(props.bodyOf(new FormData(form))).then((kept) => {
            if (kept) form.reset();
          });
        }}
      >
        {props.children}
        <Refused error={error} failed={words.failed} />
        <button type="submit" className="quiet">
          {props.button}
        </button>{" "}
        <span role="status" className="note">
          {said}
        </span>
      </form>
    </details>
  );
}
