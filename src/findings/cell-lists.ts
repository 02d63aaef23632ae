/**
 * Writes rows of words into one cell: a line each, its words parted by " | ". A backslash stands
 * before a bar, a line break (as n) and a backslash of the words themselves, so that nothing is lost.
 */
export function writeList(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(escaped).join(" | ")).join("\n");
}

/** Reads what `writeList` wrote, or somebody by hand; blanks around words mean nothing. */
export function readList(cell: string): string[][] {
  return cell
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== "")
    .map(wordsOf);
}

function wordsOf(line: string): string[] {
  const words = [""];
  for (const [sign, after] of line.matchAll(/\\(.?)|\||[^\\|]+/gsu)) {
    const last = words.length - 1;
    if (sign === "|") words.push("");
    else words[last] += after === undefined ? sign : after === "n" ? "\n" : after;
  }
  return words.map((word) => word.trim());
}

function escaped(word: string): string {
  return word.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("\n", "\\n");
}
