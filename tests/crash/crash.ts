// Kills Muster and its PostgreSQL at random moments while they work, and checks what is left:
// node tests/crash/crash.ts [--moments 20] [--seed 2017]
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { runTrial } from "./trial.ts";

const { values } = parseArgs({
  options: {
    moments: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [moments, seed] = [Number(values.moments), Number(values.seed)];
if (!Number.isInteger(moments) || moments < 1 || !Number.isInteger(seed)) {
  process.stderr.write("--moments takes a number from 1 on, and --seed a whole number.\n");
  process.exit(2);
}

const directory = mkdtempSync(path.join(tmpdir(), "muster-crash-"));
// Started by root the database runs as another account, which has to pass.
chmodSync(directory, 0o711);
const begun = performance.now();

try {
  const verdict = await runTrial({
    data: path.join(directory, "data"),
    moments,
    seed,
    onProgress: (words) => process.stderr.write(`${words}\n`),
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  process.stdout.write(
    `crash: ${verdict.crashes} crashes with seed ${seed} in ${seconds} s lost nothing: ` +
      `all ${verdict.leaves} acknowledged leaves are in a consistent log of ${verdict.logSize}, ` +
      `${verdict.imports} imports, ${verdict.determinations} determinations, ${verdict.scores} scores, ` +
      `${verdict.statements} signed statements and ${verdict.confirmations} confirmations are whole.\n`,
  );
  rmSync(directory, { recursive: true, force: true });
} catch (error) {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${what}\n`);
  process.stdout.write(`crash: failed with seed ${seed}; the data are kept in ${directory}.\n`);
  process.exitCode = 1;
}
