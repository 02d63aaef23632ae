import type { ReactElement } from "react";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { useAnswer } from "./answers.ts";
import { words } from "./words.ts";

/** Who is signed in; or the way to the sign-in page. */
export function Account(): ReactElement {
  const session = useAnswer(Session, "/api/session");
  if (session.data === undefined || session.isError) {
    return (
      <span className="account">
        <a href="/sign-in">{words.signIn}</a>
      </span>
    );
  }
  return <span className="account">{session.data.name}</span>;
}
