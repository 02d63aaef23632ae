import { OrderFile } from "./order.contract.ts";

/** The published JSON Schema of an order file, as docs/schemas/order.json holds it. */
export function orderSchemaText(): string {
  const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...OrderFile };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
