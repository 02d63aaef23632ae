import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { uploadsDirectory } from "./uploads-directory.ts";

test("what a process that was killed left half received is removed at the next start, and nothing else", () => {
  const data = mkdtempSync(join(tmpdir(), "muster-uploads-"));
  const gone = join(data, "uploads", "4294967", "upload-a");
  const running = join(data, "uploads", "1", "upload-b");
  const other = join(data, "uploads", "notes");
  for (const directory of [gone, running, other]) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "0"), "half");
  }
  const own = uploadsDirectory(data);
  expect(statSync(own).mode & 0o777).toBe(0o700);
  expect([gone, running, other].map((directory) => existsSync(directory))).toEqual([
    false,
    true,
    true,
  ]);
  expect(uploadsDirectory(data)).toBe(own);
  rmSync(data, { recursive: true });
});
