import { beforeAll, describe, expect, it } from "vitest";
import {
  demoStory,
  smallStory,
  storyBundle,
  type StoryBundle,
  storyStyle,
} from "../../tests/support/bundle-story.ts";
import { noTrust, readTrustFile, type Trust } from "./trust-file.ts";
import { type Verification } from "./verification.ts";
import { verifyBundle } from "./verify-bundle.ts";

async function verify(bytes: Uint8Array, trust: Trust): Promise<Verification> {
  return verifyBundle(bytes, { file: "bundle.zip", trust, style: storyStyle });
}

describe("the demonstration's bundle", () => {
  let bundle: StoryBundle;
  let trust: Trust;
  beforeAll(async () => {
    bundle = await storyBundle(demoStory);
    trust = await readTrustFile(bundle.key, "keys.txt");
  });

  it("holds: 132 ratings are recomputed from the raw files, and none differs", async () => {
    const { verdict, checks } = await verify(bundle.bytes, trust);
    expect(checks.map(({ words }) => words)).toContain("132 ratings recomputed, 0 differ");
    expect(checks.filter((check) => !check.holds)).toEqual([]);
    expect(verdict).toBe("verified");
  });
});

describe("a small bundle", () => {
  let bundle: StoryBundle;
  beforeAll(async () => {
    bundle = await storyBundle(smallStory);
  });

  it("is intact without a key from elsewhere, and its origin is not established", async () => {
    const { verdict, checks } = await verify(bundle.bytes, noTrust);
    expect(verdict).toBe("intact");
    expect(checks.at(-1)?.words).toContain("intact, origin not established");
  });
});
