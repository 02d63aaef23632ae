import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { requireNode } from "./require-node.ts";

requireNode(process.versions.node);
// The report is written by React; its development build takes twice as long for the same bytes.
process.env["NODE_ENV"] ??= "production";
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/muster", import.meta.url)));
const { runCommandLine } = await import("./command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
