import { readOwnFile } from "../kit/own-file.ts";

function readVersion(): string {
  const file: unknown = JSON.parse(new TextDecoder().decode(readOwnFile("package.json")));
  const version: unknown =
    typeof file === "object" && file !== null ? Reflect.get(file, "version") : "";
  return typeof version === "string" ? version : "";
}

/** The version of this Muster, as its package says. */
export const version = readVersion();
