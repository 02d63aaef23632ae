import type { Static, TSchema } from "typebox";
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from "yaml";
import { checkShape, type Path, pathInWords } from "./check-shape.ts";
import { sizeInWords } from "./counted-words.ts";
import { Problem, type Place } from "./problem.ts";
import { isTooDeep, yamlFaultInWords } from "./yaml-words.ts";

/** A YAML file that was read: its value, and where in the file each part of it stands. */
export interface YamlFile<T> {
  readonly value: T;
  /** The line and column of a field, or of the nearest field around it that the file has. */
  readonly placeOf: (path: Path) => Place;
}

/** How much a YAML file may hold: enough for any order, too little for a bomb. */
export const yamlLimits = { bytes: 2 * 1024 * 1024, depth: 40, nodes: 200_000 } as const;

/** Names that mean something to the language itself and are refused as keys. */
const prototypeNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads one YAML 1.2 document (core schema: dates stay text) and checks its shape.
 * Refuses (bad-input, too-large), in one sentence with line and column: what is not UTF-8 or not
 * YAML, several documents, aliases and anchors, tags, keys that are doubled, not text or prototype
 * names, numbers that are not exact, too much or too deep content, and what the schema refuses.
 */
export function readYaml<S extends TSchema>(
  schema: S,
  content: string | Uint8Array,
  file: string,
): YamlFile<Static<S>> {
  const text = decode(content, file);
  const lines = new LineCounter();
  const document = parse(text, lines, file);
  const reader = new Reader(lines, file);
  const value = reader.value(document.contents, [], 0);
  const placeOf = (path: Path): Place => reader.placeOf(path);
  return { value: checkShape(schema, value, placeOf, (path) => reader.writtenOf(path)), placeOf };
}

function decode(content: string | Uint8Array, file: string): string {
  if (content.length > yamlLimits.bytes) {
    const sentence = `this file has more than ${sizeInWords(yamlLimits.bytes)}; split it.`;
    throw new Problem("too-large", sentence, { file });
  }
  if (typeof content === "string") return content.replace(/^\uFEFF/u, "");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch (cause) {
    const sentence = "this is not text in UTF-8; save it in that encoding.";
    throw new Problem("bad-input", sentence, { file }, { cause });
  }
}

function parse(text: string, lineCounter: LineCounter, file: string): Document.Parsed {
  let document: Document.Parsed;
  try {
    // Doubled keys are looked for below: the parser's own search takes quadratic time.
    document = parseDocument(text, {
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter,
      logLevel: "error",
    });
  } catch (cause) {
    const sentence =
      cause instanceof RangeError
        ? `this is nested deeper than ${yamlLimits.depth} levels; make it flatter.`
        : "this is not YAML that can be read; check how it is indented and quoted.";
    throw new Problem("bad-input", sentence, { file }, { cause });
  }
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) {
    const { line, col } = lineCounter.linePos(fault.pos[0]);
    const sentence = isTooDeep(fault)
      ? `this is nested deeper than ${yamlLimits.depth} levels; make it flatter.`
      : `this is not YAML that can be read (${yamlFaultInWords(fault)}); mend it here.`;
    throw new Problem("bad-input", sentence, { file, line, column: col });
  }
  return document;
}

/** Turns nodes into plain values, and remembers where each of them stood. */
class Reader {
  private readonly lines: LineCounter;
  private readonly file: string;
  private readonly offsets = new Map<string, number>();
  private readonly written = new Map<string, string>();
  private nodes = 0;

  constructor(lines: LineCounter, file: string) {
    this.lines = lines;
    this.file = file;
  }

  value(node: unknown, path: Path, depth: number, offset = offsetOf(node)): unknown {
    this.offsets.set(keyOf(path), offset);
    this.nodes += 1;
    if (this.nodes > yamlLimits.nodes) {
      this.refuse(
        "too-large",
        offset,
        path,
        `this file has more than ${yamlLimits.nodes} values; split it.`,
      );
    }
    if (depth > yamlLimits.depth) {
      const sentence = `this is nested deeper than ${yamlLimits.depth} levels; make it flatter.`;
      this.refuse("bad-input", offset, path, sentence);
    }
    if (node === null) return null;
    if (isAlias(node) || (isNodeWithAnchor(node) && node.anchor !== undefined)) {
      this.refuse(
        "bad-input",
        offset,
        path,
        "anchors and aliases (& and *) are not used here; write it out.",
      );
    }
    if (isSeq(node)) {
      return node.items.map((item, at) => this.value(item, [...path, at], depth + 1));
    }
    if (isMap(node)) return this.map(node.items, path, depth);
    return this.scalar(node, path, offset);
  }

  private map(items: readonly unknown[], path: Path, depth: number): object {
    const fields = new Map<string, unknown>();
    for (const item of items) {
      if (!isPair(item)) continue;
      const offset = offsetOf(item.key);
      const name = isScalar(item.key) ? item.key.value : undefined;
      if (typeof name !== "string") {
        this.refuse("bad-input", offset, path, "a field is named by text; put the name in quotes.");
      }
      if (prototypeNames.has(name)) {
        this.refuse(
          "bad-input",
          offset,
          path,
          `${name} cannot be the name of a field; choose another.`,
        );
      }
      if (fields.has(name)) {
        this.refuse("bad-input", offset, path, `the field ${name} stands here twice; keep one.`);
      }
      fields.set(name, this.value(item.value, [...path, name], depth + 1, offset));
    }
    return Object.fromEntries(fields);
  }

  private scalar(node: unknown, path: Path, offset: number): unknown {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === "number") {
      const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
      if (exact) {
        if (isScalar(node) && node.source !== undefined) this.written.set(keyOf(path), node.source);
        return value;
      }
      this.refuse("bad-input", offset, path, "this number is not exact; put it in quotes.");
    }
    if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
    return this.refuse("bad-input", offset, path, "expected text, a number, true or false here.");
  }

  /** A number as the file writes it; undefined of anything else. */
  writtenOf(path: Path): string | undefined {
    return this.written.get(keyOf(path));
  }

  placeOf(path: Path): Place {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = this.offsets.get(keyOf(path.slice(0, length)));
      if (offset !== undefined) return this.place(offset, path);
    }
    return this.place(0, path);
  }

  private place(offset: number, path: Path): Place {
    const { line, col } = this.lines.linePos(offset);
    return {
      file: this.file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      field: pathInWords(path),
    };
  }

  private refuse(
    kind: "bad-input" | "too-large",
    offset: number,
    path: Path,
    words: string,
  ): never {
    throw new Problem(kind, words, this.place(offset, path));
  }
}

function isNodeWithAnchor(node: unknown): node is { anchor?: string } {
  return isScalar(node) || isMap(node) || isSeq(node);
}

function offsetOf(node: unknown): number {
  if (typeof node !== "object" || node === null || !("range" in node)) return 0;
  const range = node.range;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : 0;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
