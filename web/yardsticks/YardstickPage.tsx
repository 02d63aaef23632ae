import type { ReactElement } from "react";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { useAddress } from "../app/address.ts";
import { Go } from "../app/Go.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Filters } from "../ui/Filters.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { pageOf } from "../ui/turn-pages.ts";
import { UserText } from "../ui/UserText.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { Capabilities } from "./Capabilities.tsx";
import { ItemRows } from "./ItemRows.tsx";
import { words } from "./words.ts";
import { useYardstick } from "./yardstick.ts";
import { yardstickPath } from "./yardstick-path.ts";
import { type GroupRow, groupRows, keepItems, shortTitle } from "./yardstick-rows.ts";
import { YardstickOrigin } from "./YardstickOrigin.tsx";

// A page of rows is what one key may have to draw again: catalogues have a thousand items.
const rowsOnPage = 100;

/** One yardstick: its groups, its items with their scales, and where it comes from. */
export function YardstickPage(): ReactElement {
  const yardstick = useYardstick();
  const { search } = useAddress();
  useRowKeys();
  const { find = "", group = "", show = "", page = "" } = search;
  const groups = groupRows(yardstick);
  const items = keepItems(yardstick, { find, group, show });
  const list = pageOf(items, page, rowsOnPage);
  const withdrawn = yardstick.items.filter((item) => item.withdrawn !== undefined).length;
  return (
    <>
      <h1 className="work">
        <UserText>{yardstick.title}</UserText>
      </h1>
      <p className="lede">{words.lede(yardstick.items.length, withdrawn, groups.length)}</p>
      <div className="list-controls no-print">
        <SearchField label={words.search} />
        <Filters name="show" label={words.show} filters={filtersOf(yardstick, find, group)} />
      </div>
      <div className={groups.length === 0 ? "" : "with-groups"}>
        {groups.length === 0 ? null : <Groups rows={groups} chosen={group} />}
        <section aria-labelledby="items">
          <h2 id="items">{headOf(groups, group)}</h2>
          {items.length === 0 ? (
            <p className="note">
              {words.none} <Go to={yardstickPath(yardstick)}>{words.noneWay}</Go>
            </p>
          ) : (
            <ItemRows yardstick={yardstick} items={list.rows} />
          )}
          <TurnPages list={list} />
        </section>
      </div>
      <Capabilities yardstick={yardstick} />
      <YardstickOrigin yardstick={yardstick} />
    </>
  );
}

function headOf(groups: readonly GroupRow[], chosen: string): string {
  const found = groups.find(({ group }) => group.id === chosen);
  return found === undefined ? words.items : shortTitle(found.group.title);
}

function filtersOf(yardstick: Yardstick, find: string, group: string) {
  const count = (show: string) => keepItems(yardstick, { find, group, show }).length;
  const scales = [...new Set(yardstick.items.map((item) => item.scale))];
  return [
    { key: "", name: words.all, count: count("") },
    ...(yardstick.items.some((item) => item.withdrawn !== undefined)
      ? [
          { key: "live", name: words.live, count: count("live") },
          { key: "withdrawn", name: words.withdrawn, count: count("withdrawn") },
        ]
      : []),
    ...(scales.length < 2
      ? []
      : scales.map((scale) => ({ key: scale, name: words.scales[scale], count: count(scale) }))),
  ];
}

/** The groups beside the items; on a phone one choice. */
function Groups(props: { rows: readonly GroupRow[]; chosen: string }): ReactElement {
  const { rows, chosen } = props;
  const address = useAddress();
  const to = (group: string) => ({ ...address.search, group, page: "" });
  return (
    <>
      <nav className="groups no-print" aria-label={words.groups}>
        <Go to={address.path} search={to("")} current={chosen === ""}>
          {words.allGroups}
        </Go>
        {rows.map(({ group, level, items }) => (
          <Go
            key={group.id}
            to={address.path}
            search={to(group.id)}
            current={chosen === group.id}
            className={`level-${Math.min(level, 3)}`}
          >
            <UserText>{shortTitle(group.title)}</UserText>
            <span className="count">{items}</span>
          </Go>
        ))}
      </nav>
      <div className="groups-choice no-print">
        <Choice
          label={words.group}
          value={chosen}
          options={[
            { value: "", name: words.allGroups },
            ...rows.map(({ group, level, items }) => ({
              value: group.id,
              name: `${"\u2003".repeat(level)}${shortTitle(group.title)} (${items})`,
            })),
          ]}
          choose={(group) => address.change({ group, page: "" }, { replace: true })}
        />
      </div>
    </>
  );
}
