import { counted } from "../kit/counted-words.ts";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { determinedInWords } from "./demo-words.ts";
import { outcomes, Problem } from "../kit/problem.ts";
import { createAccount, createSignInLink } from "../platform/identity/accounts.actions.ts";
import { findAccountByName } from "../platform/identity/identity.store.ts";
import { demonstrationOfficer } from "../platform/identity/role-switch.contract.ts";
import { musterItself, performWork } from "../platform/perform-work.ts";
import { readSettings, type Settings } from "../platform/settings/settings.ts";
import { type Api, openApi } from "../platform/terminal/api.ts";
import { buildWeb } from "./build-web.ts";
import { federationGuide, thingsToTry } from "./demo-guide.ts";
import { claimDemoDirectory } from "./demo-directory.ts";
import { type DemoSteps, demoSteps } from "./demo-steps.ts";
import {
  demoReview,
  importDemoEvidence,
  issueDemoOrder,
  openDemoReview,
  publishDemo,
  recordDemoRatings,
} from "./demo-story.ts";
import { tellFederation } from "./federation-story.ts";
import { type Instance, startInstance } from "./instance.ts";
import { version } from "./version.ts";

/** The demo's own directory, unless MUSTER_DATA names one. */
function demoSettings(): Settings {
  const person = { home: homedir(), isRoot: process.getuid?.() === 0 };
  const settings = readSettings(process.env, person);
  const isGiven = (process.env["MUSTER_DATA"] ?? "").trim() !== "";
  return isGiven ? settings : { ...settings, data: `${settings.data}-demo` };
}

async function start(settings: Settings, steps: DemoSteps): Promise<Instance> {
  const pages = steps.step(
    "Pages",
    () => buildWeb(),
    ({ fresh }) => [fresh ? "built from the sources" : "built before, from these very sources"],
  );
  const { directory } = await pages;
  return steps.step(
    "Database",
    () => startInstance(settings, { pages: Promise.resolve(directory), demonstration: true }),
    ({ isNew }) => [
      isNew ? "started in a new folder" : "started with the data of the last time",
      isNew ? "new signing key of the log" : "signing key of the log opened",
    ],
  );
}

/** Plays the story through the API, as a reviewing office would. */
async function play(api: Api, steps: DemoSteps): Promise<void> {
  await steps.step(
    "Order",
    () => issueDemoOrder(api),
    (clock) => [
      clock.title.slice(0, 52),
      `${clock.tasks} tasks. On 8 January 2018: ${clock.headline}.`,
    ],
  );
  await steps.step(
    "Review",
    () => openDemoReview(api),
    ({ yardstick, organisations }) => [`${yardstick}, ${counted(organisations, "organisation")}`],
  );
  for (const year of ["2017", "2020"] as const) {
    await steps.step(
      "Evidence",
      () => importDemoEvidence(api, year),
      (imported) => evidenceInWords(imported),
    );
  }
  const summary = await steps.step(
    "Ratings",
    () => recordDemoRatings(api),
    ({ ratings, recorded }) => [
      `${ratings.length} computed${recorded ? ", written to the log" : ""}`,
    ],
  );
  for (const line of determinedInWords(summary)) steps.say(line);
}

function evidenceInWords(imported: Awaited<ReturnType<typeof importDemoEvidence>>): string[] {
  const { collection, inventory, units, unmatched, unchanged } = imported;
  const first = `${counted(units, "row")} of ${collection.day}${unchanged ? ", here already" : ", digest kept"}`;
  const held = inventory
    ? [`held against the registry of ${inventory.day}, ${counted(inventory.rows, "row")}`]
    : [];
  const others =
    unmatched.length > 0
      ? [`${unmatched.length} owners are not in the list of 132: shown beside, joined to none`]
      : [];
  return [first, ...held, ...others];
}

