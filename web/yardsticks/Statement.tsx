import type { ReactElement } from "react";
import { UserText } from "../ui/UserText.tsx";
import { statementLines } from "./yardstick-rows.ts";

/** The words of an item, each part of the statement at its depth. */
export function Statement(props: { readonly text: string }): ReactElement {
  return (
    <div className="statement">
      {statementLines(props.text).map((line, at) => (
        <p key={`${at} ${line.part}`} className={`part-${line.level}`}>
          {line.part === "" ? null : <span className="part">{line.part}</span>}
          <UserText>{line.text}</UserText>
        </p>
      ))}
    </div>
  );
}
