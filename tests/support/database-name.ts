/** The migrated database that tests copy. */
export const templateName = "muster_template";

/** The address of another database in the same cluster. */
export function databaseNamed(url: string, name: string): string {
  return url.replace(/@\/[^?]*/, `@/${name}`);
}
