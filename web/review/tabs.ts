import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import type { Tab } from "../app/places.ts";
import { reviewPath } from "./review.ts";
import { weighsScores } from "./score-bar.ts";
import { words } from "./words.ts";

/** Whether a page is about findings, risks and what follows from them: open without ratings too. */
function isOfFindings(path: string): boolean {
  return /^\/reviews\/[^/]+\/findings(?:\/|$)/u.test(path);
}

/** Whether a page is about decisions and who signs them: open without ratings too. */
function isOfDecisions(path: string): boolean {
  return /^\/reviews\/[^/]+\/(?:.+\/)?(?:decisions|delegations)$/u.test(path);
}

/** Whether a page is about verdicts: a draft keeps its own day, and needs no other. */
function isOfVerdicts(path: string): boolean {
  return /^\/reviews\/[^/]+\/(?:verdicts|organisations\/[^/]+\/verdict)$/u.test(path);
}

/** Whether a page shows scores themselves, or how they are given: it waits for no determination. */
function isOfScores(path: string): boolean {
  return /^\/reviews\/[^/]+\/(?:.+\/)?(?:scores(?:\/.*)?|profile)$/u.test(path);
}

/** Whether a page is about what people do in a review: it is shown before ratings are known. */
export function needsNoRatings(path: string): boolean {
  return [isOfScores, isOfFindings, isOfDecisions, isOfVerdicts].some((of) => of(path));
}

type Asked = Pick<DeterminationSummary, "order" | "methodology"> & {
  readonly enterprise: {
    readonly organisations: number;
    readonly items: { readonly length: number };
  };
};

/**
 * The tabs of a review: at most eight stand in the row, chosen by what it rests on, and the rest behind
 * "More". A review that weighs scores shows what people say, find and decide; one that is measured
 * shows its items and evidence. Until it is known which, the page that is open tells.
 * Given: `path`, the address of the page.
 */
export function reviewTabs(
  review: string,
  summary: Asked | undefined,
  path: string,
): readonly Tab[] {
  const base = reviewPath(review);
  const people = needsNoRatings(path);
  const scored = summary === undefined ? people : weighsScores(summary.methodology);
  const under = (end: string) => path.startsWith(base + end) && !people;
  const tab = (name: string, end: string, about: Partial<Tab> = {}): Tab => ({
    name,
    to: base + end,
    current: under(end),
    ...about,
  });
  const counted = (count: number | undefined) => (count === undefined ? {} : { count });
  const ofPeople = { more: !scored };
  const measured = { more: scored };
  const { organisations, items } = summary?.enterprise ?? {};
  return [
    tab(words.overview, "", { current: path.replace(/\/$/u, "") === base }),
    tab(words.organisations, "/organisations", counted(organisations)),
    tab(words.items, "/items", { ...counted(items?.length), ...measured }),
    ...(scored || isOfScores(path)
      ? [tab(words.scoresTab, "/scores", { ...ofPeople, current: isOfScores(path) })]
      : []),
    tab(words.findingsTab, "/findings", { ...ofPeople, current: isOfFindings(path) }),
    tab(words.decisionsTab, "/decisions", { ...ofPeople, current: isOfDecisions(path) }),
    tab(words.verdictsTab, "/verdicts", { ...ofPeople, current: isOfVerdicts(path) }),
    tab(words.compare, "/compare", measured),
    ...(summary === undefined || summary.order === ""
      ? []
      : [{ name: words.order, to: `/orders/${summary.order}`, ...measured }]),
    tab(words.evidenceTab, "/evidence", measured),
    tab(words.reportTab, "/report"),
    { name: words.log, to: "/log" },
  ];
}
