import type { YardstickItem } from "../../src/yardsticks/yardstick.contract.ts";
import { words } from "./words.ts";

/** How an item is answered, in words: "share of hosts", "level 1 to 5", "yes or no". */
export function scaleInWords(item: Pick<YardstickItem, "scale" | "units">): string {
  return item.scale === "share" && item.units !== undefined
    ? words.shareOf(item.units)
    : words.scales[item.scale];
}
