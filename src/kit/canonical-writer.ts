import canonicalize from "canonicalize";

/** Where a text goes, a piece at a time. */
export type Sink = (piece: string) => void;

/**
 * As many characters are collected before they are handed on: few, because a string that is added to
 * is a tree of its parts, and large trees live long enough to be moved about by garbage collection.
 */
const pieceLength = 2_048;
/** Deeper than anything of ours: from there on the library writes, which needs no stack. */
const deepest = 200;

/**
 * Writes a value as canonical JSON (RFC 8785) piece by piece, so that a text of hundreds of megabytes
 * never stands in memory as one: strings of that kind are also what garbage collection dies of. The
 * pieces together are what `canonicalJson` gives, byte for byte (a property test).
 *
 * Refuses as that does: what JSON cannot say.
 */
export function writeCanonical(value: unknown, sink: Sink): void {
  const writer: Writer = { pending: "", sink };
  if (!write(value, writer, 0)) throw new TypeError("this value has no JSON text");
  if (writer.pending !== "") sink(writer.pending);
}

/**
 * The text before and after the elements of a list inside of an object, so that the elements may be
 * written one by one: `before + elements.join(",") + after` is the canonical JSON of the whole.
 * Given: the object, in which that member does not count.
 */
export function aroundList(
  about: Readonly<Record<string, unknown>>,
  list: string,
): { readonly before: string; readonly after: string } {
  const members = (wanted: (name: string) => boolean): string => {
    const pieces: string[] = [];
    const chosen = Object.entries(about).filter(([name]) => name !== list && wanted(name));
    writeCanonical(Object.fromEntries(chosen), (piece) => pieces.push(piece));
    return pieces.join("").slice(1, -1);
  };
  const earlier = members((name) => name < list);
  const later = members((name) => name > list);
  return {
    before: `{${earlier}${earlier === "" ? "" : ","}${JSON.stringify(list)}:[`,
    after: `]${later === "" ? "" : ","}${later}}`,
  };
}

interface Writer {
  pending: string;
  readonly sink: Sink;
}

/** Adds a value; false for what has no JSON text, of which nothing is written then. */
function write(value: unknown, writer: Writer, depth: number): boolean {
  if (typeof value === "string") {
    writer.pending += stringText(value);
    return true;
  }
  if (value !== null && typeof value === "object" && depth < deepest) {
    if (Array.isArray(value)) return writeArray(value, writer, depth);
    if (isPlain(value)) return writeObject(value, writer, depth);
  }
  const text = canonicalize(value);
  if (text === undefined) return false;
  writer.pending += text;
  return true;
}

/** What JSON.stringify would write member by member: neither boxed nor with a text of its own. */
function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("toJSON" in value);
}

function writeArray(value: readonly unknown[], writer: Writer, depth: number): boolean {
  writer.pending += "[";
  for (let at = 0; at < value.length; at += 1) {
    if (at > 0) writer.pending += ",";
    if (!write(value[at], writer, depth + 1)) writer.pending += "null";
    handOn(writer);
  }
  writer.pending += "]";
  return true;
}

function writeObject(
  value: Readonly<Record<string, unknown>>,
  writer: Writer,
  depth: number,
): boolean {
  const { keys, texts } = shapeOf(Object.keys(value));
  writer.pending += "{";
  let first = true;
  for (let at = 0; at < keys.length; at += 1) {
    const member = value[keys[at] ?? ""];
    if (member === undefined || typeof member === "function" || typeof member === "symbol")
      continue;
    if (!first) writer.pending += ",";
    first = false;
    writer.pending += texts[at] ?? "";
    if (!write(member, writer, depth + 1)) throw new TypeError("this value has no JSON text");
    handOn(writer);
  }
  writer.pending += "}";
  return true;
}

function handOn(writer: Writer): void {
  if (writer.pending.length < pieceLength) return;
  writer.sink(writer.pending);
  writer.pending = "";
}

function stringText(text: string): string {
  if (!text.isWellFormed()) throw new Error("Lone surrogate is not allowed");
  return JSON.stringify(text);
}

/** The names of an object's members as found, and in the order of RFC 8785 with their texts. */
interface Shape {
  readonly found: readonly string[];
  readonly keys: readonly string[];
  readonly texts: readonly string[];
}

/**
 * Most objects have the names of thousands of others: sorting them is done once. Whoever sends names
 * of his own choice fills no memory: only so many are remembered.
 */
const shapes = new Map<string, Shape[]>();
const mostShapes = 2_000;
let remembered = 0;

function shapeOf(found: readonly string[]): Shape {
  const group = `${found.length} ${found[0] ?? ""}`;
  const known = shapes.get(group)?.find((shape) => isSame(shape.found, found));
  if (known) return known;
  const keys = found.toSorted();
  const made = { found, keys, texts: keys.map((key) => `${stringText(key)}:`) };
  if (found.length <= 40 && remembered < mostShapes) {
    shapes.set(group, [...(shapes.get(group) ?? []), made]);
    remembered += 1;
  }
  return made;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}
