import { execFileSync } from "node:child_process";
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseWhatIsNoFile, writeWhole } from "./write-file.ts";

let directory = "";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "muster-write-"));
});
afterAll(() => rm(directory, { recursive: true }));

test("a file is written, and written again, and nothing else is left beside it", async () => {
  const file = join(directory, "report.csv");
  await writeWhole(file, bytes("one"));
  await writeWhole(file, bytes("two"));
  expect(await readFile(file, "utf8")).toBe("two");
  expect(await readdir(directory)).toEqual(["report.csv"]);
});

test("a link goes on pointing where it did", async () => {
  const [target, link] = [join(directory, "target.csv"), join(directory, "link.csv")];
  await writeFile(target, "old");
  await symlink(target, link);
  await writeWhole(link, bytes("new"));
  expect(await readFile(target, "utf8")).toBe("new");
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
});

test("what is no file is written to and stays what it is", async () => {
  const pipe = join(directory, "pipe");
  execFileSync("mkfifo", [pipe]);
  const [read] = await Promise.all([readFile(pipe, "utf8"), writeWhole(pipe, bytes("through"))]);
  expect(read).toBe("through");
  expect((await lstat(pipe)).isFIFO()).toBe(true);
});

test("where bytes come piece by piece, what is no file is refused", async () => {
  await expect(refuseWhatIsNoFile(directory)).rejects.toThrow(/this is no ordinary file; name/);
  await expect(refuseWhatIsNoFile("/dev/null")).rejects.toThrow(
    /^\/dev\/null: this is no ordinary/,
  );
  await expect(refuseWhatIsNoFile(join(directory, "new"))).resolves.toBeUndefined();
});

test("a directory that is not there is said in one sentence with the name of the file", async () => {
  const file = join(directory, "nowhere", "x.csv");
  await expect(writeWhole(file, bytes("x"))).rejects.toThrow(/nowhere\/x\.csv: cannot be written/);
  await expect(writeWhole(directory, bytes("x"))).rejects.toThrow(/cannot be written/);
});
