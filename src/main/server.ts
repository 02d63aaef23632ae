import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { requireNode } from "./require-node.ts";

requireNode(process.versions.node);
// The report is written by React; its development build takes twice as long for the same bytes.
process.env["NODE_ENV"] ??= "production";
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/muster", import.meta.url)));
const { runServer } = await import("./run-server.ts");
await runServer();
