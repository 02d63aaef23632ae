import { expect, test } from "vitest";
import { Problem } from "../../src/kit/problem.ts";
import { cellOf, type Given, type Outcome, ScoreSaver } from "./score-saver.ts";

function given(level: number, item = "A1"): Given {
  return {
    organisation: "ministry",
    item,
    kind: "self",
    day: "2026-03-31",
    wording: "w",
    value: { level },
    note: "",
    evidence: [],
  };
}

interface Sent {
  readonly given: Given;
  readonly expects: string | null;
  readonly answer: (outcome: Outcome) => Promise<void>;
}

/** A server whose answers the test gives. */
function server() {
  const sent: Sent[] = [];
  const saver = new ScoreSaver(
    (score, expects) =>
      new Promise((resolve) => {
        sent.push({
          given: score,
          expects,
          answer: async (outcome) => {
            resolve(outcome);
            await new Promise((done) => setTimeout(done, 0));
          },
        });
      }),
  );
  return { saver, sent };
}

const saved = (leaf: string): Outcome => ({ state: "saved", leaf, at: "14:02:31" });
const cell = cellOf(given(1));

test("a score shows at once and names the one that it follows", async () => {
  const { saver, sent } = server();
  saver.give(given(4), "before", given(2));
  expect(saver.entries().get(cell)).toMatchObject({
    state: "saving",
    given: { value: { level: 4 } },
  });
  expect(sent[0]?.expects).toBe("before");
  await sent[0]?.answer(saved("one"));
  expect(saver.entries().get(cell)).toMatchObject({ state: "saved", leaf: "one" });
});

test("of fast keys on one cell the last one is sent, after the first was answered", async () => {
  const { saver, sent } = server();
  saver.give(given(1), null, given(3));
  saver.give(given(2), null, given(1));
  saver.give(given(5), null, given(2));
  expect(sent).toHaveLength(1);
  await sent[0]?.answer(saved("one"));
  expect(sent).toHaveLength(2);
  expect(sent[1]).toMatchObject({ expects: "one", given: { value: { level: 5 } } });
  await sent[1]?.answer(saved("two"));
  expect(saver.unsaved()).toEqual([]);
});

test("undoing gives what stood before as a further score", async () => {
  const { saver, sent } = server();
  saver.give(given(4), null, given(2));
  await sent[0]?.answer(saved("one"));
  expect(saver.undo()).toMatchObject({ value: { level: 2 } });
  expect(sent[1]).toMatchObject({ expects: "one", given: { value: { level: 2 } } });
  await sent[1]?.answer(saved("two"));
  expect(saver.undo()).toBeNull();
});

test("what was not saved stays and is sent again", async () => {
  const { saver, sent } = server();
  saver.give(given(4), null, given(2));
  const problem = new Problem("unreachable", "The server did not answer.");
  await sent[0]?.answer({ state: "failed", problem });
  expect(saver.unsaved()).toHaveLength(1);
  saver.retry();
  await sent[1]?.answer(saved("one"));
  expect(saver.unsaved()).toEqual([]);
});

test("whoever saves second sees both: one's own goes over the other only when chosen", async () => {
  const { saver, sent } = server();
  const problem = new Problem("conflict", "Somebody changed it.");
  const theirs = {
    value: { level: 1 },
    day: "2026-03-31",
    known_at: "",
    by: "another",
    on_behalf: false,
    wording: "w",
    leaf: "theirs",
    note: "",
    evidence: [],
    tool: null,
    overrides: null,
    after_lock: false,
  };
  saver.give(given(4), "old", given(2));
  await sent[0]?.answer({ state: "conflict", problem, theirs });
  expect(saver.entries().get(cell)).toMatchObject({
    state: "conflict",
    theirs: { leaf: "theirs" },
  });
  saver.choose(cell, "mine");
  expect(sent[1]).toMatchObject({ expects: "theirs", given: { value: { level: 4 } } });
  await sent[1]?.answer({ state: "conflict", problem, theirs });
  saver.choose(cell, "theirs");
  expect(saver.entries().get(cell)).toMatchObject({
    given: { value: { level: 1 } },
    leaf: "theirs",
  });
  expect(saver.unsaved()).toEqual([]);
});

test("what an earlier page could not save is there again", () => {
  const { sent } = server();
  const saver = new ScoreSaver(
    () => new Promise(() => undefined),
    [{ given: given(3), leaf: "old" }],
  );
  expect(saver.unsaved()).toMatchObject([{ state: "failed", leaf: "old" }]);
  expect(sent).toEqual([]);
});
