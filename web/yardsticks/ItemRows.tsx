import { memo, type ReactElement } from "react";
import type { Yardstick, YardstickItem } from "../../src/yardsticks/yardstick.contract.ts";
import { Go } from "../app/Go.tsx";
import { UserText } from "../ui/UserText.tsx";
import { scaleInWords } from "./scale-words.ts";
import { words } from "./words.ts";
import { labelsOf, statementLines } from "./yardstick-rows.ts";
import { yardstickPath } from "./yardstick-path.ts";

/** Items in rows: label, title, scale; a withdrawn one says where it went. */
export const ItemRows = memo(function ItemRows(props: {
  readonly yardstick: Yardstick;
  readonly items: readonly YardstickItem[];
}): ReactElement {
  const { yardstick, items } = props;
  const base = yardstickPath(yardstick);
  const labels = labelsOf(yardstick);
  return (
    <table className="rows yardstick-items" aria-label={words.tableLabel}>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            {words.item}
          </th>
          <th scope="col">{words.scale}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} base={base} item={item} labels={labels} />
        ))}
      </tbody>
    </table>
  );
});

function Row(props: {
  base: string;
  item: YardstickItem;
  labels: ReadonlyMap<string, string>;
}): ReactElement {
  const { base, item, labels } = props;
  const label = item.label ?? item.id;
  const first = statementLines(item.text)[0];
  return (
    <tr data-row className={item.withdrawn === undefined ? "" : "gone"}>
      <td className="code soft">
        <UserText>{label}</UserText>
      </td>
      <th scope="row" className="name">
        <Go to={`${base}/items/${item.id}`} open>
          <UserText>{item.title === label ? (first?.text ?? label) : item.title}</UserText>
        </Go>
        {item.withdrawn !== undefined || item.title === label || first === undefined ? null : (
          <span className="below first-line">
            <UserText>{`${first.part} ${first.text}`.trim()}</UserText>
          </span>
        )}
      </th>
      <td className="scale">
        {item.withdrawn === undefined ? (
          <UserText>{scaleInWords(item)}</UserText>
        ) : (
          <span className="soft">
            <UserText>
              {words.withdrawnInto(
                item.withdrawn.into.map((id) => labels.get(id) ?? id).join(", "),
              )}
            </UserText>
          </span>
        )}
      </td>
    </tr>
  );
}
