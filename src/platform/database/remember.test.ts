import { describe, expect, it } from "vitest";
import { remember } from "./remember.ts";

describe("what is remembered", () => {
  it("is read once for each database", async () => {
    const recall = remember<number>(2);
    const [one, two] = [{ home: {} }, { home: {} }];
    let reads = 0;
    const read = async (): Promise<number> => (reads += 1);
    expect(await recall(one, "a", read)).toBe(1);
    expect(await recall(one, "a", read)).toBe(1);
    expect(await recall(two, "a", read)).toBe(2);
  });

  it("goes when it was asked for longest ago", async () => {
    const recall = remember<string>(2);
    const at = { home: {} };
    const reads: string[] = [];
    const ask = (key: string): Promise<string> =>
      recall(at, key, async () => {
        reads.push(key);
        return key;
      });
    for (const key of ["a", "b", "a", "c", "a", "b"]) await ask(key);
    expect(reads).toEqual(["a", "b", "c", "b"]);
  });

  it("is never a failure", async () => {
    const recall = remember<string>(2);
    const at = { home: {} };
    await expect(recall(at, "a", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    expect(await recall(at, "a", async () => "there")).toBe("there");
  });
});
