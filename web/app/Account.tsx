import type { ReactElement } from "react";
import { Done, Session } from "../../src/platform/identity/identity.contract.ts";
import { isOfDemonstration } from "../../src/platform/identity/role-switch.contract.ts";
import { Popup } from "../ui/Popup.tsx";
import { useAnswer } from "./answers.ts";
import { sendJson } from "./fetch-json.ts";
import { Go } from "./Go.tsx";
import { RoleSwitch } from "./RoleSwitch.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";

/** Who is signed in and as what, with the way out; or the way to the sign-in page. */
export function Account(): ReactElement {
  const session = useAnswer(Session, "/api/session");
  if (session.data === undefined || session.isError) {
    return (
      <span className="account">
        {session.isError ? <a href="/sign-in">{words.signIn}</a> : null}
      </span>
    );
  }
  const roles = [...new Set(session.data.grants.map((grant) => roleInWords(grant.role)))];
  const { name } = session.data;
  return (
    <Popup
      label={words.account}
      className="account"
      button={
        <>
          <UserText>{name}</UserText>
          {roles.length === 0 ? null : <span className="role"> · {roles.join(", ")}</span>}
        </>
      }
    >
      {() => (
        <>
          <p className="note">{words.roles(roles)}</p>
          {isOfDemonstration(name) ? <RoleSwitch /> : null}
          <p>
            <Go to="/waiting">{words.waiting}</Go>
          </p>
          <p>
            <Go to="/keys">{words.myKey}</Go>
          </p>
          <p>
            <a href="/password">{words.changePassword}</a>
          </p>
          <button type="button" className="quiet" onClick={() => void signOut()}>
            {words.signOut}
          </button>
        </>
      )}
    </Popup>
  );
}

/** A role as people say it: `reviewing-officer` as "Reviewing officer". */
function roleInWords(role: string): string {
  const spoken = role.replaceAll("-", " ");
  return spoken.charAt(0).toUpperCase() + spoken.slice(1);
}

async function signOut(): Promise<void> {
  await sendJson(Done, "POST", "/api/sign-out", {});
  globalThis.location.assign("/sign-in");
}
