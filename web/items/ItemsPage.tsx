import type { ReactElement } from "react";
import { WhereItFails } from "../overview/WhereItFails.tsx";
import { useReview } from "../review/review.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { words } from "./words.ts";

/** All items of the yardstick, each over all organisations. */
export function ItemsPage(): ReactElement {
  const { summary } = useReview();
  useRowKeys();
  return (
    <>
      <h1 className="work">{words.title}</h1>
      <p className="lede">{words.lede(summary.enterprise.items.length, summary.yardstick.title)}</p>
      <WhereItFails summary={summary} />
    </>
  );
}
