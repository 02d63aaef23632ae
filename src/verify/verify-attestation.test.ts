import { describe, expect, test } from "vitest";
import {
  type FileWanted,
  logName,
  seed,
  signedFile,
  type ToldAct,
} from "../../tests/support/signed-file.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { makeSigner, verifierKey } from "../kit/signed-note.ts";
import { noTrust, readTrustFile, type Trust } from "./trust-file.ts";
import type { Verification } from "./verification.ts";
import { verifyAttestation } from "./verify-attestation.ts";
import { exitCodeOf } from "./exit-code.ts";

const honest = { logSeed: seed(1), headSeed: seed(2) };

async function trusted(...fingerprints: string[]): Promise<Trust> {
  const log = verifierKey(await makeSigner(logName, honest.logSeed));
  return readTrustFile([log, ...fingerprints, ""].join("\n"), "keys.txt");
}

async function verified(wanted: FileWanted, trust: Trust): Promise<Verification> {
  const { bytes } = await signedFile(wanted);
  return verifyAttestation(bytes, { file: "f.json", trust });
}

function failing({ checks }: Verification): string[] {
  return checks.filter(({ holds }) => !holds).map(({ what }) => what);
}

describe("an honest file", () => {
  test("is verified with the key of the log, and says that only the log vouches for the head's key", async () => {
    const found = await verified(honest, await trusted());
    expect(failing(found)).toEqual([]);
    expect(found.verdict).toBe("verified");
    expect(found.remarks).toContain("Head: enrolment vouched for by the log only.");
    expect(exitCodeOf(found)).toBe(0);
  });

  test("is verified with the fingerprint too, in either form, and nothing vouches alone then", async () => {
    const { fingerprint } = await signedFile(honest);
    const base64 = Buffer.from(fingerprint, "hex").toString("base64").replace("=", "");
    for (const text of [fingerprint, `SHA256:${base64}`]) {
      const found = await verified(honest, await trusted(text));
      expect(found.verdict).toBe("verified");
      expect(found.remarks.join(" ")).not.toContain("vouched");
    }
  });

  test("is intact and of no established origin without a key from elsewhere, with exit code 1", async () => {
    const found = await verified(honest, noTrust);
    expect(found.verdict).toBe("intact");
    expect(found.checks.at(-1)?.words).toBe("intact, origin not established");
    expect(exitCodeOf(found)).toBe(1);
  });

  test("of a simulated review says so", async () => {
    const found = await verified({ ...honest, simulated: true }, await trusted());
    expect(found.verdict).toBe("verified");
    expect(found.remarks.join(" ")).toContain("SIMULATED");
  });
});

