/**
 * Starts a program of Muster: `node scripts/run.js src/main/server.ts`. Plain JavaScript, so that
 * the Node of any machine can read it and say in one sentence what is missing.
 */
import { pathToFileURL } from "node:url";

const [major] = process.versions.node.split(".");
const [, , program = "", ...words] = process.argv;
if (Number(major) < 24) {
  process.stderr.write(
    `Muster needs Node 24 and this is ${process.versions.node}: run "npm ci" first, which brings the right one.\n`,
  );
  process.exitCode = 2;
} else {
  process.argv = [process.argv[0] ?? "node", program, ...words];
  await import(pathToFileURL(program).href);
}
