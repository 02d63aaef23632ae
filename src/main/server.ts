import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { requireNode } from "./require-node.ts";

requireNode(process.versions.node);
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/muster", import.meta.url)));
const { runServer } = await import("./run-server.ts");
await runServer();
