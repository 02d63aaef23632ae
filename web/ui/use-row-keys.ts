import { useKeys } from "./keys.ts";

/** `j` and `k` walk through the links of the rows of a page; Enter opens, as with any link. */
export function useRowKeys(): void {
  useKeys({ j: () => walk(1), k: () => walk(-1) });
}

function walk(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("main [data-row] a[data-open]")].filter(
    (link) => link.offsetParent !== null,
  );
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
}
