import type { ProvedAct } from "../attestations/attestation-file.contract.ts";

/** An act of the log, with its data as an object. */
export interface ReadAct {
  readonly kind: string;
  readonly actor: string;
  readonly at: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of its leaf. */
  readonly digest: string;
}

/** The acts of a file, as they were logged. */
export function readActs(acts: readonly ProvedAct[]): ReadAct[] {
  return acts.map(({ event, digest }) => {
    const { kind, actor, at, subject, data } = event;
    const isObject = typeof data === "object" && data !== null && !Array.isArray(data);
    return { kind, actor, at, subject, digest, data: isObject ? { ...data } : {} };
  });
}

/** The first act of a kind. */
export function actOf(acts: readonly ReadAct[], kind: string): ReadAct | undefined {
  return acts.find((act) => act.kind === kind);
}

/** A text of an act's data; null where there is none. */
export function textOf(act: ReadAct, name: string): string | null {
  const value = Object.hasOwn(act.data, name) ? act.data[name] : null;
  return typeof value === "string" ? value : null;
}
