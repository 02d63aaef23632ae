import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { listInWords } from "../../src/determination/words.ts";
import { dayInWords } from "../app/days.ts";
import { words } from "./words.ts";

/** The days on which the evidence of a rating was collected, which need not be the day spoken of. */
export function evidenceInWords(view: OrganisationView): string {
  const days = view.rating.items
    .filter((item) => item.weight > 0)
    .flatMap(({ evidence, combined }) => [
      evidence.collection?.day ?? "",
      combined?.self?.collection?.day ?? "",
      combined?.independent?.collection?.day ?? "",
    ])
    .filter((day) => day !== "");
  return words.fromEvidence(listInWords([...new Set(days)].toSorted().map(dayInWords)));
}
