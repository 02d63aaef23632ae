import { Type } from "typebox";
import type { KeyPair } from "../kit/ed25519.ts";
import type { Api } from "../platform/terminal/api.ts";
import type { Walker } from "./walk-people.ts";

/** What the steps share; each adds to it. */
export interface Walk {
  readonly administrator: Api;
  /** The number of this walk, so that another begins anew. */
  readonly number: string;
  readonly today: string;
  readonly organisation: { id: string; name: string };
  readonly people: Partial<Record<WalkerName, Walker>>;
  readonly keys: Partial<Record<WalkerName, KeyPair>>;
}

export const walkerNames = ["head", "lead", "auditor", "reviewer", "first", "second"] as const;
/** Everybody of the walk. */
export type WalkerName = (typeof walkerNames)[number];

/** An answer of which nothing is read. */
export const Whatever = Type.Object({});
export const yardstickFile = "yardsticks/csf-categories-1.yaml";

/** What an earlier step has made. */
export const of = <K extends string, V>(from: Partial<Record<K, V>>, name: K): V => {
  const found = from[name];
  if (found === undefined) throw new Error(`the walk has no ${name} yet`);
  return found;
};
/** The API as one of the people asks it. */
export const api = (walk: Walk, name: WalkerName): Api => of(walk.people, name).api;
export const walkReview = ({ number }: Pick<Walk, "number">): string => `walk-${number}`;
export const path = (walk: Walk): string => `/api/reviews/${walkReview(walk)}`;
export const walkPath = (walk: Walk): string =>
  `${path(walk)}/organisations/${walk.organisation.id}`;
/** The leaf of the last change, in short. */
export const leafOf = (asked: Api): string => `leaf ${(asked.lastLeaves()[0] ?? "").slice(0, 8)}`;
