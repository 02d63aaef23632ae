import { expect, test } from "vitest";
import { passwordHash, passwordMatches } from "./password.ts";

test("a password is kept as argon2id with 19 MiB and 2 passes, salted, and matches only itself", async () => {
  const hash = await passwordHash("correct horse battery staple");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await passwordHash("correct horse battery staple")).not.toBe(hash);
  expect(await passwordMatches("correct horse battery staple", hash)).toBe(true);
  expect(await passwordMatches("correct horse battery stapl", hash)).toBe(false);
  expect(await passwordMatches("", hash)).toBe(false);
});

test("the same letters from another keyboard are the same password", async () => {
  const hash = await passwordHash("Stra\u00dfe \u00e9clair");
  expect(await passwordMatches("Stra\u00dfe e\u0301clair", hash)).toBe(true);
});

test("without an account no password matches, not even that of the stand-in", async () => {
  expect(await passwordMatches("anything", undefined)).toBe(false);
  expect(await passwordMatches("", undefined)).toBe(false);
});
