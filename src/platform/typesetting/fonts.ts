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

/** Scripts whose signs join or change places, with the family that can set them (`report.typ`). */
const families = [
  { signs: /\p{scx=Devanagari}/u, folder: "noto-sans", name: "NotoSans" },
  { signs: /\p{scx=Arabic}/u, folder: "noto-sans-arabic", name: "NotoSansArabic" },
  { signs: /\p{scx=Hebrew}/u, folder: "noto-sans-hebrew", name: "NotoSansHebrew" },
  { signs: /\p{scx=Thai}/u, folder: "noto-sans-thai", name: "NotoSansThai" },
  { signs: /\p{scx=Bengali}/u, folder: "noto-sans-bengali", name: "NotoSansBengali" },
  { signs: /\p{scx=Tamil}/u, folder: "noto-sans-tamil", name: "NotoSansTamil" },
] as const;

/**
 * Reads the fonts that ship with this package and that a text needs: Public Sans, Roboto Mono and
 * Noto Sans always, those of further scripts where the text holds one of their signs (all OFL 1.1).
 */
export function ownFonts(text: string): Fonts {
  const [first, last] = [paths.first.map(readOwnFile), paths.last.map(readOwnFile)];
  const scripts = families
    .filter(({ signs }) => signs.test(text))
    .map(({ signs, folder: family, name }) => ({
      signs,
      own: family !== "noto-sans",
      files: weights.map((weight) =>
        readOwnFile(`${folder}/${family}/${weight}/${name}_${weight}.ttf`),
      ),
    }));
  const further = scripts.flatMap(({ own, files }) => (own ? files : []));
  return {
    files: [...first, ...paths.code.map(readOwnFile), ...last, ...further].map(renamed),
    covers: {
      scripts: scripts.map(({ signs, files }) => ({
        signs,
        covers: coveredByAll(files.map(coverageOf)),
      })),
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
