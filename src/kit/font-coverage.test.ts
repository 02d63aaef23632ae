import { expect, test } from "vitest";
import { coverageOf, coveredByAll } from "./font-coverage.ts";
import { readOwnFile } from "./own-file.ts";

const folder = "node_modules/@expo-google-fonts";
const noto = coverageOf(readOwnFile(`${folder}/noto-sans/400Regular/NotoSans_400Regular.ttf`));
const code = coverageOf(readOwnFile(`${folder}/roboto-mono/400Regular/RobotoMono_400Regular.ttf`));

test("a font is known to have the signs it has, and no others", () => {
  for (const sign of "aZ9 éß–“”ŁΩЖ%") expect(noto(sign.codePointAt(0) ?? 0), sign).toBe(true);
  for (const sign of ["漢", "ع", "\u0007", "🏛"]) {
    expect(noto(sign.codePointAt(0) ?? 0), sign).toBe(false);
  }
});

test("what all of several fonts have is what each of them has", () => {
  const both = coveredByAll([noto, code]);
  expect(both(0x41)).toBe(true);
  expect(both(0x0905)).toBe(false); // Devanagari: in the first, not in the second
});

test("what is no font is refused", () => {
  expect(() => coverageOf(new Uint8Array(64))).toThrow("a font has no table cmap");
});
