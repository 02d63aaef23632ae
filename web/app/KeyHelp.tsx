import { type ReactElement, useRef, useState } from "react";
import { useAddress } from "./address.ts";
import { singleKeysOn, switchSingleKeys, useKeys } from "../ui/keys.ts";
import type { Tab } from "./places.ts";
import { keyWords, words } from "./words.ts";

/** The list of all keys with the switch that turns single keys off; and the keys that go to tabs. */
export function KeyHelp(props: { readonly tabs: readonly Tab[] }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(singleKeysOn);
  const address = useAddress();
  function goTo(index: number): void {
    const tab = props.tabs[index];
    if (tab !== undefined) address.go(tab.to);
  }
  function goToNamed(ending: string): void {
    goTo(props.tabs.findIndex((tab) => tab.to.endsWith(ending)));
  }
  useKeys({
    "?": () => dialog.current?.showModal(),
    "g o": () => goTo(0),
    "g i": () => goToNamed("/items"),
    "g c": () => goToNamed("/compare"),
    "g l": () => address.go("/log"),
  });
  return (
    <>
      <button
        type="button"
        className="plain keys-button"
        onClick={() => dialog.current?.showModal()}
      >
        {words.keys}
      </button>
      <dialog ref={dialog} aria-label={words.keysTitle}>
        <h2>{words.keysTitle}</h2>
        <dl className="keys">
          {keyWords.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                {key.split(" ").map((part) => (
                  <kbd key={part}>{part}</kbd>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <label className="switch">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              switchSingleKeys(event.target.checked);
              setOn(event.target.checked);
            }}
          />
          {words.keysSwitch}
        </label>
        {on ? null : <p className="note">{words.keysOff}</p>}
        <form method="dialog">
          <button type="submit" className="firm">
            {words.close}
          </button>
        </form>
      </dialog>
    </>
  );
}
