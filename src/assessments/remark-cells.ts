import { Problem } from "../kit/problem.ts";
import { plainText } from "../kit/shown-text.ts";
import type { GivenRemark } from "./remarks.ts";
import type { ScoreRemark, ScoreSource } from "./remarks.contract.ts";

/** What a table has in its cells beside a score; null where it has no such column. */
export interface RemarkCells {
  readonly note: string | null;
  readonly evidence: string | null;
  readonly tool: string | null;
  readonly toolVersion: string | null;
}

const longestNote = 8000;
const mostSources = 50;

/**
 * Reads what a table writes beside a score. A note may begin with any sign: the apostrophe that keeps
 * spreadsheets from running it is taken off again.
 * Refuses (bad-input): a note or name that is too long, a source that is none.
 */
export function readRemark({ note, evidence, tool, toolVersion }: RemarkCells): GivenRemark {
  const name = tool?.trim() ?? "";
  const text = note === null ? null : withoutApostrophe(note.trim());
  if (text !== null && text.length > longestNote) {
    refuse("note", `this note has ${text.length} signs; ${longestNote} are kept.`);
  }
  if (name.length > 120) refuse("tool", "the name of a tool has at most 120 signs.");
  const version = toolVersion?.trim() ?? "";
  if (version.length > 60) refuse("tool_version", "a version has at most 60 signs.");
  return {
    ...(text === null ? {} : { note: text }),
    ...(evidence === null ? {} : { evidence: readSources(evidence) }),
    ...(name === "" ? {} : { tool: { name: withoutApostrophe(name), version } }),
  };
}

/** Undoes what makes a text safe for a spreadsheet (csv-write.ts). */
function withoutApostrophe(text: string): string {
  return /^'\s*[=+\-@＝＋－＠]/u.test(text) ? text.slice(1) : text;
}

/**
 * Reads sources as a cell writes them: one on each line, or parted by ` ; `. Each is an address with
 * a title behind it where it has one, `file:` with the digest and name of a file, or `collection:`
 * with an identifier. Refuses (bad-input) anything else.
 */
export function readSources(text: string): ScoreSource[] {
  const pieces = text
    .split(/\s*\r?\n\s*|\s+;\s+/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  if (pieces.length > mostSources) refuse("evidence", `at most ${mostSources} sources are kept.`);
  return pieces.map(sourceOf);
}

function sourceOf(piece: string): ScoreSource {
  const link = /^(https?:\/\/[^\s<>"']+)(?:\s+(.+))?$/u.exec(piece);
  if (link?.[1] !== undefined && link[1].length <= 2000) {
    const title = link[2]?.slice(0, 300);
    return { link: link[1], ...(title === undefined ? {} : { title }) };
  }
  const file = /^file:([0-9a-f]{64})\s+(.{1,300})$/u.exec(piece);
  if (file?.[1] !== undefined && file[2] !== undefined) return { file: file[1], name: file[2] };
  const collection = /^collection:(\S{1,120})$/u.exec(piece);
  if (collection?.[1] !== undefined) return { collection: collection[1] };
  const sentence = `“${plainText(piece.slice(0, 60)).replaceAll(/\s/gu, " ")}” is no source; write an address, file:DIGEST NAME or collection:ID.`;
  return refuse("evidence", sentence);
}

function refuse(field: string, sentence: string): never {
  throw new Problem("bad-input", sentence, { field });
}

/** Sources as a cell writes them, one on each line: the way back from `readSources`. */
export function sourcesText(sources: ScoreRemark["evidence"]): string {
  return sources.map(sourceText).join("\n");
}

function sourceText(source: ScoreSource): string {
  if ("link" in source) {
    return source.title === undefined ? source.link : `${source.link} ${oneLine(source.title)}`;
  }
  if ("file" in source) return `file:${source.file} ${oneLine(source.name)}`;
  return `collection:${source.collection}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]\s*|\s+;\s+/gu, " ").trim();
}
