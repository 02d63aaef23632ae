import type { Covers } from "./font-coverage.ts";

/** Signs without a shape of their own, or whose shape is not theirs alone, are never left to a font. */
const shapeless = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffc]/u;

/**
 * Scripts whose signs stand one behind the other. Others join and change places, and Typst refuses a
 * tagged PDF from which such a text could not be read back (PDF/UA-1, 7.21.7).
 */
const simple = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]/u;
const complex = /[\p{scx=Devanagari}\p{scx=Arabic}\p{scx=Hebrew}]/u;

const plainest = /^[\n -~]*$/;

/**
 * A text as it can be printed with fonts of limited coverage, in any script and with any control
 * character in it: a code point without a sign is written as `[U+6F22]`, where everybody sees that
 * something stands there and what. That holds for control characters, bidirectional overrides and
 * joiners too: none of them acts. New lines stay, tabs become spaces.
 *
 * Given: what the fonts cover. A text that is covered whole comes back as it was (in form C).
 */
export function printableText(text: string, covers: Covers): string {
  // Nearly all of a report: what every font covers, found by one look instead of one for each sign.
  if (plainest.test(text)) return text;
  let printable = "";
  for (const sign of text.replaceAll(/\r\n?|[\u2028\u2029]/g, "\n").normalize("NFC")) {
    const code = sign.codePointAt(0) ?? 0;
    if (sign === "\n") printable += sign;
    else if (sign === "\t") printable += "    ";
    else if (isPlain(sign) && covers(code)) printable += sign;
    else printable += `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  }
  return printable;
}

function isPlain(sign: string): boolean {
  return !shapeless.test(sign) && simple.test(sign) && !complex.test(sign);
}

/**
 * The same text with places where a line may end (U+200B) inside of words that are longer than a
 * column of a table. Digests stay whole: there is room for them where they stand.
 */
export function breakableText(text: string): string {
  if (text.length < 29) return text;
  return text.replaceAll(/\S{29,}/gu, (word) =>
    /^[0-9a-f]{64}$/.test(word) ? word : (word.match(/.{1,14}/gsu) ?? []).join("\u200B"),
  );
}

/** What can be printed: in running text, and inside of drawings, where no second font steps in. */
export interface Printable {
  readonly text: Covers;
  readonly drawing: Covers;
}

/** Every text of a JSON value made printable; what is named `svg` is a drawing, and stays in one piece. */
export function printableValue(value: unknown, covers: Printable, isDrawing = false): unknown {
  if (typeof value === "string") {
    return isDrawing
      ? printableText(value, covers.drawing)
      : breakableText(printableText(value, covers.text));
  }
  if (Array.isArray(value)) return value.map((each) => printableValue(each, covers));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      printableValue(each, covers, name === "svg"),
    ]),
  );
}
