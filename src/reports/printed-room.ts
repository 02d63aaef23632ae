/*
 * How much room texts take on a page of the print, in points. The typesetter knows it exactly, but
 * only after it has set the text; these rules say a little more than it takes, so that what they let
 * onto a page stands on it.
 */

/** What a page of A4 holds between its margins (report.typ). */
export const pageRoom = { width: 498, height: 716 } as const;

/** Fonts of the print: their size, and from line to line. */
export const lineOf = {
  body: { size: 9.5, pitch: 12.2 },
  table: { size: 8.6, pitch: 9.9 },
  name: { size: 18, pitch: 23.5 },
  lede: { size: 11.5, pitch: 15.2 },
} as const;
type Line = (typeof lineOf)[keyof typeof lineOf];

/** A sign is about as wide as this share of its font's size. */
const shareOfSize = 0.54;
/** Printed as its code point: `[U+6F22]`. */
const asCodePoint = 8;
const inFonts = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]/u;

/** How many signs a text is printed with, at most. */
function signsOf(text: string): number {
  // oxlint-disable-next-line no-control-regex -- what is none of these is counted one by one below
  if (/^[\u0020-\u024f]*$/.test(text)) return text.length;
  let signs = 0;
  for (const sign of text) signs += inFonts.test(sign) ? 1 : asCodePoint;
  return signs;
}

/** On how many lines a text stands in a column of this width. */
export function linesOf(text: string, width: number, line: Line = lineOf.body): number {
  const each = Math.max(1, Math.floor(width / (line.size * shareOfSize)));
  const whole = signsOf(text);
  // A line ends before the word that it has no room for: some of each stays empty.
  return whole <= each ? 1 : Math.ceil(whole / Math.max(1, each - 3));
}

/** How high a text stands in a column of this width. */
export function heightOf(text: string, width: number, line: Line = lineOf.body): number {
  return linesOf(text, width, line) * line.pitch;
}

/** How wide a column of a table must be for its numbers and its title to stand on one line. */
export function widthOfNumbers(title: string, cells: readonly string[]): number {
  const digits = cells.reduce((most, cell) => Math.max(most, cell.length), 0);
  return Math.ceil(Math.max(title.length * 4.7, digits * 5.05)) + 9;
}
