import { YardstickFile } from "../yardsticks/yardstick.contract.ts";
import { MappingFile } from "./mapping.contract.ts";

function schemaText(schema: object): string {
  const named = { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema };
  // Names by which the code refers to parts of a schema mean nothing to whoever completes a file.
  const plain = (key: string, value: unknown): unknown => (key === "$id" ? undefined : value);
  return `${JSON.stringify(named, plain, 2)}\n`;
}

/** The published JSON Schema of a mapping file, as docs/schemas/mapping.json holds it. */
export function mappingSchemaText(): string {
  return schemaText(MappingFile);
}

/** The published JSON Schema of a yardstick file, as docs/schemas/yardstick.json holds it. */
export function yardstickSchemaText(): string {
  return schemaText(YardstickFile);
}
