import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** The width that an element has on the page, in pixels; drawings are laid out for it. */
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
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
