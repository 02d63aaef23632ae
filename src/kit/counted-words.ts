/**
 * A count with its noun: "1 row", "2,631 rows".
 * Given: the noun of one, and of many where that is not the same with an s.
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

const megabyte = 1024 * 1024;

/**
 * A size or a limit for people: "32 MB" of 33,554,432 bytes, "900 bytes". A megabyte is 1,048,576
 * bytes. Rounded up to a tenth, so that what is too large never reads as what is allowed.
 */
export function sizeInWords(bytes: number): string {
  if (bytes < megabyte) return counted(bytes, "byte");
  return `${(Math.ceil((bytes / megabyte) * 10) / 10).toLocaleString("en-GB")} MB`;
}
