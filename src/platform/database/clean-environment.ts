/**
 * The environment that PostgreSQL's programs get: nothing of ours, so that no PGPORT, LC_ALL or TZ
 * of whoever starts Muster changes what the database is.
 */
export const cleanEnvironment: Readonly<Record<string, string>> = {
  PATH: "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
};
