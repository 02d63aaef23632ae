import { isDeepStrictEqual } from "node:util";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { controlsIn } from "../../src/yardsticks/oscal/control-tree.ts";
import { readOscal } from "../../src/yardsticks/oscal/read-oscal.ts";
import { type GivenFile, resolveProfile } from "../../src/yardsticks/oscal/resolve-profile.ts";
import { catalogOfYardstick, writeOscal } from "../../src/yardsticks/oscal/write-oscal.ts";
import { readYardstick } from "../../src/yardsticks/read-yardstick.ts";
import { storyCatalog, storyProfile } from "../support/oscal-story.ts";
import { readExchange } from "../../src/findings/oscal/read-exchange.ts";
import {
  writeAssessmentResults,
  writePlanOfAction,
} from "../../src/findings/oscal/write-exchange.ts";
import { planStory, resultsStory } from "../support/exchange-story.ts";
import { pinnedPython } from "./pinned-python.ts";
import { runTool } from "./run-tool.ts";

const house = join(import.meta.dirname, "../..");
const requirements = join(import.meta.dirname, "oscal/requirements.txt");
const published = join(house, "../shared/data/controls");
const release = "NIST_SP-800-53_rev5";

/** One catalogue that Muster wrote, and how the other implementation is to come to the same. */
interface Case {
  readonly name: string;
  readonly written: string;
  /** The model, where it is no catalogue, and where the other implementation writes it again. */
  readonly model?: string;
  readonly rewritten?: string;
  /** What it is to say still when it was written again. */
  readonly content?: unknown;
  readonly controls: number;
  readonly profile?: string;
  readonly pulled_in?: readonly string[];
}

/**
 * Lets compliance-trestle read every OSCAL catalogue that Muster writes, and resolve the same
 * profiles: control sets and statement texts have to agree. Where NIST's own files are beside the
 * repository, with these too. Assessment results and plans of action are read, checked, and written
 * again by it, and have to come back into Muster without loss.
 */
