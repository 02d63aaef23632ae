/** Orders texts by code units: the same on every machine, whatever its language. */
export function byText(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0;
}
