import { type FormEvent, type ReactElement, useState } from "react";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Shell } from "../app/Shell.tsx";
import { Refused } from "../ui/Refused.tsx";
import { Field, textOf } from "./Field.tsx";
import { words } from "./words.ts";

/** Changing one's own password, by the one that holds now. */
export function PasswordPage(): ReactElement {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isDone, setDone] = useState(false);
  async function change(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSending(true);
    setError(null);
    try {
      const body = { current: textOf(form, "current"), password: textOf(form, "password") };
      await sendJson(Session, "POST", "/api/session/password", body);
      setDone(true);
    } catch (problem) {
      setError(problem);
    }
    setSending(false);
  }
  return (
    <Shell title={words.change}>
      <h1 className="work">{words.change}</h1>
      <div role="status">{isDone ? <p className="lede">{words.changed}</p> : null}</div>
      {isDone ? null : (
        <form className="form" onSubmit={(event) => void change(event)}>
          <p className="note">{words.changeLede}</p>
          <Refused error={error} failed={words.notChanged} />
          <Field
            name="current"
            label={words.current}
            type="password"
            autoComplete="current-password"
          />
          <Field
            name="password"
            label={words.newPassword}
            type="password"
            autoComplete="new-password"
            hint={words.passwordHint}
            minLength={12}
          />
          <button type="submit" className="firm" disabled={sending}>
            {sending ? words.sending : words.change}
          </button>
        </form>
      )}
    </Shell>
  );
}
