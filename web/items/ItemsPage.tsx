import type { ReactElement } from "react";
import { WhereItFails } from "../overview/WhereItFails.tsx";
import { useReview } from "../review/review.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { SearchField } from "../ui/SearchField.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { hasWords, pageOf } from "../ui/turn-pages.ts";
import { useAddress } from "../app/address.ts";
import { words } from "./words.ts";

const itemsOnPage = 60;

/** All items of the yardstick, each over all organisations. */
export function ItemsPage(): ReactElement {
  const { summary } = useReview();
  const { search } = useAddress();
  useRowKeys();
  const all = summary.enterprise.items;
  const found = all.filter((item) => hasWords(`${item.item} ${item.title}`, search["find"] ?? ""));
  const list = pageOf(found, search["page"] ?? "", itemsOnPage);
  return (
    <>
      <h1 className="work">{words.title}</h1>
      <p className="lede">{words.lede(summary.enterprise.items.length, summary.yardstick.title)}</p>
      {all.length <= itemsOnPage ? null : (
        <div className="list-controls no-print">
          <SearchField label={words.search} />
        </div>
      )}
      {list.total === 0 ? <p className="note">{words.nothingFound}</p> : null}
      <WhereItFails summary={summary} items={list.rows} />
      <TurnPages list={list} />
    </>
  );
}
