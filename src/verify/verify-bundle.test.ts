import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  demoStory,
  smallStory,
  storyBundle,
  type StoryBundle,
  storyStyle,
} from "../../tests/support/bundle-story.ts";
import { makeSigner, signNote, verifierKey } from "../kit/signed-note.ts";
import { readZip, writeZip, type ZipEntry } from "../kit/zip.ts";
import { manifestName, manifestText, readManifest } from "../reports/manifest.ts";
import { noTrust, readTrustFile, type Trust } from "./trust-file.ts";
import { exitCodeOf } from "./exit-code.ts";
import { verifyBundle } from "./verify-bundle.ts";
import type { Verification } from "./verification.ts";

async function verify(bytes: Uint8Array, trust: Trust): Promise<Verification> {
  return verifyBundle(bytes, { file: "bundle.zip", trust, style: storyStyle });
}

function broken({ checks }: Verification): string {
  return checks
    .filter((check) => !check.holds)
    .map(({ words, entries }) => `${words} ${entries.join(" ")}`)
    .join("\n");
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8);
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8));
  return changed;
}

let small: StoryBundle;
let trust: Trust;
let entries: readonly ZipEntry[];
beforeAll(async () => {
  small = await storyBundle(smallStory);
  trust = await readTrustFile(small.key, "keys.txt");
  entries = readZip(small.bytes);
});

function replaced(name: string, change: (content: Uint8Array) => Uint8Array): Uint8Array {
  return writeZip(
    entries.map((entry) =>
      entry.name === name ? { name, content: change(entry.content) } : entry,
    ),
  );
}

/** What somebody does who changes files, lists them anew, and signs with a key of their own. */
async function forged(change: (entry: ZipEntry) => ZipEntry): Promise<Uint8Array> {
  const manifest = entries.find(({ name }) => name === manifestName);
  const [text = ""] = new TextDecoder().decode(manifest?.content).split("\n\n");
  const head = readManifest(`${text}\n`);
  const signer = await makeSigner(`${head.origin}/bundle`, Buffer.alloc(32, 99));
  const log = await makeSigner(head.origin, Buffer.alloc(32, 99));
  const checkpoint = entries.find(({ name }) => name === "log/checkpoint");
  const [body = ""] = new TextDecoder().decode(checkpoint?.content).split("\n\n");
  const ours = new Map([
    ["log/vkey", `${verifierKey(log)}\n`],
    ["log/checkpoint", await signNote(`${body}\n`, log)],
  ]);
  const files = entries
    .filter(({ name }) => name !== manifestName)
    .map(change)
    .map(({ name, content }) => ({ name, content: Buffer.from(ours.get(name) ?? content) }));
  const note = await signNote(manifestText(head, files), signer);
  return writeZip([...files, { name: manifestName, content: Buffer.from(note) }]);
}

describe("the demonstration's bundle", () => {
  it("holds: 132 ratings are recomputed from the raw files, and none differs", async () => {
    const demo = await storyBundle(demoStory);
    const { verdict, checks } = await verify(demo.bytes, await readTrustFile(demo.key, "keys.txt"));
    expect(checks.filter((check) => !check.holds)).toEqual([]);
    expect(checks.map(({ words }) => words)).toContain("132 ratings recomputed, 0 differ");
    expect(verdict).toBe("verified");
  });
});

describe("a bundle", () => {
  it("is verified with the log's key, which also signed its manifest", async () => {
    const verification = await verify(small.bytes, trust);
    expect(broken(verification)).toBe("");
    expect(exitCodeOf(verification)).toBe(0);
  });

  it("is intact without a key from elsewhere, its origin not established, exit code 1", async () => {
    const verification = await verify(small.bytes, noTrust);
    expect(verification.verdict).toBe("intact");
    expect(verification.checks.at(-1)?.words).toContain("intact, origin not established");
    expect(exitCodeOf(verification)).toBe(1);
  });

  it("is not verified by the key of another log", async () => {
    const other = await makeSigner("muster.example/log", Buffer.alloc(32, 8));
    const verification = await verify(
      small.bytes,
      await readTrustFile(verifierKey(other), "keys.txt"),
    );
    expect(verification.verdict).toBe("failed");
    expect(broken(verification)).toContain("no key that is trusted has signed this note");
  });

  it("is the same bytes when it is made again", async () => {
    expect((await storyBundle(smallStory)).bytes).toEqual(small.bytes);
  });
});

