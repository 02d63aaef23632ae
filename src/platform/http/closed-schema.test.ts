import { Type } from "typebox";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { closedSchema } from "./closed-schema.ts";

const Open = Type.Object({
  name: Type.String(),
  parts: Type.Array(Type.Object({ count: Type.Integer() })),
  properties: Type.Optional(Type.Object({ deep: Type.Boolean() })),
});

test("a field that a contract does not name is refused at every depth", () => {
  const closed = closedSchema(Open);
  expect(Value.Check(closed, { name: "a", parts: [{ count: 1 }] })).toBe(true);
  expect(Value.Check(closed, { name: "a", parts: [{ count: 1, more: 1 }] })).toBe(false);
  expect(Value.Check(closed, { name: "a", parts: [], extra: 1 })).toBe(false);
  expect(Value.Check(closed, { name: "a", parts: [], properties: { deep: true, x: 1 } })).toBe(
    false,
  );
  expect(Value.Check(closed, JSON.parse('{"name":"a","parts":[],"__proto__":{}}'))).toBe(false);
});

test("what a contract leaves open on purpose stays open", () => {
  const Bag = Type.Object({ known: Type.String() }, { additionalProperties: Type.Integer() });
  expect(Value.Check(closedSchema(Bag), { known: "a", any: 1 })).toBe(true);
  const Joined = Type.Intersect([
    Type.Object({ a: Type.String() }),
    Type.Object({ b: Type.String() }),
  ]);
  expect(Value.Check(closedSchema(Joined), { a: "1", b: "2" })).toBe(true);
  const Text = Type.Record(Type.String(), Type.String());
  expect(Value.Check(closedSchema(Text), { any: "text" })).toBe(true);
});

test("the same schema is closed once, and is itself not changed", () => {
  const before = JSON.stringify(Open);
  expect(closedSchema(Open)).toBe(closedSchema(Open));
  expect(JSON.stringify(Open)).toBe(before);
});
