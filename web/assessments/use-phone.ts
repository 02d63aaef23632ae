import { useSyncExternalStore } from "react";

const narrow = "(max-width: 700px)";

function watch(listener: () => void): () => void {
  const media = matchMedia(narrow);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

/** Whether the page is as narrow as a phone, where rows stand in two lines. */
export function usePhone(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(narrow).matches);
}
