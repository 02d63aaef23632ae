import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { removeDirectory, temporaryDirectory } from "../../../tests/support/supervised.ts";
import { accountNamed, mayEnter, ownAccount } from "./account.ts";

const table =
  "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\nodd:x:a:b\n";

it("finds an account by its name, and nothing where the table does not know it", () => {
  expect(accountNamed(table, "nobody")).toEqual({ uid: 65534, gid: 65534 });
  expect(accountNamed(table, "nobod")).toBeUndefined();
  expect(accountNamed(table, "odd")).toBeUndefined();
});

it("reads any table of accounts without failing", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, name) => {
      const found = accountNamed(text, name);
      return found === undefined || Number.isInteger(found.uid);
    }),
  );
});

it("knows that another account cannot pass a directory of mode 0700, wherever it is on the way", () => {
  const top = temporaryDirectory();
  const inner = path.join(top, "closed", "open");
  mkdirSync(inner, { recursive: true });
  chmodSync(path.join(top, "closed"), 0o700);
  const stranger = { uid: 65533, gid: 65533 };
  expect(mayEnter(stranger, top)).toBe(true);
  expect(mayEnter(stranger, inner)).toBe(false);
  expect(mayEnter(ownAccount(), inner)).toBe(true);
  removeDirectory(top);
});
