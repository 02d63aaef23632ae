import { expect, test } from "vitest";
import { outcomes, Problem } from "../../kit/problem.ts";
import { problemDocument, problemOf } from "./problem-of.ts";

const withCode = (code: string, more: object = {}): Error =>
  Object.assign(new Error("secret words"), { code, ...more });

test("a problem is told as RFC 9457 says, with its kind and the number of the request", () => {
  expect(problemDocument(new Problem("not-found", "No such order."), "r1")).toEqual({
    type: "urn:muster:problem:not-found",
    title: outcomes["not-found"].title,
    status: 404,
    detail: "No such order.",
    kind: "not-found",
    instance: "urn:muster:request:r1",
  });
});

test("a database that does not answer is not ready, and two writers at once may try again", () => {
  expect(problemOf(withCode("57P03")).kind).toBe("unavailable");
  expect(problemOf(withCode("ECONNREFUSED", { syscall: "connect" })).kind).toBe("unavailable");
  expect(problemOf(withCode("40001")).kind).toBe("conflict");
  expect(problemOf(withCode("22P05")).kind).toBe("bad-input");
});

test("what nobody foresaw tells nothing of the inside", () => {
  for (const error of [
    withCode("ENOENT"),
    withCode("42P01"),
    new Error("secret words"),
    "secret words",
    undefined,
  ]) {
    const problem = problemOf(error);
    expect(problem.kind).toBe("internal");
    expect(problem.message).not.toContain("secret");
  }
});
