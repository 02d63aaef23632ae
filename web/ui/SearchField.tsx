import { type ReactElement, useEffect, useState } from "react";
import { useAddress } from "../app/address.ts";

const pause = 150;

/**
 * A field that narrows the list of its page. What is typed goes into the address under `find` after a
 * moment, so that no key waits for a long list; the page that was turned to, and what was open, go.
 */
export function SearchField(props: { readonly label: string }): ReactElement {
  const address = useAddress();
  const written = address.search["find"] ?? "";
  const [typed, setTyped] = useState(written);
  const [last, setLast] = useState(written);
  // The address was changed by something else, such as the way back: it wins.
  if (written !== last) {
    setLast(written);
    if (written !== typed.trim()) setTyped(written);
  }
  const { change } = address;
  useEffect(() => {
    if (typed.trim() === written) return undefined;
    const find = typed.trim();
    const timer = setTimeout(() => change({ find, page: "", item: "" }, { replace: true }), pause);
    return () => clearTimeout(timer);
  }, [typed, written, change]);
  return (
    <label className="search-field">
      <span>{props.label}</span>
      <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
    </label>
  );
}
