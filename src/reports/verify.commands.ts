import { basename } from "node:path";
import type { Command } from "commander";
import { readOwnFile } from "../kit/own-file.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { readTrustFile, noTrust } from "../verify/trust-file.ts";
import { verificationInWords } from "../verify/verification-words.ts";
import { exitCodeOf, verifyBundle } from "../verify/verify-bundle.ts";
import { composeStyle } from "./report-style.ts";

interface VerifyOptions {
  readonly trust?: string;
  readonly organisation?: string;
}

/** `verify`: checks a bundle without server, database or network. */
export function verifyCommands(program: Command, terminal: Terminal): void {
  program
    .command("verify")
    .description("recompute every rating of a published bundle and check it; needs no server")
    .argument("<file>", "a bundle, such as bundle.zip")
    .option(
      "--trust <keyfile>",
      "file of verifier keys that you got from elsewhere than the bundle",
    )
    .option("--organisation <id>", "tell the rating of this organisation too")
    .action(async (file: string, options: VerifyOptions) => {
      const trust =
        options.trust === undefined
          ? noTrust
          : await readTrustFile(await terminal.readText(options.trust), options.trust);
      const bytes = await terminal.readFile(file);
      using progress = terminal.progress("Recomputing every rating");
      const verification = await verifyBundle(bytes, {
        file,
        trust,
        style: composeStyle(readOwnFile),
        organisation: options.organisation,
      });
      progress.done();
      if (terminal.wantsJson) terminal.json(verification);
      else terminal.out(verificationInWords(verification, basename(file)));
      terminal.exitWith(exitCodeOf(verification));
    });
}
