import { Problem } from "./problem.ts";

/** How a text may be written. */
export type Encoding = "utf-8" | "windows-1252";

// NUL ends a text in many tools; U+0080 to U+009F are what a wrongly named encoding leaves behind.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000\u0080-\u009F]/u;

/** Which file is read, how it is written, and where one says so. */
export interface TextOptions {
  readonly file: string;
  readonly encoding?: Encoding;
  /** How another encoding is declared, in the words of the refusal. */
  readonly declaring?: string;
}

/**
 * Turns bytes into text, piece by piece.
 * Given: the encoding that was declared. Nothing is guessed: what does not fit is refused with the
 * encoding that it seems to have.
 * Refuses (bad-input): bytes that are not of the encoding, UTF-16, NUL and C1 control characters.
 */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  { file, encoding = "utf-8", declaring = "`encoding: windows-1252` in the mapping" }: TextOptions,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  let began: Uint8Array | undefined;
  const checked = (text: string): string => {
    const at = text.search(control);
    if (at === -1) {
      line += text.split("\n").length - 1;
      return text;
    }
    const here = line + text.slice(0, at).split("\n").length - 1;
    const sentence =
      text[at] === "\0"
        ? "this holds a NUL character, as UTF-16 and binary files do; save it as text in UTF-8."
        : "this holds control characters, as text does whose encoding is not the one declared; save it as UTF-8.";
    throw new Problem("bad-input", sentence, { file, line: here });
  };
  const text = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      const here = line + linesBefore(bytes ?? new Uint8Array());
      const sentence = notText(began, declaring);
      throw new Problem("bad-input", sentence, { file, line: here }, { cause });
    }
  };
  for await (const bytes of chunks) {
    began ??= bytes;
    yield checked(text(bytes));
  }
  yield checked(text());
}

/** How many lines end in these bytes before the first that is not UTF-8. */
function linesBefore(bytes: Uint8Array): number {
  // A character may have begun in the piece before.
  const start = [0, 1, 2, 3].find((at) => ((bytes[at] ?? 0) & 0xc0) !== 0x80) ?? 0;
  const [sound = ""] = new TextDecoder().decode(bytes.subarray(start)).split("\uFFFD");
  return sound.split("\n").length - 1;
}

/** What a file seems to be that is not UTF-8, by its first bytes, and how to mend it. */
function notText(began: Uint8Array | undefined, declaring: string): string {
  const [first, second] = began ?? [];
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return "this is text in UTF-16; save it as UTF-8.";
  }
  if (first === 0x50 && second === 0x4b) {
    return "this is a workbook or another packed file, and no text; save the sheet as CSV in UTF-8.";
  }
  return `this is not text in UTF-8 (it may be Windows-1252); save it as UTF-8, or say ${declaring}.`;
}
