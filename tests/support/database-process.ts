// A process that starts the embedded database on a directory, says its address on one line of
// standard output, and lives until it is told to stop by SIGTERM, or killed.
import process from "node:process";
import { startDatabase } from "../../src/platform/database/start-database.ts";

const [dataDirectory = "", shared = ""] = process.argv.slice(2);

try {
  const database = await startDatabase({
    dataDirectory,
    shared,
    onProgress: (words) => process.stderr.write(`${words}\n`),
  });
  process.stdout.write(`${JSON.stringify({ url: database.url, isNew: database.isNew })}\n`);
  const alive = setInterval(() => {}, 60_000);
  process.once("SIGTERM", () => {
    clearInterval(alive);
    void database.stop();
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
