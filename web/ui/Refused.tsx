import type { ReactElement } from "react";
import { shownText } from "../../src/kit/shown-text.ts";
import { asProblem } from "../app/ProblemPage.tsx";

/** What a form was refused for; read out when it appears, and nothing that was typed is lost. */
export function Refused(props: {
  readonly error: unknown;
  /** "Not saved." */
  readonly failed: string;
}): ReactElement {
  return (
    <div role="alert">
      {props.error === null ? null : (
        <p className="refused">
          <strong>{props.failed}</strong> {shownText(asProblem(props.error).message)}
        </p>
      )}
    </div>
  );
}
