import { type RefObject, useEffect, useRef } from "react";
import { singleKeysOn } from "../ui/keys.ts";

/** What keys do in a grid, by what is pressed. */
export type GridKeys = Readonly<Record<string, () => void>>;

/** Keys that are no letters or digits work also where single keys are switched off. */
const always = /^(?:Arrow|Home|End|Page|Enter|Escape)/u;

/**
 * Listens to the keys of a grid while it has the focus, or nothing has: whoever is in a field, a
 * link or a button types and presses there. Ctrl Z undoes, except in a field, which undoes its own.
 */
export function useGridKeys(
  grid: RefObject<HTMLElement | null>,
  keys: GridKeys,
  undo: () => void,
): void {
  const latest = useRef({ keys, undo });
  useEffect(() => {
    latest.current = { keys, undo };
  }, [keys, undo]);
  useEffect(() => {
    function pressed(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const { target } = event;
      if (!(target instanceof HTMLElement)) return;
      if (target.matches("input:not([type=checkbox]), textarea, select")) return;
      if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey) {
        event.preventDefault();
        latest.current.undo();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target !== document.body && target !== grid.current) return;
      const action = latest.current.keys[event.key];
      if (action === undefined || !(always.test(event.key) || singleKeysOn())) return;
      event.preventDefault();
      action();
    }
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [grid]);
}
