import type { ReactElement } from "react";

interface EmptyProps {
  readonly title: string;
  /** What belongs here, and why it is not here. */
  readonly words: string;
  /** The one thing to do, as a command. */
  readonly way: string;
}

/** What stands where nothing is yet: what belongs here, why, and one action. */
export function Empty(props: EmptyProps): ReactElement {
  return (
    <div className="empty">
      <p>
        <strong>{props.title}.</strong> {props.words}
      </p>
      <pre>{props.way}</pre>
    </div>
  );
}
