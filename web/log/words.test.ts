import { expect, test } from "vitest";
import { features } from "../../src/main/features.ts";
import { actInWords, words } from "./words.ts";

test("every act that a route can write has words of its own", () => {
  const kinds = features
    .flatMap((feature) => feature.routes)
    .map((route) => route.event)
    .filter((kind) => kind !== "none");
  expect(kinds.length).toBeGreaterThan(20);
  const without = [...new Set(kinds)].filter((kind) => actInWords(kind).includes("“"));
  expect(without).toEqual([]);
});

test("an act without words of its own is quoted", () => {
  expect(actInWords("seal.opened")).toBe("wrote “seal.opened”");
  expect(actInWords("constructor")).toBe("wrote “constructor”");
});

test("what an act is about reads as words", () => {
  const about = (subject: string, name: string | null) =>
    words.aboutInWords({ subject, subject_name: name });
  expect(about("order/eo-13800", null)).toBe("order eo-13800");
  expect(about("account/person-1", "Ada")).toBe("account Ada");
  expect(about("review/web-2020/organisation/peace-corps", null)).toBe(
    "review web-2020 · organisation peace-corps",
  );
  expect(about("organisations", null)).toBe("organisations");
});

test("whoever signs in is named, although nobody was signed in before", () => {
  const nobody = { actor: "", actor_name: "Somebody not signed in" };
  const about = { subject: "account/person-1", subject_name: "Ada" };
  expect(words.whoDid({ ...nobody, ...about, kind: "session.started" })).toBe("Ada signed in");
  expect(words.whoDid({ ...nobody, ...about, kind: "grant.given" })).toBe(
    "Somebody not signed in gave a role",
  );
});
