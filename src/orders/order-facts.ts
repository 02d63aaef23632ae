import type { Day } from "../kit/calendar.ts";
import type { AnchorChoice, AnchorEvent, RepeatChoice } from "./deadline.contract.ts";

/** Something that happened to a product, or to one part of it. */
export interface ProductEvent {
  readonly task: string;
  readonly event: AnchorEvent;
  /** An organisation or a lead office; nothing for the whole. */
  readonly part: string | null;
  readonly on: Day;
}

/** A later date that somebody granted. */
export interface Extension {
  readonly task: string;
  readonly part: string | null;
  readonly until: Day;
  readonly by: string;
  readonly because: string;
}

/** Everything outside the text that dates depend on. */
export interface OrderFacts {
  readonly signed: Day | null;
  readonly events: readonly ProductEvent[];
  readonly extensions: readonly Extension[];
  /** What was decided where the text leaves a choice open, by task. */
  readonly anchorChoices: ReadonlyMap<string, AnchorChoice>;
  readonly repeatChoices: ReadonlyMap<string, RepeatChoice>;
  /** Organisations whose heads each owe a product; nothing when nobody said which. */
  readonly organisations: readonly string[] | null;
}

/** An order about which nothing is known but its text. */
export const noFacts: OrderFacts = {
  signed: null,
  events: [],
  extensions: [],
  anchorChoices: new Map(),
  repeatChoices: new Map(),
  organisations: null,
};
