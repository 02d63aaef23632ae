import type { Covers } from "./font-coverage.ts";

/** Signs without a shape of their own, or whose shape is not theirs alone, are never left to a font. */
const shapeless = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffc]/u;

/** Scripts whose signs stand one behind the other, each by itself. */
const simple = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]/u;
/** Signs that are shared by scripts, but belong to those whose signs join or change places. */
const joining =
  /[\p{scx=Devanagari}\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Thai}\p{scx=Bengali}\p{scx=Tamil}]/u;
/** Signs without a shape that a word of such a script may need between its letters. */
const joiner = /[\u200c\u200d]/;

/** A script whose signs join or change places, with what fonts that know how have signs for. */
export interface JoiningScript {
  /** One sign of the script, or one that it shares with others. */
  readonly signs: RegExp;
  readonly covers: Covers;
}

const plainest = /^[\n -~]*$/;

/**
 * A text as it can be printed with fonts of limited coverage, in any script and with any control
 * character in it: a code point without a sign is written as `[U+6F22]`, where everybody sees that
 * something stands there and what. That holds for control characters and bidirectional overrides
 * too: none of them acts. New lines stay, tabs become spaces.
 *
 * Of a script whose signs join, what is read as one sign (Unicode UAX 29) is printed whole by one
 * font or not at all: a typesetter that had to take it apart could not say what it read (PDF/UA-1,
 * 7.21.7).
 *
 * Given: what the fonts cover, and the scripts that are more than one sign behind the other. A text
 * that is covered whole comes back as it was (in form C).
 */
export function printableText(
  text: string,
  covers: Covers,
  scripts: readonly JoiningScript[] = [],
): string {
  // Nearly all of a report: what every font covers, found by one look instead of one for each sign.
  if (plainest.test(text)) return text;
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029]/g, "\n").normalize("NFC");
  if (scripts.length === 0 || !joining.test(lines)) return printableSigns(lines, covers);
  return Array.from(clusters.segment(lines), ({ segment }) =>
    scripts.some((script) => isWhole(segment, script)) ? segment : printableSigns(segment, covers),
  ).join("");
}

const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Says whether the fonts of a script can set all of what is read as one sign. */
function isWhole(cluster: string, { signs, covers }: JoiningScript): boolean {
  if (/^\p{M}/u.test(cluster) || !signs.test(cluster)) return false;
  return Array.from(cluster).every((sign) => {
    if (!covers(sign.codePointAt(0) ?? 0)) return false;
    return joiner.test(sign) || (signs.test(sign) && !shapeless.test(sign));
  });
}

function printableSigns(text: string, covers: Covers): string {
  let printable = "";
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (sign === "\n") printable += sign;
    else if (sign === "\t") printable += "    ";
    else if (isPlain(sign) && covers(code)) printable += sign;
    else printable += `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  }
  return printable;
}

function isPlain(sign: string): boolean {
  return !shapeless.test(sign) && simple.test(sign) && !joining.test(sign);
}

/**
 * The same text with places where a line may end (U+200B) inside of words that are longer than a
 * column of a table. Digests stay whole: there is room for them where they stand.
 */
export function breakableText(text: string): string {
  if (text.length < 29) return text;
  return text.replaceAll(/\S{29,}/gu, (word) =>
    // Thai is written without spaces: the typesetter knows where its words end.
    /^[0-9a-f]{64}$/.test(word) || /\p{sc=Thai}/u.test(word)
      ? word
      : (word.match(/.{1,14}[\p{M}\u200c\u200d]*/gsu) ?? []).join("\u200B"),
  );
}

/** What can be printed: in running text, and inside of drawings, where no second font steps in. */
export interface Printable {
  readonly text: Covers;
  readonly drawing: Covers;
  readonly scripts?: readonly JoiningScript[];
}

/** Every text of a JSON value made printable; what is named `svg` is a drawing, and stays in one piece. */
export function printableValue(value: unknown, covers: Printable, isDrawing = false): unknown {
  if (typeof value === "string") {
    return isDrawing
      ? printableText(value, covers.drawing)
      : breakableText(printableText(value, covers.text, covers.scripts));
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
