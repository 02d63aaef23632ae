import type { NotApplicable, OwnPractice } from "../../src/assessments/profiles.contract.ts";
import { Problem } from "../../src/kit/problem.ts";
import { profileWords } from "./form-words.ts";

const between = " | ";

/** Lines of a field without those that are empty, each in its parts. */
function linesOf(text: string, parts: number): string[][] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [...found] = line.split("|").map((part) => part.trim());
      // The last part is free text, which may hold the sign that parts the others.
      const kept = [...found.slice(0, parts - 1), found.slice(parts - 1).join(between)];
      if (kept.length < parts || kept.includes("")) {
        throw new Problem("bad-input", profileWords.badLine(line));
      }
      return kept;
    });
}

/** Items that do not apply, as somebody wrote them: "item | reason". Refuses a line without either. */
export function readWithout(text: string): NotApplicable[] {
  return linesOf(text, 2).map(([item = "", reason = ""]) => ({ item, reason }));
}

/** An organisation's own practices, as somebody wrote them. Refuses a line that lacks a part. */
export function readPractices(text: string): OwnPractice[] {
  return linesOf(text, 4).map(([practice = "", title = "", items = "", words = ""]) => ({
    practice,
    title,
    text: words,
    items: items
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  }));
}

/** The same lines of what a profile holds, to go on from; line ends in texts become spaces. */
export function writeWithout(without: readonly NotApplicable[]): string {
  return without.map(({ item, reason }) => [item, flat(reason)].join(between)).join("\n");
}

/** The same of its practices. */
export function writePractices(practices: readonly OwnPractice[]): string {
  return practices
    .map(({ practice, title, items, text }) =>
      [practice, flat(title).replaceAll("|", "/"), items.join(", "), flat(text)].join(between),
    )
    .join("\n");
}

function flat(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
