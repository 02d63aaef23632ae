import { type RefObject, useEffect } from "react";

/** Ctrl+Enter sends a form in which somebody types. */
export function useSendKey(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const inside = event.target instanceof Node && form.current?.contains(event.target) === true;
      if (inside && event.key === "Enter" && event.ctrlKey) form.current?.requestSubmit();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [form]);
}
