import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { makeMadeUpReview } from "../../tests/support/made-up-review.ts";
import { OrderList } from "../orders/orders.contract.ts";
import { openApi } from "../platform/terminal/api.ts";
import { openTerminal } from "../platform/terminal/terminal.ts";
import { reviewsCommands } from "./reviews.commands.ts";

let instance: TestInstance;
let list: string;

beforeAll(async () => {
  instance = await testInstance();
  await makeMadeUpReview(instance.database, 3, 2);
  list = join(instance.data, "list.txt");
  await writeFile(list, "organisation-0\nOrganisation 1\n");
});
afterAll(() => instance.stop());

/** Runs `review new` as the command line does, and answers what it printed. */
async function reviewNew(...words: readonly string[]): Promise<{ out: string; noted: string }> {
  let [out, noted] = ["", ""];
  const terminal = openTerminal({
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (noted += text) },
    signal: new AbortController().signal,
    wantsJson: () => false,
    api: openApi(() => ({ url: instance.url, token: instance.token })),
  });
  const program = new Command().exitOverride();
  reviewsCommands(program, terminal);
  const given = ["--yardstick", "made-up@1", "--methodology", "made-up@1", "--organisations", list];
  await program.parseAsync(["review", "new", ...words, ...given], { from: "user" });
  return { out, noted };
}

async function orders(): Promise<string[]> {
  const answer = Value.Parse(OrderList, await (await instance.fetch("/api/orders")).json());
  return answer.orders.map(({ order, status }) => `${order} ${status}`);
}

test("a review without an order starts from the yearly review, which comes in once, as a draft", async () => {
  const first = await reviewNew("first");
  expect(first.out).toBe("Made first with 2 organisations, under the order yearly-review.\n");
  expect(first.noted).toMatch(/Imported the order yearly-review as a draft/u);
  expect(await orders()).toEqual(["yearly-review draft"]);
  expect((await reviewNew("second")).noted).toBe("");
});

test("a review can be made under no order at all", async () => {
  expect((await reviewNew("third", "--order", "none")).out).toBe(
    "Made third with 2 organisations.\n",
  );
});
