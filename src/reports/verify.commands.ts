import { basename } from "node:path";
import type { Command } from "commander";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { readTrustFile, noTrust } from "../verify/trust-file.ts";
import { isAttestationFile, verifyAttestation } from "../verify/verify-attestation.ts";
import { verificationInWords } from "../verify/verification-words.ts";
import type { Verification } from "../verify/verification.ts";
import { exitCodeOf } from "../verify/exit-code.ts";
import type { VerifyQuestion } from "../verify/verify-bundle.ts";

interface VerifyOptions {
  readonly trust?: string;
  readonly organisation?: string;
}

/** `verify`: checks a bundle without server, database or network. */
export function verifyCommands(program: Command, terminal: Terminal): void {
  program
    .command("verify")
    .description(
      "check a published bundle, every rating anew, or a signed statement; needs no server",
    )
    .argument("<file>", "a bundle such as bundle.zip, or the file of a signed statement")
    .option(
      "--trust <keyfile>",
      "file of verifier keys, and fingerprints of heads' keys, that you got from elsewhere",
    )
    .option("--organisation <id>", "tell the rating of this organisation too")
    .action(async (file: string, options: VerifyOptions) => {
      const trust =
        options.trust === undefined
          ? noTrust
          : await readTrustFile(await terminal.readText(options.trust), options.trust);
      const bytes = await terminal.readFile(file);
      const verification = isAttestationFile(bytes)
        ? await verifyAttestation(bytes, { file: basename(file), trust })
        : await verifyArchive(terminal, bytes, { file, trust, organisation: options.organisation });
      if (terminal.wantsJson) terminal.json(verification);
      else terminal.out(verificationInWords(verification, basename(file)));
      terminal.exitWith(exitCodeOf(verification));
    });
}

async function verifyArchive(
  terminal: Terminal,
  bytes: Uint8Array,
  question: Omit<VerifyQuestion, "style">,
): Promise<Verification> {
  // Ratings and reports are made anew only for a bundle; a signed statement is read without them.
  const [{ verifyBundle }, { composeStyle }, { readOwnFile }] = await Promise.all([
    import("../verify/verify-bundle.ts"),
    import("./report-style.ts"),
    import("../kit/own-file.ts"),
  ]);
  using progress = terminal.progress("Recomputing every rating");
  const verification = await verifyBundle(bytes, { ...question, style: composeStyle(readOwnFile) });
  progress.done();
  return verification;
}
