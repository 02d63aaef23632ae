import { setTimeout } from "node:timers/promises";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storyStyle } from "../../tests/support/bundle-story.ts";
import { testWork } from "../../tests/support/database.ts";
import { gated, gatedDay as on, makeGatedStory, ungated } from "../../tests/support/gated-story.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { ministries } from "../../tests/support/scored-review.ts";
import {
  enrol,
  prepare,
  signedPair,
  signNow,
  type SigningStory,
} from "../../tests/support/signing-story.ts";
import { setSignaturesDue } from "../decisions/signatures-due.actions.ts";
import { Determination } from "../determination/determination.contract.ts";
import { recordDetermination } from "../determination/record-determination.actions.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { readJson } from "../kit/read-json.ts";
import { readZip } from "../kit/zip.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { readTrustFile } from "../verify/trust-file.ts";
import { verifyBundle } from "../verify/verify-bundle.ts";
import { AccountabilityFacts } from "./accountability.contract.ts";
import { BundleInputs } from "./bundle.contract.ts";
import { Edition, EditionPreview, PublicRows } from "./edition.contract.ts";
import { recompute } from "./recompute.ts";
import { withhold } from "./withholdings.actions.ts";

let instance: TestInstance;
let story: SigningStory;
const { review } = signedPair;
const [finance = "", health = ""] = ministries;
beforeAll(async () => {
  instance = await testInstance();
  story = await makeGatedStory(instance.database);
  await prepare(instance.database, story.staff);
  const { pair } = await enrol(instance.database, story.head, story.officers);
  await signNow(instance.database, story.head, pair);
  await testWork(instance.database, (work) =>
    setSignaturesDue(work, review, { day: "2026-01-31", reason: "as ordered" }),
  );
}, 60_000);
afterAll(() => instance.stop());

async function post(path: string, body: object): Promise<unknown> {
  const answer = await instance.fetch(`/api/reviews/${review}/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said: unknown = await answer.json();
  expect(answer.status, JSON.stringify(said)).toBe(200);
  return said;
}

async function bundleOf(publication: unknown): Promise<Map<string, Uint8Array>> {
  const path = String(Reflect.get(Object(publication), "bundle"));
  const answer = await fetch(new URL(path, instance.url));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const vkey = await (await fetch(new URL("/log/vkey", instance.url))).text();
  const trust = await readTrustFile(vkey, "vkey");
  const verification = await verifyBundle(bytes, { file: "b.zip", trust, style: storyStyle });
  expect(verification.checks.filter((check) => !check.holds)).toEqual([]);
  expect(verification.verdict).toBe("verified");
  return new Map(readZip(bytes, "b.zip").map(({ name, content }) => [name, content]));
}

async function published(methodology: string): Promise<Map<string, Uint8Array>> {
  const as_of = await testWork(instance.database, ({ transaction }) => lastKnownAt(transaction));
  await testWork(instance.database, (work) =>
    recordDetermination(work, { review, on, as_of, methodology }),
  );
  return bundleOf(await post("publications", { on, as_of }));
}

const textIn = (bundle: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder().decode(bundle.get(name));
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));

test(
  "a stranger counts anew which risks were decided and who signed",
  { timeout: 60_000 },
  async () => {
    const bundle = await published(gated);
    const facts = Value.Parse(
      AccountabilityFacts,
      readJson(textIn(bundle, "accountability.json"), "a"),
    );
    expect(facts.organisations.map(({ organisation }) => organisation)).toEqual(ministries);
    const [own, other] = facts.organisations;
    expect(own?.risks).toHaveLength(2);
    expect(Object.keys(own?.signed?.decided ?? {})).toEqual(["R-1", "R-2"]);
    expect(other).toEqual({ organisation: health, due: "2026-01-31", risks: [], signed: null });
    // The words of risks and reasons stay inside.
    expect(textIn(bundle, "accountability.json")).not.toContain("systems");

    const inputs = Value.Parse(BundleInputs, readJson(textIn(bundle, "inputs.json"), "i"));
    const anew = async (changed: ReadonlyMap<string, Uint8Array>, given = inputs) => {
      const { determination } = await recompute(given, (name) => {
        const content = changed.get(name);
        if (content) return content;
        throw new Problem("not-found", "is not in the bundle.", { file: name });
      });
      return determination.ratings.map(({ rating }) => rating.label);
    };
    const withFacts = (more: AccountabilityFacts): Map<string, Uint8Array> =>
      new Map(bundle).set("accountability.json", bytesOf(more));
    expect(await anew(bundle)).toEqual(["managing-risk", "at-risk", "at-risk"]);
    const unsigned = facts.organisations.map((each) => ({ ...each, signed: null }));
    expect(await anew(withFacts({ ...facts, organisations: unsigned }))).toEqual([
      "at-risk",
      "at-risk",
      "at-risk",
    ]);
    await expect(anew(withFacts({ ...facts, organisations: unsigned.slice(1) }))).rejects.toThrow(
      /exactly those who are rated/u,
    );
    const later = unsigned.map((each) => ({
      ...each,
      risks: each.risks.map((risk) => ({ ...risk, known_at: "2999-01-01T00:00:00.000000Z" })),
    }));
    await expect(anew(withFacts({ ...facts, organisations: later }))).rejects.toThrow(
      /what became known after/u,
    );
    const { accountability: _, ...without } = inputs;
    await expect(anew(bundle, without)).rejects.toThrow(/its methodology asks otherwise/u);
  },
);

test(
  "a bundle by a methodology without such gates says nothing of risks",
  { timeout: 60_000 },
  async () => {
    const bundle = await published(ungated);
    expect([...bundle.keys()]).not.toContain("accountability.json");
    expect(textIn(bundle, "inputs.json")).not.toContain("accountability");
  },
);

test(
  "an edition proves nothing of decisions where risks may be withheld",
  { timeout: 60_000 },
  async () => {
    const about = { organisation: finance, items: ["GV.OC"], authority: "Act, section 7" };
    await testWork(instance.database, (work) => withhold(work, review, about));
    let preview: EditionPreview | undefined;
    for (let tries = 0; preview === undefined; tries += 1) {
      const answer = await instance.fetch(`/api/reviews/${review}/editions/preview?on=${on}`);
      if (answer.status === 200) preview = Value.Parse(EditionPreview, await answer.json());
      else if (tries === 40) throw new Error(await answer.text());
      else await setTimeout(250);
    }
    const asked = { on, as_of: preview.as_of, preview: preview.digest };
    const made = Value.Parse(Edition, await post("editions", asked));
    const bundle = await bundleOf(await post(`editions/${made.edition}/bundle`, {}));
    const rows = Value.Parse(PublicRows, readJson(textIn(bundle, "public-rows.json"), "r"));
    const told = rows.organisations.map(({ accountability }) => accountability);
    // Both risks name no item, so either may be about what is withheld.
    expect(told[0]).toMatchObject({
      open: { undecided: 0, prepared: 0, expired: 0, decided: 0 },
      signed: expect.stringMatching(/^20/u),
    });
    expect(told[1]).toMatchObject({ due: "2026-01-31", signed: null });
    const determination: unknown = JSON.parse(textIn(bundle, "determination.json"));
    const [rating] = Value.Parse(Determination, determination).ratings;
    expect(rating?.reasons.map(({ words }) => words)).toContain(
      "Gate: Risks that the head decided on (an open risk is undecided): not known, so at most At Risk is proved",
    );
  },
);
