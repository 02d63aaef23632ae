import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimDataDirectory } from "./data-directory.ts";

let data = "";
beforeEach(() => (data = mkdtempSync(join(tmpdir(), "muster-data-"))));
afterEach(() => rmSync(data, { recursive: true }));

function put(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(data, name)), { recursive: true });
    writeFileSync(join(data, name), "");
  }
}

test("a data directory may be new, or empty, or a disk that is new", () => {
  claimDataDirectory(data);
  mkdirSync(join(data, "lost+found"));
  claimDataDirectory(data);
  claimDataDirectory(join(data, "deep", "new"));
  expect(readdirSync(join(data, "deep", "new"))).toEqual([]);
});

test.each([
  ["somebody's home", [".bashrc", "Documents/letter.txt"], ".bashrc"],
  ["one with a folder for uploads", ["index.html", "uploads/photo.jpg"], "index.html"],
  ["one with an empty database of somebody else", ["database/notes.db", "recipes"], "recipes"],
  ["one with a name that is hard to print", ["a\n\u{202E}b"], String.raw`a\\n\uFFFDb`],
])("%s is refused before anything is written, with a way out", (_, names, foreign) => {
  put(...names);
  const before = readdirSync(data, { recursive: true });
  expect(() => claimDataDirectory(data)).toThrow(
    new RegExp(
      `^MUSTER_DATA: ${data} holds files of somebody else, such as "${foreign}", where an empty or new directory is expected, or one that Muster made; name another, such as ${data}/muster\\.$`,
      "u",
    ),
  );
  expect(readdirSync(data, { recursive: true })).toEqual(before);
});

test.each([
  ["with its own database", ["database/cluster/PG_VERSION", "secret", "uploads/17/x"]],
  ["with its database elsewhere", ["database.location", "secret"]],
  ["with a database of somebody else", ["uploads/17/x"]],
  ["for the demo", ["demo-data"]],
  ["in a start that was broken off", ["database/password", "secret", "instance.json.17"]],
])("a directory that Muster made %s is taken again", (_, names) => {
  put(...names);
  claimDataDirectory(data);
});

test.each([
  ["its own", ["database/cluster/PG_VERSION"]],
  ["one elsewhere", ["database.location"]],
  ["another", ["uploads/17/x"]],
])("people may keep files beside what Muster made on %s database", (_, names) => {
  put(...names, "certificates/chain.pem", "backup.sh");
  claimDataDirectory(data);
});
