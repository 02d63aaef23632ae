import { type ReactElement, type ReactNode, useRef } from "react";
import { Refused } from "../ui/Refused.tsx";
import { useChange } from "./use-change.ts";
import { useSendKey } from "./use-send-key.ts";
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
  const form = useRef<HTMLFormElement>(null);
  useSendKey(form);
  async function sendForm(sent: HTMLFormElement): Promise<void> {
    if (await send(props.bodyOf(new FormData(sent)))) sent.reset();
  }
  return (
    <details className="approve">
      <summary>{props.title}</summary>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void sendForm(event.currentTarget);
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
