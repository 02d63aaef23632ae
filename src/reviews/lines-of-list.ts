/**
 * Reads a list with one entry on a line. Empty lines and lines that begin with # are left out; what
 * is in double quotes is taken out of them, so that one column of a CSV file works too.
 */
export function linesOfList(text: string): string[] {
  return text
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => (/^".*"$/u.test(line) ? line.slice(1, -1).replaceAll('""', '"') : line));
}
