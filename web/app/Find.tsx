import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from "react";
import { useAddress } from "./address.ts";
import { useKeys } from "../ui/keys.ts";
import type { Findable, Tab } from "./places.ts";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";

interface FindProps {
  readonly findable: readonly Findable[];
  readonly tabs: readonly Tab[];
}

const most = 8;

/** The find box: type a name, choose with the arrows, Enter goes there. `/` comes here. */
export function Find(props: FindProps): ReactElement {
  const address = useAddress();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useId();
  useKeys({ "/": () => input.current?.focus() });
  const places = props.tabs.map((tab) => ({ name: tab.name, what: "page", to: tab.to }));
  const found = findByName([...places, ...props.findable], text);
  function goTo(entry: Findable): void {
    setOpen(false);
    setText("");
    input.current?.blur();
    address.go(entry.to);
  }
  function pressed(event: KeyboardEvent): void {
    const chosen = found[at];
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && chosen !== undefined) goTo(chosen);
    else if (event.key === "Escape") {
      setText("");
      setOpen(false);
      input.current?.blur();
    } else return;
    event.preventDefault();
  }
  const shown = open && text.trim() !== "";
  return (
    <div className="find" role="search">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={words.find}
        placeholder={words.find}
        autoComplete="off"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[at] !== undefined ? `${list}-${at}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={pressed}
      />
      <kbd aria-hidden="true">/</kbd>
      <FoundList list={list} shown={shown} found={found} at={at} open={goTo} />
    </div>
  );
}

interface FoundListProps {
  readonly list: string;
  readonly shown: boolean;
  readonly found: readonly Findable[];
  readonly at: number;
  readonly open: (entry: Findable) => void;
}

function FoundList(props: FoundListProps): ReactElement {
  return (
    <div id={props.list} role="listbox" aria-label={words.find} hidden={!props.shown}>
      {props.found.map((entry, index) => (
        // The input keeps the focus and takes the keys; the pointer is the second way.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={entry.to}
          id={`${props.list}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => props.open(entry)}
        >
          <UserText>{entry.name}</UserText> <span className="soft">{entry.what}</span>
        </div>
      ))}
      {props.found.length === 0 ? (
        <div role="option" aria-selected="false" aria-disabled="true" tabIndex={-1}>
          {words.findNothing}
        </div>
      ) : null}
    </div>
  );
}

/** The entries whose name holds every word that was typed; those that begin with it come first. */
export function findByName(entries: readonly Findable[], text: string): readonly Findable[] {
  const typed = text.toLowerCase().trim();
  const parts = typed.split(/\s+/u).filter((part) => part !== "");
  if (parts.length === 0) return [];
  const matching = entries.filter((entry) => {
    const name = entry.name.toLowerCase();
    return parts.every((part) => name.includes(part));
  });
  const begins = matching.filter((entry) => entry.name.toLowerCase().startsWith(typed));
  return [...begins, ...matching.filter((entry) => !begins.includes(entry))].slice(0, most);
}
