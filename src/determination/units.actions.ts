import { Problem } from "../kit/problem.ts";
import { type UnitsWanted, unitLines } from "../evidence/units-page.actions.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import type { UnitPage } from "./determination-views.contract.ts";
import { countInWords } from "./words.ts";

/** The units behind a number of a review, a page at a time by name. */
export async function showUnits(
  work: Work,
  asked: ReviewAsked,
  wanted: UnitsWanted,
): Promise<UnitPage> {
  const question = await askReview(work.transaction, asked);
  const { organisation, item } = wanted;
  if (organisation !== undefined && !question.question.scope.includes(organisation)) {
    const sentence = `there is no organisation ${organisation} in the list of ${question.review.review}.`;
    throw new Problem("not-found", sentence, { field: "organisation" });
  }
  const page = await unitLines(work.transaction, question.question, wanted);
  const title = titleOf(wanted, page.total, unitsOf(question.yardstick.items, item));
  return { title, total: page.total, units: page.units, next: page.next };
}

function unitsOf(
  items: readonly { readonly id: string; readonly units?: string }[],
  item: string | undefined,
): string {
  return items.find(({ id }) => item === undefined || id === item)?.units ?? "units";
}

function titleOf(wanted: UnitsWanted, total: number, units: string): string {
  const counted = `${countInWords(total)} ${units}`;
  if (wanted.differs === true) return `${counted} where the source's own verdict differs`;
  switch (wanted.state) {
    case "good":
      return `${counted} proved good`;
    case "bad":
      return `${counted} proved bad`;
    case "unknown":
      return `${counted} unknown`;
    case "unseen":
      return `${counted} expected and not seen`;
    case undefined:
      return wanted.part === undefined ? counted : `${counted} that fail a part`;
    default:
      return wanted.state satisfies never;
  }
}
