// Names come from files and people: neither a control character nor a bidirectional override in one
// may move a cursor or turn the words behind it round (Unicode Standard Annex #9).
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** A text without control characters, except new line and tab, and without bidirectional overrides. */
export function plainText(text: string): string {
  return text.replace(controls, "\uFFFD");
}

/** A text as it is drawn for people: plain, and with no line break between a number and its sign. */
export function shownText(text: string): string {
  return plainText(text).replaceAll(/(?<=\d) (?=%)/gu, "\u00A0");
}
