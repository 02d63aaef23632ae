import { YardstickHow } from "./yardstick-import.contract.ts";

/** The published JSON Schema of an import, as docs/schemas/yardstick-import.json holds it. */
export function yardstickImportSchemaText(): string {
  const named = { $schema: "https://json-schema.org/draft/2020-12/schema", ...YardstickHow };
  // Names by which the code refers to parts of a schema mean nothing to whoever completes a file.
  const plain = (key: string, value: unknown): unknown => (key === "$id" ? undefined : value);
  return `${JSON.stringify(named, plain, 2)}\n`;
}
