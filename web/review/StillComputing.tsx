import type { ReactElement } from "react";
import { useAddress } from "../app/address.ts";
import { dayInWords } from "../app/days.ts";
import { words } from "../app/words.ts";
import { useReview } from "./review.ts";

/** Says that a page still shows another day, unless the frame around it says so already. */
export function StillComputing(props: {
  readonly stale: boolean;
  readonly shown: string;
}): ReactElement | null {
  const { computing, summary } = useReview();
  const { on } = useAddress();
  if (!props.stale || computing) return null;
  return (
    <p className="busy" role="status">
      {words.computing(dayInWords(on === "" ? summary.on : on), dayInWords(props.shown))}
    </p>
  );
}
