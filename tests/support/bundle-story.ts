import { readFileSync } from "node:fs";
import { encodeBase64 } from "../../src/kit/base64.ts";
import { canonicalJson, digestOf, sha256 } from "../../src/kit/canonical-json.ts";
import { checkpointText } from "../../src/kit/checkpoint.ts";
import { inclusionRanges } from "../../src/kit/merkle-ranges.ts";
import { leafHash, treeRoot } from "../../src/kit/merkle.ts";
import { readOwnFile } from "../../src/kit/own-file.ts";
import {
  makeSigner,
  renamedVerifier,
  type Signer,
  signNote,
  verifierKey,
} from "../../src/kit/signed-note.ts";
import type { ZipEntry } from "../../src/kit/zip.ts";
import type { Collection } from "../../src/evidence/evidence-facts.ts";
import type { Mapping } from "../../src/evidence/mapping.contract.ts";
import { observe } from "../../src/evidence/observe.ts";
import { readMapping } from "../../src/evidence/read-mapping.ts";
import type { OrganisationFact } from "../../src/organisations/organisation-facts.ts";
import { writeBundle } from "../../src/reports/bundle.ts";
import type { BundleInputs, ProvedLeaf } from "../../src/reports/bundle.contract.ts";
import { policyEntry, sourceEntry } from "../../src/reports/bundle-names.ts";
import type { Act } from "../../src/reports/act.ts";
import { actsOf } from "../../src/reports/published-acts.ts";
import { recompute } from "../../src/reports/recompute.ts";
import { bundledContentOf } from "../../src/reports/report-content-of.ts";
import { composeStyle } from "../../src/reports/report-style.ts";
import { readYardstick } from "../../src/yardsticks/read-yardstick.ts";

/** A bundle made without a server, with the key that signed it. */
export interface StoryBundle {
  readonly bytes: Uint8Array;
  readonly key: string;
  readonly signer: Signer;
  readonly style: string;
}

/** A source file and the mapping that reads it. */
export interface StorySource {
  readonly id: string;
  readonly fileName: string;
  readonly content: Uint8Array;
  readonly mapping: string;
}

/** What a story is told from: policy as YAML, files, and the day. */
export interface Story {
  readonly review: string;
  readonly on: string;
  readonly yardstick: string;
  readonly methodology: string;
  readonly sources: readonly StorySource[];
  /** Organisations that the log puts into the list and the publisher left out. */
  readonly leftOut?: readonly string[];
}

const knownAt = "2026-11-22T10:00:00.000000Z";
const origin = "muster.example/log";
/** The style of the report, as the product writes it. */
export const storyStyle: string = composeStyle(readOwnFile);

async function* chunksOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}

function organisationsOf(names: Iterable<string>): OrganisationFact[] {
  return [...new Set(names)].sort().map((name) => ({
    id: name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, ""),
    kind: "organisation",
    known_at: knownAt,
    names: [
      { name, kind: "name", from: null, until: null, reason: "", by: "story", known_at: knownAt },
    ],
  }));
}

interface Delivered {
  readonly collection: Collection;
  readonly owners: readonly string[];
}

async function deliver(source: StorySource, mapping: Mapping): Promise<Delivered> {
  const observed = await observe(chunksOf(source.content), mapping, { fileName: source.fileName });
  const collection: Collection = {
    id: source.id,
    kind: mapping.kind === "inventory" ? "inventory" : "delivered",
    source: mapping.source,
    day: observed.day,
    known_at: knownAt,
    mapping: `${mapping.id}@${mapping.version}`,
    file_digest: sha256(source.content),
    file_name: source.fileName,
    rows: observed.rows,
    absent_columns: observed.absent_columns,
    inventory: null,
    revises: null,
  };
  const owners = mapping.kind === "inventory" ? [] : observed.units.map(({ owner }) => owner);
  return { collection, owners };
}

/** Proves acts in a log that holds them and some leaves of others. */
export function proveActs(acts: readonly Act[]): {
  leaves: ProvedLeaf[];
  root: Uint8Array;
  size: number;
} {
  const told = acts.map((act, at) => {
    const event = {
      kind: act.kind,
      actor: "story",
      at: knownAt,
      subject: act.subject,
      data: act.data,
    };
    const salt = sha256(`salt ${at}`);
    const digest = sha256(
      Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(canonicalJson(event))]),
    );
    return { event, salt, digest };
  });
  const others = [sha256("another act"), sha256("and another")];
  const hashes = [...others, ...told.map(({ digest }) => digest)].map((digest) =>
    leafHash(Buffer.from(digest, "hex")),
  );
  const leaves = told.map((leaf, at) => {
    const index = others.length + at;
    const proof = inclusionRanges(index, hashes.length).map(({ from, to }) =>
      Buffer.from(treeRoot(hashes.slice(from, to))).toString("hex"),
    );
    return { ...leaf, index, proof };
  });
  return { leaves, root: treeRoot(hashes), size: hashes.length };
}

