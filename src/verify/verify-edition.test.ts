import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { proveActs, storyStyle } from "../../tests/support/bundle-story.ts";
import {
  anyWorld,
  worldFacts,
  worldMethodologyText,
  worldReach,
  worldYardstick,
  worldYardstickText,
} from "../../tests/support/edition-worlds.ts";
import { readMethodology } from "../determination/read-methodology.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { checkpointText } from "../kit/checkpoint.ts";
import { makeSigner, renamedVerifier, signNote, verifierKey } from "../kit/signed-note.ts";
import type { Act } from "../reports/act.ts";
import { writeBundle } from "../reports/bundle.ts";
import { actOfEdition, editionId } from "../reports/edition-act.ts";
import type { PublicRows } from "../reports/edition.contract.ts";
import { editionContentOf } from "../reports/edition-content.ts";
import { determineEdition } from "../reports/edition-determination.ts";
import { publicRowsOf } from "../reports/public-rows.ts";
import { readTrustFile } from "./trust-file.ts";
import type { Verification } from "./verification.ts";
import { verificationInWords } from "./verification-words.ts";
import { verifyBundle } from "./verify-bundle.ts";

const origin = "muster.example/log";
const methodologyText = worldMethodologyText("measured-first\ntrust_from_pairs: 1");
const methodology = {
  methodology: readMethodology(methodologyText, "methodology"),
  digest: sha256(methodologyText),
};
let rows: PublicRows;

/** What a publisher could do that is not honest, with the right key. */
interface Deed {
  readonly told?: PublicRows;
  readonly acts?: (own: Act) => readonly Act[];
  readonly beside?: string;
}

async function verified({
  told = rows,
  acts = (own) => [own],
  beside,
}: Deed): Promise<Verification> {
  const signer = await makeSigner(origin, Buffer.alloc(32, 7));
  const determination = determineEdition(rows, methodology, worldYardstick);
  const digest = sha256(canonicalJson(rows));
  const { id: review } = rows.review;
  const { leaves, root, size } = proveActs(
    acts(
      actOfEdition({
        id: editionId(review, rows.on, digest),
        review,
        on: rows.on,
        as_of: rows.as_of,
        digest,
        determination: sha256(canonicalJson(determination)),
      }),
    ),
  );
  const bundle = await writeBundle(
    {
      inputs: told,
      files: [
        { name: rows.methodology.entry, content: Buffer.from(methodologyText) },
        { name: rows.yardstick.entry, content: Buffer.from(worldYardstickText) },
        ...(beside === undefined ? [] : [{ name: beside, content: Buffer.from("{}") }]),
      ],
      leaves,
      checkpointNote: await signNote(checkpointText({ origin, size, root }), signer),
      verifierKey: verifierKey(signer),
      style: storyStyle,
      print: null,
      content: editionContentOf({
        rows,
        determination,
        methodology,
        methodologyText,
        yardstick: worldYardstick,
        log: { origin, size, root: encodeBase64(root) },
      }),
    },
    async (text) =>
      signNote(text, { ...signer, ...(await renamedVerifier(signer, `${origin}/bundle`)) }),
  );
  const trust = await readTrustFile(verifierKey(signer), "key");
  return verifyBundle(bundle, { file: "edition.zip", trust, style: storyStyle });
}

function broken({ checks }: Verification): string {
  return checks
    .filter((check) => !check.holds)
    .map(({ what, words }) => `${what}: ${words}`)
    .join("\n");
}

beforeAll(() => {
  const [world] = fc.sample(anyWorld, { numRuns: 1, seed: 11 });
  if (!world) throw new Error("no world");
  const reach = worldReach([
    { organisation: "o-0", item: "H2", authority: "Act 1, section 2" },
    { organisation: "o-1", item: "A", authority: "the deciding officer" },
  ]);
  rows = publicRowsOf(worldFacts(world), reach);
});

test("an edition is recomputed from its public rows, and the checker says what it stands on", async () => {
  const verification = await verified({});
  expect(broken(verification)).toBe("");
  expect(verification.verdict).toBe("verified");
  const said = verificationInWords(verification, "edition.zip").replaceAll(/\s+/g, " ");
  expect(said).toContain("4 ratings recomputed, 0 differ");
  expect(said).toContain("3 items of 2 organisations are withheld");
  expect(said).toContain(
    "On public evidence; 3 items withheld under these authorities: Act 1, section 2 (2); the deciding officer (1).",
  );
});

test("rows that tell what they say is withheld are refused", async () => {
  const [first, ...others] = rows.organisations;
  if (!first) throw new Error("no rows");
  const not_applicable = ["H1"];
  const told = { ...rows, organisations: [{ ...first, not_applicable }, ...others] };
  expect(broken(await verified({ told }))).toContain("withholds H1 of o-0, and tells it");
});

test("rows other than those that the log says were published are refused", async () => {
  const [first, ...others] = rows.organisations;
  if (!first) throw new Error("no rows");
  const told = { ...rows, organisations: [{ ...first, name: "Another name" }, ...others] };
  const said = broken(await verified({ told }));
  expect(said).toContain("ratings: ");
  expect(said).toContain("acts: ");
});

test("an item without authority, and one of nobody, are refused", async () => {
  const [first] = rows.withheld;
  if (!first) throw new Error("nothing withheld");
  for (const [withheld, words] of [
    [{ ...first, authority: " " }, "without authority"],
    [{ ...first, organisation: "nobody" }, "which is not in it"],
    [{ ...first, item: "Z9" }, "which is not in the yardstick"],
  ] as const) {
    const told = { ...rows, withheld: [withheld] };
    expect(broken(await verified({ told }))).toContain(words);
  }
});

test("an edition that proves other acts too, or none, is refused: they would tell", async () => {
  const recorded = { kind: "rating.recorded", subject: "review/edition", data: { digest: "x" } };
  for (const acts of [(own: Act) => [own, recorded], () => [recorded]]) {
    expect(broken(await verified({ acts }))).toContain("acts: the log's proof is not that of");
  }
});

test("a bundle with inputs beside its public rows is refused", async () => {
  expect(broken(await verified({ beside: "inputs.json" }))).toContain("stands beside inputs.json");
});
