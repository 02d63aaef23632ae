import { type ReactElement, useEffect, useRef } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import { Popup } from "../ui/Popup.tsx";
import { UserText } from "../ui/UserText.tsx";
import { useAddress } from "./address.ts";
import { Go } from "./Go.tsx";
import type { Tab } from "./places.ts";
import { words } from "./words.ts";

/** The second row: the tabs of a place, and behind "More" those that have no room in it. */
export function Tabs(props: { tabs: readonly Tab[]; label: string }): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  const row = props.tabs.filter((tab) => tab.more !== true);
  const more = props.tabs.filter((tab) => tab.more === true);
  const current = row.find((tab) => tab.current === true)?.to;
  // On a phone the row is wider than the screen: the tab of the page is brought into sight.
  useEffect(() => {
    const shown = list.current?.querySelector<HTMLElement>("[data-current]");
    if (current === undefined || !list.current || !shown) return;
    list.current.scrollLeft = shown.offsetLeft - 16;
  }, [current]);
  return (
    <nav className="tabs" aria-label={props.label}>
      <div className="bar">
        <ul ref={list}>
          {row.map((tab) => (
            <OneTab key={tab.to} tab={tab} />
          ))}
        </ul>
        {more.length === 0 ? null : <More tabs={more} />}
      </div>
    </nav>
  );
}

function OneTab(props: { tab: Tab }): ReactElement {
  const { tab } = props;
  const current = tab.current === true;
  return (
    <li className={current ? "current" : ""} {...(current ? { "data-current": true } : {})}>
      <Go to={tab.to} current={current}>
        <UserText>{tab.name}</UserText>
        {tab.count === undefined ? null : <span className="count"> {grouped(tab.count)}</span>}
      </Go>
    </li>
  );
}

/** What has no room in the row; its button names the page that is open, where it is one of them. */
function More(props: { tabs: readonly Tab[] }): ReactElement {
  const { path } = useAddress();
  const open = props.tabs.find((tab) => tab.current === true);
  return (
    // Whoever went to one of them sees the page, and the list is closed.
    <Popup
      key={path}
      className={open === undefined ? "more" : "more current"}
      button={open === undefined ? words.moreTabs : words.moreOpen(open.name)}
      label={words.moreTabs}
    >
      {() => (
        <ul>
          {props.tabs.map((tab) => (
            <OneTab key={tab.to} tab={tab} />
          ))}
        </ul>
      )}
    </Popup>
  );
}
