import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { orderDiff } from "./order-diff.ts";
import type { OrderFile } from "./order.contract.ts";
import { readOrder } from "./read-order.ts";

function example(name: string): OrderFile {
  return readOrder(readFileSync(`examples/orders/${name}.yaml`), `${name}.yaml`);
}
const draft = example("draft-january-2017");
const signed = example("eo-13800");
const found = orderDiff(draft, signed);
const ids = (tasks: readonly { task: string }[]): string[] =>
  tasks.map((each) => each.task).toSorted();

describe("from the leaked draft to the signed order", () => {
  test("four tasks were dropped, twenty-one added, four reshaped", () => {
    expect(ids(found.tasks_dropped)).toEqual([
      "adversaries-first-report",
      "adversaries-review",
      "capabilities-review",
      "vulnerabilities-review",
    ]);
    expect(found.tasks_added).toHaveLength(21);
    expect(found.tasks_changed.map((pair) => [pair.before.task, pair.after.task])).toEqual([
      ["national-security-systems-recommendations", "national-security-systems-report"],
      ["civilian-recommendations", "section-9-report"],
      ["incentives-report", "market-transparency-report"],
      ["education-review", "workforce-report"],
    ]);
  });

  test("60 days became 150, and a second lead joined", () => {
    const changes = found.tasks_changed[0]?.changes ?? [];
    expect(changes).toContainEqual({
      what: "date",
      before: "signing + 60 days",
      after: "signing + 150 days",
    });
    expect(changes.find((change) => change.what === "leads")?.after).toBe(
      "Secretary of Defense, Director of National Intelligence",
    );
  });

  test("an office with a known role that no task of the draft names is found", () => {
    expect(found.offices_unnamed.map((each) => [each.order, each.office])).toEqual([
      ["draft-january-2017", "dir-fbi"],
    ]);
  });

  test("offices added and dropped are those of the published reading, where that is at hand", () => {
    const file = "../shared/data/orders/draft-january-2017.facts.yaml";
    const own = {
      offices_added: found.offices_added,
      offices_dropped: ["ap-economic", "dir-nsa"],
      tasks_added: ids(found.tasks_added),
    };
    const oracle: typeof own = existsSync(file)
      ? parse(readFileSync(file, "utf8")).changes_to_signed_order
      : own;
    expect(found.offices_added.toSorted()).toEqual(oracle.offices_added.toSorted());
    expect(found.offices_added).toHaveLength(17);
    expect(found.offices_dropped.toSorted()).toEqual(oracle.offices_dropped.toSorted());
    expect(ids(found.tasks_added)).toEqual(oracle.tasks_added.toSorted());
  });
});

describe("splits and merges", () => {
  const [first] = draft.tasks;
  if (!first) throw new Error("the draft has tasks");
  const part = (id: string, formerly: string[]) => ({
    ...first,
    id,
    clause: `new ${id}`,
    formerly,
  });

  test("one task that became two shows the clause of each", () => {
    const after = { ...draft, tasks: [part("half", [first.id]), part("other-half", [first.id])] };
    expect(orderDiff({ ...draft, tasks: [first] }, after).splits).toMatchObject([
      {
        before: { task: first.id, clause: "6" },
        after: [{ clause: "new half" }, { clause: "new other-half" }],
      },
    ]);
  });

  test("two tasks that became one are a merge", () => {
    const before = { ...draft, tasks: [part("one", []), part("two", [])] };
    const after = { ...draft, tasks: [part("both", ["one", "two"])] };
    expect(orderDiff(before, after).merges).toMatchObject([
      { before: [{ task: "one" }, { task: "two" }], after: { task: "both" } },
    ]);
  });

  test("a split that an earlier version told is not told again by the next", () => {
    const v2 = { ...draft, tasks: [part("kept", []), part("half", ["kept"])] };
    const v3 = {
      ...v2,
      tasks: v2.tasks.map((task) => ({ ...task, product: `${task.product}, shorter` })),
    };
    const again = orderDiff(v2, v3, { before: "x@2", after: "x@3" });
    expect([again.before, again.after, again.splits]).toEqual(["x@2", "x@3", []]);
    expect(again.tasks_changed.map((pair) => [pair.before.task, pair.after.task])).toEqual([
      ["kept", "kept"],
      ["half", "half"],
    ]);
  });

  test("another calendar or rule is a change of the order as a whole", () => {
    expect(
      orderDiff(signed, { ...signed, rule: "previous", calendar: "other@1" }).text_changed,
    ).toEqual([
      { what: "calendar of holidays", before: "us-federal@1", after: "other@1" },
      { what: "rule for days off", before: expect.any(String), after: "previous business day" },
    ]);
  });

  test("whatever tasks say of what they were, no text differs from itself", () => {
    const ids = ["a", "b", "c", "d"];
    const formerly = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(formerly, formerly, formerly, formerly), (lines) => {
        const text = { ...draft, tasks: lines.map((line, at) => part(ids[at] ?? "", line)) };
        const same = orderDiff(text, text);
        expect([same.unchanged, same.tasks_changed, same.splits, same.merges]).toEqual([
          4,
          [],
          [],
          [],
        ]);
      }),
    );
  });

  test("an order does not differ from itself", () => {
    const same = orderDiff(signed, signed);
    expect([same.tasks_added, same.tasks_dropped, same.tasks_changed, same.unchanged]).toEqual([
      [],
      [],
      [],
      25,
    ]);
  });
});
