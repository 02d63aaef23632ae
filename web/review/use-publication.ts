import type { Publication } from "../../src/reports/bundle.contract.ts";
import { PublicationList } from "../../src/reports/bundle.contract.ts";
import { useAnswer } from "../app/answers.ts";

/** The newest publication of a review on a day; null where there is none, or none is known yet. */
export function usePublication(review: string, on: string): Publication | null {
  const answer = useAnswer(PublicationList, "/api/publications");
  const found = answer.data?.publications.find((one) => one.review === review && one.on === on);
  return found ?? null;
}
