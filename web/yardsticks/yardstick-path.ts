/** The path of a yardstick's pages: "/yardsticks/web-transport@1". */
export function yardstickPath(named: { readonly id: string; readonly version: string }): string {
  return `/yardsticks/${named.id}@${named.version}`;
}

/** The address of a yardstick in the API; names hold signs such as `+`. */
export function yardstickApi(name: string): string {
  return `/api/yardsticks/${encodeURIComponent(name)}`;
}
