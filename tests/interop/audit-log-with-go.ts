import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Value } from "typebox/value";
import { TokenMade } from "../../src/platform/identity/identity.contract.ts";
import { LogEntryProof, LogPage } from "../../src/platform/log/log.contract.ts";
import { type RunningInstance, startInstance } from "./running-instance.ts";
import { runTool, type ToolAnswer } from "./run-tool.ts";

const program = fileURLToPath(new URL("log-go", import.meta.url));

async function textOf(instance: RunningInstance, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${instance.token}` };
  const response = await fetch(new URL(path, instance.url), { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.text();
}

async function page(instance: RunningInstance): Promise<LogPage> {
  const path = "/api/log/entries?limit=500";
  return Value.Parse(LogPage, JSON.parse(await textOf(instance, path)));
}

/** Makes a token and revokes it: two changes, two leaves. */
async function makeTwoLeaves(instance: RunningInstance, name: string): Promise<void> {
  const authorization = `Bearer ${instance.token}`;
  const made = await fetch(new URL("/api/tokens", instance.url), {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  const { token } = Value.Parse(TokenMade, await made.json());
  const address = new URL(`/api/tokens/${token.token}`, instance.url);
  const revoked = await fetch(address, { method: "DELETE", headers: { authorization } });
  if (!revoked.ok) throw new Error(`a token was not revoked: ${await revoked.text()}`);
}

/** Makes changes that write leaves, ten at once, and waits until all of them have their indices. */
async function makeLeaves(instance: RunningInstance, name: string, count: number): Promise<void> {
  for (let made = 0; made < count; made += 20) {
    const some = Array.from({ length: 10 }, (_, at) =>
      makeTwoLeaves(instance, `${name} ${made + at}`),
    );
    await Promise.all(some);
  }
  while ((await page(instance)).entries.some(({ index }) => index === null)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Question {
  readonly older: string;
  readonly proof: LogEntryProof;
  readonly index: number;
}

/** Asks the Go program about a leaf at an index. */
async function ask(instance: RunningInstance, question: Question): Promise<ToolAnswer> {
  const { entry, inclusion, verifier_key: key } = question.proof;
  if (!inclusion) throw new Error(`leaf ${entry.digest} has no proof yet`);
  const words = {
    url: `${instance.url}/log`,
    vkey: key,
    leaf: entry.digest,
    index: String(question.index),
    proof: inclusion.hashes.join(","),
    size: String(inclusion.size),
    older: question.older,
  };
  const flags = Object.entries(words).map(([name, value]) => `-${name}=${value}`);
  return runTool("go", ["run", ".", ...flags], program);
}

/**
 * Lets golang.org/x/mod/sumdb audit the log of a running instance: signature, inclusion, consistency
 * and every entry, and, so that a silent program is no success, a place that is not the leaf's.
 * Answers null when it holds, or what went wrong; `absent` when there is no Go.
 */
export async function auditLogWithGo(): Promise<{ absent: boolean; fault: string | null }> {
  const found = await runTool("go", ["version"], program);
  if (found.code !== 0) return { absent: true, fault: null };
  const instance = await startInstance();
  try {
    await makeLeaves(instance, "before", 300);
    const older = join(instance.directory, "older-checkpoint");
    await writeFile(older, await textOf(instance, "/log/checkpoint"));
    const leaf = (await page(instance)).entries[100]?.digest ?? "";
    await makeLeaves(instance, "after", 300);
    const answer = JSON.parse(await textOf(instance, `/api/log/entries/${leaf}`));
    const proof = Value.Parse(LogEntryProof, answer);
    const index = proof.inclusion?.index ?? -1;
    const right = await ask(instance, { older, proof, index });
    process.stdout.write(right.said);
    if (right.code !== 0) return { absent: false, fault: right.said };
    const wrong = await ask(instance, { older, proof, index: index + 1 });
    const fault = wrong.code === 0 ? "a leaf was accepted at a place that is not its own" : null;
    return { absent: false, fault };
  } finally {
    await instance.stop();
  }
}
