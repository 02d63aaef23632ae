import { Type } from "typebox";
import { expect, test } from "vitest";
import { Problem } from "./problem.ts";
import { checkShape, pathInWords } from "./check-shape.ts";

const Task = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 5 }),
    days: Type.Integer({ minimum: 1, maximum: 9 }),
    title: Type.Optional(Type.String({ minLength: 1 })),
    on: Type.Optional(Type.String({ pattern: "^x+$", description: "one x or more" })),
    odd: Type.Optional(Type.String({ pattern: "^y+$" })),
    public: Type.Optional(Type.Boolean()),
    of: Type.Optional(Type.Record(Type.String(), Type.Integer())),
  },
  { title: "A task" },
);
const Tasks = Type.Array(Task, { minItems: 1, maxItems: 2, uniqueItems: true });

function sentence(value: unknown): string {
  try {
    checkShape(Tasks, value, (path) => ({ field: pathInWords(path) }));
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  throw new Error("this was to be refused");
}

test.each([
  ["plain text", "root:x:0:0", "expected a list, found plain text."],
  ["nothing", null, "expected a list, found nothing."],
  ["fields", {}, "expected a list, found fields with values."],
  ["too few", [], "expected at least 1 in this list."],
  ["too many", ["a", "b", "c"].map((id) => ({ id, days: 1 })), "expected at most 2 in this list."],
  ["text for fields", ["x"], "[0]: expected the fields of a task (id, days), found plain text."],
  ["fields missing", [{}], "[0]: the fields id, days are missing; add them."],
  ["a field missing", [{ id: "a" }], "[0]: the field days is missing; add it."],
  [
    "a list for a number",
    [{ id: "a", days: [] }],
    "[0].days: expected a whole number, found a list.",
  ],
  ["too small", [{ id: "a", days: 0 }], "[0].days: expected 1 or more."],
  ["too large", [{ id: "a", days: 10 }], "[0].days: expected 9 or less."],
  [
    "a number for text",
    [{ id: 7, days: 1 }],
    '[0].id: expected text, found the number 7; put it in quotes ("7").',
  ],
  [
    "true for text",
    [{ id: "a", days: 1, title: true }],
    '[0].title: expected text, found true; put it in quotes ("true").',
  ],
  [
    "a known pattern",
    [{ id: "A b", days: 1 }],
    "[0].id: expected small letters, digits and single hyphens.",
  ],
  ["too long", [{ id: "abcdef", days: 1 }], "[0].id: expected at most 5 characters."],
  ["no text", [{ id: "a", days: 1, title: "" }], "[0].title: expected some text, found none."],
  ["a described pattern", [{ id: "a", days: 1, on: "y" }], "[0].on: expected one x or more."],
  [
    "another pattern",
    [{ id: "a", days: 1, odd: "x" }],
    "[0].odd: expected text of the pattern ^y+$.",
  ],
  [
    "a word for a choice",
    [{ id: "a", days: 1, public: "yes" }],
    "[0].public: expected true or false, found plain text.",
  ],
  [
    "true for fields",
    [{ id: "a", days: 1, of: true }],
    "[0].of: expected fields with values, found true.",
  ],
  [
    "a thing twice",
    [
      { id: "a", days: 1 },
      { id: "a", days: 1 },
    ],
    "expected every item of this list only once.",
  ],
])("words of people say what was expected and found: %s", (_name, value, words) => {
  expect(sentence(value)).toBe(words);
});

test("of many missing fields the first are named and the rest counted", () => {
  const Wide = Type.Object(
    Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`f${at}`, Type.String()])),
  );
  expect(() => checkShape(Wide, {}, () => ({}))).toThrow(/f8, f9 and 4 more are missing/u);
});
