import { Problem } from "./problem.ts";

/** A piece of an XML text: an element that opens, one that closes, or text between them. */
export type XmlPiece =
  | {
      readonly kind: "open";
      /** Without its prefix: `x:row` is `row`. */
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

const piece =
  /<(?<close>\/)?(?<name>[A-Za-z_][\w.:-]*)(?<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/)?>|<!\[CDATA\[(?<data>[^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>|<!--(?:(?!--)[^])*-->|<\?[A-Za-z](?:(?!\?>)[^])*\?>|(?<text>[^<]+)/suy;
const attribute = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gu;

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/**
 * Takes an XML text (XML 1.0, in UTF-8) apart, in order. Enough for the parts of an office file:
 * prefixes are dropped, and an empty element opens and closes.
 * Refuses (bad-input): a document type, with which entities could grow or reach out, an entity that
 * XML does not define itself, and what is not well-formed.
 */
export function* xmlPieces(bytes: Uint8Array, file: string, part: string): Generator<XmlPiece> {
  const broken = (): Problem =>
    new Problem("bad-input", `its part ${part} cannot be read; save it as XLSX again.`, { file });
  let xml: string;
  try {
    xml = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw broken();
  }
  const plain = (text: string): string =>
    text.replaceAll(/&([^;&]{0,12})(;?)/gu, (_all, entity: string, end: string) => {
      const found = end === "" ? null : entityOf(entity);
      if (found === null) throw broken();
      return found;
    });
  const open: string[] = [];
  let at = 0;
  while (at < xml.length) {
    piece.lastIndex = at;
    const groups = piece.exec(xml)?.groups;
    if (groups === undefined) throw broken();
    at = piece.lastIndex;
    if (groups["text"] !== undefined) {
      if (open.length > 0) yield { kind: "text", text: plain(groups["text"]) };
      else if (groups["text"].trim() !== "") throw broken();
    } else if (groups["data"] !== undefined) {
      yield { kind: "text", text: groups["data"] };
    } else if (groups["name"] !== undefined) {
      const name = groups["name"].replace(/^.*:/u, "");
      if (groups["close"] === undefined) {
        const attributes = attributesOf(groups["attributes"] ?? "", plain);
        yield { kind: "open", name, attributes };
        open.push(groups["name"]);
        if (groups["empty"] === undefined) continue;
      }
      if (open.pop() !== groups["name"]) throw broken();
      yield { kind: "close", name };
    }
  }
  if (open.length > 0) throw broken();
}

function attributesOf(
  text: string,
  plain: (text: string) => string,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = Object.create(null);
  for (const [, name = "", double, single] of text.matchAll(attribute)) {
    found[name] = plain(double ?? single ?? "");
  }
  return found;
}

function entityOf(entity: string): string | null {
  if (Object.hasOwn(named, entity)) return named[entity] ?? null;
  const [, hexadecimal, decimal] = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/u.exec(entity) ?? [];
  const code =
    hexadecimal === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hexadecimal, 16);
  const isSign = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isSign ? String.fromCodePoint(code) : null;
}

/** A text as XML writes it, in an element or between double quotes. */
export function xmlText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;");
}
