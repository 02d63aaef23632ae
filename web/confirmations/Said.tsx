import type { ReactElement } from "react";
import type { Reply } from "../../src/confirmations/verdicts.contract.ts";
import { shortDigest } from "../app/days.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** What somebody said of the whole verdict, word for word, with who said it and its leaf. */
export function Said(props: {
  readonly title: string;
  readonly of: Pick<Reply, "text" | "by_name" | "known_at" | "leaf"> | null;
  readonly none: string;
}): ReactElement {
  const { title, of: said, none } = props;
  return (
    <div className="verdict-said">
      <h3>{title}</h3>
      {said === null ? (
        <p className="note">{none}</p>
      ) : (
        <>
          <blockquote>
            <UserText>{said.text}</UserText>
          </blockquote>
          <p className="note">
            <UserText>{words.said(said.by_name, said.known_at)}</UserText>,{" "}
            {words.leaf(shortDigest(said.leaf))}
          </p>
        </>
      )}
    </div>
  );
}