describe("a forger", () => {
  test("with fresh keys for everything is refused by the key of the real log", async () => {
    const forged = { logSeed: seed(8), headSeed: seed(9) };
    expect((await verified(forged, await trusted())).verdict).toBe("failed");
    expect((await verified(forged, noTrust)).verdict).toBe("intact");
  });

  test("who runs the log and swaps the head's key is caught by the fingerprint, and only by it", async () => {
    const swapped = { ...honest, headSeed: seed(9) };
    const { fingerprint } = await signedFile(honest);
    const caught = await verified(swapped, await trusted(fingerprint));
    expect(failing(caught)).toEqual(["signature"]);
    const without = await verified(swapped, await trusted());
    expect(without.verdict).toBe("verified");
    expect(without.remarks).toContain("Head: enrolment vouched for by the log only.");
  });

  const without =
    (kind: string) =>
    (acts: readonly ToldAct[]): readonly ToldAct[] =>
      acts.filter((act) => act.kind !== kind);
  const changed =
    (kind: string, change: (act: ToldAct) => ToldAct) =>
    (acts: readonly ToldAct[]): readonly ToldAct[] =>
      acts.map((act) => (act.kind === kind ? change(act) : act));
  const after = (kind: string, added: (act: ToldAct) => ToldAct) => (acts: readonly ToldAct[]) =>
    acts.flatMap((act) => (act.kind === kind ? [act, added(act)] : [act]));

  test.each<[string, string, NonNullable<FileWanted["acts"]>]>([
    ["the signature was never logged", "acts", without("attestation.signed")],
    ["the key was never asked for", "enrolment", without("key.requested")],
    ["nobody approved the key", "enrolment", without("key.approved")],
    [
      "one officer approved the key twice",
      "enrolment",
      changed("key.approved", (act) => ({ ...act, actor: "officer-1" })),
    ],
    [
      "the head approved the key",
      "enrolment",
      changed("key.approved", (act) => ({
        ...act,
        actor: act.actor === "officer-1" ? act.actor : "person-1",
      })),
    ],
    ["the head did not confirm", "enrolment", without("key.confirmed")],
    [
      "somebody else confirmed",
      "enrolment",
      changed("key.confirmed", (act) => ({ ...act, actor: "officer-1" })),
    ],
    [
      "the key was given up before the signature",
      "enrolment",
      after("key.confirmed", (act) => ({ ...act, kind: "key.revocation-asked" })),
    ],
    ["nobody held the office", "office", without("office.assigned")],
    ["no office headed the organisation", "office", without("organisation.head-office-set")],
    [
      "somebody else held the office",
      "office",
      changed("office.assigned", (act) => ({
        ...act,
        data: { ...act.data, account: "person-2" },
      })),
    ],
    [
      "the acting appointment had ended",
      "office",
      changed("office.assigned", (act) => ({
        ...act,
        data: { ...act.data, state: "acting", until: "2026-05-03" },
      })),
    ],
    [
      "the office was vacated",
      "office",
      after("office.assigned", (act) => ({
        ...act,
        kind: "office.vacated",
        data: { state: "vacant", from_day: "2026-05-01" },
      })),
    ],
  ])("who shows a log in which %s fails at “%s”", async (_story, what, acts) => {
    const found = await verified({ ...honest, acts }, await trusted());
    expect(found.verdict).toBe("failed");
    expect(failing(found)).toEqual([what]);
  });

  test("who reorders, repeats or leaves out acts of the file, or changes one, is refused", async () => {
    const { file } = await signedFile(honest);
    const [first] = file.acts;
    if (!first) throw new Error("no act");
    const lists = [
      file.acts.toReversed(),
      [first, ...file.acts],
      [{ ...first, event: { ...first.event, actor: "officer-9" } }, ...file.acts.slice(1)],
      [{ ...first, index: 3 }, ...file.acts.slice(1)],
    ];
    for (const acts of lists) {
      const bytes = new TextEncoder().encode(canonicalJson({ ...file, acts }));
      const found = await verifyAttestation(bytes, { file: "f.json", trust: await trusted() });
      expect(found.verdict).toBe("failed");
    }
  });
});

test("the same value in other bytes is refused: spaces, a line end, another order, a mark at the start", async () => {
  const { bytes, file } = await signedFile(honest);
  const text = new TextDecoder().decode(bytes);
  const { acts, ...rest } = file;
  const others = [
    `${text}\n`,
    ` ${text}`,
    `\u{FEFF}${text}`,
    JSON.stringify({ ...rest, acts }),
    "",
  ];
  for (const other of others) {
    const found = await verifyAttestation(new TextEncoder().encode(other), {
      file: "f.json",
      trust: await trusted(),
    });
    expect(found.verdict).toBe("failed");
  }
});

test("every single-bit flip of a file is refused, with the key of the log and without any", async () => {
  const { bytes } = await signedFile(honest);
  const trust = await trusted();
  // What is trusted decides about nothing but the key of the log that the file names.
  const ownKey = new TextDecoder().decode(bytes).indexOf('"verifier_key"');
  const accepted = async (at: number, bit: number): Promise<string[]> => {
    const flipped = Uint8Array.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
    const asked = at < ownKey ? [trust] : [trust, noTrust];
    const found = await Promise.all(
      asked.map((each) => verifyAttestation(flipped, { file: "f.json", trust: each })),
    );
    return found.every(({ verdict }) => verdict === "failed") ? [] : [`byte ${at}, bit ${bit}`];
  };
  // Side by side, because signatures are checked on other threads.
  const bits = Array.from({ length: 8 }, (_, bit) => bit);
  for (let at = 0; at < bytes.length; at += 8) {
    const some = Array.from({ length: 8 }, (_, next) => at + next).filter((e) => e < bytes.length);
    const found = await Promise.all(some.flatMap((each) => bits.map((bit) => accepted(each, bit))));
    expect(found.flat()).toEqual([]);
  }
});
