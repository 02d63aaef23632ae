/**
 * Runs the demo as a newcomer does, on a new directory: to "Ready", again to see that it resumes, and
 * then has its bundle checked with and without the key. Fails with the step that did not hold.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const house = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "muster-demo-"));
// Started by root the database runs as another account, which has to pass.
chmodSync(directory, 0o711);
const environment = { ...process.env, MUSTER_DATA: join(directory, "data"), MUSTER_PORT: "0" };
let held = 0;
let running: ChildProcess | undefined;

function hold(promise: string, kept: boolean): void {
  if (!kept) throw new Error(`not kept: ${promise}`);
  held += 1;
  process.stdout.write(`  ok  ${promise}\n`);
}

/** Starts the demo and answers what it said up to the things to try. */
async function demo(words: readonly string[]): Promise<{ said: string }> {
  const child = (running = spawn(process.execPath, [house("src/main/demo.ts"), ...words], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  }));
  let said = "";
  for await (const line of createInterface({ input: child.stdout })) {
    said += `${line}\n`;
    if (line.includes("Not a government site")) return { said };
  }
  throw new Error(`the demo ended early:\n${said}`);
}

async function stop(): Promise<void> {
  const child = running;
  if (!child) return;
  const ended = once(child, "exit");
  child.kill("SIGINT");
  const [code] = await ended;
  hold("Ctrl-C stops the demo cleanly", code === 0);
}

function muster(...words: string[]): { code: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(house("muster"), words, {
    env: environment,
    encoding: "utf8",
    timeout: 60_000,
  });
  return { code: status, out: stdout + stderr };
}

async function first(): Promise<void> {
  const { said } = await demo(["--reset"]);
  hold("the demo says how many are shown to be managing", said.includes("16 of 132 organisations"));
  hold("47 stay in the total as Insufficient Evidence", /Insufficient Evidence\s+47/.test(said));
  hold(
    "a second program recomputed 132 ratings",
    said.includes("132 ratings recomputed, 0 differ"),
  );
  const url = /Published\s+(http:\/\/\S+)/.exec(said)?.[1] ?? "";
  const report = await fetch(url);
  hold("the report is readable without signing in", report.status === 200);
  const summary = new URL("/api/reviews/web-transport-2020/summary", url);
  hold("the review itself is not", (await fetch(summary)).status === 401);
  const bundle = join(directory, "bundle.zip");
  const key = join(directory, "log-key.txt");
  const on = ["--review", "web-transport-2020", "--on", "2020-06-08"];
  hold("muster publish writes the bundle", muster("publish", ...on, "--out", bundle).code === 0);
  writeFileSync(key, await (await fetch(new URL("/log/vkey", url))).text());
  hold("muster verify holds with the key", muster("verify", bundle, "--trust", key).code === 0);
  const blind = muster("verify", bundle);
  hold(
    "without a key origin is not established",
    blind.out.includes("intact, origin not established"),
  );
  hold("and the exit code is 1", blind.code === 1);
  const again = ["determine", ...on, "--json"];
  const determined = muster(...again).out;
  hold("determine answers the same bytes twice", determined === muster(...again).out);
  const compared = muster(
    "compare",
    "--review",
    "web-transport-2020",
    "--from",
    "2017-08-09",
    "--to",
    "2020-06-08",
    "--item",
    "WT-5",
  );
  hold(
    "compare says what provably moved",
    compared.out.includes("16 organisations provably improved"),
  );
  holdTheGuide(said);
  await stop();
}

/** What the terminal says of the federation and of what to try, held by doing it. */
function holdTheGuide(said: string): void {
  const wide = said.split("\n").filter((line) => line.length > 80 && !/https?:/.test(line));
  hold(`nothing but addresses is wider than 80 columns: ${wide.join("\n")}`, wide.length === 0);
  hold("the federation is told", /130 organisations, all invented: SIMULATED/.test(said));
  const counts = said.match(/([\d,]+) scores, ([\d,]+) findings, (\d+) heads signed/);
  hold("with its scores, findings and signatures counted", counts !== null);
  hold("and its replies", /\d+ replies, \d+ ratings confirmed by two officers/.test(said));
  hold("it says where roles are switched", said.includes("your name opens a list of roles"));
  const commands = commandsIn(said);
  hold("it names five commands to copy", commands.length === 5);
  const done = commands.map((command) => inShell(command));
  const [walked, published, flipped, verified, compared] = done;
  hold(
    "demo walk ends with a signature gone stale",
    /stale: ID\.AM: 3 became 2/.test(walked?.out ?? ""),
  );
  hold(
    "the walk saw a flipped bit refused",
    /flips one bit of it\s+refused:/.test(walked?.out ?? ""),
  );
  hold(
    "the bundle is written and a byte of it flipped",
    published?.code === 0 && flipped?.code === 0,
  );
  hold(
    "the flipped bundle does not verify",
    verified?.code === 1 && !/\bintact\b/.test(verified.out),
  );
  hold(
    "what is missing improved nobody",
    /losing sight is never an\s+improvement/.test(compared?.out ?? ""),
  );
  hold("and a name without a row is joined to none", /have\s+no row on/.test(compared?.out ?? ""));
}

/** The commands that the terminal shows, as somebody copies them. */
function commandsIn(said: string): string[] {
  const [, tries = ""] = said.split("Three things to try");
  const joined = tries.replaceAll(/\\\n\s*/g, "");
  return joined
    .split("\n")
    .flatMap((line) => /^\s+((?:\.\/muster|printf) .*)$/.exec(line)?.[1] ?? []);
}

/** Runs a command as it was printed, in a directory of its own. */
function inShell(command: string): { code: number | null; out: string } {
  const elsewhere = command.replaceAll("./muster", house("muster"));
  const { status, stdout, stderr } = spawnSync("sh", ["-c", elsewhere], {
    cwd: directory,
    env: environment,
    encoding: "utf8",
    timeout: 120_000,
  });
  return { code: status, out: stdout + stderr };
}

async function second(): Promise<void> {
  const { said } = await demo([]);
  hold("run again it goes on with its data", said.includes("data of the last time"));
  hold("and says the same", said.includes("16 of 132 organisations"));
  await stop();
}

try {
  await first();
  await second();
  process.stdout.write(`${held} promises of the demo held\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  running?.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
}
