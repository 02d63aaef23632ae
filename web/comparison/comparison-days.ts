/** The two days of a comparison. */
export interface ComparedDays {
  readonly from: string;
  readonly to: string;
}

/**
 * Chooses the days to compare: those of the address; else the day spoken of, or the newest, beside
 * the nearest earlier day with evidence. The earlier one is always `from`. Null where there are no
 * two days.
 */
export function chooseDays(
  days: readonly string[],
  search: { readonly from?: string; readonly to?: string; readonly on?: string },
): ComparedDays | null {
  const newest = days.toSorted().at(-1);
  const to = search.to ?? search.on ?? newest;
  if (to === undefined) return null;
  const earlier = days.toSorted().findLast((day) => day < to);
  const from = search.from ?? earlier;
  if (from !== undefined && from !== to) return from < to ? { from, to } : { from: to, to: from };
  return newest === undefined || newest === to ? null : { from: to, to: newest };
}

/** The item to compare: that of the address, else the first that may be compared, else the first. */
export function chooseItem(
  items: readonly { readonly item: string; readonly comparable?: boolean }[],
  asked: string,
): string {
  if (asked !== "") return asked;
  return (items.find((item) => item.comparable === true) ?? items[0])?.item ?? "";
}
