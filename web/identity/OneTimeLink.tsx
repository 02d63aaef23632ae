import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactElement, useState } from "react";
import type { Static } from "typebox";
import { LinkView, Session } from "../../src/platform/identity/identity.contract.ts";
import { sendJson } from "../app/fetch-json.ts";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { Refused } from "../ui/Refused.tsx";
import { Field, textOf } from "./Field.tsx";
import { returnPath } from "./link-secret.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

type Link = Static<typeof LinkView>;

/** What a one-time link is for is read first, so that the page asks the right thing. */
export function OneTimeLink(props: { readonly secret: string }): ReactElement {
  const { secret } = props;
  const link = useQuery({
    queryKey: ["link", secret],
    queryFn: async () =>
      (await sendJson(LinkView, "POST", "/api/links/read", { link: secret })).answer,
  });
  if (link.isError) return <ProblemPage error={link.error} />;
  if (link.data === undefined) return <p role="status">{words.reading}</p>;
  return <Use secret={secret} link={link.data} />;
}

function Use(props: { secret: string; link: Link }): ReactElement {
  const { link, secret } = props;
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function use(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setSending(true);
    setError(null);
    try {
      await sendLink(secret, link, new FormData(event.currentTarget));
      // The link is used up: the address with it is replaced, so that Back does not lead to it.
      globalThis.location.replace(returnPath(globalThis.location.search));
    } catch (problem) {
      setError(problem);
      setSending(false);
    }
  }
  const said = saidOf(link);
  return (
    <form className="form" onSubmit={(event) => void use(event)}>
      <h1 className="work">
        <UserText>{said.title}</UserText>
      </h1>
      <p className="note">
        <UserText>{said.lede}</UserText>
      </p>
      <Refused error={error} failed={words.failed} />
      {link.purpose === "set-up" ? (
        <Field name="name" label={words.name} autoComplete="username" />
      ) : null}
      {link.purpose === "sign-in" ? null : (
        <Field
          name="password"
          label={words.password}
          type="password"
          autoComplete="new-password"
          hint={words.passwordHint}
          minLength={12}
        />
      )}
      <button type="submit" className="firm" disabled={sending}>
        {sending ? words.sending : said.button}
      </button>
    </form>
  );
}

function saidOf(link: Link): { title: string; lede: string; button: string } {
  switch (link.purpose) {
    case "set-up":
      return { title: words.setUp, lede: words.setUpLede, button: words.make };
    case "join":
      return { title: words.join(link.name), lede: words.joinLede, button: words.set };
    case "sign-in":
      return { title: words.signIn, lede: words.byLinkLede(link.name), button: words.byLink };
    default:
      return link.purpose satisfies never;
  }
}

async function sendLink(secret: string, link: Link, form: FormData): Promise<void> {
  if (link.purpose === "sign-in") {
    await sendJson(Session, "POST", "/api/sign-in/link", { link: secret });
    return;
  }
  const name = link.purpose === "set-up" ? { name: textOf(form, "name").trim() } : {};
  const body = { link: secret, password: textOf(form, "password"), ...name };
  await sendJson(Session, "POST", "/api/set-up", body);
}
