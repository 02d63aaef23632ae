import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { checkpointText, parseCheckpoint } from "./checkpoint.ts";
import { Problem } from "./problem.ts";
import {
  makeSigner,
  openNote,
  readNote,
  readVerifierKey,
  signNote,
  verifierKey,
} from "./signed-note.ts";

// The example of golang.org/x/mod/sumdb/note, whose private key was published for tests.
const publishedKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const publishedSeed = decodeBase64("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")?.subarray(1);
const publishedText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const publishedNote = `${publishedText}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

describe("the published note", () => {
  test("opens with its key", async () => {
    const verifier = await readVerifierKey(publishedKey);
    const opened = await openNote(publishedNote, [verifier]);
    expect(opened).toEqual({ text: publishedText, signers: [verifier] });
  });

  test("is what its private key signs, byte for byte", async () => {
    const signer = await makeSigner("PeterNeumann", publishedSeed ?? seed(0));
    expect(verifierKey(signer)).toBe(publishedKey);
    expect(await signNote(publishedText, signer)).toBe(publishedNote);
  });

  test("does not open with a letter changed, in the text or in the signature", async () => {
    const verifier = await readVerifierKey(publishedKey);
    for (const at of [0, 30, publishedText.length - 2, publishedNote.length - 20]) {
      const letter = publishedNote[at] === "a" ? "b" : "a";
      const changed = publishedNote.slice(0, at) + letter + publishedNote.slice(at + 1);
      await expect(openNote(changed, [verifier])).rejects.toThrow("does not belong to this text");
    }
  });

  test("does not open without a key that is trusted", async () => {
    await expect(openNote(publishedNote, [])).rejects.toThrow("no key that is trusted");
    const stranger = await makeSigner("PeterNeumann", seed(1));
    await expect(openNote(publishedNote, [stranger])).rejects.toThrow("no key that is trusted");
  });
});

describe("any note", () => {
  const line = fc
    .string({ unit: "grapheme", maxLength: 30 })
    .map((text) => text.replaceAll(/\p{Cc}/gu, ""));

  test("opens with each of its signers and says who they are", async () => {
    const [one, other] = [await makeSigner("one", seed(1)), await makeSigner("other", seed(2))];
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), async (lines) => {
        const text = `${lines.join("\n")}\n`;
        const note = await signNote(text, one);
        const both = note + (await signNote(text, other)).slice(text.length + 1);
        expect((await openNote(both, [other])).signers).toEqual([other]);
        expect((await openNote(both, [one, other])).text).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    ["", "nothing"],
    ["text\n", "no signatures"],
    ["text\n\n— name AAAAAAA=", "no last line end"],
    ["text\n\n- name AAAAAAA=\n", "another dash"],
    ["text\n\n— na+me AAAAAAA=\n", "a plus in a name"],
    ["text\n\n— name AAAAAAA\n", "base 64 without padding"],
    ["text\n\n— name AAAAAAB=\n", "stray bits in base 64"],
    ["text\n\n— name AAAA\n", "too short a signature"],
    ["text\u0000\n\n— name AAAAAAA=\n", "a control character"],
    ["text\r\n\n— name AAAAAAA=\n", "a carriage return"],
    [`text\n\n${"— name AAAAAAA=\n".repeat(101)}`, "too many signatures"],
  ])("is refused as malformed: %j (%s)", (note) => {
    expect(() => readNote(note)).toThrow("this is not a signed note");
  });

  test("cannot be signed when it would not be one", async () => {
    const signer = await makeSigner("one", seed(1));
    await expect(signNote("no line end", signer)).rejects.toThrow("ends in a line end");
    await expect(signNote("a\ttab\n", signer)).rejects.toThrow("control characters");
    await expect(makeSigner("two words", seed(1))).rejects.toThrow("cannot be the name");
  });
});

describe("whatever somebody sends", () => {
  const piece = fc.constantFrom(
    "\n",
    "\n\n",
    "— ",
    "name",
    "+",
    " ",
    "AAAAAAA=",
    "1",
    "\u0000",
    "é",
  );
  const sent = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece).map((all) => all.join("")),
  );
  const isProblem = (error: unknown): boolean => error instanceof Problem;

  test("is a note, a key or a checkpoint, or is refused with a sentence", async () => {
    await fc.assert(
      fc.asyncProperty(sent, async (text) => {
        const answers = await Promise.allSettled([
          openNote(text, []),
          readVerifierKey(text),
          (async () => parseCheckpoint(text))(),
        ]);
        for (const answer of answers) {
          if (answer.status === "rejected") expect(answer.reason).toSatisfy(isProblem);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a verifier key", () => {
  test.each([
    "",
    "PeterNeumann",
    "PeterNeumann+c74f20a3",
    "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
    "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    `+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW`,
    `${publishedKey} `,
  ])("that is malformed is refused: %j", async (key) => {
    await expect(readVerifierKey(key)).rejects.toThrow("this is not a verifier key");
  });

  test("of another name than its hash is refused", async () => {
    const key = publishedKey.replace("Peter", "Petra");
    await expect(readVerifierKey(key)).rejects.toThrow("does not belong to the name PetraNeumann");
  });
});

describe("a checkpoint", () => {
  test("reads back as what was written", () => {
    const size = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(size, root, (size, root) => {
        const checkpoint = { origin: "example.com/log", size, root };
        expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
      }),
    );
  });

  test("of the specification is read", () => {
    const text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    expect(parseCheckpoint(text)).toMatchObject({
      origin: "example.com/behind-the-sofa",
      size: 20_852_163,
    });
    expect(parseCheckpoint(`${text}an extension\n`).size).toBe(20_852_163);
  });

  const root = encodeBase64(seed(7));
  test.each([
    "",
    "\n",
    `log\n1\n${root}`,
    `\n1\n${root}\n`,
    `log\n01\n${root}\n`,
    `log\n-1\n${root}\n`,
    `log\n1e3\n${root}\n`,
    `log\n9999999999999999\n${root}\n`,
    `log\n1\n${root.slice(0, -1)}\n`,
    `log\n1\nAAAA\n`,
    `log\n1\n${root}\n\n`,
  ])("that is malformed is refused: %j", (text) => {
    expect(() => parseCheckpoint(text)).toThrow("this is not a checkpoint");
  });
});

describe("base 64", () => {
  test("has one form for each value", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ["A", "AA", "AA=", "AB==", " AAA=", "AAAA\n", "AA-_", "é"]) {
      expect(decodeBase64(text)).toBeNull();
    }
  });
});
