import { dayInWords } from "../kit/calendar.ts";
import type { StandingOn } from "./offices.contract.ts";

/** Says how an office stood, for people: `vacant since 9 May 2017 (from memory)`. */
export function standingInWords(standing: StandingOn): string {
  const since = standing.from_day === null ? "" : ` since ${dayInWords(standing.from_day)}`;
  const who = standing.holder === null ? "" : ` by ${standing.holder}`;
  const until = standing.until === null ? "" : ` until ${dayInWords(standing.until)}`;
  const memory = standing.from_memory ? " (from memory)" : "";
  const state = {
    held: "held",
    acting: "acting holder",
    vacant: "vacant",
    unknown: "holder not entered",
  }[standing.state];
  return `${state}${who}${since}${until}${memory}`;
}
