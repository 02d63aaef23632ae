import type { Display } from "./determination.contract.ts";
import { type Label, type Methodology, outsideTheOrder } from "./methodology.ts";
import type { Shown } from "./shown.ts";

/** The label of a rank, 0 the worst. Throws a RangeError on a rank that the methodology lacks. */
export function labelOf(methodology: Methodology, rank: number): Label {
  const label = methodology.labels[rank];
  if (label === undefined) throw new RangeError(`no label has the rank ${rank}`);
  return label;
}

/** A label as it is published. */
export function displayOfRank(methodology: Methodology, rank: number): Display {
  const { label, name } = labelOf(methodology, rank);
  return { label, name, rank };
}

/** What is shown, as it is published. */
export function displayOf(methodology: Methodology, shown: Shown): Display {
  switch (shown.kind) {
    case "rank":
      return displayOfRank(methodology, shown.rank);
    case "insufficient":
      return { ...outsideTheOrder.insufficient };
    case "not-reported":
      return { ...outsideTheOrder.notReported };
    default:
      return shown satisfies never;
  }
}

/** Every display of a methodology: labels best first, the two outside the order last. */
export function allDisplays(methodology: Methodology): Display[] {
  return [
    ...methodology.labels.map(({ rank }) => displayOfRank(methodology, rank)).toReversed(),
    { ...outsideTheOrder.insufficient },
    { ...outsideTheOrder.notReported },
  ];
}
