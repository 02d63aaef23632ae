import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "../kit/problem.ts";
import { findDeadlineCircle } from "./deadline-circles.ts";
import type { OrderTask } from "./order.contract.ts";
import { readOrder } from "./read-order.ts";

const head = `format: muster-order/1
id: o
title: An order
kind: order
status: draft
source: this test
offices:
  office: { title: An office }
tasks:
`;

function withTasks(...tasks: string[]): string {
  return (
    head +
    tasks
      .map((task) => `  - { clause: "1", title: t, leads: [office], product: p, ${task} }\n`)
      .join("")
  );
}

function refusal(text: string): string {
  try {
    readOrder(text, "order.yaml");
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  return "accepted";
}

test("every example can be read", () => {
  const files = readdirSync("examples/orders").filter((name) => /^[a-z0-9-]+\.yaml$/u.test(name));
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    expect(readOrder(readFileSync(`examples/orders/${file}`), file).id).toBe(
      file.replace(".yaml", ""),
    );
  }
});

describe("an order that contradicts itself is refused, with the place", () => {
  test.each([
    [
      "deadlines in a circle",
      withTasks(
        "id: a, deadline: {kind: after-product, tasks: [b], event: receipt, which: last, days: 1}",
        "id: b, deadline: {kind: after-product, tasks: [c], event: receipt, which: last, days: 1}",
        "id: c, deadline: {kind: repeat, task: a, counted_from: delivery, years: 1}",
      ),
      /line 10, column \d+, tasks\[0\]\.deadline: these deadlines wait for each other in a circle: a → b → c → a; let one/u,
    ],
    [
      "a deadline that waits for itself",
      withTasks("id: a, deadline: {kind: repeat, task: a, counted_from: delivery, years: 1}"),
      /circle: a → a/u,
    ],
    [
      "a doubled task",
      withTasks("id: a, deadline: {kind: none}", "id: a, deadline: {kind: none}"),
      /line 11.*tasks\[1\]\.id: the task a stands here twice/u,
    ],
    [
      "an office that is not listed",
      withTasks("id: a, deadline: {kind: none}, support: [nobody]"),
      /tasks\[0\]\.support\[0\]: the office nobody is not listed under offices/u,
    ],
    [
      "an anchor that is not there",
      withTasks("id: a, deadline: {kind: repeat, task: zz, counted_from: delivery, years: 1}"),
      /the task zz is not in this order/u,
    ],
    [
      "a date that does not exist",
      withTasks('id: a, deadline: {kind: fixed, on: "2017-02-30"}'),
      /deadline\.on: 2017-02-30 is not a day that exists/u,
    ],
    [
      "a deadline without a number",
      withTasks("id: a, deadline: {kind: after-signing}"),
      /give a number of days, months or years/u,
    ],
    [
      "a repeat of nothing",
      withTasks(
        "id: b, deadline: {kind: none}",
        "id: a, deadline: {kind: repeat, task: b, counted_from: delivery, days: 0}",
      ),
      /a number above zero/u,
    ],
    [
      "a negative number",
      withTasks("id: a, deadline: {kind: after-signing, days: -1}"),
      /deadline\.days: expected 0 or more/u,
    ],
    [
      "an unknown kind",
      withTasks("id: a, deadline: {kind: soon}"),
      /expected one of kind: none, kind: at-once/u,
    ],
    [
      "an unknown zone",
      withTasks("id: a, deadline: {kind: none, closes: {time: '17:00', zone: Mars/Base}}"),
      /not a known time zone/u,
    ],
    [
      "signed without a day",
      withTasks("id: a, deadline: {kind: none}").replace("status: draft", "status: signed"),
      /says the day it was signed/u,
    ],
    [
      "published before it was signed",
      withTasks("id: a, deadline: {kind: none}").replace(
        "status: draft",
        'status: signed\nsigned: "2017-05-11"\npublished: "2017-05-10"',
      ),
      /not published before it is signed/u,
    ],
    [
      "a quorum larger than the seats",
      withTasks("id: a, deadline: {kind: none}").replace(
        "{ title: An office }",
        "{ title: An office, quorum: 2 }",
      ),
      /quorum is larger/u,
    ],
    [
      "a prototype name as an office",
      withTasks("id: a, deadline: {kind: none}").replace(
        "  office:",
        "  constructor: {title: x}\n  office:",
      ),
      /constructor cannot be the name/u,
    ],
    [
      "an office called like a property of every object",
      withTasks("id: a, deadline: {kind: none}, support: [tostring]"),
      /not listed under offices/u,
    ],
  ])("%s", (_, text, words) => {
    expect(refusal(text)).toMatch(words);
    expect(refusal(text)).not.toContain("\n");
  });
});

test("any graph of waiting tasks either has a circle that is really there, or none at all", () => {
  const graph = fc.integer({ min: 1, max: 12 }).chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), {
      minLength: size,
      maxLength: size,
    }),
  );
  fc.assert(
    fc.property(graph, (edges) => {
      const tasks = edges.map((to, at): OrderTask => {
        const tasks = to.map((each) => `t${each}`);
        const deadline =
          tasks.length === 0
            ? { kind: "none" as const }
            : {
                kind: "after-product" as const,
                tasks,
                event: "receipt" as const,
                which: "last" as const,
                days: 1,
              };
        return { id: `t${at}`, clause: "1", title: "t", leads: ["o"], product: "p", deadline };
      });
      const circle = findDeadlineCircle(tasks);
      if (circle) {
        for (const [at, task] of circle.slice(0, -1).entries()) {
          expect(edges[Number(task.slice(1))]).toContain(Number(circle[at + 1]?.slice(1)));
        }
        return;
      }
      // Without a circle, tasks that wait for nobody can be taken away until none is left.
      let left = new Set(edges.keys());
      for (let before = -1; before !== left.size;) {
        before = left.size;
        left = new Set([...left].filter((at) => (edges[at] ?? []).some((to) => left.has(to))));
      }
      expect(left.size).toBe(0);
    }),
  );
});

test("any damage to an example is read or refused in one sentence", () => {
  const text = readFileSync("examples/orders/draft-january-2017.yaml", "utf8");
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 6 }), (at, cut, put) => {
      expect(refusal(text.slice(0, at) + put + text.slice(at + cut))).not.toContain("\n");
    }),
    { numRuns: 60 },
  );
});
