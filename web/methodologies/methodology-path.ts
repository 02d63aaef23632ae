/** The path of a methodology's page: "/methodologies/web-transport@1.0". */
export function methodologyPath(named: { readonly id: string; readonly version: string }): string {
  return `/methodologies/${named.id}@${named.version}`;
}
