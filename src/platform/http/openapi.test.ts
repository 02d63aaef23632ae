import { Type } from "typebox";
import { expect, test } from "vitest";
import { openApiOf, operationId } from "./openapi.ts";
import { route } from "./route.ts";

const Day = Type.String({ $id: "Day" });
const Order = Type.Object({ signed: Day, old: Type.Optional(Type.Array(Day)) }, { $id: "Order" });

const sign = route({
  method: "POST",
  path: "/api/orders/:order/sign",
  summary: "Sign an order",
  permission: "order.write",
  event: "order.signed",
  blind: "unrelated",
  contract: {
    params: Type.Object({ order: Type.String() }),
    query: Type.Object({ on: Type.Optional(Day) }),
    body: Type.Object({ day: Day }),
    answer: Order,
  },
  handle: async () => ({ signed: "2026-01-01" }),
});

test("schemas with a name are components, and are referred to wherever they stand", () => {
  const text = JSON.stringify(openApiOf([sign], "1"));
  const api: Record<string, never> = JSON.parse(text);
  expect(api).toMatchObject({
    openapi: "3.1.1",
    components: {
      schemas: {
        Day: { type: "string" },
        Order: {
          properties: { signed: { $ref: "#/components/schemas/Day" } },
          additionalProperties: false,
        },
        PostOrdersOrderSignBody: { properties: { day: { $ref: "#/components/schemas/Day" } } },
      },
    },
    paths: {
      "/api/orders/{order}/sign": {
        post: {
          operationId: "postOrdersOrderSign",
          parameters: [
            { name: "order", in: "path", required: true, schema: { type: "string" } },
            {
              name: "on",
              in: "query",
              required: false,
              schema: { $ref: "#/components/schemas/Day" },
            },
          ],
        },
      },
    },
  });
  expect(text).not.toContain("$id");
  const known = Object.keys(JSON.parse(text).components.schemas);
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(known).toContain(name);
});

test("two different schemas under one name are a fault and never a lie", () => {
  const other = { ...sign, path: "/api/other", contract: { answer: Type.Integer({ $id: "Day" }) } };
  expect(() => openApiOf([sign, other], "1")).toThrow("Day");
  expect(operationId(other)).toBe("postOther");
});
