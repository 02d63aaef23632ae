import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "./problem.ts";
import { readJson } from "./read-json.ts";

test.each([
  ["a doubled field", '{"a":1,"b":{"a":2},"a":3}', "The body names the field a twice; keep one."],
  ["a field doubled in another spelling", '{"a":1,"\\u0061":2}', "names the field a twice"],
  ["a doubled field deep inside", '[[{"x":[{"y":1,"y":2}]}]]', "names the field y twice"],
  ["a prototype name", '{"__proto__":{}}', "names a field __proto__, which none can be"],
  ["a prototype name inside", '{"a":[{"constructor":1}]}', "names a field constructor"],
  ["no JSON", "{bad", "The body is not JSON: check it with a JSON reader."],
  ["nothing", "", "The body is not JSON"],
])("is refused in one sentence: %s", (_name, text, sentence) => {
  expect(() => readJson(text, "The body")).toThrow(sentence);
});

test("the same name may stand in different places, and signs inside texts are texts", () => {
  const text = '[{"a":"{\\"a\\":1,\\"a\\":2}"},{"a":[{"a":1},{"a":2}],"b":"\\\\"},"a","a"]';
  expect(readJson(text, "x")).toEqual(JSON.parse(text));
});

test("what was written as JSON is read as it was", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      try {
        expect(readJson(text, "x")).toEqual(JSON.parse(text));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        expect(error.message).toMatch(/twice|none can be/u);
      }
    }),
  );
});

test("any text at all is read or refused in one sentence, a long one quickly", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        readJson(text, "x");
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
  );
  const long = JSON.stringify({ text: 'a"\\'.repeat(300_000), list: Array(1000).fill("b") });
  expect(readJson(long, "x")).toEqual(JSON.parse(long));
});
