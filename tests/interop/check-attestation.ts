import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { Envelope, inTotoPayloadType } from "../../src/attestations/attestations.contract.ts";
import { readStatement } from "../../src/attestations/signed-statement.ts";
import { decodeBase64 } from "../../src/kit/base64.ts";
import { openEnvelope } from "../../src/kit/dsse.ts";
import { seed, signedFile } from "../support/signed-file.ts";
import { pinnedPython } from "./pinned-python.ts";
import { runTool } from "./run-tool.ts";

const folder = join(import.meta.dirname, "attestation");
const Back = Type.Object({ envelope: Envelope, public_key: Type.String() });

/**
 * Lets securesystemslib verify a signed statement and in-toto-attestation read it, refuse changed
 * ones, and sign the same statement, which Muster then has to accept.
 */
export async function checkAttestation(): Promise<{ absent: string; fault: string | null }> {
  const directory = mkdtempSync(join(tmpdir(), "muster-attestation-"));
  try {
    const python = await pinnedPython("attestation", join(folder, "requirements.txt"), directory);
    if (python === null) return { absent: "python3 with venv and securesystemslib", fault: null };
    const [given, back] = [join(directory, "given.json"), join(directory, "back.json")];
    writeFileSync(given, (await signedFile({ logSeed: seed(1), headSeed: seed(2) })).bytes);
    const script = join(folder, "check_attestation.py");
    const run = await runTool(python, [script, given, back], directory);
    if (run.code !== 0 || !run.said.includes("attestation: holds")) {
      return { absent: "", fault: run.said.slice(-4000) };
    }
    return { absent: "", fault: await faultOf(readFileSync(back, "utf8")) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function faultOf(text: string): Promise<string | null> {
  const { envelope, public_key } = Value.Parse(Back, JSON.parse(text));
  const publicKey = decodeBase64(public_key);
  if (publicKey === null) return "the key that came back is not base 64";
  const payload = await openEnvelope(envelope, { payloadType: inTotoPayloadType, publicKey });
  const { signer } = readStatement(payload).predicate;
  return signer.name === "Head of Tides" ? null : "another statement came back";
}
