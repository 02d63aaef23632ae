import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { requireNode } from "./require-node.ts";

requireNode(process.versions.node);
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/muster", import.meta.url)));
const { runDemo } = await import("./run-demo.ts");
await runDemo(process.argv.slice(2));
