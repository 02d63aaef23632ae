import "./yardsticks.css";
import { Outlet } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { shortDigest } from "../app/days.ts";
import type { Tab } from "../app/places.ts";
import { Shell } from "../app/Shell.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { words } from "./words.ts";
import { YardstickContext } from "./yardstick.ts";
import { yardstickApi, yardstickPath } from "./yardstick-path.ts";

/** The frame of a yardstick's pages: its tabs, and the files behind it. */
export function YardstickFrame(): ReactElement {
  const name = usePart("yardstick");
  const { path } = useAddress();
  const answer = useAnswer(Yardstick, yardstickApi(name));
  const yardstick = answer.data;
  if (yardstick === undefined || answer.isError) {
    return (
      <Shell title="" place={placeOf(name, `/yardsticks/${name}`)}>
        <Unanswered answer={answer} reading={words.readingOne} />
      </Shell>
    );
  }
  const base = yardstickPath(yardstick);
  const api = yardstickApi(`${yardstick.id}@${yardstick.version}`);
  return (
    <Shell
      title={yardstick.title}
      place={placeOf(yardstick.title, base)}
      tabs={tabsOf(base, yardstick.items.length, path)}
      tabsLabel={words.tabs}
      findable={yardstick.items.map((item) => ({
        name: `${item.label ?? item.id} ${item.title}`,
        what: words.item,
        to: `${base}/items/${item.id}`,
      }))}
      foot={
        <>
          <a href={`${api}/file`}>{words.file}</a>
          <a href={`${api}/oscal`}>{words.oscal}</a>
        </>
      }
      printedFoot={[
        words.printed(`${yardstick.id}@${yardstick.version}`),
        shortDigest(yardstick.digest),
      ]}
    >
      <YardstickContext value={yardstick}>
        <Outlet />
      </YardstickContext>
    </Shell>
  );
}

function placeOf(title: string, to: string) {
  return [
    { name: words.yardsticks, to: "/yardsticks" },
    { name: title, to },
  ];
}

function tabsOf(base: string, items: number, path: string): readonly Tab[] {
  const end = decodeURIComponent(path).replace(/\/$/u, "");
  const at = (tab: string) => end.endsWith(`/${tab}`);
  const others = at("differences") || at("mappings");
  return [
    { name: words.items, to: base, count: items, current: !others },
    { name: words.differences, to: `${base}/differences`, current: at("differences") },
    { name: words.mappings, to: `${base}/mappings`, current: at("mappings") },
    { name: words.log, to: "/log" },
  ];
}
