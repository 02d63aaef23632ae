import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeDirectory, temporaryDirectory } from "../../../tests/support/supervised.ts";
import { ownAccount } from "./account.ts";
import { findPlaces, makeSocketPlace, removeDatabaseFiles } from "./places.ts";

let top = "";
beforeEach(() => (top = temporaryDirectory()));
afterEach(() => removeDirectory(top));

it("puts the database inside the data directory where its account can enter", () => {
  const data = path.join(top, "data");
  expect(findPlaces(data)).toMatchObject({ home: path.join(data, "database") });
  expect(statSync(data).mode & 0o066).toBe(0);
});

it("finds a database elsewhere by its pointer, and refuses to begin anew when it is gone", () => {
  const elsewhere = path.join(top, "elsewhere");
  writeFileSync(path.join(top, "database.location"), `${elsewhere}\n`);
  expect(() => findPlaces(top)).toThrow(
    /names is not in .*elsewhere: put it back there, or remove/,
  );
  mkdirSync(elsewhere, { mode: 0o700 });
  expect(findPlaces(top).cluster).toBe(path.join(elsewhere, "cluster"));
});

it("leaves a home of mode 0700 closed, and remembers where it put the database instead", () => {
  const data = path.join(top, "home", "data");
  mkdirSync(path.join(top, "home"), { mode: 0o700 });
  const shared = path.join(top, "shared");
  const { home } = findPlaces(data, { shared });
  expect(statSync(path.join(top, "home")).mode & 0o777).toBe(0o700);
  // An ordinary account enters its own home; only root's server needs another place.
  const isRoot = ownAccount().uid === 0;
  expect(path.dirname(home)).toBe(isRoot ? shared : data);
  if (isRoot) {
    expect(readFileSync(path.join(data, "database.location"), "utf8")).toBe(`${home}\n`);
  }
  expect(findPlaces(data, { shared }).home).toBe(home);
  removeDatabaseFiles(data);
  expect(statSync(home, { throwIfNoEntry: false })).toBeUndefined();
});

it("gives the same short socket directory for the same home, however long its path is", () => {
  const places = { ...findPlaces(top), home: `/${"long/".repeat(40)}` };
  const socket = makeSocketPlace(places);
  expect(socket).toMatch(/^\/tmp\/muster-\d+-[0-9a-f]{16}$/);
  expect(makeSocketPlace(places)).toBe(socket);
  removeDirectory(socket);
});

it("says in a sentence where no data directory can be, and looks no longer", () => {
  const file = path.join(top, "file");
  writeFileSync(file, "");
  expect(() => findPlaces(file)).toThrow(
    /^MUSTER_DATA: .*file cannot hold data.*name a directory/u,
  );
  expect(() => findPlaces(path.join(file, "data"))).toThrow(/cannot hold data/u);
  expect(() => findPlaces("/proc/muster/data")).toThrow(/\/proc\/muster cannot be made/u);
});
