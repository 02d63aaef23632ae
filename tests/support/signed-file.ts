import { createHash } from "node:crypto";
import type {
  AttestationFile,
  ProvedAct,
} from "../../src/attestations/attestation-file.contract.ts";
import {
  type HeadStatement,
  inTotoPayloadType,
  type StatedItem,
} from "../../src/attestations/attestations.contract.ts";
import {
  composeStatement,
  signableStatement,
  type StatementParts,
} from "../../src/attestations/statement.ts";
import { encodeBase64 } from "../../src/kit/base64.ts";
import { canonicalJson, sha256 } from "../../src/kit/canonical-json.ts";
import { checkpointText } from "../../src/kit/checkpoint.ts";
import { payloadOf, signEnvelope } from "../../src/kit/dsse.ts";
import { fingerprintOf, keyPairOf } from "../../src/kit/ed25519.ts";
import { inclusionRanges } from "../../src/kit/merkle-ranges.ts";
import { leafHash, treeRoot } from "../../src/kit/merkle.ts";
import { makeSigner, signNote, verifierKey } from "../../src/kit/signed-note.ts";

/*
 * The file of a signed statement, made by hand with any keys: as an honest server would write it, or
 * as a forger would who holds the keys that are given.
 */

/** One act as it is to stand in the log. */
export interface ToldAct {
  readonly kind: string;
  readonly actor: string;
  readonly at: string;
  readonly subject: string;
  readonly data: object;
}

/** What is to be made. */
export interface FileWanted {
  /** Seeds of the key of the log and of the head. */
  readonly logSeed: Uint8Array;
  readonly headSeed: Uint8Array;
  readonly items?: readonly StatedItem[];
  /** Another list of acts than an honest log has. */
  readonly acts?: (honest: readonly ToldAct[]) => readonly ToldAct[];
  readonly simulated?: boolean;
}

const day = "2026-05-04";
const at = (minute: number): string => `${day}T10:${String(minute).padStart(2, "0")}:00.000000Z`;
export const logName = "muster.example/log";

/** A seed that is the same each time. */
export const seed = (number: number): Uint8Array => new Uint8Array(32).fill(number);

/** The statement of a small office with one risk. */
export function smallStatement(changes: Partial<StatementParts> = {}): HeadStatement {
  return composeStatement({
    simulated: false,
    review: {
      id: "tides-2026",
      title: "Tides 2026",
      order: "",
      yardstick: "tides@1",
      methodology: "measured-first@1.0",
    },
    organisation: { id: "office-of-tides", name: "Office of Tides" },
    on: day,
    as_of: at(5),
    due: null,
    head: {
      organisation: "office-of-tides",
      office: "tides-head",
      title: "Head of the Office of Tides",
      state: "held",
      account: "person-1",
      holder: "Head of Tides",
      from_day: "2026-01-01",
      until: null,
    },
    signer: { account: "person-1", name: "Head of Tides", capacity: "holder", delegation: null },
    risks: [
      {
        risk: "R-1",
        title: "Gauges may stop",
        statement: "Gauges without support may stop.",
        severity: "high",
        effect: "No warning.",
        cost: 1000,
        findings: ["F-1"],
        decision: {
          decision: "mitigate",
          reason: "They are replaced.",
          cost: 1000,
          date: "2027-01-31",
          owner: "Head of Gauges",
          expires: null,
          expired: false,
          prepared_by: "Security Lead of Tides",
          prepared_at: at(4),
        },
      },
    ],
    items: [{ item: "T-1", title: "Gauges are supported", value: { level: 2 }, day }],
    prepared_by: ["Security Lead of Tides"],
    last: null,
    ...changes,
  });
}

