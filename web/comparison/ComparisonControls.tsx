import type { ReactElement } from "react";
import type { Comparison } from "../../src/determination/determination.contract.ts";
import { useAddress } from "../app/address.ts";
import { dayInWords } from "../app/days.ts";
import { useReview } from "../review/review.ts";
import { Choice } from "../ui/Choice.tsx";
import type { ComparedDays } from "./comparison-days.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

interface ComparisonControlsProps {
  readonly comparison: Comparison;
  readonly days: ComparedDays;
}

/** The two days and the item, as choices that stand in the address. */
export function ComparisonControls(props: ComparisonControlsProps): ReactElement {
  const { comparison, days } = props;
  const { summary } = useReview();
  const address = useAddress();
  const known = [...new Set([...summary.days, days.from, days.to])].toSorted();
  const dated = known.map((day) => ({ value: day, name: dayInWords(day) }));
  return (
    <div className="choose no-print">
      <Choice
        label={words.from}
        value={days.from}
        options={dated}
        choose={(from) => address.change({ from, to: days.to })}
      />
      <span className="soft">{words.toWord}</span>
      <Choice
        label={words.to}
        value={days.to}
        options={dated}
        choose={(to) => address.change({ from: days.from, to })}
      />
      <Choice
        label={words.item}
        value={comparison.item}
        options={comparison.items.map((item) => ({
          value: item.item,
          name: shownText(`${item.item} ${item.title}`),
        }))}
        choose={(item) => address.change({ item })}
      />
    </div>
  );
}
