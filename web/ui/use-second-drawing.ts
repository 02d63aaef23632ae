import { useDeferredValue } from "react";

/**
 * False while a page is drawn for the first time, true right after. What stands only on paper, or is
 * folded, is drawn second, so that what is looked at first does not wait for it.
 */
export function useSecondDrawing(): boolean {
  return useDeferredValue(true, false);
}
