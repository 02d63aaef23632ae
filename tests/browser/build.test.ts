import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../src/main/build-web.ts";

let assets: string;

beforeAll(async () => {
  const { directory } = await buildWeb();
  assets = join(directory, "assets");
});

test("pages are not built again from the same sources", async () => {
  expect((await buildWeb()).fresh).toBe(false);
});

test("every script and style stands there compressed, with the same content", () => {
  const texts = readdirSync(assets).filter((name) => /\.(?:js|css)$/u.test(name));
  expect(texts.length).toBeGreaterThan(5);
  for (const name of texts) {
    const plain = readFileSync(join(assets, name));
    expect(brotliDecompressSync(readFileSync(join(assets, `${name}.br`))).equals(plain)).toBe(true);
    expect(gunzipSync(readFileSync(join(assets, `${name}.gz`))).equals(plain)).toBe(true);
  }
});

const compressed = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + readFileSync(join(assets, `${name}.gz`)).byteLength, 0);

test("what every page begins with is less than 200 kB of script compressed", () => {
  const page = readFileSync(join(assets, "..", "index.html"), "utf8");
  const named = [...page.matchAll(/assets\/([^"]+\.js)"/gu)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(0);
  expect(compressed([...new Set(named)])).toBeLessThan(200_000);
});

test("all script of all pages together is less than 600 kB compressed", () => {
  const all = readdirSync(assets).filter((name) => name.endsWith(".js"));
  expect(compressed(all)).toBeLessThan(600_000);
});

test("fonts are our own, in the weights and the script that pages use", () => {
  const fonts = readdirSync(assets).filter((name) => name.endsWith(".woff2"));
  expect(fonts).toHaveLength(4);
  expect(fonts.every((name) => /^(?:public-sans|roboto-mono)-latin-/u.test(name))).toBe(true);
});
