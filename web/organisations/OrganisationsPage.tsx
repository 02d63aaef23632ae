import type { ReactElement } from "react";
import { useReview } from "../review/review.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { OrganisationTable } from "./OrganisationTable.tsx";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

/** All organisations of a review, to filter and sort. */
export function OrganisationsPage(): ReactElement {
  const { summary } = useReview();
  useRowKeys();
  return (
    <>
      <h1 className="work">{words.title}</h1>
      <p className="lede">{shownText(summary.enterprise.lede)}</p>
      <OrganisationTable summary={summary} />
    </>
  );
}
