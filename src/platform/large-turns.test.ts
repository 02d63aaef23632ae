import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { takeLargeTurn, withLargeTurns } from "./large-turns.ts";

/** A request that is large, and says when it begins and ends. */
function large(name: string, said: string[], fails = false): Promise<void> {
  return withLargeTurns(async () => {
    await takeLargeTurn();
    await takeLargeTurn(); // once more in the same request: there already
    said.push(`${name} begins`);
    await setTimeout(2);
    said.push(`${name} ends`);
    if (fails) throw new Error(name);
  });
}

test("makes large things one after another, also after one that failed", async () => {
  const said: string[] = [];
  const done = await Promise.allSettled([
    large("first", said, true),
    large("second", said),
    large("third", said),
  ]);
  expect(done.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(said).toEqual(
    ["first", "second", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
});

test("sends away, with one sentence, whoever would wait for minutes, and lets others in again", async () => {
  const said: string[] = [];
  const three = ["first", "second", "third"].map((name) => large(name, said));
  await expect(large("fourth", said)).rejects.toMatchObject({
    kind: "unavailable",
    message:
      "3 requests as large as this one are being answered or wait already; ask again in a minute.",
  });
  await Promise.all(three);
  await large("fifth", said);
  expect(said.at(-1)).toBe("fifth ends");
});

test("lets what is not large pass, and what is asked for outside of requests", async () => {
  const said: string[] = [];
  const one = large("large", said);
  expect(await withLargeTurns(() => Promise.resolve("small"))).toBe("small");
  await takeLargeTurn();
  expect(said).not.toContain("large ends");
  await one;
});
