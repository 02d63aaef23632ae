import fc from "fast-check";
import { Type } from "typebox";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { Problem } from "./problem.ts";
import { readYaml, yamlLimits } from "./read-yaml.ts";

const Any = Type.Unknown();
const Task = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z-]+$", description: "small letters and hyphens" }),
    days: Type.Integer({ minimum: 0 }),
    rule: Type.Optional(Type.Union([Type.Literal("printed"), Type.Literal("next")])),
  },
  { additionalProperties: false },
);
const File = Type.Object({ tasks: Type.Array(Task) }, { additionalProperties: false });

function refusal(schema: Parameters<typeof readYaml>[0], text: string | Uint8Array): Problem {
  try {
    readYaml(schema, text, "order.yaml");
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test.each([
  ["1.0", '"1.0"'],
  ["1", '"1"'],
  ["1.10", '"1.10"'],
])("a version %s without quotes is told how to be written, digit for digit", (written, quoted) => {
  const Versioned = Type.Object({ version: Type.String() });
  expect(refusal(Versioned, `version: ${written}\n`).message).toBe(
    `order.yaml, line 1, column 1, version: expected text, found the number ${written}; put it in quotes (${quoted}).`,
  );
});

test("a number of a thousand digits is not repeated in the sentence about it", () => {
  const Versioned = Type.Object({ version: Type.String() });
  const text = `version: 1.${"0".repeat(1000)}\n`;
  expect(refusal(Versioned, text).message).toMatch(/found the number 1; put it in quotes\.$/u);
});

describe("a file that is refused says the line, the field and how to mend it", () => {
  const cases: readonly [string, string | Uint8Array, string][] = [
    [
      "a doubled key",
      "tasks: []\ntasks: []\n",
      "order.yaml, line 2, column 1: the field tasks stands here twice; keep one.",
    ],
    [
      "a prototype name",
      "tasks: []\n__proto__: {}\n",
      "order.yaml, line 2, column 1: __proto__ cannot be the name of a field; choose another.",
    ],
    [
      "an unknown field",
      "tasks: []\ntitel: x\n",
      "order.yaml, line 2, column 1, titel: no such field; known here are tasks.",
    ],
    [
      "a missing field",
      "tasks:\n  - id: a\n",
      "order.yaml, line 2, column 5, tasks[0]: the field days is missing; add it.",
    ],
    [
      "a wrong type",
      "tasks:\n  - id: a\n    days: many\n",
      "order.yaml, line 3, column 5, tasks[0].days: expected a whole number, found plain text.",
    ],
    [
      "a number too small",
      "tasks:\n  - id: a\n    days: -1\n",
      "order.yaml, line 3, column 5, tasks[0].days: expected 0 or more.",
    ],
    [
      "a pattern",
      "tasks:\n  - id: A B\n    days: 1\n",
      "order.yaml, line 2, column 5, tasks[0].id: expected small letters and hyphens.",
    ],
    [
      "a closed list",
      "tasks:\n  - {id: a, days: 1, rule: never}\n",
      "order.yaml, line 2, column 22, tasks[0].rule: expected one of printed, next.",
    ],
    [
      "an alias",
      "a: &x [1]\nb: *x\n",
      "order.yaml, line 1, column 1, a: anchors and aliases (& and *) are not used here; write it out.",
    ],
    [
      "a key that is no text",
      "1: a\n",
      "order.yaml, line 1, column 1: a field is named by text; put the name in quotes.",
    ],
    [
      "a number that is not exact",
      "a: 9007199254740993\n",
      "order.yaml, line 1, column 1, a: this number is not exact; put it in quotes.",
    ],
    [
      "not a number",
      "a: .nan\n",
      "order.yaml, line 1, column 1, a: this number is not exact; put it in quotes.",
    ],
    [
      "bytes that are not UTF-8",
      Uint8Array.of(0x61, 0x3a, 0x20, 0xff),
      "order.yaml: this is not text in UTF-8; save it in that encoding.",
    ],
  ];
  test.each(cases)("%s", (_, text, words) => {
    const schema = words.includes("tasks") ? File : Any;
    expect(refusal(schema, text).message).toBe(words);
  });

  test.each([
    ["a truncated file", 'tasks: [{id: "a'],
    ["two documents", "a: 1\n---\nb: 2\n"],
    ["a tag", "a: !!js/function 'x'\n"],
    ["a tab for indenting", "a:\n\tb: 1\n"],
  ])("%s is not YAML that can be read", (_, text) => {
    const problem = refusal(Any, text);
    expect(problem.kind).toBe("bad-input");
    expect(problem.message).toMatch(
      /^order\.yaml, line \d+, column \d+: this is not YAML that can be read/u,
    );
  });
});

test("a choice of shapes is explained by the kind that was written", () => {
  const Due = Type.Union([
    Type.Object({ kind: Type.Literal("none") }, { additionalProperties: false }),
    Type.Object(
      { kind: Type.Literal("later"), days: Type.Integer() },
      { additionalProperties: false },
    ),
  ]);
  const Dues = Type.Object({ due: Type.Array(Due) });
  expect(refusal(Dues, "due: [{kind: later, days: x}]").message).toMatch(
    /due\[0\]\.days: expected a whole number, found plain text\.$/u,
  );
  expect(refusal(Dues, "due: [{kind: none, days: 1}]").message).toMatch(
    /due\[0\]\.days: no such field; known here are kind\.$/u,
  );
  expect(refusal(Dues, "due: [{kind: x}]").message).toMatch(
    /due\[0\]: expected one of kind: none, kind: later\.$/u,
  );
});

describe("bombs are refused before they grow", () => {
  test("deep nesting", () => {
    expect(refusal(Any, "[".repeat(200_000)).kind).toBe("bad-input");
    expect(refusal(Any, "[".repeat(100) + "]".repeat(100)).message).toContain("nested deeper");
  });
  test("aliases of aliases", () => {
    const bomb = ["a: &a [x, x]", "b: &b [*a, *a]", "c: &c [*b, *b]"].join("\n");
    expect(refusal(Any, bomb).message).toContain("anchors and aliases");
  });
  test("a file that is too large", () => {
    expect(refusal(Any, "a".repeat(yamlLimits.bytes + 1)).kind).toBe("too-large");
  });
  test("many keys of one map, and more values than allowed", () => {
    const keys = (count: number): string =>
      Array.from({ length: count }, (_, at) => `k${at}: 1`).join("\n");
    expect(Object.keys(Object(readYaml(Any, keys(60_000), "f").value))).toHaveLength(60_000);
    expect(refusal(Any, keys(yamlLimits.nodes - 10).replaceAll(": ", ":\n - ")).kind).toBe(
      "too-large",
    );
  });
});

describe("what is read is what was written", () => {
  test("dates stay text", () => {
    expect(readYaml(Any, "a: 2017-05-11\nb: 17:00\n", "f").value).toEqual({
      a: "2017-05-11",
      b: "17:00",
    });
  });
  test("a byte order mark does no harm", () => {
    expect(readYaml(Any, "\uFEFFa: 1\n", "f").value).toEqual({ a: 1 });
    expect(readYaml(Any, new TextEncoder().encode("\uFEFFa: 1\n"), "f").value).toEqual({ a: 1 });
  });
  test("any value of JSON comes back", () => {
    const plain = fc.jsonValue({ maxDepth: 4 }).filter((value) => {
      const text = JSON.stringify(value);
      return (
        !/"(?:__proto__|constructor|prototype)":/u.test(text) && !/\d{16}|e[+-]\d|-0\b/u.test(text)
      );
    });
    fc.assert(
      fc.property(plain, (value) => {
        const text = stringify(value, { aliasDuplicateObjects: false });
        expect(readYaml(Any, text, "f").value).toEqual(value);
      }),
    );
  });
  test("any text at all is read or refused in one sentence", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: "binary" }),
          fc.constantFrom("? a", "- - -", "a: b: c", "|", "%YAML 9", "<<: {a: 1}"),
        ),
        (text) => {
          try {
            readYaml(File, text, "f");
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
            expect(String(error)).not.toContain("\n");
          }
        },
      ),
    );
  });
});
