import fc from "fast-check";
import { Type } from "typebox";
import { expect, test } from "vitest";
import { valuesFromText } from "./values-from-text.ts";

const Asked = Type.Object({
  limit: Type.Optional(Type.Integer()),
  share: Type.Optional(Type.Number()),
  open: Type.Optional(Type.Boolean()),
  names: Type.Optional(Type.Array(Type.String())),
  maybe: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  text: Type.Optional(Type.String()),
});

test("numbers, yes and no, and lists are read from text where they are asked for", () => {
  const given = { limit: "5", share: "-0.5", open: "true", names: "one", maybe: "7", text: "5" };
  expect(valuesFromText(Asked, given)).toEqual({
    limit: 5,
    share: -0.5,
    open: true,
    names: ["one"],
    maybe: 7,
    text: "5",
  });
});

test("what is not written as a number stays text, for the contract to refuse", () => {
  for (const text of [
    "",
    " 5",
    "5 ",
    "0x5",
    "1e3",
    "5.0",
    "Infinity",
    "NaN",
    "９",
    "12345678901234567890",
  ]) {
    expect(valuesFromText(Asked, { limit: text })).toEqual({ limit: text });
  }
  expect(valuesFromText(Asked, { limit: ["1", "2"], open: "yes" })).toEqual({
    limit: ["1", "2"],
    open: "yes",
  });
});

test("any text at all is read without failing, and nothing is invented", () => {
  const name = fc.oneof(
    fc.constantFrom("limit", "open", "names", "__proto__", "constructor"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(fc.string(), fc.array(fc.string()))), (given) => {
      const read = valuesFromText(Asked, given);
      expect(Object.keys(read).toSorted()).toEqual(Object.keys(given).toSorted());
      expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    }),
  );
});
