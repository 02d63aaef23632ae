import type { KeyboardEvent, ReactElement, ReactNode } from "react";
import type { TSchema } from "typebox";
import { useAct } from "../app/use-act.ts";
import { words } from "../app/words.ts";
import { Refused } from "./Refused.tsx";

interface ActFormProps<S extends TSchema> {
  readonly schema: S;
  readonly path: string;
  readonly button: string;
  readonly bodyOf: (form: FormData) => unknown;
  readonly children: ReactNode;
  /** Set on the act that the page is for. */
  readonly firm?: boolean;
}

/** A form that sends one act; what was typed stays when it is refused. */
export function ActForm<S extends TSchema>(props: ActFormProps<S>): ReactElement {
  const act = useAct(props.schema);
  async function sendForm(sent: HTMLFormElement): Promise<void> {
    const given = new FormData(sent);
    if ((await act.send(props.path, () => props.bodyOf(given))) !== null) sent.reset();
  }
  return (
    // Its fields take the keys; Ctrl+Enter alone is taken here, for whichever has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="act-form"
      onKeyDown={sendByKey}
      onSubmit={(event) => {
        event.preventDefault();
        void sendForm(event.currentTarget);
      }}
    >
      {props.children}
      <Refused error={act.error} failed={words.notSaved} />
      <button type="submit" className={props.firm === true ? "firm" : "quiet"} disabled={act.busy}>
        {props.button}
      </button>{" "}
      <span role="status" className="note">
        {act.said}
      </span>
    </form>
  );
}

function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === "Enter" && event.ctrlKey) event.currentTarget.requestSubmit();
}
