/** What a spreadsheet would run, also behind the apostrophes that keep it from doing so. */
const formula = /^('*)(?=\s*[=+\-@＝＋－＠]|[\t\r\n])/u;

/**
 * Makes a text safe to open in a spreadsheet by an apostrophe in front, like `safeText`, but so that
 * it can be taken off again: a text that begins with apostrophes before a formula gets one more.
 */
export function safeCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/**
 * Takes the apostrophe of `safeCell` off. Any other apostrophe stays: in `'tis` it is a letter. What
 * comes in without one, such as a negative number that somebody typed, stays as it is.
 */
export function bareCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
