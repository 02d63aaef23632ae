import type { ReactElement } from "react";
import type { Yardstick, YardstickItem } from "../../src/yardsticks/yardstick.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { Go } from "../app/Go.tsx";
import { NoSuchItem } from "./NoSuchItem.tsx";
import { useKeys } from "../ui/keys.ts";
import { UserText } from "../ui/UserText.tsx";
import { ItemRows } from "./ItemRows.tsx";
import { scaleInWords } from "./scale-words.ts";
import { Statement } from "./Statement.tsx";
import { words } from "./words.ts";
import { useYardstick } from "./yardstick.ts";
import { yardstickPath } from "./yardstick-path.ts";

/** One item of a yardstick: its words down to the parts of the statement, and what hangs on it. */
export function YardstickItemPage(): ReactElement {
  const yardstick = useYardstick();
  const id = usePart("item");
  const item = yardstick.items.find((each) => each.id === id);
  if (item === undefined) return <NoSuchItem item={id} yardstick={yardstick} />;
  return <Shown yardstick={yardstick} item={item} />;
}

function Shown(props: { yardstick: Yardstick; item: YardstickItem }): ReactElement {
  const { yardstick, item } = props;
  const group = yardstick.groups?.find(({ id }) => id === item.group);
  const below = yardstick.items.filter(({ parent }) => parent === item.id);
  const label = item.label ?? item.id;
  return (
    <>
      <div className="item-head">
        <div>
          <p className="note">
            {group === undefined ? null : <UserText>{`${group.title} · `}</UserText>}
            <UserText>{scaleInWords(item)}</UserText>
            {item.measured_by === undefined ? null : (
              <UserText>{` · ${words.measuredBy(item.measured_by)}`}</UserText>
            )}
          </p>
          <h1 className="work">
            <UserText>{item.title === label ? label : `${label} ${item.title}`}</UserText>
          </h1>
        </div>
        <Neighbours yardstick={yardstick} item={item} />
      </div>
      <Related yardstick={yardstick} item={item} />
      <Statement text={item.text} />
      {item.guidance === undefined ? null : (
        <details className="guidance">
          <summary>{words.guidance}</summary>
          <Statement text={item.guidance} />
        </details>
      )}
      {below.length === 0 ? null : (
        <section aria-labelledby="below">
          <h2 id="below">{words.below}</h2>
          <ItemRows yardstick={yardstick} items={below} />
        </section>
      )}
      <p className="note after-table">{words.wordingNote}</p>
    </>
  );
}

/** What an item hangs on: the one that it enhances, and where it went when it was withdrawn. */
function Related(props: { yardstick: Yardstick; item: YardstickItem }): ReactElement | null {
  const { yardstick, item } = props;
  const link = (id: string) => {
    const found = yardstick.items.find((each) => each.id === id);
    const label = <UserText>{found?.label ?? id}</UserText>;
    return found === undefined ? (
      <span key={id}>{label} </span>
    ) : (
      <span key={id}>
        <Go to={`${yardstickPath(yardstick)}/items/${id}`}>{label}</Go>{" "}
      </span>
    );
  };
  return (
    <>
      {item.withdrawn === undefined ? null : (
        <p className="withdrawn">
          <strong>{words.withdrawn}.</strong> <UserText>{item.withdrawn.words}</UserText>{" "}
          {item.withdrawn.into.length === 0 ? null : <>{words.into} </>}
          {item.withdrawn.into.map(link)}
        </p>
      )}
      {item.parent === undefined ? null : (
        <p className="note">
          {words.enhances} {link(item.parent)}
        </p>
      )}
    </>
  );
}

function Neighbours(props: { yardstick: Yardstick; item: YardstickItem }): ReactElement {
  const { yardstick, item } = props;
  const address = useAddress();
  const at = yardstick.items.indexOf(item);
  const [before, after] = [yardstick.items[at - 1], yardstick.items[at + 1]];
  const to = (each: YardstickItem) => `${yardstickPath(yardstick)}/items/${each.id}`;
  useKeys({
    j: () => {
      if (after !== undefined) address.go(to(after));
    },
    k: () => {
      if (before !== undefined) address.go(to(before));
    },
  });
  return (
    <nav className="neighbours no-print" aria-label={words.neighbours}>
      {before === undefined ? null : (
        <Go to={to(before)} className="quiet">
          ← <UserText>{before.label ?? before.id}</UserText> <kbd>k</kbd>
        </Go>
      )}
      {after === undefined ? null : (
        <Go to={to(after)} className="quiet">
          <UserText>{after.label ?? after.id}</UserText> → <kbd>j</kbd>
        </Go>
      )}
    </nav>
  );
}
