/**
 * A milestone whose day was changed in a form: where it had another day before, a slip from that day
 * stands behind it and waits for its reason; back on its old day there is none.
 */
export function movedRow(
  row: readonly string[],
  kept: readonly string[] | undefined,
  due: string,
): string[] {
  const [title = "", , state = "open", done = ""] = row;
  const before = kept?.slice(4) ?? [];
  const from = kept?.[1] ?? due;
  if (kept === undefined || from === due) return [title, due, state, done, ...before];
  const said = row.length > 4 + before.length ? (row.at(-1) ?? "") : "";
  return [title, due, state, done, ...before, from, due, said];
}
