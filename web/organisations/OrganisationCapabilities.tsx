import type { ReactElement } from "react";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

type Capability = NonNullable<OrganisationView["capabilities"]>[number];

const namedAtMost = 12;

/** What one organisation is able to do, and which items are in the way. */
export function OrganisationCapabilities(props: {
  readonly view: OrganisationView;
}): ReactElement | null {
  const { capabilities = [], review } = props.view;
  if (capabilities.length === 0) return null;
  return (
    <section aria-labelledby="capabilities">
      <h2 id="capabilities">{words.capabilities}</h2>
      <table className="rows plain-table" aria-labelledby="capabilities">
        <thead>
          <tr>
            <th scope="col">{words.capability}</th>
            <th scope="col">{words.standing}</th>
            <th scope="col">{words.inTheWay}</th>
          </tr>
        </thead>
        <tbody>
          {capabilities.map((each) => (
            <tr key={each.capability}>
              <th scope="row" className="name">
                <UserText>{each.title}</UserText>
              </th>
              <td>
                <Standing standing={each.standing} />
              </td>
              <td>
                <InTheWay words={words.provedBad} items={each.lacking} review={review} />
                <InTheWay words={words.notKnown} items={each.unknown} review={review} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A standing as shape and word, in the signs of every bar. */
function Standing(props: { standing: Capability["standing"] }): ReactElement {
  const { standing } = props;
  return (
    <span className="capability-standing">
      <svg width="12" height="12" aria-hidden="true">
        {standing === "fine" ? <rect className="c-good" width="12" height="12" /> : null}
        {standing === "lacking" ? <rect className="c-bad" y="6" width="12" height="6" /> : null}
        {standing === "unknown" ? (
          <rect className="c-unknown" x="0.5" y="0.5" width="11" height="11" />
        ) : null}
        {standing === "not-applicable" ? (
          <rect className="c-absent" x="0.5" y="0.5" width="11" height="11" />
        ) : null}
      </svg>
      {words.standings[standing]}
    </span>
  );
}

function InTheWay(props: {
  words: string;
  items: readonly string[];
  review: string;
}): ReactElement | null {
  const { items, review } = props;
  if (items.length === 0) return null;
  return (
    <span className="in-the-way">
      <span className="soft">{props.words}</span>{" "}
      {items.slice(0, namedAtMost).map((item) => (
        <Go key={item} to={`${reviewPath(review)}/items/${item}`}>
          <UserText>{item}</UserText>
        </Go>
      ))}
      {items.length > namedAtMost ? words.andMore(items.length - namedAtMost) : null}
    </span>
  );
}
