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
      const sentence = `this is not text in UTF-8 (it may be Windows-1252); save it as UTF-8, or say ${declaring}.`;
      throw new Problem("bad-input", sentence, { file, line }, { cause });
    }
  };
  for await (const bytes of chunks) yield checked(text(bytes));
  yield checked(text());
}