export async function checkOscalWithTrestle(): Promise<{ absent: string; fault: string | null }> {
  const directory = mkdtempSync(join(tmpdir(), "muster-oscal-"));
  const workspace = join(directory, "workspace");
  try {
    // What is brought into a workspace may not lie in it already.
    mkdirSync(workspace);
    mkdirSync(join(directory, "written"));
    const python = await pinnedPython("oscal", requirements, workspace);
    if (python === null) return { absent: "python3 with venv and compliance-trestle", fault: null };
    const start = await runTool(python, ["-m", "trestle", "init"], workspace);
    if (start.code !== 0) return { absent: "", fault: start.said };
    const cases = [
      ...ownCases(workspace),
      ...profileCases(workspace),
      ...publishedCases(workspace),
      ...exchangeCases(workspace),
    ];
    const list = join(workspace, "cases.json");
    writeFileSync(list, JSON.stringify(cases));
    const script = join(import.meta.dirname, "oscal/check_oscal.py");
    const run = await runTool(python, [script, list], workspace);
    const held =
      cases.every(({ name }) => run.said.includes(`${name}: holds`)) && cases.every(isReadBack);
    return { absent: "", fault: run.code === 0 && held ? null : run.said.slice(-4000) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function write(workspace: string, name: string, catalog: Parameters<typeof writeOscal>[0]): Case {
  const written = join(workspace, "../written", `${name}.json`);
  writeFileSync(written, writeOscal(catalog));
  return { name, written, controls: [...controlsIn(catalog)].length };
}

/** Assessment results and plans of action, as they are and of a review in which all is invented. */
function exchangeCases(workspace: string): Case[] {
  return [false, true].flatMap((simulated) => {
    const mark = simulated ? "-simulated" : "";
    const results = { ...resultsStory, simulated };
    const plan = { ...planStory, simulated };
    return [
      exchangeCase(workspace, `results${mark}`, {
        model: "assessment-results",
        content: results,
        text: writeAssessmentResults(results),
      }),
      exchangeCase(workspace, `plan${mark}`, {
        model: "plan-of-action-and-milestones",
        content: plan,
        text: writePlanOfAction(plan),
      }),
    ];
  });
}

function exchangeCase(
  workspace: string,
  name: string,
  { model, content, text }: { model: string; content: unknown; text: string },
): Case {
  const written = join(workspace, "../written", `${name}.json`);
  writeFileSync(written, text);
  const rewritten = join(workspace, "../written", `${name}-again.json`);
  return { name, written, model, rewritten, content, controls: 0 };
}

/** Whether what the other implementation wrote again says the same to Muster, word for word. */
function isReadBack({ rewritten, content }: Case): boolean {
  if (rewritten === undefined) return true;
  return isDeepStrictEqual(readExchange(readFileSync(rewritten), rewritten).content, content);
}

/** Our own yardsticks, as they ship. */
function ownCases(workspace: string): Case[] {
  return globSync(join(house, "policy/yardsticks/*.yaml")).map((path) => {
    const yardstick = readYardstick(readFileSync(path), path);
    return write(
      workspace,
      basename(path, ".yaml"),
      catalogOfYardstick(yardstick, "2020-06-08T12:00:00Z"),
    );
  });
}

const catalogUri = (name: string): string => `trestle://catalogs/${name}/catalog.json`;

function given(file: string, value: unknown): GivenFile {
  const text = JSON.stringify(value);
  return { file, digest: sha256(text), oscal: readOscal(text, file) };
}

/** Puts a model where the other implementation looks for it. */
function place(
  workspace: string,
  kind: "catalog" | "profile",
  name: string,
  value: unknown,
): string {
  const folder = join(workspace, `${kind}s`, name);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kind}.json`);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** Resolves a profile by Muster, and names it for the other implementation. */
function resolvedCase(workspace: string, name: string, profile: object, catalog: GivenFile): Case {
  const path = place(workspace, "profile", name, profile);
  const resolved = resolveProfile(given(`${name}.json`, profile), [catalog]);
  const pulled = resolved.notes.flatMap(
    (note) => /does not: (.+) were pulled in/u.exec(note)?.[1]?.split(", ") ?? [],
  );
  return {
    ...write(workspace, `${name}-resolved`, resolved.catalog),
    profile: path,
    pulled_in: pulled,
  };
}

/** Profiles of the made-up catalogue with what that implementation knows of the standard. */
function profileCases(workspace: string): Case[] {
  const story = storyCatalog();
  place(workspace, "catalog", "story", story);
  const catalog = given("catalog.json", story);
  const imports = (parts: object): object => ({
    imports: [{ href: catalogUri("story"), ...parts }],
  });
  const some = imports({ "include-controls": [{ "with-ids": ["aa-1", "bb-1"] }] });
  const profiles: Readonly<Record<string, object>> = {
    some,
    all: imports({ "include-all": {} }),
    children: imports({
      "include-controls": [{ "with-ids": ["aa-1"], "with-child-controls": "yes" }],
    }),
    excluded: imports({
      "include-all": {},
      "exclude-controls": [{ "with-ids": ["aa-2", "bb-2"] }],
    }),
    orphan: imports({ "include-controls": [{ "with-ids": ["aa-1.1"] }] }),
    flat: { ...some, merge: { flat: {} } },
    changed: {
      ...some,
      modify: {
        "set-parameters": [{ "param-id": "aa-1_prm_1", values: ["the head"] }],
        alters: [
          {
            "control-id": "aa-1",
            adds: [
              {
                position: "after",
                "by-id": "aa-1_smt.a",
                parts: [{ id: "aa-1_new", name: "item", prose: "Read it aloud." }],
              },
            ],
          },
        ],
      },
    },
  };
  return Object.entries(profiles).map(([name, parts], no) =>
    resolvedCase(workspace, name, storyProfile(parts, 10 + no), catalog),
  );
}

/** NIST's baselines of SP 800-53, where the files are. */
function publishedCases(workspace: string): Case[] {
  const file = join(published, `${release}_catalog.v5.0.1-oscal1.0.0.min.json`);
  if (!existsSync(file)) return [];
  const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  const whole = read(file);
  place(workspace, "catalog", "sp800-53", whole);
  const catalog = given("catalog.json", whole);
  const rewritten =
    catalog.oscal.kind === "catalog"
      ? [write(workspace, "sp800-53-again", catalog.oscal.catalog)]
      : [];
  const baselines = ["LOW", "MODERATE", "HIGH", "PRIVACY"].map((level) => {
    const text = JSON.stringify(
      read(join(published, `${release}_${level}_profile.v5.1.1-oscal1.1.2.json`)),
    );
    const profile: unknown = JSON.parse(
      text.replace(/"href":"#[0-9a-f-]{36}"/u, `"href":"${catalogUri("sp800-53")}"`),
    );
    return resolvedCase(workspace, `sp800-53-${level.toLowerCase()}`, Object(profile), catalog);
  });
  return [...rewritten, ...baselines];
}
