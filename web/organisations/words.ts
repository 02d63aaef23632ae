import { grouped } from "../../charts/bar-geometry.ts";

/** Words of the table and the page of organisations. */
export const words = {
  title: "Organisations",
  all: "All",
  open: "Rating could change",
  filterLabel: "Show organisations by rating",
  organisation: "Organisation",
  rating: (scope: string) => `Rating (${scope})`,
  bar: (units: string, marks: readonly string[]) =>
    `${capital(units)} proved good${marks.length === 0 ? "" : ` · marks at ${marks.join(" and ")} %`}`,
  proved: "Proved",
  atBest: "At best",
  unknown: "Unknown",
  units: (units: string) => capital(units),
  atBestRating: (name: string) => `at best ${name}`,
  percent: (percent: string) => `${percent} %`,
  shown: (shown: number, of: number, order: string) =>
    `${grouped(shown)} of ${grouped(of)} shown, ${order}.`,
  byDefault: "largest first",
  bySort: "in the order chosen",
  showAll: "Show all",
  cut: "Shares are cut, never rounded up.",
  none: "No organisation is shown under this filter.",
  noneWay: "Show all organisations",
  empty: "No organisation is in the list of this review yet.",
  emptyWay: "A list comes from a file: ./muster org import FILE",
  tableLabel: "Organisations with rating and counts",
} as const;

/** A word with a capital letter in front. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
