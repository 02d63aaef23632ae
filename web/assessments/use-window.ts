import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** Rows that are drawn, of all; the others leave their space. */
export interface Drawn {
  readonly first: number;
  readonly last: number;
}

const beyond = 10;
const step = 8;
const aboveRow = 44;
const belowRow = 128;

interface Windowed<E> {
  readonly drawn: Drawn;
  /** To be set on the element that holds the rows. */
  readonly ref: RefObject<E | null>;
  /** Scrolls until a row is in sight. */
  readonly show: (row: number) => void;
}

/**
 * Draws of a long list only what is near the screen. All rows are equally high, so that the place of
 * each is known without measuring it. On paper all of them are drawn.
 */
export function useWindow<E extends HTMLElement>(count: number, height: number): Windowed<E> {
  const ref = useRef<E>(null);
  const [drawn, setDrawn] = useState<Drawn>({ first: 0, last: Math.min(count, 40) });
  const [paper, setPaper] = useState(false);
  const measure = useCallback(() => {
    const top = ref.current?.getBoundingClientRect().top ?? 0;
    const next = drawnAt(top, globalThis.innerHeight, count, height);
    setDrawn((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, [count, height]);
  useLayoutEffect(() => {
    measure();
    addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    return () => {
      removeEventListener("scroll", measure);
      removeEventListener("resize", measure);
    };
  }, [measure]);
  useEffect(() => {
    const media = matchMedia("print");
    const change = () => flushSync(() => setPaper(media.matches));
    const before = () => flushSync(() => setPaper(true));
    const after = () => setPaper(false);
    media.addEventListener("change", change);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      media.removeEventListener("change", change);
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  const show = useCallback(
    (row: number) => {
      const top = (ref.current?.getBoundingClientRect().top ?? 0) + row * height;
      const over = top - aboveRow;
      const under = top + height + belowRow - globalThis.innerHeight;
      if (over < 0) scrollBy(0, over);
      else if (under > 0) scrollBy(0, under);
    },
    [height],
  );
  const shown = paper ? { first: 0, last: count } : drawn;
  const within = { first: Math.min(shown.first, count), last: Math.min(shown.last, count) };
  return { drawn: within, ref, show };
}

/** Which rows are near the screen, in whole steps, so that scrolling draws seldom. */
export function drawnAt(top: number, screen: number, count: number, height: number): Drawn {
  const first = Math.floor((-top / height - beyond) / step) * step;
  const last = Math.ceil(((screen - top) / height + beyond) / step) * step;
  return {
    first: Math.max(0, Math.min(first, count)),
    last: Math.max(0, Math.min(last, count)),
  };
}
