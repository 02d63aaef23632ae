import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** What an A4 page has between its margins, in pixels of print. */
const paperWidth = 687;

/**
 * The width that an element has on the page, in pixels; drawings are laid out for it, so that their
 * words keep their size. Before printing they are laid out for paper.
 */
export function useWidth<E extends HTMLElement>(
  first = 1200,
): readonly [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const measure = () => {
      const now = Math.round(watched.getBoundingClientRect().width);
      if (now > 0) setWidth(now);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    const forPaper = () => flushSync(() => setWidth((now) => Math.min(now, paperWidth)));
    addEventListener("beforeprint", forPaper);
    addEventListener("afterprint", measure);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", forPaper);
      removeEventListener("afterprint", measure);
    };
  }, []);
  return [element, width];
}
