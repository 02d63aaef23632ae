import { expect, test } from "vitest";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { checkAgainstYardstick, scoreItems } from "./methodology.ts";
import { withItems } from "./methodology-groups.ts";
import { readMethodology } from "./read-methodology.ts";

const yardstick = readYardstick(
  `format: muster/yardstick/1
id: catalogue
version: "5.1.1+u4"
title: Catalogue
sources: [{title: made for tests}]
groups: [{id: ac, title: Access}, {id: ac-2, title: Accounts, parent: ac}, {id: au, title: Audit}]
items:
  - {id: AC-1, title: Policy, text: Policy, scale: level, group: ac}
  - {id: ac-2_smt.a, title: Part, text: Part, scale: yes-no, group: ac-2}
  - {id: AC-2(1), title: Old, text: Old, scale: yes-no, group: ac, withdrawn: {into: [AC-1], words: gone}}
  - {id: AU-1, title: Audit, text: Audit, scale: level}
`,
  "catalogue.yaml",
);

const text = (functions: string, scores = "half-and-half"): string => `format: muster/methodology/1
id: grouped
version: "1.0"
title: Grouped
scope: tests
authority: made for tests
yardstick: catalogue@5.1.1+u4
scores: ${scores}
functions:
${functions}
labels:
  - {label: good, name: Good, from: 75, said: good, briefly: good}
  - {label: poor, name: Poor, from: 0, said: poor, briefly: poor}
gates: none
minimum_sample: none
minimum_coverage: 50
systemic_above: 50
maximum_age_days: 365
`;
const access = "  - {id: access, title: Access, group: ac, weight: 3}";

function laidOut(functions: string, scores?: string) {
  const methodology = readMethodology(text(functions, scores), "m.yaml");
  checkAgainstYardstick(methodology, yardstick, "m.yaml");
  return withItems(methodology, yardstick, "m.yaml");
}

test("a function takes all items of a group and of those below it, but for withdrawn ones", () => {
  expect(scoreItems(laidOut(access))).toEqual([
    { item: "AC-1", weight: 3, core: true },
    { item: "ac-2_smt.a", weight: 3, core: true },
  ]);
  const again = laidOut(access);
  expect(withItems(again, yardstick)).toBe(again);
});

test("what makes no sense is refused in one sentence with the place", () => {
  const cases: [string, RegExp, string?][] = [
    [
      "  - {id: a, title: A, group: nothing}",
      /nothing is not a group of catalogue@5.1.1\+u4; there are ac/,
    ],
    ["  - {id: a, title: A, group: au}", /the group au .* has no items to weigh/],
    [
      `${access}\n  - {id: b, title: B, group: ac-2}`,
      /ac-2_smt.a is weighed twice, in the functions access and b/,
    ],
    [`${access}\n  - {id: b, title: B, items: [{item: AC-1, weight: 1}]}`, /AC-1 is weighed twice/],
    ["  - {id: a, title: A}", /exactly one of both/],
    ["  - {id: a, title: A, group: ac, items: [{item: AU-1, weight: 1}]}", /exactly one of both/],
    ["  - {id: a, title: A, items: [{item: AU-1, weight: 1}], weight: 2}", /belong to a group/],
    ["  - {id: a, title: A, group: ac, weight: 0}", /whole number from 1 to 1000/],
    ["  - {id: a, title: A, group: ac, weight: 1000000000}", /whole number from 1 to 1000/],
    ["  - {id: a, title: A, items: [{item: AU-1, weight: 0}]}", /whole number from 1 to 1000/],
    ["  - {id: a, title: A, items: [{item: AU-1, weight: 1.5}]}", /weight/],
    ["  - {id: a, title: A, items: [{item: AU-9, weight: 1}]}", /AU-9 is not an item of catalogue/],
    [
      "  - {id: a, title: A, items: [{item: AC-2(1), weight: 1}]}",
      /was withdrawn.*weigh AC-1 instead/,
    ],
    ["  - {id: a, title: A, group: ac, weight: 2}", /weighs all alike/, "maturity-average"],
  ];
  for (const [functions, sentence, scores] of cases) {
    expect(() => laidOut(functions, scores), functions).toThrow(sentence);
  }
});
