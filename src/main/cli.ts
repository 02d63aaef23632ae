import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { requireNode } from "./require-node.ts";

requireNode(process.versions.node);
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/muster", import.meta.url)));
const { runCommandLine } = await import("./command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
