import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from "react";

interface PopupProps {
  readonly button: ReactNode;
  readonly className?: string;
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel below itself; Esc, or leaving it, closes it again. */
export function Popup(props: PopupProps): ReactElement {
  const [open, setOpen] = useState(false);
  const [closed, setClosed] = useState(0);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    function left(event: Event): void {
      if (event.target instanceof Node && whole.current?.contains(event.target) !== true) {
        setOpen(false);
      }
    }
    document.addEventListener("pointerdown", left);
    document.addEventListener("focusin", left);
    return () => {
      document.removeEventListener("pointerdown", left);
      document.removeEventListener("focusin", left);
    };
  }, [open]);
  // Whoever closes the panel by a choice goes on from its button.
  useEffect(() => {
    if (closed > 0) button.current?.focus();
  }, [closed]);
  function close(): void {
    setOpen(false);
    setClosed(closed + 1);
  }
  return (
    // The panel's own controls take the keys; Esc alone is taken here, for whichever has the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={whole}
      className={`popup ${props.className ?? ""}`}
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) {
          event.preventDefault();
          close();
        }
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {props.button}
        <span aria-hidden="true" className="arrow">
          ▾
        </span>
      </button>
      {open ? (
        <div id={id} role="group" aria-label={props.label} className="panel">
          {props.children(close)}
        </div>
      ) : null}
    </div>
  );
}
