import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { Done } from "../../src/platform/identity/identity.contract.ts";
import { CalendarLink, CalendarLinks as Links } from "../../src/told/waiting.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { sendJson } from "../app/fetch-json.ts";
import { asProblem } from "../app/ProblemPage.tsx";
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
  const make = async (): Promise<void> => {
    const sent = await sendJson(CalendarLink, "POST", path);
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
          {links.map(({ calendar, made_at: at }) => (
            <li key={calendar}>
              {words.madeOn(dayInWords(at.slice(0, 10)))}{" "}
              <button
                type="button"
                className="quiet"
                aria-label={`${words.revoke}: ${words.madeOn(dayInWords(at.slice(0, 10)))}`}
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
      <p>
        <button type="button" className="firm" onClick={() => void change(make)}>
          {words.make}
        </button>
      </p>
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
