import type { ReactElement } from "react";
import type { ItemEvidence } from "../../src/evidence/item-evidence.ts";
import { grouped } from "../../charts/bar-geometry.ts";
import { Go } from "../app/Go.tsx";
import { Count } from "../ui/Count.tsx";
import { reviewPath } from "./review.ts";
import { words } from "./words.ts";

type Counted = Pick<ItemEvidence, "good" | "bad" | "unknown" | "unseen">;

interface UnitsCountProps {
  readonly review: string;
  readonly item: string;
  /** Of one organisation; of all of them when left out. */
  readonly organisation?: string;
  readonly evidence: Counted;
  /** Which of its counts; `unknown` holds seen and unseen together. */
  readonly of: "good" | "bad" | "unknown";
}

/** A count of units that opens its list. Unknown of both kinds has two lists, so it opens none. */
export function UnitsCount(props: UnitsCountProps): ReactElement {
  const { evidence, of, item, organisation, review } = props;
  const count = of === "unknown" ? evidence.unknown + evidence.unseen : evidence[of];
  const state = of === "unknown" && evidence.unknown === 0 ? "unseen" : of;
  const mixed = of === "unknown" && evidence.unknown > 0 && evidence.unseen > 0;
  if (count === 0 || mixed) return <Count of={count} />;
  return (
    <Go
      to={`${reviewPath(review)}/units`}
      search={{ item, state, ...(organisation === undefined ? {} : { organisation }) }}
      className="opens"
      label={words.opensList(grouped(count), words.states[state])}
    >
      {grouped(count)}
    </Go>
  );
}