/** Makes a bundle from a story, as a server would, and signs it with a key made of `seed`. */
export async function storyBundle(story: Story, seed = 7): Promise<StoryBundle> {
  const mappings = new Map(
    story.sources.map((source) => [source.id, readMapping(source.mapping, "mapping.yaml")]),
  );
  const delivered: Delivered[] = [];
  for (const source of story.sources) {
    const mapping = mappings.get(source.id);
    if (mapping) delivered.push(await deliver(source, mapping));
  }
  const organisations = organisationsOf(delivered.flatMap(({ owners }) => owners));
  const yardstick = readYardstick(story.yardstick, "yardstick.yaml");
  const policy = (folder: "mappings" | "methodology" | "yardstick", text: string): ZipEntry => {
    const [, id = ""] = /^id: (\S+)$/m.exec(text) ?? [];
    const [, version = ""] = /^version: "([^"]+)"$/m.exec(text) ?? [];
    return { name: policyEntry(folder, id, version), content: Buffer.from(text) };
  };
  const named = ({ name }: ZipEntry): { id: string; version: string; entry: string } => {
    const [, id = "", version = ""] = /\/(.+)@(.+)\.yaml$/.exec(name) ?? [];
    return { id, version, entry: name };
  };
  const files = [
    policy("yardstick", story.yardstick),
    policy("methodology", story.methodology),
    ...story.sources.map(({ mapping }) => policy("mappings", mapping)),
    ...story.sources.map(({ content, fileName }) => ({
      name: sourceEntry(sha256(content), fileName),
      content,
    })),
  ];
  const inputs: BundleInputs = {
    format: "muster/bundle-inputs/1",
    review: {
      id: story.review,
      title: "A story",
      notice: "A story for tests. Confirmed by nobody.",
      simulated: true,
      order: "",
      left: 0,
    },
    on: story.on,
    as_of: knownAt,
    yardstick: named(policy("yardstick", story.yardstick)),
    methodology: named(policy("methodology", story.methodology)),
    mappings: story.sources.map(({ mapping }) => named(policy("mappings", mapping))),
    sources: story.sources.map(({ id, content, fileName }) => ({
      collection: id,
      entry: sourceEntry(sha256(content), fileName),
    })),
    evidence: {
      organisations,
      scope: organisations.map(({ id }) => id),
      yardstick,
      collections: delivered.map(({ collection }) => collection),
      corrections: [],
      retirements: [],
    },
    publishing: { errors_to: "", corrects: null },
  };
  const byName = new Map(files.map(({ name, content }) => [name, content]));
  const recomputed = await recompute(inputs, (name) => byName.get(name) ?? new Uint8Array());
  const { determination } = recomputed;
  const { leaves, root, size } = proveActs([
    {
      kind: "review.made",
      subject: `review/${story.review}`,
      data: { organisations: [...inputs.evidence.scope, ...(story.leftOut ?? [])] },
    },
    ...actsOf(
      inputs,
      { review: inputs.review.id, on: inputs.on, digest: digestOf(determination) },
      null,
    ),
  ]);
  const signer = await makeSigner(origin, Buffer.alloc(32, seed));
  const checkpoint = { origin, size, root };
  const bundleSigner = { ...signer, ...(await renamedVerifier(signer, `${origin}/bundle`)) };
  const bytes = await writeBundle(
    {
      inputs,
      files,
      leaves,
      checkpointNote: await signNote(checkpointText(checkpoint), signer),
      verifierKey: verifierKey(signer),
      style: storyStyle,
      print: null,
      content: bundledContentOf({
        inputs,
        recomputed,
        methodologyText: story.methodology,
        log: { origin, size, root: encodeBase64(root) },
      }),
    },
    (text) => signNote(text, bundleSigner),
  );
  return { bytes, key: verifierKey(signer), signer: bundleSigner, style: storyStyle };
}

const own = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const ownBytes = (path: string): Uint8Array =>
  readFileSync(new URL(`../../${path}`, import.meta.url));

/** The web-transport posture of 8 June 2020, from the real files of the demonstration. */
export const demoStory: Story = {
  review: "web-transport-2020",
  on: "2020-06-08",
  yardstick: own("policy/yardsticks/web-transport-1.yaml"),
  methodology: own("policy/methodologies/web-transport-1.0.yaml"),
  sources: [
    {
      id: "dotgov-2020-06-03",
      fileName: "dotgov-federal-2020-06-03.csv",
      content: ownBytes("demo/data/dotgov-federal-2020-06-03.csv"),
      mapping: own("policy/mappings/dotgov-2020-1.yaml"),
    },
    {
      id: "pulse-2020-06-08",
      fileName: "pulse-https-hosts-2020-06-08.csv.gz",
      content: ownBytes("demo/data/pulse-https-hosts-2020-06-08.csv.gz"),
      mapping: own("policy/mappings/pulse-hosts-1.yaml"),
    },
  ],
};

const parts = "Yes,No,".split(",");

/** A small story: eight hosts of three owners, read by the mapping of the real file. */
export const smallStory: Story = {
  ...demoStory,
  review: "story-2020",
  sources: [
    {
      id: "pulse-2020-06-08",
      fileName: "story-2020-06-08.csv",
      mapping: own("policy/mappings/pulse-hosts-1.yaml"),
      content: Buffer.from(
        [
          "Domain,Base Domain,Agency,Enforces HTTPS,Strict Transport Security (HSTS),Free of RC4/3DES and SSLv2/SSLv3,Compliant with M-15-13 and BOD 18-01",
          ...[0, 1, 2, 3, 4, 5, 6, 7].map(
            (at) =>
              `h${at}.example,example,${["Harbour", "Roads", "=Mills"][at % 3] ?? ""},Yes,${parts[at % 2] ?? ""},${parts[at % 3] ?? ""},Yes`,
          ),
          "",
        ].join("\n"),
      ),
    },
  ],
};
