/**
 * The readable identifier of a name, for addresses: lower case without accents, words joined by
 * hyphens, at most 80 characters. "Department of the Interior" becomes `department-of-the-interior`.
 * Two names may have one slug; whoever stores it makes it unique.
 */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/['’]/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, "");
  return slug === "" ? "organisation" : slug;
}