describe("a changed bundle", () => {
  it("is found with any bit flipped anywhere, and the place or the entry is named", async () => {
    const bit = fc.nat(small.bytes.length * 8 - 1);
    await fc.assert(
      fc.asyncProperty(bit, fc.boolean(), async (at, trusted) => {
        const verification = await verify(flipped(small.bytes, at), trusted ? trust : noTrust);
        expect(verification.verdict).toBe("failed");
        expect(broken(verification)).toMatch(/^bundle\.zip.*(byte|[\w-]+\.\w+|log\/|manifest)/);
      }),
      { numRuns: 300 },
    );
  });

  it("is found in every entry, packed again with right checksums, and the entry is named", async () => {
    for (const { name, content } of entries) {
      await fc.assert(
        fc.asyncProperty(fc.nat(content.length * 8 - 1), fc.boolean(), async (at, trusted) => {
          const changed = replaced(name, (bytes) => flipped(bytes, at));
          const verification = await verify(changed, trusted ? trust : noTrust);
          expect(verification.verdict).toBe("failed");
          expect(broken(verification)).toContain(name);
        }),
        { numRuns: 8 },
      );
    }
  });

  it("is found when an entry was added or taken out", async () => {
    const added = writeZip([...entries, { name: "extra", content: Buffer.from("x") }]);
    expect(broken(await verify(added, trust))).toContain("not listed in the manifest: extra");
    for (const { name } of entries) {
      const without = writeZip(entries.filter((entry) => entry.name !== name));
      const verification = await verify(without, noTrust);
      expect(verification.verdict).toBe("failed");
      expect(broken(verification)).toContain(name);
    }
  });

  it("is found even signed anew by a stranger: the ratings do not follow from the files", async () => {
    const better = await forged((entry) =>
      entry.name === "determination.json"
        ? {
            name: entry.name,
            content: Buffer.from(
              Buffer.from(entry.content)
                .toString()
                .replaceAll("Insufficient Evidence", "Managing Risk"),
            ),
          }
        : entry,
    );
    const verification = await verify(better, noTrust);
    expect(verification.verdict).toBe("failed");
    expect(broken(verification)).toContain("ratings recomputed, 3 differ: harbour, mills, roads");
    expect(broken(await verify(better, trust))).toContain("no key that is trusted");
  });

  it("is found when only the report flatters", async () => {
    const flattering = await forged((entry) =>
      entry.name === "report.html"
        ? {
            name: entry.name,
            content: Buffer.from(Buffer.from(entry.content).toString().replace("0 of 3", "3 of 3")),
          }
        : entry,
    );
    expect(broken(await verify(flattering, noTrust))).toContain(
      "not what the ratings give: report.html",
    );
  });

  it("is found when whoever published it left an organisation of the list out", async () => {
    const short = await storyBundle({ ...smallStory, leftOut: ["inconvenient"] });
    const verification = await verify(short.bytes, trust);
    expect(verification.verdict).toBe("failed");
    expect(broken(verification)).toContain("not those whom the log's acts put into");
  });

  it("is found with any bit of the demonstration's bundle flipped, and the place is named", async () => {
    const { bytes } = await storyBundle(demoStory);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (at) => {
        const verification = await verify(flipped(bytes, at), trust);
        expect(verification.verdict).toBe("failed");
        expect(broken(verification)).toMatch(/^bundle\.zip.*(byte|[\w-]+\.\w+|log\/|manifest)/);
      }),
    );
  });

  it("never makes the checker fail in another way, for any archive of any files", async () => {
    const names = entries.map(({ name }) => name);
    const files = fc.uniqueArray(
      fc.record({ name: fc.constantFrom(...names), content: fc.uint8Array({ maxLength: 200 }) }),
      { selector: ({ name }) => name },
    );
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        expect((await verify(writeZip(some), trust)).verdict).toBe("failed");
      }),
    );
  });
});

describe("a file of keys", () => {
  it("holds keys, fingerprints of heads, comments and empty lines", async () => {
    const text = `# the log\n${small.key}\n\nSHA256:${"A".repeat(43)}\n`;
    const read = await readTrustFile(text, "keys.txt");
    expect(read.verifiers).toHaveLength(1);
    expect(read.fingerprints).toHaveLength(1);
    expect((await verify(small.bytes, read)).remarks[0]).toContain("signed by a head");
    expect((await verify(small.bytes, trust)).remarks).toEqual([
      "Heads: enrolment vouched for by the log only.",
    ]);
  });

  it("is refused, with the line, when it holds anything else or no key at all", async () => {
    await expect(readTrustFile("# nothing\n", "keys.txt")).rejects.toThrow("no verifier key");
    await expect(readTrustFile(`${small.key}\nhello\n`, "keys.txt")).rejects.toThrow(
      "keys.txt, line 2",
    );
    const lie = small.key.replace("muster.example", "mustex.example");
    await expect(readTrustFile(lie, "keys.txt")).rejects.toThrow("keys.txt, line 1");
  });
});
