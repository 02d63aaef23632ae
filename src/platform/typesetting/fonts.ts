import { coverageOf, coveredByAll } from "../../kit/font-coverage.ts";
import { readOwnFile } from "../../kit/own-file.ts";
import type { Printable } from "../../kit/printable-text.ts";

/** The fonts of everything that is printed, with what every weight of them covers. */
export interface Fonts {
  readonly files: readonly Buffer[];
  readonly covers: Printable;
}

const folder = "node_modules/@expo-google-fonts";
const weights = ["400Regular", "600SemiBold", "700Bold"] as const;
const paths = {
  first: weights.map((weight) => `${folder}/public-sans/${weight}/PublicSans_${weight}.ttf`),
  last: weights.map((weight) => `${folder}/noto-sans/${weight}/NotoSans_${weight}.ttf`),
  code: [`${folder}/roboto-mono/400Regular/RobotoMono_400Regular.ttf`],
} as const;

/**
 * A family of the same name may be installed on the machine, in another version; so ours get names
 * that no other font has, and a report is the same on every machine.
 */
const ownNames: readonly (readonly [theirs: string, ours: string])[] = [
  ["Public Sans", "Muster Sans"],
  ["Roboto Mono", "Muster Mono"],
  ["Noto Sans", "Must Sans"],
];

/** Reads the fonts that ship with this package: Public Sans, Roboto Mono and Noto Sans (all OFL 1.1). */
export function ownFonts(): Fonts {
  const [first, last] = [paths.first.map(readOwnFile), paths.last.map(readOwnFile)];
  return {
    files: [...first, ...paths.code.map(readOwnFile), ...last].map(renamed),
    covers: {
      // A word is set in one font: what the last one in line covers can always be set.
      text: coveredByAll(last.map(coverageOf)),
      drawing: coveredByAll(first.map(coverageOf)),
    },
  };
}

function renamed(font: Uint8Array): Buffer {
  const copy = Buffer.from(font);
  for (const [theirs, ours] of ownNames) {
    const [from, to] = [theirs, ours].map((name) => Buffer.from(name, "utf16le").swap16());
    if (from === undefined || to === undefined) continue;
    for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + to.length)) {
      to.copy(copy, at);
    }
  }
  return copy;
}
