import type { ReactElement } from "react";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { Count } from "../ui/Count.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";
import { labelsOf } from "./yardstick-rows.ts";

const namedAtMost = 12;

/** What the yardstick says an organisation is able to do; nothing where it describes none. */
export function Capabilities(props: { readonly yardstick: Yardstick }): ReactElement | null {
  const { capabilities = [] } = props.yardstick;
  const labels = labelsOf(props.yardstick);
  if (capabilities.length === 0) return null;
  return (
    <section aria-labelledby="capabilities">
      <h2 id="capabilities">{words.capabilities}</h2>
      <p className="note">{words.capabilitiesNote}</p>
      <table className="rows plain-table" aria-labelledby="capabilities">
        <thead>
          <tr>
            <th scope="col">{words.capability}</th>
            <th scope="col">{words.items}</th>
            <th scope="col" className="number">
              {words.items}
            </th>
          </tr>
        </thead>
        <tbody>
          {capabilities.map((each) => (
            <tr key={each.id}>
              <th scope="row" className="name">
                <UserText>{each.title}</UserText>
                {each.text === undefined ? null : (
                  <span className="below">
                    <UserText>{each.text}</UserText>
                  </span>
                )}
              </th>
              <td>
                <UserText>
                  {each.items
                    .slice(0, namedAtMost)
                    .map((id) => labels.get(id) ?? id)
                    .join(", ") + (each.items.length > namedAtMost ? ", …" : "")}
                </UserText>
              </td>
              <td className="number">
                <Count of={each.items.length} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
