import { chmodSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeDirectory, temporaryDirectory } from "../../../tests/support/supervised.ts";
import { ownAccount } from "./account.ts";
import { makeOwnDirectory } from "./own-directory.ts";

let top = "";
beforeEach(() => (top = temporaryDirectory()));
afterEach(() => removeDirectory(top));

it("makes a directory with exactly the mode asked for, whatever the mask, and accepts it again", () => {
  const place = path.join(top, "a", "b");
  const mask = process.umask(0o077);
  try {
    makeOwnDirectory(place, ownAccount(), 0o755);
  } finally {
    process.umask(mask);
  }
  expect(statSync(place).mode & 0o777).toBe(0o755);
  makeOwnDirectory(place, ownAccount(), 0o755);
});

it("refuses a directory that somebody else could write, saying what to do", () => {
  const place = path.join(top, "open");
  mkdirSync(place);
  chmodSync(place, 0o777);
  expect(() => makeOwnDirectory(place, ownAccount(), 0o700)).toThrow("remove it and start again");
});

it("refuses a link that was laid in its place", () => {
  const place = path.join(top, "link");
  symlinkSync("/etc", place);
  expect(() => makeOwnDirectory(place, ownAccount(), 0o700)).toThrow("made by somebody else");
});
