import { useEffect, useRef } from "react";

const switchName = "muster.single-keys";

/** Whether single keys are used; people who speak to their machine switch them off (WCAG 2.1.4). */
export function singleKeysOn(): boolean {
  return globalThis.localStorage?.getItem(switchName) !== "off";
}

/** Switches single keys on or off for this browser. */
export function switchSingleKeys(on: boolean): void {
  globalThis.localStorage?.setItem(switchName, on ? "on" : "off");
}

/** What keys do, by what is pressed: "/" or "g o" for one after the other. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Listens to single keys for as long as a page stands, except while somebody types. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  }, [actions]);
  useEffect(() => {
    let before = "";
    function pressed(event: KeyboardEvent): void {
      if (!singleKeysOn() || isOccupied(event)) return;
      const both = `${before} ${event.key}`;
      const action = latest.current[both] ?? latest.current[event.key];
      before = event.key;
      if (action === undefined) return;
      before = "";
      event.preventDefault();
      action(event);
    }
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

function isOccupied(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (document.querySelector("dialog[open]") !== null) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=listbox]");
}
