import { expect, test } from "vitest";
import { replayedList } from "./replayed-list.ts";

const at = (minute: number) => `2026-11-22T10:0${minute}:00.000000Z`;
const event = (kind: string, minute: number, data: object, subject = "review/story") => ({
  kind,
  subject,
  at: at(minute),
  actor: "story",
  data,
});
const events = [
  event("review.list-changed", 3, { act: "join", organisations: ["mills"], reason: "new" }),
  event("review.made", 1, { organisations: ["roads", "harbour"] }),
  event("review.list-changed", 2, { act: "leave", organisations: ["roads"], reason: "merged" }),
  event("review.made", 1, { organisations: ["others"] }, "review/another"),
];

test("the list is whoever the review was made with, and each act since, in their order", () => {
  expect(replayedList(events, "story", at(1))).toEqual(["harbour", "roads"]);
  expect(replayedList(events, "story", at(2))).toEqual(["harbour"]);
  expect(replayedList(events, "story", at(9))).toEqual(["harbour", "mills"]);
});

test("the list is unknown where nothing says with whom the review was made", () => {
  expect(replayedList(events, "nobody", at(9))).toBeNull();
  expect(replayedList(events, "story", at(0))).toBeNull();
  expect(replayedList([event("review.made", 1, { organisations: 7 })], "story", at(9))).toBeNull();
});
