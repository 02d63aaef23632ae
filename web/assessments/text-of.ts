/** What was typed into a field of a form, without spaces around it; empty where nothing was. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value.trim() : "";
}