/** Publishes, and lets a second program check the bundle: no database, no network, its own process. */
async function publishAndCheck(api: Api, instance: Instance, steps: DemoSteps): Promise<void> {
  const publication = await steps.step(
    "Publish",
    () => publishDemo(api),
    ({ files }) => ["one bundle, for good, with", ...files.map(({ name }) => name)],
  );
  const directory = mkdtempSync(join(tmpdir(), "muster-check-"));
  try {
    const bundle = join(directory, "bundle.zip");
    const key = join(directory, "key.txt");
    writeFileSync(bundle, await api.download(publication.bundle));
    writeFileSync(key, await api.download("/log/vkey"));
    await steps.step(
      "Check",
      () => verifyApart(bundle, key),
      (lines) => ["a second program, no database, no network:", ...lines],
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  steps.say();
  steps.say(`Ready in ${steps.elapsed()}`);
  steps.say();
  const link = await signInLink(instance);
  steps.say(`  Open        ${instance.url}/reviews/${demoReview}`);
  steps.say(`  Sign in     ${link}`);
  steps.say("              (works once, for a day; start the demo again for another)");
  steps.say(`  Published   ${instance.url}${publication.report}  (needs no sign-in)`);
  steps.say("  Stop        Ctrl C   (the data stay; --reset starts over)");
}

/** The lines of the checker that tell what held; the command itself prints them all. */
function worthSaying(out: string): string[] {
  return out.split("\n").flatMap((line) => {
    const [, words] = /^\s*(?:Log|Ratings|Published)\s+(\S.*)$/.exec(line) ?? [];
    return words === undefined ? [] : [words];
  });
}

function verifyApart(bundle: string, key: string): Promise<string[]> {
  const cli = fileURLToPath(new URL("cli.ts", import.meta.url));
  const child = spawn(process.execPath, [cli, "verify", bundle, "--trust", key], {
    env: { PATH: process.env["PATH"] ?? "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let out = "";
    let faults = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (faults += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(worthSaying(out));
      else reject(new Problem("refused", `The bundle did not verify: ${faults || out}`));
    });
  });
}

/** A one-time link that signs in as the officer of the demo, who may do everything in it. */
async function signInLink(instance: Instance): Promise<string> {
  const { answer } = await performWork(instance.database, "write", musterItself, async (work) => {
    const known = await findAccountByName(work.transaction, demonstrationOfficer);
    const { account } =
      known ??
      (await createAccount(work, demonstrationOfficer, [
        { role: "administrator", organisation: null },
        { role: "reviewing-officer", organisation: null },
      ]));
    return createSignInLink(work, account);
  });
  instance.nudge();
  return new URL(answer.path, instance.url).href;
}

/** How to look around, and what all of it is. */
function guide(instance: Instance, steps: DemoSteps): void {
  steps.say();
  for (const line of federationGuide(instance.url)) steps.say(line);
  steps.say();
  for (const line of thingsToTry) steps.say(line);
  steps.say();
  steps.say("Confirmed by nobody. Ratings of the first review are an example computed from");
  steps.say("published data; the federation is invented. Not a government site.");
}

/** The second review: an invented federation that runs the whole cycle. The first is open meanwhile. */
async function tellInvented(instance: Instance, steps: DemoSteps): Promise<void> {
  steps.say();
  await steps.step(
    "Federation",
    () => tellFederation(instance.database, new Date().toISOString().slice(0, 10)),
    (told) => [
      `${counted(told.organisations, "organisation")}, all invented: SIMULATED`,
      ...(told.unchanged
        ? ["here already"]
        : [
            `${counted(told.scores, "score")}, ${counted(told.findings, "finding")}, ${counted(told.signed, "head")} signed`,
            `${counted(told.replied, "reply", "replies")}, ${counted(told.confirmed, "rating")} confirmed by two officers`,
          ]),
    ],
  );
  instance.nudge();
}

/** Stops on Ctrl-C at any moment, also half-way, and says how to go on. */
function stopOnSignal(
  instance: Instance,
  steps: DemoSteps,
): { readonly isStopping: () => boolean } {
  let stopping = false;
  const stop = (): void => {
    process.removeAllListeners("SIGINT").removeAllListeners("SIGTERM");
    stopping = true;
    steps.say();
    steps.say("Stopping. The data stay; npm run demo goes on with them.");
    void instance.stop();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // Whoever reads our output may be gone before we are.
  process.stdout.on("error", () => {});
  return { isStopping: () => stopping };
}

/**
 * Runs the demonstration: the real files of two days, from order to verified bundle, in a directory
 * of its own. Run again it goes on with what is there; `--reset` starts anew.
 */
export async function runDemo(words: readonly string[]): Promise<void> {
  const steps = demoSteps(process.stdout);
  let instance: Instance | undefined;
  let signals: ReturnType<typeof stopOnSignal> | undefined;
  try {
    const unknown = words.find((word) => word !== "--reset");
    if (unknown !== undefined) {
      throw new Problem("bad-input", `The demo does not know ${unknown}; it takes --reset alone.`);
    }
    const settings = demoSettings();
    if (settings.databaseUrl === null)
      await claimDemoDirectory(settings.data, words.includes("--reset"));
    steps.say();
    steps.say(`Muster ${version} demonstration. Everything stays on this machine.`);
    steps.say();
    instance = await start(settings, steps);
    signals = stopOnSignal(instance, steps);
    const { url, token } = instance;
    const api = openApi(() => ({ url, token }));
    await play(api, steps);
    await publishAndCheck(api, instance, steps);
    await tellInvented(instance, steps);
    guide(instance, steps);
  } catch (error) {
    // What was under way when Ctrl-C came is broken off, and done again at the next start.
    if (signals?.isStopping()) return;
    await instance?.stop();
    const problem = error instanceof Problem ? error : undefined;
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`\n  ${problem?.message ?? fault}\n`);
    process.exitCode = problem ? outcomes[problem.kind].exitCode : 4;
  }
}
