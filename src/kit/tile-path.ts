import { type TilePlace, tileWidth } from "./merkle-tiles.ts";

/** A resource of a tiled log: a tile of hashes at a level, or a bundle of entries. */
export interface TileRequest {
  readonly level: number | "entries";
  readonly index: number;
  /** 1 to 256; 256 for a full tile. */
  readonly width: number;
}

/** The path of a tile below the log's prefix, such as `tile/0/x001/234.p/17` (C2SP tlog-tiles). */
export function tilePath({ level, index, width }: TilePlace | TileRequest): string {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return `tile/${level}/${groups.join("/")}${width === tileWidth ? "" : `.p/${width}`}`;
}

const pattern = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/**
 * Reads the path of a tile. Answers null for everything that is not exactly the one spelling of a
 * tile: other digits, leading zeroes, dots, escapes, widths of 256 and more.
 */
export function readTilePath(path: string): TileRequest | null {
  const [, level = "", groups = "", partial] = pattern.exec(path) ?? [];
  if (level === "") return null;
  const request: TileRequest = {
    level: level === "entries" ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, "")),
    width: partial === undefined ? tileWidth : Number(partial),
  };
  const canonical = request.width <= tileWidth && tilePath(request) === path;
  return canonical && (request.level === "entries" || request.level <= 63) ? request : null;
}
