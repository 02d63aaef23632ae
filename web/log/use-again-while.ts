import { useEffect } from "react";

const numberTakes = 1000;

/** Asks again after a second for as long as something waits for its number. */
export function useAgainWhile(waits: boolean, answer: { refetch(): unknown }): void {
  useEffect(() => {
    const timer = waits ? setTimeout(() => void answer.refetch(), numberTakes) : undefined;
    return () => clearTimeout(timer);
  }, [waits, answer]);
}
