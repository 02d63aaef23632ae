import type { ReactElement } from "react";
import { Problem } from "../../src/kit/problem.ts";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { words } from "./words.ts";

/** Stands in place of an item that the yardstick does not have. */
export function NoSuchItem(props: {
  readonly item: string;
  readonly yardstick: Yardstick;
}): ReactElement {
  const { id, version } = props.yardstick;
  return (
    <ProblemPage
      error={new Problem("not-found", words.noSuchItem(props.item, `${id}@${version}`))}
    />
  );
}
