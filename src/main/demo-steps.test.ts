import { expect, test } from "vitest";
import { demoSteps } from "./demo-steps.ts";

test("no step of the demo says a line that is longer than 80 columns", async () => {
  let said = "";
  const steps = demoSteps({ write: (text) => (said += text) });
  const headline = "11 of 18 dated products are past their date with no delivery on record";
  const answer = await steps.step(
    "Order",
    () => Promise.resolve("done"),
    () => ["Strengthening", `25 tasks. On 8 January 2018: ${headline}.`],
  );
  expect(answer).toBe("done");
  const lines = said.split("\n");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.slice(1).join(" ").replaceAll(/ +/gu, " ").trim()).toBe(
    `25 tasks. On 8 January 2018: ${headline}.`,
  );
});
