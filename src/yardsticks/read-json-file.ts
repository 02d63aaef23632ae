import { sizeInWords } from "../kit/counted-words.ts";
import { Problem, type Place } from "../kit/problem.ts";
import { checkJsonNames } from "../kit/read-json.ts";

/** How much JSON a catalogue may be: three times the largest that NIST publishes. */
export const jsonFileLimits = { bytes: 32 * 1024 * 1024, depth: 60 } as const;

/**
 * Reads a file of JSON in UTF-8, with or without a byte order mark.
 * Refuses, in one sentence with the place: too much or too deep content, another encoding, a file
 * that is cut off or is not JSON, a field that stands there twice, a prototype name as a field.
 */
export function readJsonFile(content: string | Uint8Array, file: string): unknown {
  if (content.length > jsonFileLimits.bytes) {
    const sentence = `this file has ${sizeInWords(content.length)} and at most ${sizeInWords(jsonFileLimits.bytes)} are read; take out what is no control, or split it.`;
    throw new Problem("too-large", sentence, { file });
  }
  const text =
    typeof content === "string" ? content.replace(/^\uFEFF/u, "") : decoded(content, file);
  checkDepth(text, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Problem("bad-input", faultInWords(text), placeOfFault(cause, text, file), { cause });
  }
  checkJsonNames(text, file);
  return value;
}

/** Bytes as text in UTF-8, without a byte order mark. Refuses (bad-input) any other encoding. */
export function decoded(content: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch (cause) {
    const sentence =
      (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)
        ? "this is text in UTF-16; save it as UTF-8."
        : "this is not text in UTF-8 (it may be Windows-1252); save it as UTF-8.";
    throw new Problem("bad-input", sentence, { file }, { cause });
  }
}

/** Counts brackets outside of texts, so that nothing deep ever reaches what calls itself. */
function checkDepth(text: string, file: string): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === 0x5c) at += 1;
      else if (sign === 0x22) quoted = false;
    } else if (sign === 0x22) quoted = true;
    else if (sign === 0x7b || sign === 0x5b) {
      depth += 1;
      if (depth > jsonFileLimits.depth) {
        const sentence = `this is nested deeper than ${jsonFileLimits.depth} levels; make it flatter.`;
        throw new Problem("bad-input", sentence, placeAt(text, at, file));
      }
    } else if (sign === 0x7d || sign === 0x5d) depth -= 1;
  }
}

function faultInWords(text: string): string {
  return /[}\]]\s*$/u.test(text)
    ? "this is not JSON that can be read; mend it here."
    : "this ends before it is complete; the file may be cut off: get the whole of it again.";
}

function placeOfFault(cause: unknown, text: string, file: string): Place {
  const position = cause instanceof Error ? /position (\d+)/u.exec(cause.message)?.[1] : undefined;
  return placeAt(text, position === undefined ? text.length : Number(position), file);
}

function placeAt(text: string, at: number, file: string): Place {
  const before = text.slice(0, at).split("\n");
  return { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
