import type { ReactElement } from "react";
import type { ClockView, MovedDate } from "../../src/orders/clock.contract.ts";
import { useAddress } from "../app/address.ts";
import { Go } from "../app/Go.tsx";
import { shortDay } from "./timeline.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Offices that were or are empty or acted for, and the clauses that need them. */
export function Seats({ view }: { readonly view: ClockView }): ReactElement {
  return (
    <section aria-labelledby="seats">
      <h2 id="seats">{words.seats}</h2>
      {view.seats.length === 0 ? <p className="note">{words.noSeats}</p> : null}
      <ul className="side-list">
        {view.seats.map((seat) => (
          <li key={seat.office}>
            <strong>
              <UserText>{seat.title}</UserText>
            </strong>{" "}
            <UserText>{`${seat.words}.`}</UserText> {words.named(seat.clauses)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Dates that moved since signing, each with what moved it. */
export function Moved({ view }: { readonly view: ClockView }): ReactElement {
  return (
    <section aria-labelledby="moved">
      <h2 id="moved">{words.moved}</h2>
      {view.moved.length === 0 ? <p className="note">{words.nothingMoved}</p> : null}
      <ul className="side-list">
        {view.moved.map((each) => (
          <li key={`${each.task} ${each.amendment?.version ?? ""}`}>
            <strong>
              <UserText>{each.title}</UserText>
            </strong>{" "}
            {each.was === each.now
              ? words.sameDay(each.now)
              : words.movedFromTo(each.was, each.now)}
            <span className="below">
              <UserText>{each.because}</UserText> <ToAmendment amendment={each.amendment} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From a date that an amendment moved to everything that it changed. */
function ToAmendment({ amendment }: Pick<MovedDate, "amendment">): ReactElement | null {
  const address = useAddress();
  if (amendment === null) return null;
  const [from, to] = [String(amendment.from_version), String(amendment.version)];
  return (
    <Go to={address.path} search={{ ...address.search, show: "versions", from, to }}>
      {words.changedIn(to)}
    </Go>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Everything that was entered for this order by the day shown, with its leaf in the log. */
export function Acts({ view }: { readonly view: ClockView }): ReactElement {
  const acts = view.acts.toSorted((a, b) => a.day.localeCompare(b.day));
  return (
    <section aria-labelledby="acts" className="acts">
      <h2 id="acts">{words.acts}</h2>
      {acts.length === 0 ? <p className="note">{words.noActs}</p> : null}
      <ol className="side-list">
        {acts.map((act) => (
          <li key={`${act.leaf ?? ""}${act.kind}${act.task ?? ""}${act.day}`}>
            <span className="act-day">{shortDay(act.day)}</span>
            <span>
              <UserText>{act.words}</UserText>
              {act.note === null ? null : <UserText>{`. ${sentence(act.note)}`}</UserText>}
              {act.source === null && act.held_words === "" ? null : (
                <span className="below">
                  <UserText>
                    {[act.source, act.held_words === "" ? null : words.held(act.held_words)]
                      .filter((part) => part !== null)
                      .join(" · ")}
                  </UserText>
                </span>
              )}
            </span>
            {act.leaf === null ? null : (
              <Go
                to="/log"
                search={{ entry: act.leaf }}
                className="mono"
                label={`${words.leaf} ${act.leaf.slice(0, 8)}`}
              >
                {act.leaf.slice(0, 8)}
              </Go>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
