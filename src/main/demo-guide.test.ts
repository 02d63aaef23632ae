import { expect, test } from "vitest";
import { federationGuide, thingsToTry } from "./demo-guide.ts";

test("what the terminal says fits 80 columns, indented as it is printed", () => {
  for (const line of [...federationGuide("http://127.0.0.1:48000"), ...thingsToTry]) {
    expect(`  ${line}`.length, line).toBeLessThanOrEqual(80);
  }
});
