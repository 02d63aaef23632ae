import { createContext, use } from "react";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";

export const YardstickContext = createContext<Yardstick | null>(null);

/** The yardstick around a page. Throws where a page stands outside of a yardstick's frame. */
export function useYardstick(): Yardstick {
  const yardstick = use(YardstickContext);
  if (yardstick === null) throw new Error("a page of a yardstick was drawn outside of its frame");
  return yardstick;
}
