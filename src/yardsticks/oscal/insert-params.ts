import { Problem, type Place } from "../../kit/problem.ts";
import type { Param } from "./oscal.contract.ts";

/** `{{ insert: param, ac-1_prm_1 }}`, and the short form of drafts, `{{ ac-1_prm_1 }}`. */
const insertion = /\{\{\s*(?:insert:\s*param\s*,\s*)?([^\s{}]+)\s*\}\}/gu;

/** What one text may insert, choices of choices counted: far beyond any real control. */
const most = { insertions: 2000, signs: 100_000, depth: 20 } as const;

/** The ids of the parameters that a text inserts. */
export function insertedIds(text: string): string[] {
  return [...text.matchAll(insertion)].map(([, id = ""]) => id);
}

/**
 * Writes a text with its parameters as SP 800-53 prints them: a value where one is set, otherwise
 * `[Selection (one or more): …]` or `[Assignment: organization-defined …]`. Choices may insert
 * parameters themselves.
 * Refuses (bad-input): a parameter that is not defined, and one that inserts itself.
 */
export function withParams(text: string, params: ReadonlyMap<string, Param>, place: Place): string {
  return written(text, params, place, [], { insertions: most.insertions, signs: most.signs });
}

function written(
  text: string,
  params: ReadonlyMap<string, Param>,
  place: Place,
  inside: readonly string[],
  budget: { insertions: number; signs: number },
): string {
  return text.replaceAll(insertion, (_all, id: string) => {
    budget.insertions -= 1;
    if (budget.insertions < 0 || inside.length > most.depth) {
      const sentence = `this inserts more than ${most.insertions} parameters, or deeper than ${most.depth} into each other; write it out.`;
      throw new Problem("bad-input", sentence, place);
    }
    const param = params.get(id);
    if (!param) {
      const sentence = `this inserts the parameter ${id}, which is not defined; define it, or mend its id.`;
      throw new Problem("bad-input", sentence, place);
    }
    if (inside.includes(id)) {
      const sentence = `the parameter ${id} inserts itself (${[...inside, id].join(" -> ")}); take it out of its own choices.`;
      throw new Problem("bad-input", sentence, place);
    }
    const counted = (words: string): string => {
      budget.signs -= words.length;
      if (budget.signs >= 0) return words;
      const sentence = `what this inserts has more than ${most.signs} signs; shorten it.`;
      throw new Problem("too-large", sentence, place);
    };
    const inner = (choice: string): string =>
      written(choice, params, place, [...inside, id], budget);
    if (param.values && param.values.length > 0) return counted(param.values.map(inner).join(", "));
    if (param.select) {
      const many = param.select["how-many"] === "one-or-more" ? " (one or more)" : "";
      return counted(`[Selection${many}: ${(param.select.choice ?? []).map(inner).join("; ")}]`);
    }
    const label = inner(param.label ?? id);
    return counted(
      `[Assignment: ${/^organization(?:ally)?-defined\b/iu.test(label) ? "" : "organization-defined "}${label}]`,
    );
  });
}
