/** What a cell may hold. Numbers are written as they are; texts are made safe. */
export type Cell = string | number | null;

/**
 * Makes a text safe to open in a spreadsheet: one that would be taken for a formula (it begins with
 * `=`, `+`, `-`, `@`, one of their full-width twins, a tab or a line break, also behind blanks)
 * gets an apostrophe in front. See OWASP, "CSV Injection".
 */
export function safeText(text: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}

/**
 * Writes a table as CSV (RFC 4180: commas, CRLF after every line, quotes doubled) in which no text
 * can act as a formula. NUL, which spreadsheets cut at, becomes U+FFFD.
 * Refuses: numbers that are not finite.
 */
export function writeCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") {
    if (!Number.isFinite(cell)) throw new TypeError("a cell holds a number that is not finite");
    return String(cell);
  }
  const text = safeText(cell.replaceAll("\0", "\u{FFFD}"));
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
