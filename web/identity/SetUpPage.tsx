import type { ReactElement } from "react";
import { Shell } from "../app/Shell.tsx";
import { linkSecret } from "./link-secret.ts";
import { OneTimeLink } from "./OneTimeLink.tsx";
import { words } from "./words.ts";

/** Making the first administrator, or setting the password of an account, by a one-time link. */
export function SetUpPage(): ReactElement {
  const secret = linkSecret(globalThis.location);
  return (
    <Shell title={words.setUp}>
      {secret === "" ? (
        <>
          <h1 className="work">{words.noLink}</h1>
          <p className="lede">{words.noLinkWords}</p>
        </>
      ) : (
        <OneTimeLink secret={secret} />
      )}
    </Shell>
  );
}
