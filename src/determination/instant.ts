const written = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z$/;

/**
 * Reads an instant in UTC (ISO 8601) and writes it with six decimals: `2026-11-22T10:00:00Z` gives
 * `2026-11-22T10:00:00.000000Z`. Undefined when it is none.
 */
export function readInstant(text: string): string | undefined {
  const [, day, time, fraction = ""] = written.exec(text) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const parsed = new Date(`${day}T${time}Z`);
  // 30 February and 25:00 roll over or fail: then it does not say what was written.
  if (Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(`${day}T${time}`)) {
    return undefined;
  }
  return `${day}T${time}.${fraction.padEnd(6, "0")}Z`;
}

/** The instant one microsecond before another, both written with six decimals. */
export function justBefore(instant: string): string {
  const [seconds = "", fraction = ""] = instant.slice(0, -1).split(".");
  const micros = Number(fraction) - 1;
  if (micros >= 0) return `${seconds}.${String(micros).padStart(6, "0")}Z`;
  const earlier = new Date(Date.parse(`${seconds}Z`) - 1000).toISOString().slice(0, 19);
  return `${earlier}.999999Z`;
}
