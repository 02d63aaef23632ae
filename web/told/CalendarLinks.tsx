import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { Done } from "../../src/platform/identity/identity.contract.ts";
import { CalendarLink, CalendarLinks as Links } from "../../src/told/waiting.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { sendJson } from "../app/fetch-json.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import { textOf } from "../identity/Field.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

const path = "/api/waiting/calendars";

/** Addresses by which one's calendars read one's own dates: made, shown once, revoked. */
export function CalendarLinks(): ReactElement {
  const answer = useAnswer(Links, path);
  const client = useQueryClient();
  const [made, setMade] = useState("");
  const [said, setSaid] = useState("");
  async function change(send: () => Promise<void>): Promise<void> {
    setSaid(words.making);
    try {
      await send();
      setSaid("");
      await client.invalidateQueries({ queryKey: [path] });
    } catch (error) {
      setSaid(asProblem(error).message);
    }
  }
  const make = async (name: string): Promise<void> => {
    const sent = await sendJson(CalendarLink, "POST", path, { name });
    setMade(`${globalThis.location.origin}${sent.answer.path ?? ""}`);
  };
  const links = answer.data?.links ?? [];
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{words.calendar}</h2>
      <p className="note">{words.calendarLede}</p>
      {links.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <ul className="side-list">
          {links.map(({ calendar, name, made_at: at }) => (
            <li key={calendar}>
              <UserText>{words.madeOn(name, dayInWords(at.slice(0, 10)))}</UserText>{" "}
              <button
                type="button"
                className="quiet"
                aria-label={`${words.revoke}: ${words.madeOn(name, dayInWords(at.slice(0, 10)))}`}
                onClick={() =>
                  void change(async () => {
                    await sendJson(Done, "DELETE", `${path}/${calendar}`);
                    setMade("");
                  })
                }
              >
                {words.revoke}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const name = textOf(new FormData(form), "name").trim();
          void change(() => make(name)).then(() => form.reset());
        }}
      >
        <label className="field">
          {words.forWhich}
          <input name="name" required maxLength={100} />
        </label>
        <button type="submit" className="firm">
          {words.make}
        </button>
      </form>
      {made === "" ? null : (
        <label className="field">
          {words.made}
          <input readOnly value={made} onFocus={(event) => event.target.select()} />
        </label>
      )}
      <p role="status" className="note">
        {said}
      </p>
    </section>
  );
}
