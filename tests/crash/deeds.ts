import { type Static, type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { sha256 } from "../../src/kit/canonical-json.ts";
import type { HostsFile } from "./changed-hosts.ts";
import type { Ledger } from "./ledger.ts";
import type { Victim } from "./victim.ts";

/** The review that the crash tests work on, and the collection that it rates. */
export const review = "crash-review";
export const ratedCollection = "pulse-2020-06-08";
export const ratedDay = "2020-06-08";

const Imported = Type.Object({
  unchanged: Type.Boolean(),
  collection: Type.Object({ id: Type.String(), rows: Type.Integer() }),
  units: Type.Integer(),
});

const Recorded = Type.Object({ as_of: Type.String(), digest: Type.String() });

/** Asks the victim for something; what it acknowledges goes into the ledger. Error: a refusal. */
export async function ask<S extends TSchema>(
  victim: Victim,
  ledger: Ledger,
  schema: S,
  request: { path: string; method?: string; body?: unknown; token?: string },
): Promise<Static<S>> {
  const { path, method = "POST", body, token = victim.token } = request;
  const headers = new Headers({ authorization: `Bearer ${token}` });
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set("content-type", "application/json");
  const content = body === undefined ? null : isForm ? body : JSON.stringify(body);
  const response = await fetch(new URL(path, victim.url), { method, headers, body: content });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  ledger.note(response);
  return Value.Parse(schema, JSON.parse(text));
}

/** A form with files by name of the field. */
export function formOf(files: Readonly<Record<string, HostsFile | File>>): FormData {
  const form = new FormData();
  for (const [name, file] of Object.entries(files)) {
    form.set(name, file instanceof File ? file : new File([file.bytes], file.name));
  }
  return form;
}

/** Imports a file of hosts; once answered, all of its units have to be there. */
export async function importHosts(
  victim: Victim,
  ledger: Ledger,
  file: HostsFile,
  mapping: File,
): Promise<void> {
  const body = formOf({ file, mapping });
  const answer = await ask(victim, ledger, Imported, { path: "/api/evidence/imports", body });
  if (answer.units !== file.hosts) throw new Error(`${answer.units} units of ${file.hosts}`);
  ledger.collections.set(answer.collection.id, file.hosts);
}

/** Records a determination with the ratings of all organisations. */
export async function recordDetermination(victim: Victim, ledger: Ledger): Promise<void> {
  const path = `/api/reviews/${review}/determinations`;
  const answer = await ask(victim, ledger, Recorded, { path, body: { on: ratedDay } });
  ledger.determinations.set(answer.as_of, answer.digest);
}

/**
 * Computes the determination that was acknowledged last once more, as of its instant, and compares
 * its bytes with what was recorded. Error: they differ.
 */
export async function recomputeLast(victim: Victim, ledger: Ledger): Promise<void> {
  const [asOf, digest] = [...ledger.determinations].at(-1) ?? [];
  if (asOf === undefined) return;
  const query = new URLSearchParams({ on: ratedDay, as_of: asOf });
  const path = `/api/reviews/${review}/determination?${query.toString()}`;
  const headers = { authorization: `Bearer ${victim.token}` };
  const response = await fetch(new URL(path, victim.url), { headers });
  const bytes = await response.bytes();
  if (response.ok && sha256(bytes) === digest) return;
  throw new Error(`the determination as of ${asOf} is not what was recorded (${response.status})`);
}

/** Sets one part of one unit right, and has all ratings back: the small write beside the big ones. */
export async function correct(
  victim: Victim,
  ledger: Ledger,
  unit: string,
  number: number,
): Promise<void> {
  const body = {
    collection: ratedCollection,
    unit,
    part: "https",
    state: number % 2 === 0 ? "bad" : "good",
    reason: `crash test, change ${number}`,
  };
  const path = `/api/reviews/${review}/corrections?on=${ratedDay}`;
  await ask(victim, ledger, Type.Unknown(), { path, body });
}
