import { readOwnFile } from "../kit/own-file.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { type FederationOffices } from "./federation-people.ts";
import { type FederationBody, type FederationDays } from "./federation-scores.ts";

/** The invented review. */
export const federationReview = "aldermoor-2026";
export const order = "yearly-review";
export const yardstickFile = "yardsticks/csf-categories-1.yaml";
export const methodology = "measured-first";
export const notice =
  "The Federation of Aldermoor does not exist. Every organisation, score, finding, decision and signature here is invented.";

/** What the story made, for the terminal. */
export interface FederationTold {
  readonly organisations: number;
  scores: number;
  findings: number;
  signed: number;
  replied: number;
  confirmed: number;
  /** True where it was told at an earlier start. */
  readonly unchanged: boolean;
}

/** An organisation of the story. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What every part of the story is told with. */
export interface Story {
  readonly transaction: Transaction;
  readonly bodies: readonly FederationBody[];
  readonly days: FederationDays;
  readonly today: string;
  readonly offices: FederationOffices;
  readonly organisations: readonly Named[];
  /** Who heads them; not all do. */
  readonly heads: ReadonlyMap<string, Actor>;
  readonly told: FederationTold;
}

/** The text of a policy that ships. */
export const policy = (path: string): string =>
  new TextDecoder().decode(readOwnFile(`policy/${path}`));
export const idsOf = (organisations: readonly Named[]): string[] =>
  organisations.map(({ id }) => id);