/** Makes the file, with what a stranger needs to know of its keys. */
export async function signedFile(
  wanted: FileWanted,
): Promise<{ bytes: Uint8Array; verifierKey: string; fingerprint: string; file: AttestationFile }> {
  const log = await makeSigner(logName, wanted.logSeed);
  const pair = await keyPairOf(wanted.headSeed);
  const fingerprint = await fingerprintOf(pair.publicKey);
  const public_key = encodeBase64(pair.publicKey);
  const statement = signableStatement(
    smallStatement({
      simulated: wanted.simulated ?? false,
      ...(wanted.items === undefined ? {} : { items: [...wanted.items] }),
    }),
  );
  const honest = honestActs(fingerprint, public_key, sha256(payloadOf(statement)), wanted);
  const told = wanted.acts?.(honest) ?? honest;
  const { acts, root, size } = proved(told);
  const checkpoint = await signNote(checkpointText({ origin: logName, size, root }), log);
  const file: AttestationFile = {
    format: "muster/attestation/1",
    simulated: wanted.simulated ?? false,
    envelope: await envelopeWith(statement, pair),
    public_key,
    acts,
    checkpoint,
    verifier_key: verifierKey(log),
  };
  const bytes = new TextEncoder().encode(canonicalJson(file));
  return { bytes, verifierKey: verifierKey(log), fingerprint, file };
}

async function envelopeWith(
  statement: object,
  pair: Parameters<typeof signEnvelope>[2],
): Promise<AttestationFile["envelope"]> {
  const { signatures, ...rest } = await signEnvelope(inTotoPayloadType, statement, pair);
  return { ...rest, signatures: [...signatures] };
}

function honestActs(
  fingerprint: string,
  public_key: string,
  attestation: string,
  { simulated }: FileWanted,
): ToldAct[] {
  const key = `key/${fingerprint}`;
  const account = "person-1";
  return [
    {
      kind: "organisation.head-office-set",
      actor: "officer-1",
      at: at(0),
      subject: "organisation/office-of-tides",
      data: { office: "tides-head", from_day: "2026-01-01" },
    },
    {
      kind: "office.assigned",
      actor: "officer-1",
      at: at(1),
      subject: "office/tides-head",
      data: {
        state: "held",
        holder: "Head of Tides",
        account,
        from_day: "2026-01-01",
        until: null,
        note: null,
        from_memory: false,
      },
    },
    {
      kind: "key.requested",
      actor: account,
      at: at(2),
      subject: key,
      data: { account, public_key, fingerprint, office: null, replaces: null },
    },
    {
      kind: "key.approved",
      actor: "officer-1",
      at: at(2),
      subject: key,
      data: { account, fingerprint },
    },
    {
      kind: "key.approved",
      actor: "officer-2",
      at: at(3),
      subject: key,
      data: { account, fingerprint },
    },
    {
      kind: "key.confirmed",
      actor: account,
      at: at(4),
      subject: key,
      data: { account, fingerprint },
    },
    {
      kind: "attestation.signed",
      actor: account,
      at: at(6),
      subject: "review/tides-2026/organisation/office-of-tides",
      data: {
        attestation,
        key: fingerprint,
        account,
        office: "tides-head",
        capacity: "holder",
        delegation: null,
        ...(simulated === true ? { simulated } : {}),
      },
    },
  ];
}

/** A log of these acts, with the proof of each. */
function proved(told: readonly ToldAct[]): {
  acts: ProvedAct[];
  root: Uint8Array;
  size: number;
} {
  const leaves = told.map((event, index) => {
    const salt = sha256(`salt ${index}`);
    const content = createHash("sha256")
      .update(Buffer.from(salt, "hex"))
      .update(canonicalJson(event))
      .digest();
    return { event, salt, digest: content.toString("hex"), hash: leafHash(content) };
  });
  const size = leaves.length;
  const hashes = leaves.map(({ hash }) => hash);
  const rangeRoot = ({ from, to }: { from: number; to: number }): string =>
    Buffer.from(treeRoot(hashes.slice(from, to))).toString("hex");
  const acts = leaves.map(({ event, salt, digest }, index) => ({
    digest,
    salt,
    event,
    index,
    proof: inclusionRanges(index, size).map(rangeRoot),
  }));
  return { acts, root: treeRoot(hashes), size };
}
