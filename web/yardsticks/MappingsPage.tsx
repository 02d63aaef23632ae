import type { ReactElement } from "react";
import type { Crosswalk } from "../../src/yardsticks/yardstick-map.contract.ts";
import {
  type KeptYardstickMap,
  YardstickMapList,
} from "../../src/yardsticks/yardsticks.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { shortDigest } from "../app/days.ts";
import { Unanswered } from "../app/Unanswered.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Empty } from "../ui/Empty.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { pageOf } from "../ui/turn-pages.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";
import { useYardstick } from "./yardstick.ts";
import { yardstickApi } from "./yardstick-path.ts";

const relationsOnPage = 100;

/** How the items of this yardstick stand to those of others, as somebody published it. */
export function MappingsPage(): ReactElement {
  const { id, version, title } = useYardstick();
  const answer = useAnswer(YardstickMapList, `${yardstickApi(`${id}@${version}`)}/maps`);
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.readingOne} />;
  }
  const crosswalks = answer.data.maps.flatMap((kept) =>
    kept.map.kind === "crosswalk" ? [{ kept, map: kept.map }] : [],
  );
  return (
    <>
      <h1 className="work">
        <UserText>{words.mapsTitle(crosswalks.length, title)}</UserText>
      </h1>
      <p className="lede">{words.mapsLede}</p>
      {crosswalks.length === 0 ? (
        <Empty title={words.mapsEmptyTitle} words={words.mapsEmpty} way={words.mapsEmptyWay} />
      ) : (
        <Crosswalks crosswalks={crosswalks} />
      )}
    </>
  );
}

interface KeptCrosswalk {
  readonly kept: KeptYardstickMap;
  readonly map: Crosswalk;
}

function Crosswalks(props: { crosswalks: readonly KeptCrosswalk[] }): ReactElement | null {
  const { crosswalks } = props;
  const address = useAddress();
  const asked = address.search["map"] ?? "";
  const chosen = crosswalks.find(({ kept }) => kept.digest === asked) ?? crosswalks[0];
  if (chosen === undefined) return null;
  return (
    <>
      <div className="list-controls no-print">
        <Choice
          label={words.map}
          value={chosen.kept.digest}
          options={crosswalks.map(({ kept, map }) => ({
            value: kept.digest,
            name: `${words.crosswalk(map.source, map.target)}, ${words.relations(map.relations.length)}`,
          }))}
          choose={(map) => address.change({ map, page: "" })}
        />
        <SearchField label={words.search} />
      </div>
      <Relations chosen={chosen} />
    </>
  );
}

function Relations(props: { chosen: KeptCrosswalk }): ReactElement {
  const { kept, map } = props.chosen;
  const { search } = useAddress();
  const find = (search["find"] ?? "").toLowerCase();
  const relations = map.relations.filter(
    ({ source, targets }) =>
      find === "" || [source, ...targets].some((item) => item.toLowerCase().includes(find)),
  );
  const list = pageOf(relations, search["page"] ?? "", relationsOnPage);
  return (
    <>
      <p className="note after-table">
        <UserText>{words.mapFile(map.file)}</UserText>, {shortDigest(kept.digest)}
      </p>
      <table className="rows plain-table relations" aria-label={words.relationsLabel}>
        <thead>
          <tr>
            <th scope="col">
              {words.from} <UserText>{map.source}</UserText>
            </th>
            <th scope="col">{words.relation}</th>
            <th scope="col">
              {words.to} <UserText>{map.target}</UserText>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((each) => (
            <tr key={`${each.source} ${each.relation} ${each.targets.join(" ")}`}>
              <th scope="row" className="name">
                <UserText>{each.source}</UserText>
              </th>
              <td>{words.relationKinds[each.relation]}</td>
              <td>
                <UserText>{each.targets.join(", ")}</UserText>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.total === 0 ? <p className="note">{words.none}</p> : null}
      <TurnPages list={list} />
    </>
  );
}
