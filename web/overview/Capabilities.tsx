import type { ReactElement } from "react";
import { IntervalBar } from "../../charts/interval-bar.ts";
import type { CapabilityTotal } from "../../src/determination/determination.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { Count } from "../ui/Count.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Gaps by capability, and who has them; nothing where the yardstick describes no capability. */
export function Capabilities(props: {
  readonly summary: DeterminationSummary;
}): ReactElement | null {
  const { summary } = props;
  const { capabilities = [] } = summary.enterprise;
  if (capabilities.length === 0) return null;
  return (
    <section aria-labelledby="capabilities">
      <h2 id="capabilities">{words.capabilities}</h2>
      <p className="note">{words.capabilitiesNote(summary.enterprise.organisations)}</p>
      <table className="rows items by-capability" aria-labelledby="capabilities">
        <thead>
          <tr>
            <th scope="col">{words.capability}</th>
            <th scope="col" className="bar-head">
              {words.range100}
            </th>
            <th scope="col" className="number">
              {words.have}
            </th>
            <th scope="col" className="number">
              {words.lack}
            </th>
            <th scope="col" className="number">
              {words.notKnown}
            </th>
          </tr>
        </thead>
        <tbody>
          {capabilities.map((each) => (
            <Row key={each.capability} summary={summary} capability={each} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: { summary: DeterminationSummary; capability: CapabilityTotal }): ReactElement {
  const { summary, capability } = props;
  const fine = capability.organisations_fine;
  const lacking = capability.organisations_lacking;
  const unknown = capability.organisations_unknown;
  const names = new Map(summary.ratings.map((each) => [each.organisation, each.name]));
  return (
    <tr>
      <th scope="row" className="name">
        <UserText>{capability.title}</UserText>
        {capability.systemic ? <span className="below">{words.systemic}</span> : null}
        {lacking + unknown === 0 ? null : (
          <details className="who-lacks no-print">
            <summary>{words.whoLacks(lacking, unknown)}</summary>
            <WhoList summary={summary} names={names} head={words.lack} ids={capability.lacking} />
            <WhoList
              summary={summary}
              names={names}
              head={words.notKnown}
              ids={capability.unknown}
            />
          </details>
        )}
      </th>
      <td className="bar-cell">
        <IntervalBar
          counts={{ good: fine, bad: lacking, unknown, n: fine + lacking + unknown }}
          name={capability.title}
        />
      </td>
      <td className="number proved">
        <Count of={fine} />
      </td>
      <td className="number rare">
        <Count of={lacking} />
      </td>
      <td className="number rare">
        <Count of={unknown} />
      </td>
    </tr>
  );
}

const namedAtMost = 200;

function WhoList(props: {
  summary: DeterminationSummary;
  names: ReadonlyMap<string, string>;
  head: string;
  ids: readonly string[];
}): ReactElement | null {
  const { summary, names, head, ids } = props;
  if (ids.length === 0) return null;
  return (
    <>
      <p className="soft">{head}:</p>
      <ul>
        {ids.slice(0, namedAtMost).map((id) => (
          <li key={id}>
            <Go to={`${reviewPath(summary.review)}/organisations/${id}`}>
              <UserText>{names.get(id) ?? id}</UserText>
            </Go>
          </li>
        ))}
        {ids.length > namedAtMost ? <li>{words.more(ids.length - namedAtMost)}</li> : null}
      </ul>
    </>
  );
}
