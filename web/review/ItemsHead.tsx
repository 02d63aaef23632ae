import type { ReactElement } from "react";

interface ItemsHeadProps {
  readonly item: string;
  readonly bar: string;
  /** Heads of the columns with numbers. */
  readonly numbers: readonly string[];
}

/** The head of a table of items: code and title, the bar, then numbers. */
export function ItemsHead(props: ItemsHeadProps): ReactElement {
  return (
    <thead>
      <tr>
        <th scope="col" colSpan={2}>
          {props.item}
        </th>
        <th scope="col" className="bar-head">
          {props.bar}
        </th>
        {props.numbers.map((head) => (
          <th key={head} scope="col" className="number">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}
