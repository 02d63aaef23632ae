import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Command } from "commander";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { refuseWhatIsNoFile, writeWhole } from "../platform/terminal/write-file.ts";
import { readTrustFile } from "../verify/trust-file.ts";
import { verificationInWords } from "../verify/verification-words.ts";
import { exitCodeOf } from "../verify/exit-code.ts";
import { verifyAttestation } from "../verify/verify-attestation.ts";
import { changeOneValue, walkSteps } from "./walk.ts";
import { type Walk, walkPath, walkReview } from "./walk-place.ts";

/** Adds `demo walk`: the whole cycle of one invented organisation on a running instance. */
export function walkCommands(program: Command, terminal: Terminal): void {
  program
    .command("demo")
    .description("what the demonstration can show on a running instance")
    .command("walk")
    .description("drive one invented organisation from order to verified export, step by step")
    .option("--out <DIR>", "where the signed statement and the log's key go", ".")
    .action((options: { readonly out: string }) => walk(terminal, options.out));
}

async function walk(terminal: Terminal, out: string): Promise<void> {
  const number = randomBytes(3).toString("hex");
  const organisation = { id: `lighthouse-board-${number}`, name: `Lighthouse Board ${number}` };
  const today = new Date().toISOString().slice(0, 10);
  const { api } = terminal;
  const shared: Walk = { administrator: api, number, today, organisation, people: {}, keys: {} };
  const file = join(out, `walk-${number}.attestation.json`);
  const keyFile = join(out, `walk-${number}.log-key.txt`);
  await refuseWhatIsNoFile(file);
  const told: { step: number; who: string; does: string; came: string }[] = [];
  const say = (who: string, does: string, came: string): void => {
    told.push({ step: told.length + 1, who, does, came });
    if (terminal.wantsJson) return;
    terminal.out(`  ${String(told.length).padStart(2)}  ${who.padEnd(20)}${does}`);
    terminal.out(`      ${came}`);
  };
  if (!terminal.wantsJson) {
    terminal.out(`SIMULATED. ${organisation.name} does not exist; everything here is invented.\n`);
  }
  for (const { who, does, run } of walkSteps) say(who, does, await run(shared));
  const bytes = await exported(terminal, shared);
  await writeWhole(file, bytes);
  await writeWhole(keyFile, await api.download("/log/vkey"));
  const trust = await readTrustFile(await terminal.readText(keyFile), keyFile);
  const verification = await verifyAttestation(bytes, { file, trust });
  say("Anybody", "verifies the signed statement offline", file);
  if (!terminal.wantsJson) terminal.out(`\n${verificationInWords(verification, file)}\n`);
  const flipped = Uint8Array.from(bytes);
  flipped[Math.floor(bytes.length / 2)] = (flipped[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
  const broken = await verifyAttestation(flipped, { file, trust });
  const fault = broken.checks.find((check) => !check.holds);
  say("Somebody", "flips one bit of it", `refused: ${fault?.words ?? "nothing was noticed"}`);
  say("Security lead", "changes one value after the signature", await changeOneValue(shared));
  if (terminal.wantsJson) terminal.json({ review: walkReview(shared), file, steps: told });
  else terminal.out(`\n  Open ${api.url()}/reviews/${walkReview(shared)}`);
  terminal.exitWith(broken.verdict === "failed" ? exitCodeOf(verification) : 1);
}

const mostLooks = 40;
const betweenLooks = 250;

/** The export, as soon as the log has given its leaves their numbers. */
async function exported(terminal: Terminal, shared: Walk): Promise<Uint8Array> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await terminal.api.download(`${walkPath(shared)}/attestation.json`);
    } catch (error) {
      if (looks === mostLooks) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, betweenLooks);
      });
    }
  }
}
